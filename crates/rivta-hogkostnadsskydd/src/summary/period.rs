//! The high-cost period, read from the fees of all sources together.

use std::collections::VecDeque;

use chrono::{Datelike, Months, NaiveDate};
use rust_decimal::Decimal;
use serde::Serialize;

use super::{SourcedFee, json};
use crate::ceiling::Ceilings;
use crate::disclosure::Card;

/// Twelve months from a first visit; the last day is the day before its anniversary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Period {
    /// The day of the first visit.
    #[serde(serialize_with = "json::date")]
    pub start: NaiveDate,
    /// The last day.
    #[serde(serialize_with = "json::date")]
    pub end: NaiveDate,
}

impl Period {
    fn from_first_visit(start: NaiveDate) -> Self {
        let end = anniversary(start).pred_opt().unwrap_or(NaiveDate::MAX);
        Self { start, end }
    }
}

/// The same day a year later; for a leap day the first of March, so that the twelve months are whole.
fn anniversary(date: NaiveDate) -> NaiveDate {
    let same_day = date.checked_add_months(Months::new(12)).unwrap_or(NaiveDate::MAX);
    if same_day.day() == date.day() {
        same_day
    } else {
        same_day.succ_opt().unwrap_or(NaiveDate::MAX)
    }
}

/// The period under way, built by taking the fees in the order of the visits.
pub(super) struct Running<'a> {
    /// The fees of the period and what counts of each.
    fees: VecDeque<(SourcedFee<'a>, Decimal)>,
    sum: Decimal,
    reached: bool,
    /// The period a card states, which then holds instead of the one the fees give.
    stated: Option<Period>,
}

impl<'a> Running<'a> {
    fn new() -> Self {
        Self {
            fees: VecDeque::new(),
            sum: Decimal::ZERO,
            reached: false,
            stated: None,
        }
    }

    /// The period under way on `date`, from fees sorted by visit.
    pub(super) fn at(date: NaiveDate, fees: &[SourcedFee<'a>], ceilings: &Ceilings) -> Self {
        let mut running = Self::new();
        for fee in fees.iter().filter(|(_, fee)| fee.visited <= date) {
            running.pass_to(fee.1.visited);
            running.add(*fee, ceilings);
        }
        running.pass_to(date);
        running
    }

    /// The period a card was given for, with the fees that lie in it.
    pub(super) fn of_card(card: &Card, fees: &[SourcedFee<'a>], ceilings: &Ceilings) -> Self {
        let mut running = Self::new();
        for fee in fees.iter().filter(|(_, fee)| card.covers(fee.visited)) {
            running.add(*fee, ceilings);
        }
        running.stated = card.period_start.map(|start| {
            let twelve_months = Period::from_first_visit(start);
            Period {
                start,
                end: card.period_end.unwrap_or(twelve_months.end),
            }
        });
        running
    }

    /// Lets time pass: a reached period ends on its anniversary and takes its fees with it; from one that is not
    /// reached the fees older than twelve months fall away, and it starts at the next.
    fn pass_to(&mut self, date: NaiveDate) {
        let is_over = |((_, fee), _): &(SourcedFee<'a>, Decimal)| anniversary(fee.visited) <= date;
        while self.fees.front().is_some_and(is_over) {
            if self.reached {
                *self = Self::new();
                return;
            }
            if let Some((_, counted)) = self.fees.pop_front() {
                self.sum -= counted;
            }
        }
    }

    /// Counts a fee up to the ceiling of the day of the visit.
    fn add(&mut self, fee: SourcedFee<'a>, ceilings: &Ceilings) {
        let ceiling = ceilings.on(fee.1.visited).unwrap_or(Decimal::MAX);
        let room = if self.reached {
            Decimal::ZERO
        } else {
            (ceiling - self.sum).max(Decimal::ZERO)
        };
        let counted = fee.1.amount.min(room);
        self.fees.push_back((fee, counted));
        self.sum += counted;
        self.reached = self.reached || self.sum >= ceiling;
    }

    pub(super) fn is_reached(&self) -> bool {
        self.reached
    }

    pub(super) fn sum(&self) -> Decimal {
        self.sum
    }

    /// What was paid in the period beyond what counts.
    pub(super) fn overpaid(&self) -> Decimal {
        self.fees.iter().map(|((_, fee), counted)| fee.amount - counted).sum()
    }

    pub(super) fn period(&self) -> Option<Period> {
        let first_visit = || {
            self.fees
                .front()
                .map(|((_, fee), _)| Period::from_first_visit(fee.visited))
        };
        self.stated.or_else(first_visit)
    }

    pub(super) fn fees(&self) -> impl Iterator<Item = (SourcedFee<'a>, Decimal)> + '_ {
        self.fees.iter().copied()
    }
}

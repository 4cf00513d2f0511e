//! Where a person stands at a moment.

use std::collections::VecDeque;

use chrono::{NaiveDate, NaiveDateTime};

use super::{Card, CardState, Ceilings, Ore, last_day};

/// A registered fee (*patientavgift*) for a visit in open care.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fee {
    /// The ledger's own key of the fee, unique in the region.
    pub key: i64,
    /// The day of the visit, from which the fee counts; when it was paid is of no matter.
    pub visit: NaiveDate,
    /// When it was registered, Swedish local time.
    pub registered: NaiveDateTime,
    /// What was charged.
    pub amount: Ore,
    /// A cancelled (*makulerad*) fee never counts.
    pub cancelled: bool,
}

/// A fee, or the part of it that lies under the ceiling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountedFee {
    /// [`Fee::key`].
    pub key: i64,
    /// [`Fee::visit`].
    pub visit: NaiveDate,
    /// [`Fee::registered`].
    pub registered: NaiveDateTime,
    /// What counts towards the protection, above zero. The fee that reaches the ceiling is cut.
    pub amount: Ore,
}

/// The high-cost protection of one person in one region at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The card's state, or *ej uppnått*.
    pub state: CardState,
    /// First visit and last day of the twelve months under way, if any visit counts.
    pub period: Option<(NaiveDate, NaiveDate)>,
    /// What counts in that period.
    pub sum: Ore,
    /// What is left to pay before a card; zero while a card is valid.
    pub remaining: Ore,
    /// The card that is valid now.
    pub card: Option<Card>,
    /// Every card there has been, oldest first.
    pub cards: Vec<Card>,
    /// Every fee that has counted, oldest visit first, cut where a ceiling was reached. Fees for visits
    /// under a valid card count nothing and are left out.
    pub counted: Vec<CountedFee>,
}

impl Standing {
    /// Works out the standing at `now` (Swedish local time) from all fees of the person in the region.
    /// What was visited or registered after `now` is not known yet and left out.
    pub fn at(now: NaiveDateTime, fees: &[Fee], ceilings: &Ceilings) -> Self {
        let mut known: Vec<&Fee> = fees
            .iter()
            .filter(|fee| !fee.cancelled && fee.amount > Ore::ZERO)
            .filter(|fee| fee.visit <= now.date() && fee.registered <= now)
            .collect();
        known.sort_unstable_by_key(|fee| (fee.visit, fee.registered, fee.key));
        let mut walk = Walk::new(ceilings);
        for fee in known {
            walk.pass_days_to(fee.visit);
            walk.count(fee);
        }
        walk.pass_days_to(now.date());
        walk.standing(now)
    }
}

/// The state while days and fees are passed in order.
struct Walk<'a> {
    ceilings: &'a Ceilings,
    /// The day reached so far.
    day: NaiveDate,
    /// Counted fees of the period under way that has no card yet.
    open: VecDeque<CountedFee>,
    sum: Ore,
    cards: Vec<Card>,
    /// What counted towards the newest card.
    card_sum: Ore,
    counted: Vec<CountedFee>,
}

impl<'a> Walk<'a> {
    fn new(ceilings: &'a Ceilings) -> Self {
        Self {
            ceilings,
            day: NaiveDate::MIN,
            open: VecDeque::new(),
            sum: Ore::ZERO,
            cards: Vec::new(),
            card_sum: Ore::ZERO,
            counted: Vec::new(),
        }
    }

    /// Moves on to `day`. A ceiling that is lowered on the way to what is already paid gives the card on
    /// the day it comes into force.
    fn pass_days_to(&mut self, day: NaiveDate) {
        if !self.open.is_empty() {
            for change in self.ceilings.changes(self.day, day) {
                self.drop_fallen(change);
                self.issue_if_reached(change);
            }
        }
        self.drop_fallen(day);
        self.day = day;
    }

    /// Lets the oldest fees fall away whose twelve months are over.
    fn drop_fallen(&mut self, day: NaiveDate) {
        while let Some(fee) = self.open.pop_front_if(|fee| last_day(fee.visit) < day) {
            self.sum -= fee.amount;
        }
    }

    fn count(&mut self, fee: &Fee) {
        if self.cards.last().is_some_and(|card| card.is_valid_on(fee.visit)) {
            return;
        }
        let amount = fee.amount.min(self.ceilings.on(fee.visit) - self.sum);
        let counted = CountedFee {
            key: fee.key,
            visit: fee.visit,
            registered: fee.registered,
            amount,
        };
        self.sum += amount;
        self.open.push_back(counted);
        self.counted.push(counted);
        self.issue_if_reached(fee.visit);
    }

    fn issue_if_reached(&mut self, day: NaiveDate) {
        let Some(first) = self.open.front().copied() else {
            return;
        };
        if self.sum < self.ceilings.on(day) {
            return;
        }
        let registered = self
            .open
            .iter()
            .map(|fee| fee.registered)
            .max()
            .unwrap_or(first.registered);
        // A card that a lowered ceiling gives is not older than the day of the lowering.
        let registered = registered.max(day.and_time(chrono::NaiveTime::MIN));
        self.cards.push(Card {
            first_fee: first.key,
            period_start: first.visit,
            reached: day,
            registered,
        });
        self.card_sum = self.sum;
        self.open.clear();
        self.sum = Ore::ZERO;
    }

    fn standing(self, now: NaiveDateTime) -> Standing {
        let today = now.date();
        let card = self.cards.last().filter(|card| card.is_valid_on(today)).cloned();
        let period = match (&card, self.open.front()) {
            (Some(card), _) => Some((card.period_start, card.valid_through())),
            (None, Some(first)) => Some((first.visit, last_day(first.visit))),
            (None, None) => None,
        };
        let state = match (self.cards.last(), self.open.front()) {
            (Some(last), None) => last.state(now),
            _ => CardState::EjUppnatt,
        };
        let sum = if card.is_some() { self.card_sum } else { self.sum };
        let remaining = if card.is_some() {
            Ore::ZERO
        } else {
            self.ceilings.on(today) - sum
        };
        Standing {
            state,
            period,
            sum,
            remaining,
            card,
            cards: self.cards,
            counted: self.counted,
        }
    }
}

#[cfg(test)]
mod tests;

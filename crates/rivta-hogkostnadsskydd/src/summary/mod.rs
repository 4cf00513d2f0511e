//! What the person who asked gets to see: pure arithmetic on what the sources disclosed.
//!
//! The answers are read in the contract's order: is a card valid today, from any source; else the fees of the last
//! twelve months over all sources together, looking only at those inside one high-cost period.

mod json;
mod period;

use std::fmt;

use chrono::{NaiveDate, NaiveDateTime};
use rivta_soap::identity::County;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::Error;
use crate::ceiling::Ceilings;
use crate::disclosure::{Card, Fee};
use crate::question::SourceReport;
use crate::source::Source;

pub use period::Period;
use period::Running;

/// The answer to a question. Personal data: for the one who asked, never for a log; `Debug` shows counts only.
///
/// The JSON form has these field names; dates are `YYYY-MM-DD`, times `YYYY-MM-DDThh:mm:ss` in Swedish local time,
/// amounts are strings of SEK such as `"275.5"`.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// The Swedish date of the summary.
    #[serde(serialize_with = "json::date")]
    pub date: NaiveDate,
    /// Whether care is free, and why.
    pub state: State,
    /// The ceiling on the date of the summary.
    #[serde(serialize_with = "json::amount")]
    pub ceiling: Decimal,
    /// What counts towards the ceiling in the period, never more than it. Zero when a care giver asks and there is
    /// a card, since no fees are disclosed then.
    #[serde(serialize_with = "json::amount")]
    pub sum: Decimal,
    /// What remains to pay before care is free. An upper bound unless `complete`.
    #[serde(serialize_with = "json::amount")]
    pub remaining: Decimal,
    /// What has been paid in the period above the ceiling, and may be claimed back.
    #[serde(serialize_with = "json::amount")]
    pub overpaid: Decimal,
    /// The high-cost period under way; none when nothing has been paid.
    pub period: Option<Period>,
    /// The card valid on the date; of several, the one valid longest.
    pub card: Option<CardSummary>,
    /// The fees of the period, oldest first.
    pub fees: Vec<FeeSummary>,
    /// Every source asked, and what became of it.
    pub sources: Vec<SourceSummary>,
    /// Whether every source that was to answer has done so. Never true when the platform did not say whom it had asked.
    pub complete: bool,
    /// Whether the platform has asked nobody, since no region has said that it knows the person. There may be fees all
    /// the same: in a region that has not connected, or that has not got round to it.
    pub no_engagement: bool,
}

/// Whether care is free of charge on the date of the summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The ceiling has not been reached.
    NotReached,
    /// The fees of all sources together have reached the ceiling, though no source has a valid card. The period's last
    /// day is the last day a card would be valid.
    Reached,
    /// There is a valid card.
    Card,
}

/// The card that is valid.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct CardSummary {
    /// Its number.
    pub number: String,
    /// First day of validity.
    #[serde(serialize_with = "json::optional_date")]
    pub valid_from: Option<NaiveDate>,
    /// Last day of validity.
    #[serde(serialize_with = "json::optional_date")]
    pub valid_through: Option<NaiveDate>,
    /// The region that issued it.
    pub region: Region,
    /// The source that disclosed it.
    pub source: Source,
}

/// A region as a card names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Region {
    /// Its HSA-id or county code.
    pub id: String,
    /// Its name, when the id is a county code.
    pub name: Option<&'static str>,
}

/// A fee of the period.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct FeeSummary {
    /// The day of the visit.
    #[serde(serialize_with = "json::date")]
    pub visited: NaiveDate,
    /// When it was registered.
    #[serde(serialize_with = "json::optional_time")]
    pub registered: Option<NaiveDateTime>,
    /// What was paid.
    #[serde(serialize_with = "json::amount")]
    pub amount: Decimal,
    /// What of it counts: the fee that reaches the ceiling is cut there, later ones count nothing.
    #[serde(serialize_with = "json::amount")]
    pub counted: Decimal,
    /// The HSA-id of the care unit; absent for a care giver.
    pub care_unit: Option<String>,
    /// The HSA-id of the care giver; absent for a care giver.
    pub care_giver: Option<String>,
    /// The source that disclosed it.
    pub source: Source,
}

/// A source and what became of the question there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceSummary {
    /// The source.
    #[serde(flatten)]
    pub source: Source,
    /// `answered`, `failed`, `late` or `free_of_charge`.
    pub state: &'static str,
    /// What kind of failure it was: `not_accepted`, `not_reached`, `broken_rules` or `too_large`.
    pub cause: Option<&'static str>,
    /// Why there is no answer, in words for staff. They may be the other side's.
    pub reason: Option<String>,
    /// The regions an agent has answered for, as it says.
    pub answered_for: Vec<Source>,
    /// How many milliseconds after the asking it came so far.
    pub after_ms: u64,
    /// Whether it was to be asked; see [`SourceReport::expected`].
    pub expected: bool,
}

impl Summary {
    /// Reads the disclosures as of `date`.
    ///
    /// # Errors
    /// [`Error::NoCeiling`] when the table of ceilings does not reach `date`.
    pub fn of(date: NaiveDate, reports: &[SourceReport], ceilings: &Ceilings) -> Result<Self, Error> {
        let ceiling = ceilings.on(date).ok_or(Error::NoCeiling(date))?;
        let fees = sorted_fees(reports);
        let card = valid_card(date, reports);
        let running = match card {
            Some((_, card)) => Running::of_card(card, &fees, ceilings),
            None => Running::at(date, &uncovered(&fees, date, reports), ceilings),
        };
        let state = match card {
            Some(_) => State::Card,
            None if running.is_reached() => State::Reached,
            None => State::NotReached,
        };
        let free = state != State::NotReached;
        let remaining = if free {
            Decimal::ZERO
        } else {
            (ceiling - running.sum()).max(Decimal::ZERO)
        };
        Ok(Self {
            date,
            state,
            ceiling,
            sum: running.sum(),
            remaining,
            overpaid: if free { running.overpaid() } else { Decimal::ZERO },
            period: running.period(),
            card: card.map(|(source, card)| CardSummary::of(source, card)),
            fees: running
                .fees()
                .map(|(fee, counted)| FeeSummary::of(fee, counted))
                .collect(),
            sources: reports.iter().map(SourceSummary::of).collect(),
            complete: reports
                .iter()
                .all(|report| matches!(report.state.name(), "answered" | "free_of_charge")),
            no_engagement: reports.is_empty(),
        })
    }
}

/// A fee and the source that disclosed it.
type SourcedFee<'a> = (&'a Source, &'a Fee);

/// All fees, oldest first; on the same day as they were registered, then as they came.
fn sorted_fees(reports: &[SourceReport]) -> Vec<SourcedFee<'_>> {
    let mut fees: Vec<_> = reports.iter().flat_map(fees_of).collect();
    fees.sort_by_key(|(_, fee)| (fee.visited, fee.registered));
    fees
}

fn fees_of(report: &SourceReport) -> impl Iterator<Item = SourcedFee<'_>> {
    report.disclosures.iter().flat_map(|disclosure| {
        let source = disclosure.discloser.as_ref().unwrap_or(&report.source);
        disclosure.fees.iter().map(move |fee| (source, fee))
    })
}

fn cards(reports: &[SourceReport]) -> impl Iterator<Item = (&Source, &Card)> {
    reports.iter().flat_map(|report| {
        report.disclosures.iter().flat_map(|disclosure| {
            let source = disclosure.discloser.as_ref().unwrap_or(&report.source);
            disclosure.cards.iter().map(move |card| (source, card))
        })
    })
}

/// The card valid on `date`; of several, the one valid longest, and of equals the first disclosed.
fn valid_card(date: NaiveDate, reports: &[SourceReport]) -> Option<(&Source, &Card)> {
    let last_day = |card: &Card| card.valid_through.unwrap_or(NaiveDate::MAX);
    cards(reports)
        .filter(|(_, card)| card.is_valid_on(date))
        .reduce(|best, next| {
            if last_day(next.1) > last_day(best.1) {
                next
            } else {
                best
            }
        })
}

/// The fees that gave no card: those of a card that has run out do not count again.
fn uncovered<'a>(fees: &[SourcedFee<'a>], date: NaiveDate, reports: &[SourceReport]) -> Vec<SourcedFee<'a>> {
    let expired: Vec<_> = cards(reports)
        .map(|(_, card)| card)
        .filter(|card| card.valid_through.is_some_and(|last| last < date))
        .collect();
    let counts = |(_, fee): &&SourcedFee<'a>| !expired.iter().any(|card| card.covers(fee.visited));
    fees.iter().filter(counts).copied().collect()
}

impl CardSummary {
    fn of(source: &Source, card: &Card) -> Self {
        Self {
            number: card.number.clone(),
            valid_from: card.valid_from,
            valid_through: card.valid_through,
            region: Region::of(&card.region),
            source: source.clone(),
        }
    }
}

impl Region {
    fn of(id: &str) -> Self {
        let name = County::by_code(id).map(County::region);
        Self {
            id: id.to_owned(),
            name,
        }
    }
}

impl FeeSummary {
    fn of((source, fee): SourcedFee<'_>, counted: Decimal) -> Self {
        Self {
            visited: fee.visited,
            registered: fee.registered,
            amount: fee.amount,
            counted,
            care_unit: fee.care_unit.clone(),
            care_giver: fee.care_giver.clone(),
            source: source.clone(),
        }
    }
}

impl SourceSummary {
    fn of(report: &SourceReport) -> Self {
        Self {
            source: report.source.clone(),
            state: report.state.name(),
            cause: report.state.cause(),
            reason: report.state.reason(),
            answered_for: report
                .disclosures
                .iter()
                .filter_map(|disclosure| disclosure.discloser.clone())
                .collect(),
            after_ms: report.after.as_millis().try_into().unwrap_or(u64::MAX),
            expected: report.expected,
        }
    }
}

impl fmt::Debug for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Summary")
            .field("fees", &self.fees.len())
            .field("sources", &self.sources)
            .field("complete", &self.complete)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for CardSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CardSummary(..)")
    }
}

impl fmt::Debug for FeeSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FeeSummary(..)")
    }
}

#[cfg(test)]
mod tests;

//! What a source has disclosed, read from a message that keeps the rules.

use std::fmt;

use chrono::{NaiveDate, NaiveDateTime};
use rivta_contracts::financial_patientfees_exemption_1_0::core::{ExemptionType, IIType, TransactionType};
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::ProcessExemptionStatusesType;
use rivta_soap::identity::County;
use rivta_soap::time::{parse_date, parse_timestamp};
use rust_decimal::Decimal;

use crate::source::{Source, county_of};

/// The cards and fees of one accepted message. Personal data; `Debug` shows counts only.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Disclosure {
    /// Cards, valid or not.
    pub cards: Vec<Card>,
    /// Fees, in the order of the message.
    pub fees: Vec<Fee>,
    /// Who discloses, when it is another than the source that was asked: the region an agent answers for.
    pub discloser: Option<Source>,
}

/// A card (*frikort*): open care is free while it is valid.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Card {
    /// The card's number at its region.
    pub number: String,
    /// First day of the period whose fees gave the card.
    pub period_start: Option<NaiveDate>,
    /// Last day of that period.
    pub period_end: Option<NaiveDate>,
    /// First day the card is valid; `None` when the source leaves it open.
    pub valid_from: Option<NaiveDate>,
    /// Last day the card is valid; `None` when the source leaves it open.
    pub valid_through: Option<NaiveDate>,
    /// The region that issued it: an HSA-id or a county code.
    pub region: String,
}

impl Card {
    /// Whether the card is valid on `date`.
    pub fn is_valid_on(&self, date: NaiveDate) -> bool {
        self.valid_from.is_none_or(|first| first <= date) && self.valid_through.is_none_or(|last| date <= last)
    }

    /// Whether `date` lies in the period whose fees gave the card.
    pub fn covers(&self, date: NaiveDate) -> bool {
        let start = self.period_start.or(self.valid_from);
        start.is_some_and(|first| first <= date) && self.period_end.is_none_or(|last| date <= last)
    }
}

/// A fee paid or invoiced for one visit.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Fee {
    /// The day of the visit, which is what counts towards the ceiling.
    pub visited: NaiveDate,
    /// When the fee was registered, Swedish local time.
    pub registered: Option<NaiveDateTime>,
    /// The amount, SEK.
    pub amount: Decimal,
    /// The HSA-id of the care unit; absent when a care giver asks.
    pub care_unit: Option<String>,
    /// The HSA-id of the care giver; absent when a care giver asks.
    pub care_giver: Option<String>,
}

impl Disclosure {
    /// Reads a message that breaks no rule. A transaction without fee or visit date says nothing about what
    /// has been paid and is left out.
    pub fn of(message: &ProcessExemptionStatusesType) -> Self {
        let persons = || message.fee_exemption.iter();
        Self {
            cards: persons().flat_map(|person| &person.exemptions).map(card).collect(),
            fees: persons()
                .flat_map(|person| &person.transactions)
                .filter_map(fee)
                .collect(),
            discloser: None,
        }
    }

    /// Takes out what is of one county's region.
    pub(crate) fn split_off(&mut self, county: County) -> Self {
        let of_county = |address: &str| county_of(address) == Some(county);
        let cards = self.cards.extract_if(.., |card| of_county(&card.region)).collect();
        let of_fee = |fee: &mut Fee| fee.care_giver.as_deref().is_some_and(of_county);
        Self {
            cards,
            fees: self.fees.extract_if(.., of_fee).collect(),
            discloser: None,
        }
    }

    /// Whether nothing is disclosed.
    pub fn is_empty(&self) -> bool {
        self.cards.is_empty() && self.fees.is_empty()
    }

    /// The counties whose regions it is about: those that issued its cards and gave its care. None are known of a
    /// care giver's fees, which name nobody, nor when there is nothing to disclose.
    pub fn counties(&self) -> Vec<County> {
        let regions = self.cards.iter().map(|card| card.region.as_str());
        let care_givers = self.fees.iter().filter_map(|fee| fee.care_giver.as_deref());
        let mut counties: Vec<County> = regions.chain(care_givers).filter_map(county_of).collect();
        counties.sort_unstable();
        counties.dedup();
        counties
    }
}

fn card(exemption: &ExemptionType) -> Card {
    let date = |text: &Option<_>| text.as_ref().and_then(date_of);
    Card {
        number: exemption.id.clone(),
        period_start: date(&exemption.high_cost_protection_period.start),
        period_end: date(&exemption.high_cost_protection_period.end),
        valid_from: date(&exemption.exemption_period.start),
        valid_through: date(&exemption.exemption_period.end),
        region: extension(&exemption.region).unwrap_or_default(),
    }
}

fn fee(transaction: &TransactionType) -> Option<Fee> {
    Some(Fee {
        visited: transaction.date_of_visit.as_ref().and_then(date_of)?,
        registered: transaction
            .time_of_registration
            .as_ref()
            .and_then(|time| parse_timestamp(time.as_str()).ok()),
        amount: transaction.fee.as_ref()?.amount.value()?,
        care_unit: transaction.care_unit.as_ref().and_then(extension),
        care_giver: transaction.care_giver.as_ref().and_then(extension),
    })
}

fn date_of(date: &rivta_contracts::financial_patientfees_exemption_1_0::core::DateType) -> Option<NaiveDate> {
    parse_date(date.as_str()).ok()
}

fn extension(identity: &IIType) -> Option<String> {
    identity.extension.clone()
}

impl fmt::Debug for Disclosure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Disclosure({} cards, {} fees)", self.cards.len(), self.fees.len())
    }
}

impl fmt::Debug for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Card(..)")
    }
}

impl fmt::Debug for Fee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Fee(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::Disclosure;
    use crate::test_message::{about, card, message, tolvan, transaction};

    #[test]
    fn what_is_shown_of_a_disclosure_holds_no_personal_data() {
        let cards = vec![card("F-4711", "20260101", "20260301", "20261231")];
        let person = about(&tolvan(), vec![transaction("20260610", "275")], cards);
        let read = Disclosure::of(&message(uuid::Uuid::nil(), vec![person]));
        let shown = format!("{read:?} {:?} {:?}", read.cards, read.fees);
        assert_eq!(shown, "Disclosure(1 cards, 1 fees) [Card(..)] [Fee(..)]");
    }
}

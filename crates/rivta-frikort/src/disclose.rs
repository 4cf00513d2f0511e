//! From what a region knows about a person to the message that discloses it.
//!
//! * Everything is disclosed for the main identity **and** all linked ones, whichever of them was asked
//!   about: one `feeExemption` per identity that has something.
//! * A resident or guardian gets the card and the transactions with care giver and care unit. A care
//!   giver gets the card alone, or without a card the transactions without care giver and care unit.
//! * Transactions are those of the last twelve months, today included, with the amount that counts: the
//!   one that reached the ceiling is cut, those under a valid card count nothing and are left out, as
//!   are cancelled ones.
//! * The card stands on the main identity; there is never more than one in a message: the one that is valid
//!   today, preliminary ones included.
//! * Fees that gave a card which has since run out count no more, though they are not yet twelve months old. A
//!   resident gets them together with that card, whose period tells so; a care giver, who may not be sent both,
//!   does not get them.
//! * A local reserve id may not leave (rule008): fees on it are disclosed under the national identity it
//!   is linked with, the main one if that is national. A person known only by a local reserve id cannot
//!   be disclosed; rule008 then holds the message back for the operator.
//! * An unknown person gives a message without any `feeExemption`.
//!
//! The message is built anew for each attempt, so that what arrives is fresh.

use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use rivta_contracts::financial_patientfees_exemption_1_0::core::{
    AmountType, CVType, DatePeriodType, DateType, ExemptionType, FeeExemptionType, IIType, TimeStampType,
    TransactionType,
};
use rivta_contracts::financial_patientfees_exemption_1_0::enums::{ActorTypeEnum, TypeOfExemptionEnum};
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::ProcessExemptionStatusesType;
use rivta_soap::identity::{HsaId, PersonIdentity, oid};
use rivta_soap::time::{format_date, format_timestamp, swedish_local};
use rivta_soap::xml::ValueError;

use crate::ledger::{Card, CountedFee, Fee, Ore, Standing, oldest_disclosed};
use crate::region::Region;
use crate::store::{PersonRecord, RegisteredFee, StoredRequest};

/// A message ready to be checked and sent. `Debug` leaves it out: it holds personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct Disclosure {
    /// The message.
    pub message: ProcessExemptionStatusesType,
    /// Who asked; decides which rules apply.
    pub actor: ActorTypeEnum,
    /// How many transactions of the last twelve months the region holds for the one who asked, sent or not (rule017).
    pub transactions_at_region: usize,
}

impl fmt::Debug for Disclosure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Disclosure")
            .field("actor", &self.actor)
            .finish_non_exhaustive()
    }
}

/// Works out the disclosure of one request from what the region knows.
///
/// # Errors
/// [`ValueError`] when a date cannot be written as the contract's `DateType` (years 1900 to 2099).
pub fn disclose(
    request: &StoredRequest,
    region: &Region,
    person: &PersonRecord,
    now: DateTime<Utc>,
) -> Result<Disclosure, ValueError> {
    let now = swedish_local(now);
    let fees: Vec<Fee> = person.fees.iter().map(|registered| registered.fee.clone()).collect();
    let standing = Standing::at(now, &fees, &region.ceilings);
    let oldest = oldest_disclosed(now.date());
    let mut recent: Vec<&CountedFee> = standing.counted.iter().filter(|fee| fee.visit >= oldest).collect();
    let actor = request.actor.kind();
    let mut card = standing.card.as_ref();
    if let Some(run_out) = standing.cards.last().filter(|_| card.is_none()) {
        if actor == ActorTypeEnum::Caregiver {
            recent.retain(|fee| !run_out.covers(fee.visit));
        } else if recent.iter().any(|fee| run_out.covers(fee.visit)) {
            card = Some(run_out);
        }
    }
    let sent: &[&CountedFee] = match (&actor, card) {
        (ActorTypeEnum::Caregiver, Some(_)) => &[],
        _ => &recent,
    };
    let mut entries = Entries::for_person(person);
    for counted in sent {
        let registered = person.fees.iter().find(|registered| registered.fee.key == counted.key);
        if let Some((registered, entry)) = registered.and_then(|fee| Some((fee, entries.of(&fee.patient)?))) {
            entry
                .transactions
                .push(transaction(counted, registered, actor != ActorTypeEnum::Caregiver)?);
        }
    }
    let main = person.identities.first().and_then(|main| entries.of(&main.identity));
    if let Some((card, entry)) = card.zip(main) {
        entry.exemptions.push(exemption(card, region)?);
    }
    let message = ProcessExemptionStatusesType {
        request_id: IIType {
            root: request.request_id.clone(),
            extension: None,
            any: Vec::new(),
        },
        fee_exemption: entries.with_content(),
        any: Vec::new(),
    };
    Ok(Disclosure {
        message,
        actor,
        transactions_at_region: recent.len(),
    })
}

/// One entry per identity that may be disclosed, in the order of the person's identities.
struct Entries {
    /// The identity that stands in for local reserve ids: the main one if it is national.
    national: Option<PersonIdentity>,
    entries: Vec<(PersonIdentity, FeeExemptionType)>,
}

impl Entries {
    fn for_person(person: &PersonRecord) -> Self {
        let identities = || person.identities.iter().map(|linked| &linked.identity);
        let national = identities().find(|identity| identity.is_national()).cloned();
        let entries = identities()
            .filter(|identity| identity.is_national() || national.is_none())
            .map(|identity| (identity.clone(), empty_entry(identity)))
            .collect();
        Self { national, entries }
    }

    /// The entry under which something registered on the identity is disclosed.
    fn of(&mut self, identity: &PersonIdentity) -> Option<&mut FeeExemptionType> {
        let shown = if identity.is_national() {
            identity
        } else {
            self.national.as_ref().unwrap_or(identity)
        };
        self.entries
            .iter_mut()
            .find(|(known, _)| known == shown)
            .map(|(_, entry)| entry)
    }

    fn with_content(self) -> Vec<FeeExemptionType> {
        let has_content = |entry: &FeeExemptionType| !entry.transactions.is_empty() || !entry.exemptions.is_empty();
        self.entries
            .into_iter()
            .map(|(_, entry)| entry)
            .filter(has_content)
            .collect()
    }
}

fn empty_entry(identity: &PersonIdentity) -> FeeExemptionType {
    FeeExemptionType {
        patient_id: id(identity.root(), identity.extension()),
        transactions: Vec::new(),
        exemptions: Vec::new(),
        any: Vec::new(),
    }
}

fn transaction(counted: &CountedFee, registered: &RegisteredFee, named: bool) -> Result<TransactionType, ValueError> {
    let hsa = |hsa_id: &HsaId| named.then(|| id(oid::HSA_ID, hsa_id.as_str()));
    Ok(TransactionType {
        fee: Some(kronor(counted.amount)),
        date_of_visit: Some(date(counted.visit)?),
        time_of_registration: Some(TimeStampType::new(format_timestamp(counted.registered))?),
        type_of_fee: TypeOfExemptionEnum::CareVisit,
        care_giver: hsa(&registered.care_giver),
        care_unit: hsa(&registered.care_unit),
        any: Vec::new(),
    })
}

fn exemption(card: &Card, region: &Region) -> Result<ExemptionType, ValueError> {
    let period = |start: NaiveDate| -> Result<DatePeriodType, ValueError> {
        Ok(DatePeriodType {
            start: Some(date(start)?),
            end: Some(date(card.valid_through())?),
            any: Vec::new(),
        })
    };
    Ok(ExemptionType {
        id: card_number(card, region),
        high_cost_protection_period: period(card.period_start)?,
        exemption_period: period(card.reached)?,
        type_of_exemption: TypeOfExemptionEnum::CareVisit,
        region: id(oid::HSA_ID, region.hsa_id.as_str()),
        any: Vec::new(),
    })
}

/// The card's number: the county code and the ledger's key of the period's first fee. It says nothing
/// about the person and stays the same as long as the card does.
fn card_number(card: &Card, region: &Region) -> String {
    format!("{}-{:08}", region.county.code(), card.first_fee)
}

fn kronor(amount: Ore) -> AmountType {
    let currency = CVType {
        code: Some("SEK".to_owned()),
        code_system: Some(oid::CURRENCY.to_owned()),
        ..CVType::default()
    };
    AmountType {
        amount: amount.decimal().into(),
        currency,
        any: Vec::new(),
    }
}

fn date(date: NaiveDate) -> Result<DateType, ValueError> {
    DateType::new(format_date(date))
}

fn id(root: &str, extension: &str) -> IIType {
    IIType {
        root: root.to_owned(),
        extension: Some(extension.to_owned()),
        any: Vec::new(),
    }
}

#[cfg(test)]
mod tests;

//! The contract's rules on a disclosure, read by the one who receives it.
//!
//! A disclosure is judged against the request it answers. The ids rule001–rule018 are the contract's own
//! (tjänstekontraktsbeskrivning 1.0); what the contract asks without an id has a name here instead. A rule does
//! not fire on an absent optional element. rule017 (the registered transactions are sent when there is no card)
//! cannot be seen from outside the source and is therefore not in the list.

mod exemption;
mod patient;
mod transaction;

use std::fmt;

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc};
use rivta_contracts::financial_patientfees_exemption_1_0::enums::{ActorTypeEnum, TypeOfExemptionEnum};
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::ProcessExemptionStatusesType;
use rivta_soap::identity::PersonIdentity;
use rivta_soap::time::{from_swedish_local, swedish_date, swedish_local};

pub use patient::LinkedIdentities;

/// How far a source's clock may be from ours. What was registered or visited within it is not in the future yet, and
/// twelve months count from as much before the request.
const CLOCK_TOLERANCE: Duration = Duration::minutes(2);

/// No more breaches than this are gathered from one message.
const MAX_BREACHES: usize = 50;

macro_rules! rules {
    ($($name:ident = $id:literal, $text:literal;)+) => {
        /// A rule on a disclosure.
        // The texts double as documentation and name the contract's codes bare.
        #[allow(clippy::doc_markdown)]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Rule { $(#[doc = $text] $name,)+ }

        impl Rule {
            /// Every rule that can be checked on reception.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The contract's id of the rule, or our name where the contract gives none.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)+ }
            }

            /// What the rule says.
            pub const fn text(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }
        }
    };
}

rules! {
    Rule001 = "rule001", "dateOfVisit is not in the future";
    Rule002 = "rule002", "dateOfVisit is not older than 12 months";
    Rule003 = "rule003", "typeOfExemption is CARE_VISIT";
    Rule004 = "rule004", "typeOfFee is CARE_VISIT";
    Rule005 = "rule005", "a care giver gets transactions without careGiver and careUnit";
    Rule006 = "rule006", "timeOfRegistration is not earlier than dateOfVisit";
    Rule007 = "rule007", "timeOfRegistration is not in the future";
    Rule008 = "rule008", "patientId/root is the OID of personnummer, samordningsnummer or national reserve id";
    Rule009 = "rule009", "currency/code is SEK";
    Rule010 = "rule010", "currency/codeSystem is 1.0.4217";
    Rule011 = "rule011", "only code and codeSystem of a currency carry values";
    Rule012 = "rule012", "dateOfVisit and timeOfRegistration are present for open care";
    Rule013 = "rule013", "careUnit and careGiver are present for CARE_VISIT";
    Rule014 = "rule014", "highCostProtectionPeriod/end equals exemptionPeriod/end";
    Rule015 = "rule015", "no transaction has the amount 0";
    Rule016 = "rule016", "a citizen or guardian gets transactions with careUnit and careGiver";
    Rule018 = "rule018", "a care giver gets no transactions when there is an exemption";
    Calendar = "calendar", "dates and time stamps exist in the calendar";
    Period = "period", "a period does not end before it starts";
    Amount = "amount", "an amount is positive, below a million, with two decimals at most";
    SingleCard = "single-card", "a message holds at most one exemption of type CARE_VISIT";
    Patient = "patient", "patientId is the identity asked for or one that can be linked to it";
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// One place where a message breaks a rule. Holds element paths, never values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// The rule.
    pub rule: Rule,
    /// Where, below `ProcessExemptionStatuses`, as `feeExemption[1]/transactions[2]/dateOfVisit`.
    pub path: String,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}: {}", self.rule, self.path, self.rule.text())
    }
}

/// What a disclosure is judged against: the request it answers, and the time.
#[derive(Debug, Clone)]
pub struct Context<'a> {
    /// The identity that was asked for.
    pub patient: &'a PersonIdentity,
    /// Who asked.
    pub actor: ActorTypeEnum,
    /// The Swedish date of the request, as a source whose clock is a little behind may see it ([`oldest_date_of`]):
    /// twelve months count from it, so that an answer just after midnight is not refused for what was right when it
    /// was asked.
    pub asked_on: NaiveDate,
    /// The Swedish local time of reception.
    pub now: NaiveDateTime,
    /// Which other identities are believed.
    pub linked: LinkedIdentities,
}

/// The date on which a request made at `instant` arrives by the clock of a source that is behind ours, at the oldest.
pub fn oldest_date_of(instant: DateTime<Utc>) -> NaiveDate {
    swedish_date(instant.checked_sub_signed(CLOCK_TOLERANCE).unwrap_or(instant))
}

/// The latest local time that a source's clock may show or have shown when ours shows `now`. In the autumn hour that
/// comes twice, the clock may have shown an hour more already.
fn latest_by_any_clock(now: NaiveDateTime) -> NaiveDateTime {
    let hour = Duration::hours(1);
    let comes_twice = swedish_local(from_swedish_local(now) + hour) == now;
    let ahead = if comes_twice { hour } else { CLOCK_TOLERANCE };
    now.checked_add_signed(ahead).unwrap_or(now)
}

/// Every breach of the rules in `message`, at most fifty, in document order.
pub fn check(message: &ProcessExemptionStatusesType, context: &Context<'_>) -> Vec<Breach> {
    let mut findings = Findings { breaches: Vec::new() };
    let cards = message.fee_exemption.iter().flat_map(|person| &person.exemptions);
    let any_card = cards.clone().next().is_some();
    let care_visit_cards = cards
        .filter(|card| card.type_of_exemption == TypeOfExemptionEnum::CareVisit)
        .count();
    if care_visit_cards > 1 {
        findings.add(Rule::SingleCard, "feeExemption", "exemptions");
    }
    for (index, person) in message.fee_exemption.iter().enumerate() {
        let path = format!("feeExemption[{}]", index + 1);
        patient::check(&person.patient_id, context, &path, &mut findings);
        for (index, transaction) in person.transactions.iter().enumerate() {
            let path = format!("{path}/transactions[{}]", index + 1);
            transaction::check(transaction, any_card, context, &path, &mut findings);
        }
        for (index, card) in person.exemptions.iter().enumerate() {
            let path = format!("{path}/exemptions[{}]", index + 1);
            exemption::check(card, &path, &mut findings);
        }
        if findings.breaches.len() >= MAX_BREACHES {
            break;
        }
    }
    findings.breaches
}

/// The breaches gathered so far.
struct Findings {
    breaches: Vec<Breach>,
}

impl Findings {
    fn add(&mut self, rule: Rule, path: &str, element: &str) {
        if self.breaches.len() < MAX_BREACHES {
            self.breaches.push(Breach {
                rule,
                path: format!("{path}/{element}"),
            });
        }
    }

    fn add_if(&mut self, broken: bool, rule: Rule, path: &str, element: &str) {
        if broken {
            self.add(rule, path, element);
        }
    }
}

#[cfg(test)]
mod tests;

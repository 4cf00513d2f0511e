//! The contract's rules on a disclosure, rule001 to rule018 (TKB 1.0, section on rules).
//!
//! Every disclosure is checked against all of them before it leaves. One that breaks a rule does not
//! leave; it is parked with the rules' ids. A rule does not fire on an absent optional element; a date
//! that cannot be read breaks the rules that read it.

use chrono::{NaiveDate, NaiveDateTime};
use rivta_contracts::financial_patientfees_exemption_1_0::core::{CVType, ExemptionType, TransactionType};
use rivta_contracts::financial_patientfees_exemption_1_0::enums::{ActorTypeEnum, TypeOfExemptionEnum};
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::ProcessExemptionStatusesType;
use rivta_soap::identity::oid;
use rivta_soap::time::{parse_date, parse_timestamp};
use rivta_soap::xml::ValueError;

use crate::ledger::oldest_disclosed;

/// What the rules are checked on.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The disclosure.
    pub message: &'a ProcessExemptionStatusesType,
    /// Who asked.
    pub actor: &'a ActorTypeEnum,
    /// How many transactions of the last twelve months the region holds.
    pub transactions_at_region: usize,
    /// The moment of sending, Swedish local time.
    pub now: NaiveDateTime,
}

/// A rule of the contract.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The contract's own id.
    pub id: &'static str,
    /// What it demands, in Swedish, for operators.
    pub text: &'static str,
    broken_by: fn(&Subject<'_>) -> bool,
}

/// All rules, in the order of their ids.
pub static RULES: [Rule; 18] = [
    rule("rule001", "dateOfVisit får inte ligga i framtiden", |s| {
        s.any_visit(|visit| visit.map_or(true, |visit| visit > s.now.date()))
    }),
    rule("rule002", "dateOfVisit får inte vara äldre än 12 månader", |s| {
        s.any_visit(|visit| visit.map_or(true, |visit| visit < oldest_disclosed(s.now.date())))
    }),
    rule("rule003", "typeOfExemption ska vara CARE_VISIT", |s| {
        s.exemptions()
            .any(|exemption| exemption.type_of_exemption != TypeOfExemptionEnum::CareVisit)
    }),
    rule("rule004", "typeOfFee ska vara CARE_VISIT", |s| {
        s.transactions()
            .any(|transaction| transaction.type_of_fee != TypeOfExemptionEnum::CareVisit)
    }),
    rule(
        "rule005",
        "careGiver och careUnit ska utelämnas när en vårdgivare frågar och inget frikort finns",
        |s| {
            s.care_giver_without_card()
                && s.transactions()
                    .any(|t| t.care_giver.is_some() || t.care_unit.is_some())
        },
    ),
    rule(
        "rule006",
        "timeOfRegistration får inte vara tidigare än dateOfVisit",
        |s| s.transactions().any(registered_before_visit),
    ),
    rule("rule007", "timeOfRegistration får inte ligga i framtiden", |s| {
        s.transactions()
            .any(|transaction| registration(transaction).is_some_and(|time| time.map_or(true, |time| time > s.now)))
    }),
    rule(
        "rule008",
        "patientId/root ska vara OID för personnummer, samordningsnummer eller nationellt reservnummer",
        |s| {
            let national = [oid::PERSONNUMMER, oid::SAMORDNINGSNUMMER, oid::NRID];
            s.message
                .fee_exemption
                .iter()
                .any(|entry| !national.contains(&entry.patient_id.root.as_str()))
        },
    ),
    rule("rule009", "currency/code ska vara SEK", |s| {
        s.any_currency(|currency| differs(currency.code.as_deref(), "SEK"))
    }),
    rule("rule010", "currency/codeSystem ska vara 1.0.4217", |s| {
        s.any_currency(|currency| differs(currency.code_system.as_deref(), oid::CURRENCY))
    }),
    rule(
        "rule011",
        "endast code och codeSystem får ha värde i en CVType",
        |s| s.any_currency(says_more_than_a_code),
    ),
    rule(
        "rule012",
        "dateOfVisit och timeOfRegistration ska anges för öppenvård",
        |s| {
            s.care_visits()
                .any(|visit| visit.date_of_visit.is_none() || visit.time_of_registration.is_none())
        },
    ),
    rule(
        "rule013",
        "careUnit och careGiver ska anges för CARE_VISIT när invånare eller vårdnadshavare frågar",
        |s| s.resident_asks() && s.care_visits().any(lacks_care_giver_or_unit),
    ),
    rule(
        "rule014",
        "highCostProtectionPeriod/end ska vara lika med exemptionPeriod/end",
        |s| s.exemptions().any(ends_differ),
    ),
    rule("rule015", "en transaktion får inte ha beloppet 0", |s| {
        s.transactions().any(is_without_amount)
    }),
    rule(
        "rule016",
        "careUnit och careGiver är obligatoriska när invånare eller vårdnadshavare frågar",
        |s| s.resident_asks() && s.transactions().any(lacks_care_giver_or_unit),
    ),
    rule(
        "rule017",
        "regionens transaktioner ska sändas när en vårdgivare frågar och inget frikort finns",
        |s| s.care_giver_without_card() && s.transactions().count() < s.transactions_at_region,
    ),
    rule(
        "rule018",
        "inga transaktioner får sändas när en vårdgivare frågar och ett frikort finns",
        |s| s.care_giver_asks() && s.exemptions().next().is_some() && s.transactions().next().is_some(),
    ),
];

const fn rule(id: &'static str, text: &'static str, broken_by: fn(&Subject<'_>) -> bool) -> Rule {
    Rule { id, text, broken_by }
}

/// The rules a disclosure breaks, in the order of their ids; empty when it may leave.
pub fn broken(subject: &Subject<'_>) -> Vec<&'static Rule> {
    RULES.iter().filter(|rule| (rule.broken_by)(subject)).collect()
}

impl<'a> Subject<'a> {
    fn transactions(&self) -> impl Iterator<Item = &'a TransactionType> {
        self.message.fee_exemption.iter().flat_map(|entry| &entry.transactions)
    }

    fn care_visits(&self) -> impl Iterator<Item = &'a TransactionType> {
        self.transactions()
            .filter(|transaction| transaction.type_of_fee == TypeOfExemptionEnum::CareVisit)
    }

    fn exemptions(&self) -> impl Iterator<Item = &'a ExemptionType> {
        self.message.fee_exemption.iter().flat_map(|entry| &entry.exemptions)
    }

    /// Whether the test holds for any date of visit that is present; an error is an unreadable one.
    fn any_visit(&self, test: impl Fn(Result<NaiveDate, ValueError>) -> bool) -> bool {
        self.transactions().filter_map(visit).any(test)
    }

    fn any_currency(&self, test: impl Fn(&CVType) -> bool) -> bool {
        self.transactions()
            .filter_map(|transaction| transaction.fee.as_ref())
            .any(|fee| test(&fee.currency))
    }

    fn care_giver_asks(&self) -> bool {
        *self.actor == ActorTypeEnum::Caregiver
    }

    fn resident_asks(&self) -> bool {
        !self.care_giver_asks()
    }

    fn care_giver_without_card(&self) -> bool {
        self.care_giver_asks() && self.exemptions().next().is_none()
    }
}

/// The date of visit if present; an error is an unreadable one.
fn visit(transaction: &TransactionType) -> Option<Result<NaiveDate, ValueError>> {
    transaction.date_of_visit.as_ref().map(|date| parse_date(date.as_str()))
}

/// The time of registration if present; an error is an unreadable one.
fn registration(transaction: &TransactionType) -> Option<Result<NaiveDateTime, ValueError>> {
    transaction
        .time_of_registration
        .as_ref()
        .map(|time| parse_timestamp(time.as_str()))
}

fn registered_before_visit(transaction: &TransactionType) -> bool {
    match (registration(transaction), visit(transaction)) {
        (Some(Ok(registered)), Some(Ok(visit))) => registered.date() < visit,
        (Some(_), Some(_)) => true,
        _ => false,
    }
}

fn lacks_care_giver_or_unit(transaction: &TransactionType) -> bool {
    transaction.care_giver.is_none() || transaction.care_unit.is_none()
}

fn differs(value: Option<&str>, expected: &str) -> bool {
    value.is_some_and(|value| value != expected)
}

fn says_more_than_a_code(value: &CVType) -> bool {
    let others = [
        &value.code_system_name,
        &value.code_system_version,
        &value.display_name,
        &value.original_text,
    ];
    others
        .into_iter()
        .any(|other| other.as_ref().is_some_and(|text| !text.is_empty()))
}

fn ends_differ(exemption: &ExemptionType) -> bool {
    let (period, card) = (
        &exemption.high_cost_protection_period.end,
        &exemption.exemption_period.end,
    );
    period.is_some() && card.is_some() && period != card
}

fn is_without_amount(transaction: &TransactionType) -> bool {
    let amount = transaction.fee.as_ref().map(|fee| fee.amount.value());
    amount.is_some_and(|value| value.is_none_or(|value| value.is_zero()))
}

#[cfg(test)]
mod tests;

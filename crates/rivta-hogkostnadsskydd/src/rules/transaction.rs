use chrono::{Months, NaiveDate};
use rivta_contracts::financial_patientfees_exemption_1_0::core::{AmountType, CVType, TransactionType};
use rivta_contracts::financial_patientfees_exemption_1_0::enums::{ActorTypeEnum, TypeOfExemptionEnum};
use rivta_soap::identity::oid;
use rivta_soap::time::{parse_date, parse_timestamp};
use rust_decimal::Decimal;

use super::{Context, Findings, Rule, latest_by_any_clock};

/// Amounts from here on are mistakes; it also keeps every sum far from overflow.
const IMPLAUSIBLE_AMOUNT: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// All rules on one transaction. `any_card` tells whether the message holds an exemption.
pub(super) fn check(
    transaction: &TransactionType,
    any_card: bool,
    context: &Context<'_>,
    path: &str,
    findings: &mut Findings,
) {
    let care_visit = transaction.type_of_fee == TypeOfExemptionEnum::CareVisit;
    findings.add_if(!care_visit, Rule::Rule004, path, "typeOfFee");
    times(transaction, context, path, findings);
    if let Some(fee) = &transaction.fee {
        amount(fee, path, findings);
    }
    if context.actor == ActorTypeEnum::Caregiver {
        let named = transaction.care_giver.is_some() || transaction.care_unit.is_some();
        findings.add_if(named && !any_card, Rule::Rule005, path, "careUnit");
        findings.add_if(any_card, Rule::Rule018, path, "fee");
        return;
    }
    for (element, absent) in [
        ("careGiver", transaction.care_giver.is_none()),
        ("careUnit", transaction.care_unit.is_none()),
    ] {
        findings.add_if(absent && care_visit, Rule::Rule013, path, element);
        findings.add_if(absent, Rule::Rule016, path, element);
    }
}

/// rule001, rule002, rule006, rule007, rule012 and the calendar.
fn times(transaction: &TransactionType, context: &Context<'_>, path: &str, findings: &mut Findings) {
    let care_visit = transaction.type_of_fee == TypeOfExemptionEnum::CareVisit;
    let visit_text = transaction.date_of_visit.as_ref();
    let registration_text = transaction.time_of_registration.as_ref();
    findings.add_if(care_visit && visit_text.is_none(), Rule::Rule012, path, "dateOfVisit");
    findings.add_if(
        care_visit && registration_text.is_none(),
        Rule::Rule012,
        path,
        "timeOfRegistration",
    );

    let visit = visit_text.map(|text| parse_date(text.as_str()));
    let registration = registration_text.map(|text| parse_timestamp(text.as_str()));
    findings.add_if(matches!(visit, Some(Err(_))), Rule::Calendar, path, "dateOfVisit");
    findings.add_if(
        matches!(registration, Some(Err(_))),
        Rule::Calendar,
        path,
        "timeOfRegistration",
    );

    let visit = visit.and_then(Result::ok);
    let registration = registration.and_then(Result::ok);
    let latest = latest_by_any_clock(context.now);
    if let Some(visit) = visit {
        findings.add_if(visit > latest.date(), Rule::Rule001, path, "dateOfVisit");
        findings.add_if(is_too_old(visit, context.asked_on), Rule::Rule002, path, "dateOfVisit");
    }
    if let Some(registration) = registration {
        findings.add_if(registration > latest, Rule::Rule007, path, "timeOfRegistration");
        let early = visit.is_some_and(|visit| registration.date() < visit);
        findings.add_if(early, Rule::Rule006, path, "timeOfRegistration");
    }
}

fn is_too_old(visit: NaiveDate, asked_on: NaiveDate) -> bool {
    asked_on
        .checked_sub_months(Months::new(12))
        .is_some_and(|oldest| visit < oldest)
}

/// rule009, rule010, rule011, rule015 and that the amount can be one.
fn amount(fee: &AmountType, path: &str, findings: &mut Findings) {
    match fee.amount.value() {
        Some(amount) if amount.is_zero() => findings.add(Rule::Rule015, path, "fee/amount"),
        Some(amount) => findings.add_if(!is_plausible(amount), Rule::Amount, path, "fee/amount"),
        None => findings.add(Rule::Amount, path, "fee/amount"),
    }
    let currency = &fee.currency;
    let differs = |value: &Option<String>, expected: &str| value.as_deref().is_some_and(|value| value != expected);
    findings.add_if(differs(&currency.code, "SEK"), Rule::Rule009, path, "fee/currency/code");
    findings.add_if(
        differs(&currency.code_system, oid::CURRENCY),
        Rule::Rule010,
        path,
        "fee/currency/codeSystem",
    );
    findings.add_if(has_other_values(currency), Rule::Rule011, path, "fee/currency");
}

fn is_plausible(amount: Decimal) -> bool {
    amount > Decimal::ZERO && amount < IMPLAUSIBLE_AMOUNT && amount.normalize().scale() <= 2
}

fn has_other_values(currency: &CVType) -> bool {
    [
        &currency.code_system_name,
        &currency.code_system_version,
        &currency.display_name,
        &currency.original_text,
    ]
    .into_iter()
    .flatten()
    .any(|value| !value.trim().is_empty())
}

use rivta_contracts::financial_patientfees_exemption_1_0::core::{
    AmountType, CVType, ExemptionType, FeeExemptionType, TransactionType,
};
use rivta_soap::identity::oid;
use rivta_soap::value::Decimal;
use rivta_soap::xml::Simple;
use uuid::Uuid;

use super::*;
use crate::test_message::{about, card, date, day, identity, message, noon, time, today, tolvan, transaction};

fn breaches(actor: ActorTypeEnum, persons: Vec<FeeExemptionType>) -> Vec<Breach> {
    let patient = tolvan();
    let context = Context {
        patient: &patient,
        actor,
        asked_on: today(),
        now: noon(),
        linked: LinkedIdentities::Plausible,
    };
    check(&message(Uuid::nil(), persons), &context)
}

fn broken(actor: ActorTypeEnum, persons: Vec<FeeExemptionType>) -> Vec<&'static str> {
    breaches(actor, persons).iter().map(|breach| breach.rule.id()).collect()
}

fn broken_by(transaction: TransactionType) -> Vec<&'static str> {
    broken(
        ActorTypeEnum::Citizen,
        vec![about(&tolvan(), vec![transaction], Vec::new())],
    )
}

fn broken_by_card(card: ExemptionType) -> Vec<&'static str> {
    broken(ActorTypeEnum::Citizen, vec![about(&tolvan(), Vec::new(), vec![card])])
}

fn broken_by_change(change: impl FnOnce(&mut TransactionType)) -> Vec<&'static str> {
    let mut changed = transaction("20260610", "100");
    change(&mut changed);
    broken_by(changed)
}

fn broken_by_fee(change: impl FnOnce(&mut AmountType)) -> Vec<&'static str> {
    broken_by_change(|transaction| change(transaction.fee.as_mut().unwrap()))
}

fn anonymous(visited: &str) -> TransactionType {
    TransactionType {
        care_giver: None,
        care_unit: None,
        ..transaction(visited, "100")
    }
}

fn good_card() -> ExemptionType {
    card("F1", "20260101", "20260301", "20261231")
}

#[test]
fn a_proper_disclosure_breaks_nothing() {
    let fees = vec![
        transaction("20260610", "100"),
        transaction("20250615", "99.50"),
        transaction("20260615", "1"),
    ];
    assert_eq!(
        broken(
            ActorTypeEnum::Citizen,
            vec![about(&tolvan(), fees.clone(), vec![good_card()])]
        ),
        [""; 0]
    );
    assert_eq!(
        broken(ActorTypeEnum::Guardian, vec![about(&tolvan(), fees, Vec::new())]),
        [""; 0]
    );
    assert_eq!(broken(ActorTypeEnum::Citizen, Vec::new()), [""; 0]);
    assert_eq!(
        broken(
            ActorTypeEnum::Caregiver,
            vec![about(&tolvan(), vec![anonymous("20260610")], Vec::new())]
        ),
        [""; 0]
    );
    assert_eq!(
        broken(
            ActorTypeEnum::Caregiver,
            vec![about(&tolvan(), Vec::new(), vec![good_card()])]
        ),
        [""; 0]
    );
}

#[test]
fn visits_in_the_future_and_older_than_twelve_months() {
    assert_eq!(broken_by(transaction("20260616", "100")), ["rule001", "rule007"]);
    assert_eq!(broken_by(transaction("20250614", "100")), ["rule002"]);
}

#[test]
fn an_answer_after_midnight_is_judged_by_the_day_of_the_request() {
    let patient = tolvan();
    let now = day("20260616").and_hms_opt(0, 0, 5).unwrap();
    let context = Context {
        patient: &patient,
        actor: ActorTypeEnum::Citizen,
        asked_on: today(),
        now,
        linked: LinkedIdentities::Plausible,
    };
    let disclosure = message(
        Uuid::nil(),
        vec![about(&patient, vec![transaction("20250615", "1")], Vec::new())],
    );
    assert_eq!(check(&disclosure, &context), []);
}

/// What is broken by a visit on `visited`, registered then, when the source was asked at `asked` and the asker's clock
/// shows `read`.
fn broken_at(visited: &str, registered: &str, asked: &str, read: &str) -> Vec<&'static str> {
    let patient = tolvan();
    let instant = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    let context = Context {
        patient: &patient,
        actor: ActorTypeEnum::Citizen,
        asked_on: oldest_date_of(instant(asked)),
        now: swedish_local(instant(read)),
        linked: LinkedIdentities::Plausible,
    };
    let fee = TransactionType {
        time_of_registration: time(registered),
        ..transaction(visited, "1")
    };
    let disclosure = message(Uuid::nil(), vec![about(&patient, vec![fee], Vec::new())]);
    check(&disclosure, &context)
        .iter()
        .map(|breach| breach.rule.id())
        .collect()
}

#[test]
fn a_source_whose_clock_is_a_little_off_is_not_refused_around_midnight() {
    // Ours is seconds before midnight, the source's after it.
    let read = "2026-06-15T21:59:50Z";
    assert_eq!(broken_at("20260616", "20260616000030", read, read), [""; 0]);
    assert_eq!(broken_at("20260616", "20260616000230", read, read), ["rule007"]);
    // Ours is seconds after midnight, the source's before it: the visit is twelve months old by its calendar.
    let read = "2026-06-15T22:00:10Z";
    assert_eq!(broken_at("20250615", "20250615120000", read, read), [""; 0]);
    let later = "2026-06-15T22:02:10Z";
    assert_eq!(broken_at("20250615", "20250615120000", later, later), ["rule002"]);
}

#[test]
fn what_was_registered_before_the_clock_was_put_back_is_not_in_the_future() {
    let second_pass = "2026-10-25T01:05:00Z";
    assert_eq!(
        broken_at("20261025", "20261025025900", second_pass, second_pass),
        [""; 0]
    );
    assert_eq!(
        broken_at("20261025", "20261025031000", second_pass, second_pass),
        ["rule007"]
    );
    let after = "2026-10-25T02:05:00Z";
    assert_eq!(broken_at("20261025", "20261025035900", after, after), ["rule007"]);
}

#[test]
fn only_care_visits() {
    assert_eq!(
        broken_by_change(|fee| fee.type_of_fee = TypeOfExemptionEnum::Transportation),
        ["rule004"]
    );
    let mut other = good_card();
    other.type_of_exemption = TypeOfExemptionEnum::TechnicalAid;
    assert_eq!(broken_by_card(other), ["rule003"]);
}

#[test]
fn registrations_before_the_visit_and_in_the_future() {
    assert_eq!(
        broken_by_change(|fee| fee.time_of_registration = time("20260609235959")),
        ["rule006"]
    );
    assert_eq!(
        broken_by_change(|fee| fee.time_of_registration = time("20260610000000")),
        [""; 0]
    );
    assert_eq!(
        broken_by_change(|fee| fee.time_of_registration = time("20260615120200")),
        [""; 0]
    );
    assert_eq!(
        broken_by_change(|fee| fee.time_of_registration = time("20260615120201")),
        ["rule007"]
    );
}

#[test]
fn both_times_are_there_for_open_care() {
    assert_eq!(broken_by_change(|fee| fee.date_of_visit = None), ["rule012"]);
    assert_eq!(broken_by_change(|fee| fee.time_of_registration = None), ["rule012"]);
}

#[test]
fn dates_the_pattern_lets_through() {
    let leap_year_only = |fee: &mut TransactionType| fee.date_of_visit = date("20260229");
    assert_eq!(broken_by_change(leap_year_only), ["calendar"]);
    // The schema's pattern lets this one through.
    let never = |fee: &mut TransactionType| fee.date_of_visit = date("20250231");
    assert_eq!(broken_by_change(never), ["calendar"]);
    assert_eq!(
        broken_by_change(|fee| fee.time_of_registration = time("20260431120000")),
        ["calendar"]
    );
    assert_eq!(
        broken_by_card(card("F1", "20250231", "20260301", "20261231")),
        ["calendar"]
    );
}

#[test]
fn currency_and_amount() {
    assert_eq!(
        broken_by_fee(|fee| fee.currency.code = Some("EUR".to_owned())),
        ["rule009"]
    );
    assert_eq!(
        broken_by_fee(|fee| fee.currency.code_system = Some("4217".to_owned())),
        ["rule010"]
    );
    assert_eq!(
        broken_by_fee(|fee| fee.currency.display_name = Some("kronor".to_owned())),
        ["rule011"]
    );
    assert_eq!(
        broken_by_fee(|fee| fee.currency.display_name = Some(String::new())),
        [""; 0]
    );
    assert_eq!(broken_by_fee(|fee| fee.currency = CVType::default()), [""; 0]);
    let broken_by_amount = |text: &str| broken_by_fee(|fee| fee.amount = Decimal::parse(text).unwrap());
    assert_eq!(broken_by_amount("0.00"), ["rule015"]);
    assert_eq!(broken_by_amount("100.500"), [""; 0]);
    for text in [
        "-1",
        "100.005",
        "1000000",
        "79228162514264337593543950335",
        "99999999999999999999999999999999",
    ] {
        assert_eq!(broken_by_amount(text), ["amount"], "{text}");
    }
    assert_eq!(broken_by_change(|fee| fee.fee = None), [""; 0]);
}

#[test]
fn a_citizen_is_told_where_the_fee_was_paid() {
    assert_eq!(broken_by_change(|fee| fee.care_unit = None), ["rule013", "rule016"]);
    let elsewhere = |fee: &mut TransactionType| {
        fee.care_giver = None;
        fee.type_of_fee = TypeOfExemptionEnum::TechnicalAid;
    };
    assert_eq!(broken_by_change(elsewhere), ["rule004", "rule016"]);
}

#[test]
fn a_care_giver_gets_either_the_card_or_anonymous_fees() {
    let named = vec![about(&tolvan(), vec![transaction("20260610", "100")], Vec::new())];
    assert_eq!(broken(ActorTypeEnum::Caregiver, named), ["rule005"]);
    let both = vec![
        about(&tolvan(), vec![anonymous("20260610")], Vec::new()),
        about(&tolvan(), Vec::new(), vec![good_card()]),
    ];
    assert_eq!(broken(ActorTypeEnum::Caregiver, both), ["rule018"]);
}

#[test]
fn the_periods_of_a_card() {
    let mut other_end = good_card();
    other_end.exemption_period.end = date("20261230");
    assert_eq!(broken_by_card(other_end), ["rule014"]);
    let mut open_end = good_card();
    open_end.exemption_period.end = None;
    assert_eq!(broken_by_card(open_end), [""; 0]);
    assert_eq!(
        broken_by_card(card("F1", "20270101", "20260301", "20261231")),
        ["period"]
    );
    let two = vec![about(&tolvan(), Vec::new(), vec![good_card(), good_card()])];
    assert_eq!(broken(ActorTypeEnum::Citizen, two), ["single-card"]);
}

fn broken_by_patient(root: &str, extension: &str) -> Vec<&'static str> {
    let mut person = about(&tolvan(), Vec::new(), Vec::new());
    person.patient_id = identity(root, extension);
    broken(ActorTypeEnum::Citizen, vec![person])
}

#[test]
fn the_person_is_the_one_asked_for_or_linked() {
    assert_eq!(
        broken_by_patient(oid::SAMORDNINGSNUMMER, "191212729808"),
        [""; 0],
        "same birth date"
    );
    assert_eq!(
        broken_by_patient(oid::SAMORDNINGSNUMMER, "199001619809"),
        [""; 0],
        "a guessed birth date"
    );
    assert_eq!(
        broken_by_patient(oid::PERSONNUMMER, "191312129800"),
        [""; 0],
        "corrected year"
    );
    assert_eq!(broken_by_patient(oid::NRID, "22121212AB1C"), [""; 0]);
    assert_eq!(
        broken_by_patient(oid::PERSONNUMMER, "199001129817"),
        ["patient"],
        "only the day is the same"
    );
    assert_eq!(
        broken_by_patient(oid::PERSONNUMMER, "199001019802"),
        ["patient"],
        "another person"
    );
    assert_eq!(
        broken_by_patient(oid::PERSONNUMMER, "191212121213"),
        ["patient"],
        "wrong check digit"
    );
    assert_eq!(broken_by_patient("1.2.752.97.3.1.3", "R-4711"), ["rule008"]);
    assert_eq!(broken_by_patient("not an oid", "R-4711"), ["rule008"]);
    assert_eq!(broken_by_patient(oid::HSA_ID, "SE1-A"), ["rule008"]);
}

#[test]
fn a_local_reserve_id_is_accepted_when_it_was_asked_for() {
    let patient = PersonIdentity::from_root_extension("1.2.752.97.3.1.3", "R-4711").unwrap();
    let context = Context {
        patient: &patient,
        actor: ActorTypeEnum::Guardian,
        asked_on: today(),
        now: noon(),
        linked: LinkedIdentities::Plausible,
    };
    let disclosure = message(Uuid::nil(), vec![about(&patient, Vec::new(), Vec::new())]);
    assert_eq!(check(&disclosure, &context), []);
}

#[test]
fn every_national_identity_may_be_believed() {
    let other = PersonIdentity::from_root_extension(oid::PERSONNUMMER, "199001019802").unwrap();
    assert!(LinkedIdentities::AnyNational.believes(&tolvan(), &other));
    assert!(!LinkedIdentities::Plausible.believes(&tolvan(), &other));
}

#[test]
fn a_breach_tells_the_place_and_no_value() {
    let persons = vec![
        about(&tolvan(), Vec::new(), Vec::new()),
        about(
            &tolvan(),
            vec![transaction("20260610", "100"), transaction("20990101", "100")],
            Vec::new(),
        ),
    ];
    let breach = breaches(ActorTypeEnum::Citizen, persons).remove(0);
    assert_eq!(
        breach.to_string(),
        "rule001 at feeExemption[2]/transactions[2]/dateOfVisit: dateOfVisit is not in the future"
    );
}

#[test]
fn a_flood_of_breaches_is_cut() {
    let fees = vec![transaction("20990101", "0"); 1_000];
    assert_eq!(
        breaches(ActorTypeEnum::Citizen, vec![about(&tolvan(), fees, Vec::new())]).len(),
        MAX_BREACHES
    );
}

#[test]
fn rule_ids_are_unique() {
    let mut ids: Vec<_> = Rule::ALL.iter().map(|rule| rule.id()).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

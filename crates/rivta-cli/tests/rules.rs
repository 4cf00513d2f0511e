//! The discloser's own rule code and the Schematron rules are written apart and say the same: on messages that break
//! any of rule001 to rule018 in any combination, and on what a region really discloses.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use rivta_conformance::Document;
use rivta_conformance::schematron::{Rules, Settings};
use rivta_contracts::financial_patientfees_exemption_1_0::core::{
    AmountType, CVType, DatePeriodType, DateType, ExemptionType, FeeExemptionType, IIType, TimeStampType,
    TransactionType,
};
use rivta_contracts::financial_patientfees_exemption_1_0::enums::{ActorTypeEnum, TypeOfExemptionEnum};
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::{
    ProcessExemptionStatuses, ProcessExemptionStatusesType,
};
use rivta_frikort::disclose::disclose;
use rivta_frikort::ledger::{Fee, Ore};
use rivta_frikort::rules::{RULES, Subject, broken};
use rivta_frikort::store::{LinkedIdentity, PersonRecord, RegisteredFee, StoredActor, StoredRequest};
use rivta_frikort::{Configuration, Regions};
use rivta_soap::Contract;
use rivta_soap::identity::{HsaId, LogicalAddress, PersonIdentity, oid};
use rivta_soap::time::{from_swedish_local, swedish_local};
use rivta_soap::value::Decimal;
use rivta_soap::xml::write_document;

const NOW: NaiveDateTime = NaiveDate::from_ymd_opt(2026, 5, 10)
    .unwrap()
    .and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap());

static CONSTRAINTS: LazyLock<Rules> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testsuite/rules");
    Rules::read(folder.join("financial_patientfees_exemption/constraints.xml")).unwrap()
});

/// The local moment in the offset it has in Sweden.
fn in_sweden(local: NaiveDateTime) -> DateTime<FixedOffset> {
    let offset = local - from_swedish_local(local).naive_utc();
    let offset = FixedOffset::east_opt(i32::try_from(offset.num_seconds()).unwrap()).unwrap();
    local.and_local_timezone(offset).unwrap()
}

/// The rules the Schematron says are broken.
fn by_schematron(subject: &Subject<'_>) -> BTreeSet<String> {
    let namespaces = ProcessExemptionStatuses::REQUEST_NAMESPACES;
    let bytes = write_document(&ProcessExemptionStatuses::REQUEST, namespaces, subject.message);
    let mut settings = Settings::at(in_sweden(subject.now));
    settings.parameters = vec![
        ("actor".to_owned(), subject.actor.as_str().to_owned()),
        (
            "transactionsAtRegion".to_owned(),
            subject.transactions_at_region.to_string(),
        ),
    ];
    let verdict = CONSTRAINTS.judge(&Document::parse(&bytes).unwrap(), &settings).unwrap();
    verdict
        .findings
        .into_iter()
        .map(|finding| finding.id.unwrap())
        .collect()
}

fn by_code(subject: &Subject<'_>) -> BTreeSet<String> {
    broken(subject).iter().map(|rule| rule.id.to_owned()).collect()
}

fn id(root: &str, extension: &str) -> IIType {
    IIType {
        root: root.into(),
        extension: Some(extension.into()),
        any: Vec::new(),
    }
}

fn any_type() -> impl Strategy<Value = TypeOfExemptionEnum> {
    use TypeOfExemptionEnum::{CareVisit, TechnicalAid, Transportation};
    prop_oneof![9 => Just(CareVisit), 1 => select(vec![TechnicalAid, Transportation])]
}

/// Dates around today and a year ago, and those that the pattern admits but the calendar lacks.
fn any_date() -> impl Strategy<Value = String> {
    let near = (-3..3_i64).prop_map(|days| NOW.date() + TimeDelta::days(days));
    let year_ago = (-3..3_i64).prop_map(|days| NOW.date() - TimeDelta::days(365 + days));
    let between = (3..360_i64).prop_map(|days| NOW.date() - TimeDelta::days(days));
    let real = prop_oneof![1 => near, 1 => year_ago, 3 => between];
    let impossible = select(vec!["20260231", "20250229", "20260431", "19000229"]);
    prop_oneof![
        9 => real.prop_map(|date| date.format("%Y%m%d").to_string()),
        1 => impossible.prop_map(str::to_owned),
    ]
}

prop_compose! {
    fn any_time_stamp()(date in any_date(), time in select(vec!["000000", "115959", "120000", "120001", "235959"])) -> String {
        date + time
    }
}

/// Usually there, sometimes not.
fn often<T: std::fmt::Debug>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Option<T>> {
    prop::option::weighted(0.85, value)
}

fn rarely(texts: &[&str]) -> impl Strategy<Value = Option<String>> {
    let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    prop::option::weighted(0.05, select(texts))
}

prop_compose! {
    fn any_fee()(
        amount in prop_oneof![8 => select(vec!["250", "100.50", "0.01", "-5"]), 1 => select(vec!["0", "0.00", "-0", "+0.0"])],
        code in often(prop_oneof![9 => Just("SEK".to_owned()), 1 => select(vec!["EUR".to_owned(), String::new(), "sek".to_owned()])]),
        system in often(prop_oneof![9 => Just("1.0.4217".to_owned()), 1 => Just("1.0.42".to_owned())]),
        others in [rarely(&["", "x"]), rarely(&["", "1"]), rarely(&["", "krona"]), rarely(&["", " "])],
    ) -> AmountType {
        let [code_system_name, code_system_version, display_name, original_text] = others;
        let currency = CVType {
            code, code_system: system, code_system_name, code_system_version, display_name, original_text,
            ..CVType::default()
        };
        AmountType { amount: Decimal::new(amount).unwrap(), currency, any: Vec::new() }
    }
}

prop_compose! {
    fn any_transaction()(
        fee in often(any_fee()),
        visit in often(any_date()),
        registered in often(any_time_stamp()),
        type_of_fee in any_type(),
        care_giver: bool,
        care_unit: bool,
        alike in prop::bool::weighted(0.8),
    ) -> TransactionType {
        let care_unit = if alike { care_giver } else { care_unit };
        TransactionType {
            fee,
            date_of_visit: visit.map(|date| DateType::new(date).unwrap()),
            time_of_registration: registered.map(|time| TimeStampType::new(time).unwrap()),
            type_of_fee,
            care_giver: care_giver.then(|| id(oid::HSA_ID, "SE2321000115-V001")),
            care_unit: care_unit.then(|| id(oid::HSA_ID, "SE2321000115-E001")),
            any: Vec::new(),
        }
    }
}

prop_compose! {
    fn any_period()(start in often(any_date()), end in often(select(vec!["20270331", "20270331", "20270401"]))) -> DatePeriodType {
        let date = |text: String| DateType::new(text).unwrap();
        DatePeriodType { start: start.map(date), end: end.map(|end| date(end.to_owned())), any: Vec::new() }
    }
}

prop_compose! {
    fn any_exemption()(period in any_period(), card in any_period(), type_of_exemption in any_type()) -> ExemptionType {
        ExemptionType {
            id: "13-00000001".into(),
            high_cost_protection_period: period,
            exemption_period: card,
            type_of_exemption,
            region: id(oid::HSA_ID, "SE2321000115-H000"),
            any: Vec::new(),
        }
    }
}

prop_compose! {
    fn any_entry()(
        root in prop_oneof![
            9 => select(vec![oid::PERSONNUMMER, oid::SAMORDNINGSNUMMER, oid::NRID]),
            1 => select(vec!["1.2.752.97.3.1.3", oid::HSA_ID, ""]),
        ],
        transactions in prop::collection::vec(any_transaction(), 0..4),
        exemptions in prop::collection::vec(any_exemption(), 0..2),
    ) -> FeeExemptionType {
        FeeExemptionType { patient_id: id(root, "191212121212"), transactions, exemptions, any: Vec::new() }
    }
}

fn message(entries: Vec<FeeExemptionType>) -> ProcessExemptionStatusesType {
    let request_id = IIType {
        root: "6f7c1d3e-0000-4000-8000-000000000001".into(),
        extension: None,
        any: Vec::new(),
    };
    ProcessExemptionStatusesType {
        request_id,
        fee_exemption: entries,
        any: Vec::new(),
    }
}

const ACTORS: [ActorTypeEnum; 3] = [
    ActorTypeEnum::Citizen,
    ActorTypeEnum::Guardian,
    ActorTypeEnum::Caregiver,
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn both_find_the_same_rules_broken(
        entries in prop::collection::vec(any_entry(), 0..3),
        actor in select(ACTORS.to_vec()),
        transactions_at_region in 0..6_usize,
    ) {
        let message = message(entries);
        let subject = Subject { message: &message, actor: &actor, transactions_at_region, now: NOW };
        prop_assert_eq!(by_schematron(&subject), by_code(&subject));
    }
}

/// Generated messages do break every rule; otherwise agreeing on them would mean nothing.
#[test]
fn every_rule_is_broken_by_some_message() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let entries = prop::collection::vec(any_entry(), 0..3);
    let mut seen = BTreeSet::new();
    let mut kept = 0;
    for number in 0..3000 {
        let message = message(entries.new_tree(&mut runner).unwrap().current());
        let subject = Subject {
            message: &message,
            actor: &ACTORS[number % 3],
            transactions_at_region: number % 6,
            now: NOW,
        };
        let rules = by_schematron(&subject);
        kept += usize::from(rules.is_empty());
        seen.extend(rules);
    }
    let all: BTreeSet<_> = RULES.iter().map(|rule| rule.id.to_owned()).collect();
    assert_eq!(seen, all);
    assert!(kept > 100, "only {kept} messages keep every rule");
}

fn identities() -> [PersonIdentity; 2] {
    let of = |root, extension| PersonIdentity::from_root_extension(root, extension).unwrap();
    [of(oid::PERSONNUMMER, "191212121212"), of(oid::NRID, "19121212N123")]
}

prop_compose! {
    fn any_registered_fee()(days in 0..800_u64, delay in 0..40_u64, ore in 0..90_000_i64, cancelled in prop::bool::weighted(0.1), linked: bool) -> RegisteredFee {
        let visit = NOW.date() + Days::new(30) - Days::new(days);
        let registered = (visit + Days::new(delay)).and_time(NaiveTime::from_hms_opt(9, 30, 0).unwrap());
        let fee = Fee { key: 0, visit, registered, amount: Ore::new(ore), cancelled };
        let hsa = |text| HsaId::new(text).unwrap();
        RegisteredFee { patient: identities()[usize::from(linked)].clone(), fee, care_giver: hsa("V"), care_unit: hsa("E") }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_a_region_discloses_keeps_the_rules(mut fees in prop::collection::vec(any_registered_fee(), 0..40), care_giver_asks: bool, hours in 0..9000_i64) {
        for (key, registered) in (1..).zip(&mut fees) {
            registered.fee.key = key;
        }
        let linked = identities().into_iter().enumerate();
        let linked = linked.map(|(index, identity)| LinkedIdentity { identity, main: index == 0 });
        let person = PersonRecord { identities: linked.collect(), fees };
        let now = from_swedish_local(NOW) - TimeDelta::hours(hours);
        let configuration: Configuration = toml::from_str(r#"
            store = "unused.sqlite"
            [[regions]]
            county_code = "13"
            name = "Region Halland"
            hsa_id = "SE2321000115-H000"
            logical_addresses = ["13"]
        "#).unwrap();
        let regions = Regions::from_configuration(&configuration).unwrap();
        let region = regions.by_county("13").unwrap();
        let [patient, _] = identities();
        let hsa = |text| HsaId::new(text).unwrap();
        let request = StoredRequest {
            request_id: "6f7c1d3e-0000-4000-8000-000000000001".to_owned(),
            county: region.county,
            actor: if care_giver_asks {
                StoredActor::CareGiver { person: hsa("P"), care_giver: hsa("V") }
            } else {
                StoredActor::Citizen(patient.clone())
            },
            patient,
            response_address: LogicalAddress::new("ASKER").unwrap(),
            correlation_id: "c".to_owned(),
        };
        let disclosure = disclose(&request, region, &person, now).unwrap();
        let subject = Subject {
            message: &disclosure.message,
            actor: &disclosure.actor,
            transactions_at_region: disclosure.transactions_at_region,
            now: swedish_local(now),
        };
        prop_assert_eq!(by_schematron(&subject), BTreeSet::new());
    }
}

//! Each rule against a message that keeps every rule, changed so that one is broken and changed so that
//! it is not.

#![allow(clippy::unnecessary_wraps, reason = "the dates are optional elements")]

use rivta_contracts::financial_patientfees_exemption_1_0::core::{
    AmountType, DatePeriodType, DateType, FeeExemptionType, IIType, TimeStampType,
};
use rivta_soap::value::Decimal;

use super::*;

const NOW: &str = "20260510120000";

/// A question to the rules: a message, who asked, and what the region holds.
struct Case {
    message: ProcessExemptionStatusesType,
    actor: ActorTypeEnum,
    transactions_at_region: usize,
}

impl Case {
    fn fired(&self) -> Vec<&'static str> {
        let now = parse_timestamp(NOW).unwrap();
        let subject = Subject {
            message: &self.message,
            actor: &self.actor,
            transactions_at_region: self.transactions_at_region,
            now,
        };
        broken(&subject).iter().map(|rule| rule.id).collect()
    }

    fn transaction(&mut self) -> &mut TransactionType {
        &mut self.message.fee_exemption[0].transactions[0]
    }

    fn exemption(&mut self) -> &mut ExemptionType {
        &mut self.message.fee_exemption[0].exemptions[0]
    }

    fn currency(&mut self) -> &mut CVType {
        &mut self.transaction().fee.as_mut().unwrap().currency
    }
}

fn id(root: &str, extension: &str) -> IIType {
    IIType {
        root: root.into(),
        extension: Some(extension.into()),
        any: Vec::new(),
    }
}

fn day(text: &str) -> Option<DateType> {
    Some(DateType::new(text).unwrap())
}

fn time(text: &str) -> Option<TimeStampType> {
    Some(TimeStampType::new(text).unwrap())
}

fn period(start: &str, end: &str) -> DatePeriodType {
    DatePeriodType {
        start: day(start),
        end: day(end),
        any: Vec::new(),
    }
}

fn amount(text: &str) -> Decimal {
    Decimal::new(text).unwrap()
}

fn transaction() -> TransactionType {
    let currency = CVType {
        code: Some("SEK".into()),
        code_system: Some("1.0.4217".into()),
        ..CVType::default()
    };
    TransactionType {
        fee: Some(AmountType {
            amount: amount("250"),
            currency,
            any: Vec::new(),
        }),
        date_of_visit: day("20260401"),
        time_of_registration: time("20260401101500"),
        type_of_fee: TypeOfExemptionEnum::CareVisit,
        care_giver: Some(id(oid::HSA_ID, "SE2321000115-V001")),
        care_unit: Some(id(oid::HSA_ID, "SE2321000115-E001")),
        any: Vec::new(),
    }
}

fn exemption() -> ExemptionType {
    ExemptionType {
        id: "13-00000001".into(),
        high_cost_protection_period: period("20260401", "20270331"),
        exemption_period: period("20260501", "20270331"),
        type_of_exemption: TypeOfExemptionEnum::CareVisit,
        region: id(oid::HSA_ID, "SE2321000115-H000"),
        any: Vec::new(),
    }
}

fn case(actor: ActorTypeEnum, transactions: Vec<TransactionType>, exemptions: Vec<ExemptionType>) -> Case {
    let patient_id = id(oid::PERSONNUMMER, "191212121212");
    let transactions_at_region = transactions.len();
    let entry = FeeExemptionType {
        patient_id,
        transactions,
        exemptions,
        any: Vec::new(),
    };
    let request_id = IIType {
        root: "6f7c1d3e-0000-4000-8000-000000000001".into(),
        extension: None,
        any: Vec::new(),
    };
    Case {
        message: ProcessExemptionStatusesType {
            request_id,
            fee_exemption: vec![entry],
            any: Vec::new(),
        },
        actor,
        transactions_at_region,
    }
}

/// A resident with a transaction and a card.
fn citizen() -> Case {
    case(ActorTypeEnum::Citizen, vec![transaction()], vec![exemption()])
}

/// A care giver that is told an anonymous transaction, as there is no card.
fn care_giver() -> Case {
    let anonymous = TransactionType {
        care_giver: None,
        care_unit: None,
        ..transaction()
    };
    case(ActorTypeEnum::Caregiver, vec![anonymous], vec![])
}

/// A care giver that is told the card.
fn care_giver_with_card() -> Case {
    case(ActorTypeEnum::Caregiver, vec![], vec![exemption()])
}

/// The change to the case fires exactly these rules.
#[track_caller]
fn fires(mut case: Case, rules: &[&str], change: impl FnOnce(&mut Case)) {
    assert_eq!(case.fired(), [""; 0], "the unchanged message keeps every rule");
    change(&mut case);
    assert_eq!(case.fired(), rules);
}

#[test]
fn the_table_is_closed() {
    let ids: Vec<_> = RULES.iter().map(|rule| rule.id.to_owned()).collect();
    let expected: Vec<_> = (1..=18).map(|number| format!("rule{number:03}")).collect();
    assert_eq!(ids, expected);
    assert!(RULES.iter().all(|rule| !rule.text.is_empty()));
}

#[test]
fn rule001_and_rule002_bound_the_date_of_visit() {
    fires(citizen(), &[], |c| c.transaction().date_of_visit = day("20250510"));
    fires(citizen(), &["rule002"], |c| {
        c.transaction().date_of_visit = day("20250509");
    });
    fires(citizen(), &[], |c| {
        c.transaction().date_of_visit = day("20260510");
        c.transaction().time_of_registration = time("20260510090000");
    });
    fires(citizen(), &["rule001", "rule006"], |c| {
        c.transaction().date_of_visit = day("20260511");
    });
}

#[test]
fn a_date_the_calendar_lacks_breaks_the_rules_that_read_it() {
    fires(citizen(), &["rule001", "rule002", "rule006"], |c| {
        c.transaction().date_of_visit = day("20260231");
    });
    fires(citizen(), &["rule006", "rule007"], |c| {
        c.transaction().time_of_registration = time("20260431101500");
    });
}

#[test]
fn rule003_and_rule004_allow_care_visits_alone() {
    fires(citizen(), &["rule003"], |c| {
        c.exemption().type_of_exemption = TypeOfExemptionEnum::Transportation;
    });
    fires(citizen(), &["rule004"], |c| {
        c.transaction().type_of_fee = TypeOfExemptionEnum::TechnicalAid;
    });
}

#[test]
fn rule005_keeps_care_giver_and_unit_from_a_care_giver() {
    fires(care_giver(), &["rule005"], |c| {
        c.transaction().care_unit = Some(id(oid::HSA_ID, "SE2321000115-E001"));
    });
    fires(care_giver(), &["rule005"], |c| {
        c.transaction().care_giver = Some(id(oid::HSA_ID, "SE2321000115-V001"));
    });
}

#[test]
fn rule006_and_rule007_bound_the_registration() {
    fires(citizen(), &["rule006"], |c| {
        c.transaction().time_of_registration = time("20260331235959");
    });
    fires(citizen(), &[], |c| {
        c.transaction().time_of_registration = time("20260401000000");
    });
    fires(citizen(), &[], |c| c.transaction().time_of_registration = time(NOW));
    fires(citizen(), &["rule007"], |c| {
        c.transaction().time_of_registration = time("20260510120001");
    });
}

#[test]
fn rule008_allows_national_identities_alone() {
    for root in [oid::SAMORDNINGSNUMMER, oid::NRID] {
        fires(citizen(), &[], |c| {
            c.message.fee_exemption[0].patient_id.root = root.into();
        });
    }
    fires(citizen(), &["rule008"], |c| {
        c.message.fee_exemption[0].patient_id.root = "1.2.752.97.3.1.3".into();
    });
}

#[test]
fn rule009_to_rule011_bound_the_currency() {
    fires(citizen(), &["rule009"], |c| c.currency().code = Some("EUR".into()));
    fires(citizen(), &["rule010"], |c| {
        c.currency().code_system = Some("1.2.3".into());
    });
    fires(citizen(), &["rule011"], |c| {
        c.currency().code_system_name = Some("ISO 4217".into());
    });
    fires(citizen(), &["rule011"], |c| {
        c.currency().code_system_version = Some("1".into());
    });
    fires(citizen(), &["rule011"], |c| {
        c.currency().display_name = Some("krona".into());
    });
    fires(citizen(), &["rule011"], |c| {
        c.currency().original_text = Some("kr".into());
    });
    fires(citizen(), &[], |c| c.currency().display_name = Some(String::new()));
    fires(citizen(), &[], |c| *c.currency() = CVType::default());
}

#[test]
fn rule012_wants_both_dates() {
    fires(citizen(), &["rule012"], |c| c.transaction().date_of_visit = None);
    fires(citizen(), &["rule012"], |c| c.transaction().time_of_registration = None);
    fires(citizen(), &["rule004"], |c| {
        c.transaction().type_of_fee = TypeOfExemptionEnum::Transportation;
        c.transaction().date_of_visit = None;
    });
}

#[test]
fn rule013_and_rule016_want_care_giver_and_unit_for_residents() {
    for actor in [ActorTypeEnum::Citizen, ActorTypeEnum::Guardian] {
        let resident = || case(actor.clone(), vec![transaction()], vec![]);
        fires(resident(), &["rule013", "rule016"], |c| {
            c.transaction().care_unit = None;
        });
        fires(resident(), &["rule013", "rule016"], |c| {
            c.transaction().care_giver = None;
        });
        fires(resident(), &["rule004", "rule016"], |c| {
            c.transaction().type_of_fee = TypeOfExemptionEnum::Transportation;
            c.transaction().care_giver = None;
        });
    }
    fires(care_giver(), &[], |_| ());
}

#[test]
fn rule014_wants_equal_ends() {
    fires(citizen(), &["rule014"], |c| {
        c.exemption().exemption_period.end = day("20270401");
    });
    fires(citizen(), &[], |c| c.exemption().exemption_period.end = None);
}

#[test]
fn rule015_wants_an_amount() {
    for zero in ["0", "0.00", "-0"] {
        fires(citizen(), &["rule015"], |c| {
            c.transaction().fee.as_mut().unwrap().amount = amount(zero);
        });
    }
    fires(citizen(), &[], |c| {
        c.transaction().fee.as_mut().unwrap().amount = amount("0.01");
    });
    fires(citizen(), &[], |c| c.transaction().fee = None);
}

#[test]
fn rule017_wants_the_transactions_when_there_is_no_card() {
    fires(care_giver(), &["rule017"], |c| c.message.fee_exemption.clear());
    fires(care_giver(), &[], |c| {
        c.message.fee_exemption.clear();
        c.transactions_at_region = 0;
    });
    fires(care_giver_with_card(), &[], |c| c.transactions_at_region = 3);
    fires(citizen(), &[], |c| c.message.fee_exemption.clear());
}

#[test]
fn rule018_wants_the_card_alone_for_a_care_giver() {
    fires(care_giver_with_card(), &["rule018"], |c| {
        let anonymous = TransactionType {
            care_giver: None,
            care_unit: None,
            ..transaction()
        };
        c.message.fee_exemption[0].transactions.push(anonymous);
    });
    fires(citizen(), &[], |_| ());
}

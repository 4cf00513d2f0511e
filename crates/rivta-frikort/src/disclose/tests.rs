//! Whatever a region holds: what leaves keeps every rule and never says too much.

use chrono::{Days, NaiveDate, NaiveTime};
use proptest::prelude::*;
use rivta_soap::identity::{County, LogicalAddress};
use rivta_soap::time::swedish_date;
use rust_decimal::Decimal;

use super::*;
use crate::ledger::Ceilings;
use crate::rules::{Subject, broken};
use crate::store::{LinkedIdentity, StoredActor};

const LRID: &str = "1.2.752.97.3.1.3";

fn now() -> DateTime<Utc> {
    "2026-05-10T10:00:00Z".parse().unwrap()
}

fn identity(root: &str, extension: &str) -> PersonIdentity {
    PersonIdentity::from_root_extension(root, extension).unwrap()
}

fn hsa(text: &str) -> HsaId {
    HsaId::new(text).unwrap()
}

fn region() -> Region {
    Region {
        county: County::by_code("13").unwrap(),
        name: "Region Halland".to_owned(),
        hsa_id: hsa("SE2321000115-H000"),
        logical_addresses: vec![LogicalAddress::new("13").unwrap()],
        lrid_roots: vec![LRID.to_owned()],
        ceilings: Ceilings::national().unwrap(),
        through_agent: false,
    }
}

/// One national identity and two that are linked with it.
fn identities() -> [PersonIdentity; 3] {
    [
        identity(oid::PERSONNUMMER, "191212121212"),
        identity(oid::NRID, "19121212N123"),
        identity(LRID, "X-17"),
    ]
}

fn request(care_giver_asks: bool) -> StoredRequest {
    let [patient, ..] = identities();
    StoredRequest {
        request_id: "6f7c1d3e-0000-4000-8000-000000000001".to_owned(),
        county: County::by_code("13").unwrap(),
        actor: if care_giver_asks {
            StoredActor::CareGiver {
                person: hsa("P"),
                care_giver: hsa("V"),
            }
        } else {
            StoredActor::Citizen(patient.clone())
        },
        patient,
        response_address: LogicalAddress::new("ASKER").unwrap(),
        correlation_id: "c".to_owned(),
    }
}

prop_compose! {
    /// A fee up to two years back and up to a month ahead.
    fn any_fee()(days in 0..760_u64, delay in 0..40_u64, ore in 0..90_000_i64, cancelled in prop::bool::weighted(0.1), which in 0..3_usize) -> RegisteredFee {
        let visit = NaiveDate::from_ymd_opt(2024, 5, 10).unwrap() + Days::new(days);
        let registered = (visit + Days::new(delay)).and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap());
        let fee = Fee { key: 0, visit, registered, amount: Ore::new(ore), cancelled };
        RegisteredFee { patient: identities()[which].clone(), fee, care_giver: hsa("V"), care_unit: hsa("E") }
    }
}

prop_compose! {
    fn any_person()(mut fees in prop::collection::vec(any_fee(), 0..40), main in 0..3_usize) -> PersonRecord {
        for (key, registered) in (1..).zip(&mut fees) {
            registered.fee.key = key;
        }
        let mut identities = identities().to_vec();
        identities.swap(0, main);
        let identities = identities.into_iter().enumerate();
        let identities = identities.map(|(index, identity)| LinkedIdentity { identity, main: index == 0 });
        PersonRecord { identities: identities.collect(), fees }
    }
}

fn sum(message: &ProcessExemptionStatusesType) -> Decimal {
    let transactions = message.fee_exemption.iter().flat_map(|entry| &entry.transactions);
    transactions
        .map(|transaction| transaction.fee.as_ref().unwrap().amount.value().unwrap())
        .sum()
}

proptest! {
    #[test]
    fn what_leaves_keeps_every_rule(person in any_person(), care_giver_asks: bool) {
        let disclosure = disclose(&request(care_giver_asks), &region(), &person, now()).unwrap();
        let subject = Subject {
            message: &disclosure.message,
            actor: &disclosure.actor,
            transactions_at_region: disclosure.transactions_at_region,
            now: swedish_local(now()),
        };
        let rules: Vec<_> = broken(&subject).iter().map(|rule| rule.id).collect();
        prop_assert_eq!(rules, Vec::<&str>::new());
        let exemptions = disclosure.message.fee_exemption.iter().map(|entry| entry.exemptions.len());
        prop_assert!(exemptions.sum::<usize>() <= 1);
        let mut ids: Vec<_> = disclosure.message.fee_exemption.iter().map(|entry| &entry.patient_id).collect();
        ids.dedup();
        prop_assert_eq!(ids.len(), disclosure.message.fee_exemption.len(), "one entry per identity");
        prop_assert!(disclosure.message.fee_exemption.iter().all(|entry| entry.transactions.len() + entry.exemptions.len() > 0));
    }

    #[test]
    fn what_leaves_is_what_counts(person in any_person()) {
        let message = disclose(&request(false), &region(), &person, now()).unwrap().message;
        let fees: Vec<_> = person.fees.iter().map(|registered| registered.fee.clone()).collect();
        let standing = Standing::at(swedish_local(now()), &fees, &region().ceilings);
        let oldest = oldest_disclosed(swedish_date(now()));
        let expected: Ore = standing.counted.iter().filter(|fee| fee.visit >= oldest).map(|fee| fee.amount).sum();
        prop_assert_eq!(sum(&message), expected.decimal());
        let cards = message.fee_exemption.iter().map(|entry| entry.exemptions.len()).sum::<usize>();
        let today = swedish_date(now());
        let is_needed = |card: &Card| card.is_valid_on(today)
            || standing.counted.iter().any(|fee| fee.visit >= oldest && card.covers(fee.visit));
        prop_assert_eq!(cards, usize::from(standing.cards.last().is_some_and(is_needed)));
    }
}

//! The discloser and the asker read the law alike, though they share no code for it: whatever a region holds, its
//! disclosure keeps the asker's rules, and the asker's summary says what the region's own ledger says.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use proptest::prelude::*;
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::ProcessExemptionStatusesType;
use rivta_frikort::disclose::disclose;
use rivta_frikort::ledger::{Fee, Ore, Standing};
use rivta_frikort::store::{LinkedIdentity, PersonRecord, RegisteredFee, StoredActor, StoredRequest};
use rivta_frikort::{Configuration, Region, Regions};
use rivta_hogkostnadsskydd::disclosure::Disclosure;
use rivta_hogkostnadsskydd::rules::{Context, LinkedIdentities, check};
use rivta_hogkostnadsskydd::summary::State;
use rivta_hogkostnadsskydd::{Ceilings, Source, SourceReport, SourceState, Summary};
use rivta_soap::identity::{HsaId, LogicalAddress, PersonIdentity, oid};
use rivta_soap::time::{from_swedish_local, swedish_date, swedish_local};

/// The days over which visits are spread, from this one on: two leap years and three ceilings lie among them.
const FIRST_VISIT: NaiveDate = NaiveDate::from_ymd_opt(2023, 9, 1).unwrap();

fn region() -> Region {
    let text = r#"
        store = "unused.sqlite"
        [[regions]]
        county_code = "13"
        name = "Region Halland"
        hsa_id = "SE2321000115-H000"
        logical_addresses = ["13"]
        "#;
    let configuration: Configuration = toml::from_str(text).unwrap();
    let regions = Regions::from_configuration(&configuration).unwrap();
    regions.by_county("13").unwrap().clone()
}

fn identities() -> [PersonIdentity; 2] {
    let of = |root, extension| PersonIdentity::from_root_extension(root, extension).unwrap();
    [of(oid::PERSONNUMMER, "191212121212"), of(oid::NRID, "19121212N123")]
}

fn hsa(text: &str) -> HsaId {
    HsaId::new(text).unwrap()
}

fn request(care_giver_asks: bool) -> StoredRequest {
    let [patient, _] = identities();
    let actor = if care_giver_asks {
        StoredActor::CareGiver {
            person: hsa("P"),
            care_giver: hsa("V"),
        }
    } else {
        StoredActor::Citizen(patient.clone())
    };
    StoredRequest {
        request_id: "6f7c1d3e-0000-4000-8000-000000000001".to_owned(),
        county: region().county,
        patient,
        actor,
        response_address: LogicalAddress::new("ASKER").unwrap(),
        correlation_id: "c".to_owned(),
    }
}

prop_compose! {
    fn any_fee()(day in 0..1100_u64, seconds in 0..86_400_i64, delay in prop::sample::select(vec![0, 0, 0, 1, 45]), ore in 0..90_000_i64, cancelled in prop::bool::weighted(0.1), linked: bool) -> RegisteredFee {
        let visit = FIRST_VISIT + Days::new(day);
        let registered = (visit + Days::new(delay)).and_time(NaiveTime::MIN) + TimeDelta::seconds(seconds);
        let fee = Fee { key: 0, visit, registered, amount: Ore::new(ore), cancelled };
        RegisteredFee { patient: identities()[usize::from(linked)].clone(), fee, care_giver: hsa("V"), care_unit: hsa("E") }
    }
}

prop_compose! {
    fn any_person()(mut fees in prop::collection::vec(any_fee(), 0..60)) -> PersonRecord {
        for (key, registered) in (1..).zip(&mut fees) {
            registered.fee.key = key;
        }
        let identities = identities().into_iter().enumerate();
        let identities = identities.map(|(index, identity)| LinkedIdentity { identity, main: index == 0 });
        PersonRecord { identities: identities.collect(), fees }
    }
}

prop_compose! {
    /// Moments as they come, and those just after midnight and at the ends of summer time.
    fn any_moment()(day in 0..1300_u64, seconds in 0..86_400_i64, edge in 0..4_u8) -> DateTime<Utc> {
        let midnight = (FIRST_VISIT + Days::new(day)).and_time(NaiveTime::MIN);
        match edge {
            0 => from_swedish_local(midnight),
            1 => at("2025-10-25T22:00:00Z") + TimeDelta::seconds(seconds / 6),
            _ => from_swedish_local(midnight + TimeDelta::seconds(seconds)),
        }
    }
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn standing(person: &PersonRecord, now: NaiveDateTime) -> Standing {
    let fees: Vec<_> = person.fees.iter().map(|registered| registered.fee.clone()).collect();
    Standing::at(now, &fees, &region().ceilings)
}

fn summary(message: &ProcessExemptionStatusesType, today: NaiveDate) -> Summary {
    let report = SourceReport {
        disclosures: vec![Disclosure::of(message)],
        ..SourceReport::new(Source::new("13"), SourceState::Answered)
    };
    Summary::of(today, &[report], &Ceilings::default()).unwrap()
}

/// What the asker's rules say of a disclosure made at `sent`, of a request made at `asked`, by a clock that shows `read`.
fn breaches(person: &PersonRecord, care_giver_asks: bool, moments: [DateTime<Utc>; 3]) -> Vec<String> {
    let [asked, sent, read] = moments;
    let disclosure = disclose(&request(care_giver_asks), &region(), person, sent).unwrap();
    let [patient, _] = identities();
    let context = Context {
        patient: &patient,
        actor: disclosure.actor,
        asked_on: swedish_date(asked),
        now: swedish_local(read),
        linked: LinkedIdentities::Plausible,
    };
    let breaches = check(&disclosure.message, &context);
    breaches.iter().map(ToString::to_string).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_lawful_disclosure_is_refused(person in any_person(), care_giver_asks: bool, asked in any_moment(), after in 0..20_i64) {
        let sent = asked + TimeDelta::seconds(after);
        prop_assert_eq!(breaches(&person, care_giver_asks, [asked, sent, sent + TimeDelta::seconds(1)]), Vec::<String>::new());
    }

    #[test]
    fn the_summary_of_one_region_is_its_ledgers_standing(person in any_person(), now in any_moment()) {
        let (local, today) = (swedish_local(now), swedish_date(now));
        let standing = standing(&person, local);
        let disclosure = disclose(&request(false), &region(), &person, now).unwrap();
        let summary = summary(&disclosure.message, today);
        prop_assert_eq!(summary.state == State::Card, standing.card.is_some());
        prop_assert_eq!(summary.remaining, standing.remaining.decimal());
        prop_assert_eq!(summary.period.map(|period| (period.start, period.end)), standing.period);
        if standing.card.is_none() {
            prop_assert_eq!(summary.sum, standing.sum.decimal());
            let anonymous = disclose(&request(true), &region(), &person, now).unwrap();
            let sum = self::summary(&anonymous.message, today).sum;
            prop_assert_eq!(sum, standing.sum.decimal(), "a care giver's cash register counts the same");
        }
    }
}

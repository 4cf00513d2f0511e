//! What is disclosed, to whom.

use rivta_contracts::financial_patientfees_exemption_1_0::core::FeeExemptionType;
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::ProcessExemptionStatuses;
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::RequestExemptionStatusesType;
use rivta_frikort::disclose::disclose;
use rivta_frikort::request::{Received, checked};
use rivta_frikort::rules::{Subject, broken};
use rivta_soap::Contract;
use rivta_soap::identity::{LogicalAddress, oid};
use rivta_soap::time::{Clock, swedish_local};
use rivta_soap::xml::{Limits, read_document, write_document};

use crate::scene::{LRID, Scene, care_giver, citizen, fee, instant, person, personnummer};

/// The entries of the disclosure, which keeps every rule and survives the wire.
async fn disclosed(scene: &Scene, address: &str, request: &RequestExemptionStatusesType) -> Vec<FeeExemptionType> {
    let (message, rules) = answer(scene, address, request).await;
    assert_eq!(rules, [""; 0]);
    message
}

async fn answer(
    scene: &Scene,
    address: &str,
    request: &RequestExemptionStatusesType,
) -> (Vec<FeeExemptionType>, Vec<&'static str>) {
    let address = LogicalAddress::new(address).unwrap();
    let region = scene.system.regions().at(&address).unwrap();
    let stored = checked(
        region,
        &Received {
            address: &address,
            correlation_id: "c",
            request,
        },
    )
    .unwrap();
    let person = scene
        .system
        .store()
        .person(region.county, &stored.patient)
        .await
        .unwrap();
    let now = scene.clock.now();
    let disclosure = disclose(&stored, region, &person, now).unwrap();
    assert_eq!(disclosure.message.request_id, request.request_id);
    let bytes = write_document(
        &ProcessExemptionStatuses::REQUEST,
        ProcessExemptionStatuses::REQUEST_NAMESPACES,
        &disclosure.message,
    );
    let read = read_document(&bytes, &ProcessExemptionStatuses::REQUEST, &Limits::default()).unwrap();
    assert_eq!(disclosure.message, read);
    let subject = Subject {
        message: &disclosure.message,
        actor: &disclosure.actor,
        transactions_at_region: disclosure.transactions_at_region,
        now: swedish_local(now),
    };
    let rules = broken(&subject).iter().map(|rule| rule.id).collect();
    (disclosure.message.fee_exemption, rules)
}

/// Date of visit and amount of each transaction.
fn visits(entry: &FeeExemptionType) -> Vec<(String, String)> {
    let visits = entry.transactions.iter().map(|transaction| {
        let date = transaction.date_of_visit.as_ref().unwrap().as_str().to_owned();
        (date, transaction.fee.as_ref().unwrap().amount.as_str().to_owned())
    });
    visits.collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected
        .iter()
        .map(|(date, amount)| ((*date).to_owned(), (*amount).to_owned()))
        .collect()
}

#[tokio::test]
async fn an_unknown_person_gives_an_empty_disclosure() {
    let scene = Scene::new().await;
    assert_eq!(
        disclosed(&scene, "13", &citizen(1, personnummer("191212121212"))).await,
        []
    );
    assert_eq!(
        disclosed(&scene, "13", &care_giver(2, personnummer("191212121212"))).await,
        []
    );
}

#[tokio::test]
async fn a_resident_gets_card_and_transactions_with_care_giver_and_unit() {
    let scene = Scene::new().await;
    let anna = personnummer("191212121212");
    scene
        .fees(&[
            fee("13", "a", anna, "20260401", "1400"),
            fee("13", "b", anna, "20260415", "100.50"),
            fee("13", "c", anna, "20260420", "200"),
        ])
        .await;
    let entries = disclosed(&scene, "13", &citizen(1, anna)).await;
    assert_eq!(entries.len(), 1);
    assert_eq!(
        visits(&entries[0]),
        pairs(&[("20260401", "1400"), ("20260415", "50")]),
        "cut at the ceiling, nothing under the card"
    );
    let first = &entries[0].transactions[0];
    assert_eq!(
        first.care_giver.as_ref().unwrap().extension.as_deref(),
        Some("SE2321000115-V001")
    );
    assert_eq!(first.care_unit.as_ref().unwrap().root, oid::HSA_ID);
    assert_eq!(first.time_of_registration.as_ref().unwrap().as_str(), "20260401120000");
    let currency = &first.fee.as_ref().unwrap().currency;
    assert_eq!(
        (currency.code.as_deref(), currency.code_system.as_deref()),
        (Some("SEK"), Some("1.0.4217"))
    );
    let card = &entries[0].exemptions[0];
    assert_eq!(card.id, "13-00000001");
    assert_eq!(card.region.extension.as_deref(), Some("SE2321000115-H000"));
    let dates = [
        &card.high_cost_protection_period.start,
        &card.high_cost_protection_period.end,
        &card.exemption_period.start,
        &card.exemption_period.end,
    ];
    assert_eq!(
        dates.map(|date| date.as_ref().unwrap().as_str()),
        ["20260401", "20270331", "20260415", "20270331"]
    );
}

#[tokio::test]
async fn a_care_giver_gets_the_card_alone_or_anonymous_transactions() {
    let scene = Scene::new().await;
    let (with_card, without) = (person("19850101", 980), person("19850101", 981));
    scene
        .fees(&[
            fee("13", "a", personnummer(&with_card), "20260401", "1450"),
            fee("13", "b", personnummer(&without), "20260401", "1449"),
        ])
        .await;
    let entries = disclosed(&scene, "13", &care_giver(1, personnummer(&with_card))).await;
    assert_eq!((entries[0].transactions.len(), entries[0].exemptions.len()), (0, 1));
    let entries = disclosed(&scene, "13", &care_giver(2, personnummer(&without))).await;
    assert_eq!((entries[0].transactions.len(), entries[0].exemptions.len()), (1, 0));
    assert!(entries[0].transactions[0].care_giver.is_none() && entries[0].transactions[0].care_unit.is_none());
}

#[tokio::test]
async fn twelve_months_are_disclosed_today_included_but_no_cancelled_or_empty_fee() {
    let scene = Scene::new().await;
    let anna = personnummer("191212121212");
    let cancelled = fee("13", "d", anna, "20260101", "300").replace("false", "true");
    scene
        .fees(&[
            fee("13", "a", anna, "20250509", "10"),
            fee("13", "b", anna, "20250510", "20"),
            fee("13", "c", anna, "20260510", "30"),
            cancelled,
            fee("13", "e", anna, "20260102", "0"),
        ])
        .await;
    let entries = disclosed(&scene, "13", &citizen(1, anna)).await;
    assert_eq!(visits(&entries[0]), pairs(&[("20250510", "20"), ("20260510", "30")]));
}

#[tokio::test]
async fn all_linked_identities_are_disclosed_whichever_is_asked_about() {
    let scene = Scene::new().await;
    let (main, earlier) = (person("19850101", 980), person("19850101", 981));
    scene.link(personnummer(&earlier), personnummer(&main)).await;
    scene.link((oid::NRID, "19850101N123"), personnummer(&main)).await;
    scene
        .fees(&[
            fee("13", "a", personnummer(&main), "20260401", "1000"),
            fee("13", "b", personnummer(&earlier), "20260402", "1000"),
        ])
        .await;
    for asked in [&main, &earlier] {
        let entries = disclosed(&scene, "13", &citizen(1, personnummer(asked))).await;
        let ids: Vec<_> = entries
            .iter()
            .map(|entry| entry.patient_id.extension.clone().unwrap())
            .collect();
        assert_eq!(
            ids,
            [main.clone(), earlier.clone()],
            "one entry per identity that has something"
        );
        assert_eq!(visits(&entries[0]), pairs(&[("20260401", "1000")]));
        assert_eq!(
            visits(&entries[1]),
            pairs(&[("20260402", "450")]),
            "the ceiling is the person's"
        );
        assert_eq!(
            (entries[0].exemptions.len(), entries[1].exemptions.len()),
            (1, 0),
            "one card, on the main identity"
        );
    }
}

#[tokio::test]
async fn a_local_reserve_id_is_disclosed_under_the_national_identity_it_is_linked_with() {
    let scene = Scene::new().await;
    let main = person("19850101", 980);
    scene.fees(&[fee("13", "a", (LRID, "X-17"), "20260401", "1450")]).await;
    let (_, rules) = answer(&scene, "13", &citizen(1, (LRID, "X-17"))).await;
    assert_eq!(rules, ["rule008"], "alone it may not leave");
    scene.link((LRID, "X-17"), personnummer(&main)).await;
    for asked in [(LRID, "X-17"), personnummer(&main)] {
        let entries = disclosed(&scene, "13", &citizen(2, asked)).await;
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0].patient_id.extension.as_deref(), Some(main.as_str()));
        assert_eq!((entries[0].transactions.len(), entries[0].exemptions.len()), (1, 1));
    }
}

#[tokio::test]
async fn a_main_local_reserve_id_gives_its_card_to_a_linked_national_identity() {
    let scene = Scene::new().await;
    let linked = person("19850101", 980);
    scene.fees(&[fee("13", "a", (LRID, "X-17"), "20260401", "1450")]).await;
    scene.link(personnummer(&linked), (LRID, "X-17")).await;
    let entries = disclosed(&scene, "13", &citizen(1, personnummer(&linked))).await;
    assert_eq!(entries[0].patient_id.root, oid::PERSONNUMMER);
    assert_eq!(entries[0].exemptions.len(), 1);
}

#[tokio::test]
async fn each_region_of_an_agent_answers_for_itself() {
    let scene = Scene::new().await;
    let anna = personnummer("191212121212");
    scene
        .fees(&[
            fee("13", "a", anna, "20260401", "1200"),
            fee("10", "a", anna, "20260402", "1200"),
        ])
        .await;
    let halland = disclosed(&scene, "13", &citizen(1, anna)).await;
    assert_eq!(
        (visits(&halland[0]), halland[0].exemptions.len()),
        (pairs(&[("20260401", "1200")]), 0)
    );
    let blekinge = disclosed(&scene, "10", &citizen(1, anna)).await;
    assert_eq!(visits(&blekinge[0]), pairs(&[("20260402", "1200")]));
    assert_eq!(
        blekinge[0].exemptions[0].region.extension.as_deref(),
        Some("SE2321000081-K000"),
        "its ceiling is lower"
    );
}

#[tokio::test]
async fn a_card_runs_out_at_swedish_midnight_and_takes_its_fees_with_it() {
    let scene = Scene::new().await;
    let anna = personnummer("191212121212");
    scene.fees(&[fee("13", "a", anna, "20250601", "1450")]).await;
    scene.clock.set(instant("2026-05-31T21:59:59Z"));
    let entries = disclosed(&scene, "13", &care_giver(1, anna)).await;
    assert_eq!((entries[0].transactions.len(), entries[0].exemptions.len()), (0, 1));
    scene.clock.set(instant("2026-05-31T22:00:00Z"));
    let entries = disclosed(&scene, "13", &care_giver(2, anna)).await;
    assert_eq!(entries.len(), 0, "the fees of a card that has run out count no more");
    let entries = disclosed(&scene, "13", &citizen(3, anna)).await;
    assert_eq!(visits(&entries[0]), pairs(&[("20250601", "1450")]));
    let card = &entries[0].exemptions[0];
    assert_eq!(card.exemption_period.end.as_ref().unwrap().as_str(), "20260531");
    scene.clock.set(instant("2026-06-01T22:00:00Z"));
    scene.fees(&[fee("13", "b", anna, "20260601", "200")]).await;
    for request in [citizen(4, anna), care_giver(5, anna)] {
        let entries = disclosed(&scene, "13", &request).await;
        assert_eq!(visits(&entries[0]), pairs(&[("20260601", "200")]));
        assert_eq!(entries[0].exemptions.len(), 0, "none of its fees is disclosed any more");
    }
}

//! Sources that answer oddly.

use std::time::Duration;

use rivta_contracts::financial_patientfees_exemption_1_0::enums::ResultCodeEnum;

use crate::source::{Deed, Event, Message, fee};
use crate::stage::{Part, Stage, finish, states};

const STOCKHOLM: &str = "SE2321000016-FRIK";
const HALLAND: &str = "SE2321000115-FRIK";
const VGR: &str = "SE2321000131-FRIK";
const VARMLAND: &str = "SE2321000156-FRIK";
const DALARNA: &str = "SE2321000180-FRIK";
const NORRBOTTEN: &str = "SE2321000230-FRIK";

#[tokio::test(flavor = "multi_thread")]
async fn each_way_of_answering_has_its_outcome() {
    let other_id = Message {
        own_id: false,
        ..fee(30)
    };
    let broken = fee(0);
    let parts = vec![
        Part::scripted(STOCKHOLM, "01", Deed::Discloses(vec![fee(100), fee(100)])),
        Part::scripted(HALLAND, "13", Deed::DisclosesOnOrder(vec![fee(40)])),
        Part::scripted(VGR, "14", Deed::Discloses(vec![other_id])),
        Part::scripted(VARMLAND, "17", Deed::Discloses(vec![broken])),
        Part::scripted(DALARNA, "20", Deed::Faults("closed for the night")),
        Part::scripted(NORRBOTTEN, "25", Deed::Discloses(Vec::new())),
    ];
    let mut stage = Stage::set(parts).await;
    let systems = [STOCKHOLM, HALLAND, VGR, VARMLAND, DALARNA, NORRBOTTEN];
    let counties = ["01", "13", "14", "17", "20", "25"];
    let posts: Vec<_> = systems.into_iter().zip(counties).collect();
    stage.post_all(&posts).await;

    let summary = finish(stage.ask(Duration::from_secs(4))).await;
    let expected = [
        ("01", "answered"), // twice, and counted once
        ("13", "late"),
        ("14", "late"), // what it sent belongs to nobody's request
        ("17", "failed"),
        ("20", "failed"),
        ("25", "late"),
    ];
    assert_eq!(states(&summary), expected);
    assert_eq!((summary.sum, summary.complete), (100.into(), false));
    let cause = |county: &str| summary.sources.iter().find(|it| it.source.address == county).unwrap();
    assert_eq!(cause("17").cause, Some("broken_rules"));
    assert_eq!(cause("20").cause, Some("not_reached"));
    let reason = cause("20").reason.as_deref().unwrap();
    assert!(reason.contains("closed for the night"), "{reason}");

    stage.order(HALLAND);
    let mut told = Vec::new();
    while told.len() < 5 {
        let event = tokio::time::timeout(crate::stage::OVERALL, stage.events.recv())
            .await
            .unwrap();
        if let Some(Event::Told(system, code)) = event {
            told.push((system, code));
        }
    }
    let has = |system: &str, code: ResultCodeEnum| told.contains(&(system.to_owned(), code));
    assert!(
        has(STOCKHOLM, ResultCodeEnum::Ok) && has(STOCKHOLM, ResultCodeEnum::Info),
        "{told:?}"
    );
    assert!(has(HALLAND, ResultCodeEnum::Info), "after the deadline: {told:?}");
    assert!(
        has(VGR, ResultCodeEnum::Error) && has(VARMLAND, ResultCodeEnum::Error),
        "{told:?}"
    );
}

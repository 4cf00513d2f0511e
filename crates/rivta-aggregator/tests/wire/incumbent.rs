//! Section 1.13: the scenarios of the incumbent's own stubs, with its catalogue.

use std::time::{Duration, Instant};

use crate::stage::{Deed, ORIGINAL, SENDER, Stage, impatient, permission, route};

/// The incumbent's stub of the catalogue.
fn rows() -> String {
    let receivers =
        ["1", "2", "3", "4", "5", "6", "11", "12", "31", "32", "77"].map(|number| format!("HSA-ID-{number}"));
    let routes = receivers.iter().map(|receiver| route(receiver));
    let of_sender = receivers[..6].iter().map(|receiver| permission(receiver, SENDER));
    let others = ["1", "11", "12", "31", "32"].map(|number| permission(&format!("HSA-ID-{number}"), ORIGINAL));
    routes.chain(of_sender).chain(others).collect()
}

async fn stage() -> Stage {
    Stage::with(impatient, rows()).await
}

#[tokio::test]
async fn tc_1_three_sources_answer() {
    let stage = stage().await;
    stage.posts(&["HSA-ID-4", "HSA-ID-5", "HSA-ID-6"]);
    let summary = stage.ask().await.summary();
    assert_eq!(summary.len(), 3);
    assert!(
        summary
            .iter()
            .all(|(_, status, code)| status == "DataFromSource" && code.is_none())
    );
}

#[tokio::test]
async fn tc_2_no_engagement() {
    let stage = stage().await;
    let reply = stage.ask().await;
    assert!(reply.records().is_empty());
    assert!(reply.payload().as_str().contains("RequestExemptionStatusesResponse"));
    assert!(
        reply.text.contains("ProcessingStatus"),
        "the header is there all the same"
    );
}

#[tokio::test]
async fn tc_3_two_sources_answer() {
    let stage = stage().await;
    stage.posts(&["HSA-ID-1", "HSA-ID-2"]);
    assert_eq!(stage.ask().await.records().len(), 2);
}

#[tokio::test]
async fn tc_4_one_source_is_too_slow() {
    let stage = stage().await;
    stage.posts(&["HSA-ID-1", "HSA-ID-2", "HSA-ID-3"]);
    stage.source_does("HSA-ID-3", Deed::Hang);
    let summary = stage.ask().await.summary();
    let statuses: Vec<_> = summary.iter().map(|(_, status, _)| status.as_str()).collect();
    assert_eq!(statuses, ["DataFromSource", "DataFromSource", "NoDataSynchFailed"]);
}

#[tokio::test]
async fn tc_5_one_source_faults() {
    let stage = stage().await;
    stage.posts(&["HSA-ID-1"]);
    stage.source_does("HSA-ID-1", Deed::Fault(500, "Invalid Id: 191212121212"));
    let expected = (
        "HSA-ID-1".to_owned(),
        "NoDataSynchFailed".to_owned(),
        Some("500".to_owned()),
    );
    assert_eq!(stage.ask().await.summary(), [expected]);
}

#[tokio::test]
async fn tc_6_a_source_without_rights_is_not_asked_and_not_told() {
    let stage = stage().await;
    stage.posts(&["HSA-ID-7", "HSA-ID-77", "HSA-ID-FEL"]);
    assert!(stage.ask().await.records().is_empty());
    assert!(stage.asked().is_empty());
}

#[tokio::test]
async fn the_original_consumers_rights_count_as_well() {
    let stage = stage().await;
    stage.posts(&["HSA-ID-11", "HSA-ID-2", "HSA-ID-77"]);
    stage.ask().await.records();
    assert_eq!(stage.asked(), ["HSA-ID-11", "HSA-ID-2"]);
}

#[tokio::test]
async fn tc_10_a_post_with_the_aggregators_own_address_is_passed_over() {
    let stage = Stage::open().await;
    stage.posts(&["5565594230", "HSA-ID-1"]);
    stage.ask().await.records();
    assert_eq!(stage.asked(), ["HSA-ID-1"]);
}

#[tokio::test]
async fn section_1_6_two_posts_for_one_source_and_an_agent_for_several_regions() {
    let stage = Stage::open().await;
    for (address, source) in [("13", "AGENT"), ("24", "AGENT"), ("14", "14"), ("14", "14")] {
        stage.post("fpe-es", address, source);
    }
    assert_eq!(stage.ask().await.records().len(), 2);
    assert_eq!(stage.asked(), ["14", "AGENT"]);
}

#[tokio::test]
async fn sources_are_asked_at_the_same_time() {
    let stage = stage().await;
    stage.posts(&["HSA-ID-1", "HSA-ID-2", "HSA-ID-3", "HSA-ID-4", "HSA-ID-5", "HSA-ID-6"]);
    for number in 1..=6 {
        stage.source_does(&format!("HSA-ID-{number}"), Deed::Hang);
    }
    let started = Instant::now();
    assert_eq!(stage.ask().await.records().len(), 6);
    assert!(
        started.elapsed() < Duration::from_millis(6 * 700),
        "one after the other they would take longer"
    );
}

//! Inera's own cases for this service: the four of its project, and 4.19.1 to 4.19.12 of the platform's. What they check is
//! counted here as they count it.

use crate::stage::{Deed, Reply, Stage, impatient, permissions};

/// A moment and, in Swedish time, the bounds of the twelve months before it.
const NOW: &str = "2026-07-01T10:00:00Z";
const JUST_WITHIN: &str = "20250701120000";
const TOO_OLD: &str = "20250701115959";

fn lists(reply: &Reply) -> usize {
    reply.text.matches("ProcessingStatusList>").count() / 2
}

async fn stage_with(sources: &[&str]) -> Stage {
    let stage = Stage::with(impatient, permissions(&["*"])).await;
    stage.posts(sources);
    stage
}

#[tokio::test]
async fn tc1_data_from_the_producers_behind() {
    let reply = stage_with(&["A", "B", "C"]).await.ask().await;
    assert_eq!((reply.status.as_u16(), lists(&reply)), (200, 3));
}

#[tokio::test]
async fn tc2_and_4_19_1_person_without_engagement() {
    let reply = stage_with(&[]).await.ask().await;
    assert_eq!((reply.status.as_u16(), lists(&reply)), (200, 0));
}

#[tokio::test]
async fn tc3_and_4_19_7_no_answer_from_one_system() {
    let stage = stage_with(&["A", "B"]).await;
    stage.source_does("B", Deed::Hang);
    let reply = stage.ask().await;
    assert_eq!(lists(&reply), 2);
    assert_eq!(
        reply
            .summary()
            .iter()
            .filter(|(_, status, _)| status == "NoDataSynchFailed")
            .count(),
        1
    );
}

#[tokio::test]
async fn tc5_and_4_19_11_exception_from_a_system() {
    let stage = stage_with(&["A"]).await;
    stage.source_does("A", Deed::Fault(500, "no"));
    let reply = stage.ask().await;
    assert_eq!(lists(&reply), 1);
    assert!(reply.text.contains("NoDataSynchFailed"));
}

#[tokio::test]
async fn case_4_19_2_one_producer() {
    assert_eq!(lists(&stage_with(&["A"]).await.ask().await), 1);
}

#[tokio::test]
async fn case_4_19_3_three_producers() {
    let reply = stage_with(&["A", "B", "C"]).await.ask().await;
    assert_eq!(lists(&reply), 3);
    assert!(reply.summary().iter().all(|(_, status, _)| status == "DataFromSource"));
}

#[tokio::test]
async fn case_4_19_4_engagement_older_than_twelve_months() {
    let stage = Stage::at_instant(NOW).await;
    stage.post_of(TOO_OLD, "A");
    let reply = stage.ask().await;
    assert_eq!((reply.status.as_u16(), lists(&reply)), (200, 0));
    assert!(stage.asked().is_empty());
}

#[tokio::test]
async fn case_4_19_5_twenty_producers() {
    let names: Vec<String> = (0..20).map(|number| format!("HSA-{number}")).collect();
    let sources: Vec<&str> = names.iter().map(String::as_str).collect();
    let reply = stage_with(&sources).await.ask().await;
    assert_eq!(lists(&reply), 20);
    assert!(reply.summary().iter().all(|(_, status, _)| status == "DataFromSource"));
}

#[tokio::test]
async fn case_4_19_6_three_producers_of_which_one_has_an_old_engagement() {
    let stage = Stage::at_instant(NOW).await;
    for (moment, source) in [(JUST_WITHIN, "A"), (TOO_OLD, "B"), (JUST_WITHIN, "C")] {
        stage.post_of(moment, source);
    }
    let reply = stage.ask().await;
    assert_eq!(lists(&reply), 2);
    let from_source = |source: &str| (source.to_owned(), "DataFromSource".to_owned(), None);
    assert_eq!(reply.summary(), [from_source("A"), from_source("C")]);
    assert_eq!(stage.asked(), ["A", "C"]);
}

#[tokio::test]
async fn case_4_19_8_time_out_from_all_and_4_19_12_exception_from_all() {
    for deed in [Deed::Hang, Deed::Fault(500, "no")] {
        let stage = stage_with(&["A", "B", "C"]).await;
        for source in ["A", "B", "C"] {
            stage.source_does(source, deed.clone());
        }
        let summary = stage.ask().await.summary();
        assert_eq!(summary.len(), 3);
        assert!(summary.iter().all(|(_, status, _)| status == "NoDataSynchFailed"));
    }
}

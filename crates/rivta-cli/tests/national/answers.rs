//! A question at the national address, and what becomes of it.

use std::time::Duration;

use crate::stage::{Deed, Stage, answered, failed};

#[tokio::test(flavor = "multi_thread")]
async fn a_person_without_engagement_has_no_sources() {
    let stage = Stage::open().await;
    assert!(stage.summary().await.is_empty());
    assert!(stage.asked().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_engagement_older_than_twelve_months_does_not_count() {
    let stage = Stage::open().await;
    stage.post("14", "14", "14", 367).await;
    stage.post("13", "13", "13", 364).await;
    assert_eq!(stage.summary().await, [answered("13")]);
    assert_eq!(stage.asked(), ["13"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_posts_for_one_source_are_one_request_and_an_agent_answers_for_several_regions() {
    let stage = Stage::open().await;
    stage.post("14", "14", "14", 1).await;
    stage.post("14", "14", "other", 2).await;
    stage.post("13", "SE-AGENT", "13", 1).await;
    stage.post("24", "SE-AGENT", "24", 1).await;
    assert_eq!(stage.summary().await, [answered("14"), answered("SE-AGENT")]);
    assert_eq!(stage.asked(), ["14", "SE-AGENT"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_without_permission_is_left_out() {
    let stage = Stage::open().await;
    stage.posts(&["14", "25"]).await;
    assert_eq!(stage.summary().await, [answered("14")]);
    assert_eq!(stage.asked(), ["14"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn sources_that_fault_or_never_answer_are_told() {
    let stage = Stage::open().await;
    stage.posts(&["13", "14", "24"]).await;
    stage.does("13", Deed::Fault);
    stage.does("24", Deed::Hang);
    assert_eq!(
        stage.summary().await,
        [failed("13", "500"), answered("14"), failed("24", "504")]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_about_the_person_is_in_the_log() {
    let stage = Stage::open().await;
    stage.posts(&["14"]).await;
    stage.summary().await;
    // The log is written by a thread of its own, which may be behind.
    let told = async {
        loop {
            let log = stage.log("platform");
            if log.contains("aggregating-services") && log.contains("\"labels.totalSources\":1") {
                return log;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let log = tokio::time::timeout(Duration::from_secs(20), told).await.unwrap();
    assert!(!log.contains(crate::stage::PERSON), "{log}");
}

//! Inera's own cases for this service: the four of its project, and 4.19.1 to 4.19.12 of the platform's. What they check is
//! counted here as they count it.

use crate::stage::{Deed, Reply, Stage, impatient, permissions};

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
async fn case_4_19_5_twenty_producers() {
    let names: Vec<String> = (0..20).map(|number| format!("HSA-{number}")).collect();
    let sources: Vec<&str> = names.iter().map(String::as_str).collect();
    let reply = stage_with(&sources).await.ask().await;
    assert_eq!(lists(&reply), 20);
    assert!(reply.summary().iter().all(|(_, status, _)| status == "DataFromSource"));
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

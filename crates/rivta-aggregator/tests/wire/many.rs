//! Many sources: twenty of which five hang and five fault, and answers that are too large together.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use rivta_aggregator::Configuration;

use crate::stage::{CONTRACT, Deed, Stage, acknowledgement, enveloped, permissions};

/// An acknowledgement of so many bytes on the wire.
fn acknowledgement_of(bytes: usize) -> Deed {
    let payload = |filling: &str| {
        format!(
            "<q:RequestExemptionStatusesResponse xmlns:q='{CONTRACT}'><!--{filling}--></q:RequestExemptionStatusesResponse>"
        )
    };
    let empty = enveloped(&payload("")).len();
    Deed::Answer(payload(&"x".repeat(bytes - empty)))
}

/// Asks once; every source has answered.
async fn all_answer(stage: &Stage) {
    let summary = stage.ask().await.summary();
    assert!(
        summary.iter().all(|(_, status, _)| status == "DataFromSource"),
        "{summary:?}"
    );
}

#[tokio::test]
async fn answers_that_are_too_large_together_fail_one_by_one_and_the_others_count() {
    let configure = |configuration: &mut Configuration| configuration.sources.total_bytes = 2_999;
    let stage = Stage::with(configure, permissions(&["*"])).await;
    let sources = ["SE-A", "SE-B", "SE-C"];
    stage.posts(&sources);
    for source in sources {
        stage.source_does(source, acknowledgement_of(1_000));
    }
    let records = stage.ask().await.records();
    assert_eq!(records.len(), 3);
    let failed: Vec<_> = records
        .iter()
        .filter_map(|record| record.last_unsuccessful_synch_error.as_ref())
        .map(|error| (error.code.as_str(), error.text.as_str()))
        .collect();
    let text = "the answers of all sources together are larger than 2999 bytes";
    assert_eq!(failed, [("43000", text)]);
    // The next call has its own bytes.
    stage.source_does("SE-C", acknowledgement());
    all_answer(&stage).await;
}

#[tokio::test]
async fn answers_that_fill_what_they_may_have_together_all_count() {
    let configure = |configuration: &mut Configuration| configuration.sources.total_bytes = 3_000;
    let stage = Stage::with(configure, permissions(&["*"])).await;
    for source in ["SE-A", "SE-B", "SE-C"] {
        stage.posts(&[source]);
        stage.source_does(source, acknowledgement_of(1_000));
    }
    all_answer(&stage).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_sources_each_have_their_true_status_within_the_limit() {
    let receive = Duration::from_secs(3);
    let configure = |configuration: &mut Configuration| {
        configuration.sources.receive_timeout = receive;
        configuration.sources.total_timeout = Duration::from_secs(20);
    };
    let stage = Stage::with(configure, permissions(&["*"])).await;
    let mut expected = BTreeMap::new();
    for number in 0..20 {
        let source = format!("SE-{number:02}");
        stage.posts(&[&source]);
        let (status, code) = match number % 4 {
            0 => {
                stage.source_does(&source, Deed::Hang);
                ("NoDataSynchFailed", Some("504".to_owned()))
            }
            1 => {
                stage.source_does(&source, Deed::Fault(500, "no"));
                ("NoDataSynchFailed", Some("500".to_owned()))
            }
            _ => ("DataFromSource", None),
        };
        expected.insert(source, (status.to_owned(), code));
    }
    let started = Instant::now();
    let summary = stage.ask().await.summary();
    let took = started.elapsed();
    let told: BTreeMap<_, _> = summary
        .into_iter()
        .map(|(source, status, code)| (source, (status, code)))
        .collect();
    assert_eq!(told, expected);
    assert!(took >= receive && took < Duration::from_secs(20), "{took:?}");
}

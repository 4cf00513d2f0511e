//! Twenty sources of which five hang and five fault.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use rivta_aggregator::Configuration;

use crate::stage::{Deed, Stage, permissions};

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

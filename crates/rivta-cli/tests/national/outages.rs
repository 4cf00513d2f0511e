//! Parts that are away, with a process for each.

use rivta_consumer::Error;

use crate::stage::{Deed, Stage, answered};

fn fault(error: &Error) -> &str {
    error.fault().map_or("no fault", |fault| fault.string.as_str())
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_index_down_the_question_gets_a_fault_and_nobody_is_asked() {
    let mut stage = Stage::in_parts().await;
    stage.posts(&["14"]).await;
    stage.kill("index");
    let error = stage.ask().await.unwrap_err();
    assert!(fault(&error).starts_with("VP009"), "{error}");
    assert!(stage.asked().is_empty());
    stage.start("index");
    assert_eq!(
        stage.summary().await,
        [answered("14")],
        "what was posted is still there"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_aggregator_that_is_stopped_in_the_middle_leaves_a_fault_and_comes_back() {
    let mut stage = Stage::in_parts().await;
    stage.posts(&["14"]).await;
    stage.does("14", Deed::Hang);
    let asking = stage.asking();
    stage.script.arrival.notified().await;
    stage.kill("aggregator");
    let error = asking.await.unwrap().unwrap_err();
    assert!(
        fault(&error).contains("No response received"),
        "the router tells: {error}"
    );
    stage.does("14", Deed::Acknowledge);
    stage.start("aggregator");
    assert_eq!(stage.summary().await, [answered("14")]);
}

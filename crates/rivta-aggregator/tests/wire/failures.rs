//! Sections 1.8 and 1.9: the index or sources fail.

use std::time::Duration;

use rivta_test_log::Log;

use crate::stage::{CONTRACT, Deed, Stage, acknowledgement, impatient, permissions};

/// The failure that one source's deed leads to: code and text.
async fn failure_of(deed: Deed) -> (String, String) {
    let stage = Stage::with(impatient, permissions(&["*"])).await;
    stage.posts(&["HSA-ID-1", "HSA-ID-2"]);
    stage.source_does("HSA-ID-2", deed);
    let reply = stage.ask().await;
    let mut records = reply.records();
    assert_eq!(records.len(), 2);
    assert!(reply.payload().as_str().contains("RequestExemptionStatusesResponse"));
    assert_eq!(records[0].status_code.to_string(), "DataFromSource");
    let failed = records.remove(1);
    assert_eq!(
        (failed.logical_address.as_str(), failed.status_code.to_string().as_str()),
        ("HSA-ID-2", "NoDataSynchFailed")
    );
    let error = failed.last_unsuccessful_synch_error.unwrap();
    assert_eq!(error.causing_agent.to_string(), "virtualization_platform");
    (error.code, error.text)
}

#[tokio::test]
async fn section_1_9_a_source_that_faults() {
    let expected = ("500".to_owned(), "Invalid Id: 191212121212".to_owned());
    assert_eq!(failure_of(Deed::Fault(500, "Invalid Id: 191212121212")).await, expected);
}

#[tokio::test]
async fn section_1_8_the_code_of_a_fault_is_its_http_status() {
    assert_eq!(
        failure_of(Deed::Fault(200, "odd")).await,
        ("200".to_owned(), "odd".to_owned())
    );
}

#[tokio::test]
async fn section_1_9_a_source_that_the_platform_denies() {
    let expected = ("500".to_owned(), "VP007 Authorization missing".to_owned());
    assert_eq!(
        failure_of(Deed::Fault(500, "VP007 Authorization missing")).await,
        expected
    );
}

#[tokio::test]
async fn section_1_9_a_source_that_never_answers() {
    let (code, text) = failure_of(Deed::Hang).await;
    assert_eq!(code, "504");
    assert!(text.contains("Read timed out") && text.contains("timeout"), "{text}");
}

#[tokio::test]
async fn section_1_9_a_source_that_sends_no_soap() {
    for deed in [
        Deed::Verbatim("Hello World!"),
        Deed::Verbatim(""),
        Deed::Verbatim("<a/>"),
        Deed::Status(503),
    ] {
        assert_eq!(failure_of(deed).await.0, "43000");
    }
}

#[tokio::test]
async fn an_answer_with_a_status_of_failure_is_none_whatever_its_payload() {
    let payload = format!("<q:RequestExemptionStatusesResponse xmlns:q='{CONTRACT}'/>");
    let (code, text) = failure_of(Deed::Payload(503, payload)).await;
    assert_eq!(code, "43000");
    assert!(text.contains("503") && text.contains("without a SOAP fault"), "{text}");
}

#[tokio::test]
async fn section_1_12_the_log_tells_how_many_were_asked_and_how_many_failed() {
    // The aggregator runs on this thread.
    let (log, _keeping) = Log::capture_json();
    let stage = Stage::open().await;
    stage.posts(&["A", "B", "C"]);
    stage.source_does("B", Deed::Fault(500, "no"));
    stage.ask().await.records();
    let events = log.objects().unwrap().into_iter();
    let answered = events.filter(|event| event["fields"]["event.action"] == "resp-out");
    let told: Vec<_> = answered
        .map(|event| {
            (
                event["fields"]["labels.totalSources"].clone(),
                event["fields"]["labels.failedSources"].clone(),
            )
        })
        .collect();
    assert_eq!(told, [(3.into(), 1.into())]);
}

#[tokio::test]
async fn section_1_8_a_source_that_answers_with_another_element() {
    let (code, text) = failure_of(Deed::Answer("<x:Other xmlns:x='urn:x'/>".to_owned())).await;
    assert_eq!(code, "43000");
    assert!(text.contains("RequestExemptionStatusesResponse"), "{text}");
}

#[tokio::test]
async fn section_1_8_a_source_that_breaks_off() {
    assert_eq!(failure_of(Deed::Break).await.0, "43000");
}

#[tokio::test]
async fn section_1_8_an_empty_body_is_a_success() {
    let stage = Stage::open().await;
    stage.posts(&["HSA-ID-1"]);
    stage.source_does("HSA-ID-1", Deed::Answer(String::new()));
    assert_eq!(stage.ask().await.records()[0].status_code.to_string(), "DataFromSource");
}

#[tokio::test]
async fn section_1_10_nothing_of_the_answers_is_in_the_aggregate() {
    let stage = Stage::open().await;
    stage.posts(&["HSA-ID-1"]);
    let answer = format!(
        "<q:RequestExemptionStatusesResponse xmlns:q='{CONTRACT}'><x xmlns='urn:x'/></q:RequestExemptionStatusesResponse>"
    );
    stage.source_does("HSA-ID-1", Deed::Answer(answer));
    let reply = stage.ask().await;
    assert_eq!(reply.records().len(), 1);
    assert!(!reply.text.contains("urn:x"), "{}", reply.text);
}

#[tokio::test]
async fn section_1_9_schema_invalid_answers_count_unless_they_are_judged() {
    let answer = || {
        Deed::Answer(format!(
            "<q:RequestExemptionStatusesResponse xmlns:q='{CONTRACT}'><q:odd>1895</q:odd></q:RequestExemptionStatusesResponse>"
        ))
    };
    for (validates, expected) in [(false, "DataFromSource"), (true, "NoDataSynchFailed")] {
        let settings = rivta_aggregator::config::ServiceSettings {
            name: "GetAggregatedRequestExemptionStatuses-v1".to_owned(),
            validate_answers: validates,
            ..Default::default()
        };
        let stage = Stage::with(
            |configuration| configuration.service.push(settings),
            permissions(&["*"]),
        )
        .await;
        stage.posts(&["HSA-ID-1"]);
        stage.source_does("HSA-ID-1", answer());
        let record = stage.ask().await.records().remove(0);
        assert_eq!(record.status_code.to_string(), expected);
        if let Some(error) = record.last_unsuccessful_synch_error {
            assert_eq!(error.code, "43000");
            assert!(
                error.text.contains("RequestExemptionStatusesResponse"),
                "{}",
                error.text
            );
        }
    }
}

#[tokio::test]
async fn section_1_9_all_sources_fail() {
    let stage = Stage::with(impatient, permissions(&["*"])).await;
    stage.posts(&["A", "B", "C"]);
    for (source, deed) in [
        ("A", Deed::Fault(500, "a")),
        ("B", Deed::Hang),
        ("C", Deed::Status(404)),
    ] {
        stage.source_does(source, deed);
    }
    let codes: Vec<_> = stage
        .ask()
        .await
        .summary()
        .into_iter()
        .map(|(source, _, code)| (source, code.unwrap()))
        .collect();
    let expected =
        [("A", "500"), ("B", "504"), ("C", "43000")].map(|(source, code)| (source.to_owned(), code.to_owned()));
    assert_eq!(codes, expected);
}

#[tokio::test]
async fn section_1_8_sources_are_cut_off_when_the_time_for_all_is_over() {
    let configure = |configuration: &mut rivta_aggregator::Configuration| {
        configuration.sources.total_timeout = Duration::from_millis(700);
    };
    let stage = Stage::with(configure, permissions(&["*"])).await;
    stage.posts(&["A", "B"]);
    stage.source_does("B", Deed::Hang);
    let records = stage.ask().await.records();
    assert_eq!(records[0].status_code.to_string(), "DataFromSource");
    let error = records[1].last_unsuccessful_synch_error.as_ref().unwrap();
    assert_eq!((error.code.as_str(), error.text.as_str()), ("43000", "Unknown error"));
}

#[tokio::test]
async fn section_1_9_the_index_faults() {
    let stage = Stage::open().await;
    stage.index_does(Deed::Fault(500, "Invalid Id: EI:INV_ID"));
    assert_eq!(stage.ask().await.fault().string, "Invalid Id: EI:INV_ID");
    assert!(stage.requests().is_empty());
}

#[tokio::test]
async fn section_1_9_the_index_does_not_answer_in_time() {
    let stage = Stage::with(impatient, permissions(&["*"])).await;
    stage.index_does(Deed::Hang);
    let fault = stage.ask().await.fault();
    assert!(
        fault.string.contains("timeout") && fault.string.contains("Read timed out"),
        "{}",
        fault.string
    );
}

#[tokio::test]
async fn section_1_9_the_index_cannot_be_reached() {
    let mut stage = Stage::open().await;
    stage.take_platform_away().await;
    let fault = stage.ask().await.fault();
    assert!(fault.string.contains("refused the connection"), "{}", fault.string);
}

#[tokio::test]
async fn the_index_sends_something_else() {
    let stage = Stage::open().await;
    for deed in [
        Deed::Verbatim("Hello World!"),
        Deed::Answer("<a/>".to_owned()),
        Deed::Status(502),
        Deed::Break,
    ] {
        stage.index_does(deed);
        stage.ask().await.fault();
    }
}

#[tokio::test]
async fn a_source_that_has_answered_before_tells_when() {
    let stage = Stage::open().await;
    stage.posts(&["A"]);
    let first = stage.ask().await.records().remove(0);
    stage.source_does("A", Deed::Fault(500, "now it fails"));
    let second = stage.ask().await.records().remove(0);
    assert_eq!(second.last_successful_synch, first.last_successful_synch);
    stage.source_does("A", acknowledgement());
    assert_eq!(stage.ask().await.records()[0].status_code.to_string(), "DataFromSource");
}

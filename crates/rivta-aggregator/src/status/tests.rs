//! Section 1.8: records of the header, row by row.

use std::time::Duration;

use chrono::{DateTime, Utc};
use rivta_contracts::interoperability_headers_1_0::{
    self as headers, CausingAgentEnum, ProcessingStatusRecordType, ProcessingStatusType, StatusCodeEnum,
};
use rivta_soap::xml::Limits;

use super::{Failure, LastAnswers, NEVER, REMEMBERED, Record, header, logged};

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn record(failure: Option<Failure>, last_answer: Option<DateTime<Utc>>) -> Record {
    Record {
        source: "HSA-ID-1".to_owned(),
        // Swedish summer time is two hours ahead.
        at: instant("2026-06-01T22:30:00Z"),
        last_answer,
        failure,
    }
}

fn fault(text: &str) -> Failure {
    let text = text.to_owned();
    Failure::Fault { status: 500, text }
}

/// Written and strictly read again: what is mandatory in the schema is there.
fn read(record: Record) -> ProcessingStatusRecordType {
    let written = header(&[record]).unwrap();
    let name = headers::name::PROCESSING_STATUS;
    let mut status: ProcessingStatusType = written.decode(&name, &Limits::default()).unwrap();
    assert_eq!(status.processing_status_list.len(), 1);
    status.processing_status_list.remove(0)
}

#[test]
fn section_1_8_a_source_that_answered() {
    let told = read(record(None, None));
    assert_eq!(told.logical_address, "HSA-ID-1");
    assert_eq!(told.status_code, StatusCodeEnum::DataFromSource);
    assert!(!told.is_response_from_cache && told.is_response_in_synch);
    assert_eq!(told.last_successful_synch, "20260602003000");
    assert_eq!(told.last_unsuccessful_synch, None);
    assert_eq!(told.last_unsuccessful_synch_error, None);
}

#[test]
fn section_1_8_a_source_that_failed_has_all_mandatory_elements() {
    for (last, expected) in [(None, NEVER), (Some(instant("2026-01-15T11:00:00Z")), "20260115120000")] {
        let told = read(record(Some(Failure::CutOff), last));
        assert_eq!(told.status_code, StatusCodeEnum::NoDataSynchFailed);
        assert!(!told.is_response_from_cache && !told.is_response_in_synch);
        assert_eq!(told.last_successful_synch, expected);
        assert_eq!(told.last_unsuccessful_synch.as_deref(), Some("20260602003000"));
        assert!(told.last_unsuccessful_synch_error.is_some());
    }
}

#[test]
fn section_1_8_agent_code_and_text_of_each_failure() {
    let timeout = Failure::Timeout {
        after: Duration::from_secs(27),
    };
    let bad_gateway = Failure::Fault {
        status: 502,
        text: "gone".to_owned(),
    };
    let rows = [
        (fault("Invalid Id: 191212121212"), "500", "Invalid Id: 191212121212"),
        (
            fault("VP007 Authorization missing"),
            "500",
            "VP007 Authorization missing",
        ),
        (bad_gateway, "502", "gone"),
        (timeout, "504", "Read timed out (timeout 27000 ms)"),
        (
            Failure::Other("a refused the connection".to_owned()),
            "43000",
            "a refused the connection",
        ),
        (Failure::CutOff, "43000", "Unknown error"),
    ];
    for (failure, code, text) in rows {
        let error = read(record(Some(failure), None)).last_unsuccessful_synch_error.unwrap();
        assert_eq!(error.causing_agent, CausingAgentEnum::VirtualizationPlatform);
        assert_eq!((error.code.as_str(), error.text.as_str()), (code, text));
    }
}

#[test]
fn section_1_8_without_sources_the_header_is_empty() {
    let written = header(&[]).unwrap();
    let status: ProcessingStatusType = written
        .decode(&headers::name::PROCESSING_STATUS, &Limits::default())
        .unwrap();
    assert!(status.processing_status_list.is_empty());
}

#[test]
fn section_1_12_the_log_shows_codes_but_no_text_of_others() {
    let rows = [
        fault("Invalid Id: 191212121212"),
        fault("VP007 Authorization missing for 191212121212"),
        fault("VPEva has no card"),
    ];
    let records: Vec<_> = rows.into_iter().map(|failure| record(Some(failure), None)).collect();
    let told: serde_json::Value = serde_json::from_str(&logged(&records)).unwrap();
    assert_eq!(
        told[0],
        serde_json::json!({"logicalAddress": "HSA-ID-1", "statusCode": "NoDataSynchFailed",
            "errorCausingAgent": "virtualization_platform", "errorCode": "500", "errorText": "SOAP fault"})
    );
    assert_eq!(told[1]["errorText"], "VP007");
    assert_eq!(told[2]["errorText"], "SOAP fault");
    let good: serde_json::Value = serde_json::from_str(&logged(&[record(None, None)])).unwrap();
    assert_eq!(
        good,
        serde_json::json!([{"logicalAddress": "HSA-ID-1", "statusCode": "DataFromSource"}])
    );
}

#[test]
fn the_last_answer_of_each_source_is_remembered() {
    let answers = LastAnswers::default();
    assert_eq!(answers.of("A"), None);
    for at in ["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"] {
        answers.note("A", instant(at));
        assert_eq!(answers.of("A"), Some(instant(at)));
    }
    assert_eq!(answers.of("B"), None);
}

#[test]
fn no_more_sources_are_remembered_than_the_limit_and_those_that_are_stay_up_to_date() {
    let answers = LastAnswers::default();
    let (first, second) = (instant("2026-01-01T00:00:00Z"), instant("2026-01-02T00:00:00Z"));
    for source in 0..REMEMBERED {
        answers.note(&source.to_string(), first);
    }
    answers.note("one more", first);
    assert_eq!(answers.of("one more"), None);
    answers.note("0", second);
    assert_eq!(answers.of("0"), Some(second));
}

//! Tolerant decoding: departures are told and outlived, and what the types can hold is given back.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod corpus;

use corpus::tolerance;
use rivta_contracts::financial_patientfees_exemption_1_0::enums::ActorTypeEnum;
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::ProcessExemptionStatuses;
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::{
    RequestExemptionStatuses, RequestExemptionStatusesType,
};
use rivta_contracts::interoperability_headers_1_0::{self as headers, ProcessingStatusType};
use rivta_soap::Contract;
use rivta_soap::envelope::Envelope;
use rivta_soap::xml::{
    DecodeError, DecodeErrorKind, Decoded, Limits, Outcome, Strictness, read_document, read_document_as, write_document,
};

/// A request as Inera's own test suite sends it: the tool's placeholder in place of a value.
const QUESTION_MARK: &str = r#"<urn:RequestExemptionStatuses
    xmlns:urn="urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1"
    xmlns:urn1="urn:riv:financial:patientfees:exemption:1">
  <urn:requestId><urn1:root>5c1b9a0e-2f5e-4a3c-9a55-6c1a6f8d1f11</urn1:root></urn:requestId>
  <urn:patientId><urn1:root>1.2.752.129.2.1.3.1</urn1:root><urn1:extension>191212121212</urn1:extension></urn:patientId>
  <urn:actor>
    <urn1:actorTypeEnum>?</urn1:actorTypeEnum>
    <urn1:actorId><urn1:root>?</urn1:root></urn1:actorId>
  </urn:actor>
  <urn:responseLogicalAddress>?</urn:responseLogicalAddress>
</urn:RequestExemptionStatuses>"#;

fn request(text: &str, strictness: Strictness) -> Result<Decoded<RequestExemptionStatusesType>, DecodeError> {
    read_document_as(
        text.as_bytes(),
        &RequestExemptionStatuses::REQUEST,
        &Limits::default(),
        strictness,
    )
}

fn told<T>(decoded: &Decoded<T>) -> Vec<(String, usize, Outcome)> {
    let departures = decoded.departures.iter();
    let told = departures.map(|it| (it.mistake().path().to_owned(), it.mistake().line(), it.outcome()));
    told.collect()
}

#[test]
fn every_promise_is_kept_on_every_sample_and_change() {
    let kinds = tolerance::keeps_its_promises(&corpus::domains());
    for met in [
        ("unknown element", "Kept"),
        ("unknown element", "Dropped"),
        ("unknown attribute", "Dropped"),
        ("bad value", "Kept"),
        ("missing element", "Kept"),
        ("missing element", "Filled"),
        ("too few", "Kept"),
    ] {
        assert!(
            kinds.contains(&(met.0, met.1.to_owned())),
            "{met:?} is not met: {kinds:?}"
        );
    }
}

#[test]
fn a_question_mark_is_kept_told_and_given_back() {
    let error = request(QUESTION_MARK, Strictness::Strict).unwrap_err();
    assert_eq!(error.path(), "/RequestExemptionStatuses/actor/actorTypeEnum");
    let decoded = request(QUESTION_MARK, Strictness::Tolerant).unwrap();
    let path = "/RequestExemptionStatuses/actor/actorTypeEnum".to_owned();
    assert_eq!(told(&decoded), [(path, 7, Outcome::Kept)]);
    assert_eq!(decoded.departures.iter().next().unwrap().mistake(), &error);
    let actor = &decoded.value.actor.actor_type_enum;
    assert!(matches!(actor, ActorTypeEnum::Unlisted(text) if text.as_str() == "?" && !text.is_missing()));
    assert!(!ActorTypeEnum::ALL.contains(actor));
    let namespaces = RequestExemptionStatuses::REQUEST_NAMESPACES;
    let written = write_document(&RequestExemptionStatuses::REQUEST, namespaces, &decoded.value);
    let written = String::from_utf8(written).unwrap();
    assert!(
        written.contains("<core:actorTypeEnum>?</core:actorTypeEnum>"),
        "{written}"
    );
    assert_eq!(request(&written, Strictness::Tolerant).unwrap().value, decoded.value);
}

#[test]
fn a_missing_code_is_not_made_up() {
    let text = QUESTION_MARK.replace("<urn1:actorTypeEnum>?</urn1:actorTypeEnum>", "");
    let decoded = request(&text, Strictness::Tolerant).unwrap();
    let path = "/RequestExemptionStatuses/actor/actorId".to_owned();
    assert_eq!(told(&decoded), [(path, 8, Outcome::Kept)]);
    let actor = &decoded.value.actor.actor_type_enum;
    assert!(matches!(actor, ActorTypeEnum::Unlisted(text) if text.is_missing()));
    let namespaces = RequestExemptionStatuses::REQUEST_NAMESPACES;
    let written = write_document(&RequestExemptionStatuses::REQUEST, namespaces, &decoded.value);
    assert!(!String::from_utf8(written).unwrap().contains("actorTypeEnum"));
}

#[test]
fn a_missing_structure_stays_an_error() {
    let start = QUESTION_MARK.find("<urn1:actorId>").unwrap();
    let end = start + QUESTION_MARK[start..].find("</urn1:actorId>").unwrap() + "</urn1:actorId>".len();
    let text = format!("{}{}", &QUESTION_MARK[..start], &QUESTION_MARK[end..]);
    let error = request(&text, Strictness::Tolerant).unwrap_err();
    assert!(matches!(error.kind(), DecodeErrorKind::Expected { expected, .. } if expected.local == "actorId"));
}

#[test]
fn a_number_that_is_none_stays_an_error() {
    let core = "urn:riv:financial:patientfees:exemption:1";
    let text = format!(
        "<p:ProcessExemptionStatuses xmlns:p='{}' xmlns='{core}'><p:requestId><root>1</root></p:requestId><p:feeExemption>\
        <patientId><root>1</root></patientId><transactions><fee><amount>?</amount></fee></transactions>\
        </p:feeExemption></p:ProcessExemptionStatuses>",
        ProcessExemptionStatuses::NAMESPACE
    );
    let root = &ProcessExemptionStatuses::REQUEST;
    let read = read_document_as::<<ProcessExemptionStatuses as Contract>::Request>;
    let error = read(text.as_bytes(), root, &Limits::default(), Strictness::Tolerant).unwrap_err();
    assert!(error.path().ends_with("/transactions/fee/amount"), "{error}");
}

/// The real aggregating platform leaves the mandatory `lastSuccessfulSynch` out.
#[test]
fn the_platforms_own_processing_status_is_read() {
    let ns = headers::NAMESPACE.uri;
    let status = format!(
        "<h:ProcessingStatus xmlns:h='{ns}'><h:ProcessingStatusList><h:logicalAddress>SE1</h:logicalAddress>\
        <h:statusCode>NoDataSynchFailed</h:statusCode><h:isResponseFromCache>false</h:isResponseFromCache>\
        <h:isResponseInSynch>false</h:isResponseInSynch></h:ProcessingStatusList></h:ProcessingStatus>"
    );
    let envelope = format!(
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Header>{status}</e:Header><e:Body/></e:Envelope>"
    );
    let limits = Limits::default();
    let envelope = Envelope::read(&envelope, &limits).unwrap();
    let name = &headers::name::PROCESSING_STATUS;
    assert!(envelope.headers().get::<ProcessingStatusType>(name).is_err());
    let decoded: Decoded<ProcessingStatusType> =
        envelope.headers().get_as(name, Strictness::Tolerant).unwrap().unwrap();
    assert_eq!(decoded.value.processing_status_list[0].last_successful_synch, "");
    let path = "/ProcessingStatus/ProcessingStatusList".to_owned();
    assert_eq!(told(&decoded), [(path, 1, Outcome::Filled)]);
    assert!(read_document::<ProcessingStatusType>(status.as_bytes(), name, &limits).is_err());
}

/// A later minor version's element, in the contract's own namespace and in the middle: kept in `any`.
#[test]
fn an_unknown_element_is_kept_where_the_type_is_open() {
    let text = QUESTION_MARK
        .replace(
            "<urn1:root>?</urn1:root>",
            "<urn1:root>?</urn1:root><urn1:later at='1'>x</urn1:later>",
        )
        .replace("<urn1:actorId>", "<urn1:sooner/><urn1:actorId>");
    let decoded = request(&text, Strictness::Tolerant).unwrap();
    let outcomes: Vec<Outcome> = decoded
        .departures
        .iter()
        .map(rivta_soap::xml::Departure::outcome)
        .collect();
    assert_eq!(outcomes, [Outcome::Kept; 3]);
    let actor = &decoded.value.actor;
    assert_eq!(actor.any[0].name().1, "sooner");
    assert!(actor.actor_id.any[0].as_str().ends_with("at='1'>x</urn1:later>"));
}

/// No value is ever told, whatever departs.
#[test]
fn departures_hold_no_value() {
    let text = QUESTION_MARK
        .replace("<urn1:actorTypeEnum>?", "<urn1:actorTypeEnum>191212121212")
        .replace(
            "<urn:actor>",
            "<urn:actor n191212121212='191212121212'><n191212121212/>",
        );
    let decoded = request(&text, Strictness::Tolerant).unwrap();
    assert_eq!(decoded.departures.len(), 3);
    assert!(
        !decoded.departures.to_string().contains("191212121212"),
        "{}",
        decoded.departures
    );
    assert!(!format!("{:?}", decoded.departures).contains("191212121212"));
}

//! What is decoded is encoded again without loss.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod corpus;

use corpus::fidelity;
use rivta_contracts::financial_patientfees_exemption_1_0::core::DateType;
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::{
    ProcessExemptionStatuses, ProcessExemptionStatusesType,
};
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::{
    RequestExemptionStatuses, RequestExemptionStatusesResponseType, RequestExemptionStatusesType,
};
use rivta_soap::Contract;
use rivta_soap::xml::{Decode, Encode, Limits, Name, Namespace, read_document, write_document};

const RESPONDER: &str = "urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1";
const CORE: &str = "urn:riv:financial:patientfees:exemption:1";

#[test]
fn every_valid_sample_is_the_same_after_a_second_round_trip() {
    fidelity::nothing_changes_twice(&corpus::domains());
}

#[test]
fn every_valid_sample_says_the_same_after_a_round_trip() {
    fidelity::nothing_is_lost(&corpus::domains(), &[]);
}

#[test]
fn decimals_keep_their_digits() {
    let sample = std::fs::read(
        corpus::top().join("testsuite/corpus/financial_patientfees_exemption/valid/process_decimal_forms.xml"),
    )
    .unwrap();
    let value: ProcessExemptionStatusesType = disclosure(&sample);
    let digits: Vec<String> = value.fee_exemption[0]
        .transactions
        .iter()
        .map(|transaction| transaction.fee.as_ref().unwrap().amount.as_str().to_owned())
        .collect();
    let written = "100 100.00 0.50 .5 5. +5 -3.10 007 100.00 123456789012345.123456789";
    assert_eq!(digits.join(" "), written);
    let encoded = write_document(
        &ProcessExemptionStatuses::REQUEST,
        ProcessExemptionStatuses::REQUEST_NAMESPACES,
        &value,
    );
    for digits in written.split(' ') {
        assert!(text(&encoded).contains(&format!(">{digits}<")), "{digits}");
    }
    assert_eq!(disclosure(&encoded), value);
}

#[test]
fn wildcard_content_keeps_its_prefixes() {
    let content = "<x:a xmlns:x=\"urn:x\"><x:b at='1' x:at=\"2\"/> text &amp; <!-- c --><![CDATA[<d>]]></x:a>";
    let (value, encoded) = response("", content);
    assert_eq!(value.any.len(), 1);
    assert_eq!(value.any[0].as_str(), content);
    assert!(encoded.contains(content), "{encoded}");
}

#[test]
fn wildcard_content_keeps_a_prefix_declared_on_an_ancestor() {
    let (value, encoded) = response(" xmlns:far='urn:far'", "<far:a><far:b/></far:a>");
    assert_eq!(value.any[0].name(), (Some("urn:far"), "a"));
    assert_eq!(value.any[0].as_str(), "<far:a xmlns:far=\"urn:far\"><far:b/></far:a>");
    let again: RequestExemptionStatusesResponseType = read(encoded.as_bytes(), &RequestExemptionStatuses::RESPONSE);
    assert_eq!(again, value);
}

#[test]
fn wildcard_content_keeps_a_default_namespace() {
    let content = "<a xmlns=\"urn:a\"><b/><c xmlns=\"\"/></a>";
    let (value, encoded) = response("", content);
    assert_eq!(value.any[0].name(), (Some("urn:a"), "a"));
    assert!(encoded.contains(content), "{encoded}");
}

#[test]
fn wildcard_content_in_the_default_namespace_of_an_ancestor_takes_it_along() {
    let document = format!(
        "<r:RequestExemptionStatusesResponse xmlns:r='{RESPONDER}' xmlns='urn:outer'><a><b/></a>\
         </r:RequestExemptionStatusesResponse>"
    );
    let value: RequestExemptionStatusesResponseType = read(document.as_bytes(), &RequestExemptionStatuses::RESPONSE);
    assert_eq!(value.any[0].as_str(), "<a xmlns=\"urn:outer\"><b/></a>");
}

#[test]
fn wildcard_content_is_kept_in_every_type_and_in_order() {
    let sample = std::fs::read(
        corpus::top().join("testsuite/corpus/financial_patientfees_exemption/valid/request_extensions_everywhere.xml"),
    )
    .unwrap();
    let value: RequestExemptionStatusesType = read(&sample, &RequestExemptionStatuses::REQUEST);
    assert_eq!(value.request_id.any.len(), 1);
    assert_eq!(value.actor.any.len(), 1);
    let names: Vec<_> = value.any.iter().map(|element| element.name().1.to_owned()).collect();
    assert_eq!(names, ["note", "plain"]);
    let encoded = write_document(
        &RequestExemptionStatuses::REQUEST,
        RequestExemptionStatuses::REQUEST_NAMESPACES,
        &value,
    );
    let again: RequestExemptionStatusesType = read(&encoded, &RequestExemptionStatuses::REQUEST);
    assert_eq!(again, value);
}

#[test]
fn strings_keep_white_space_and_special_characters() {
    let written = "  A \n &amp; &lt;b&gt; &#xD; \u{e5}\u{1f600}  ";
    let document = format!(
        "<r:RequestExemptionStatuses xmlns:r='{RESPONDER}' xmlns:c='{CORE}'>\
         <r:requestId><c:root/></r:requestId><r:patientId><c:root/></r:patientId>\
         <r:actor><c:actorTypeEnum>CITIZEN</c:actorTypeEnum><c:actorId><c:root/></c:actorId></r:actor>\
         <r:responseLogicalAddress>{written}</r:responseLogicalAddress></r:RequestExemptionStatuses>"
    );
    let value: RequestExemptionStatusesType = read(document.as_bytes(), &RequestExemptionStatuses::REQUEST);
    let read_text = "  A \n & <b> \r \u{e5}\u{1f600}  ";
    assert_eq!(value.response_logical_address, read_text);
    let encoded = write_document(
        &RequestExemptionStatuses::REQUEST,
        RequestExemptionStatuses::REQUEST_NAMESPACES,
        &value,
    );
    let again: RequestExemptionStatusesType = read(&encoded, &RequestExemptionStatuses::REQUEST);
    assert_eq!(again, value);
}

#[test]
fn a_pattern_is_checked_where_a_value_is_made() {
    assert_eq!(DateType::new("20250231").unwrap().as_str(), "20250231");
    let error = DateType::new("2025-02-31").unwrap_err();
    assert!(!error.to_string().contains("2025-02-31"), "{error}");
}

/// Decodes and encodes a response with this content and these declarations on its root.
fn response(declarations: &str, content: &str) -> (RequestExemptionStatusesResponseType, String) {
    let document = format!(
        "<RequestExemptionStatusesResponse xmlns='{RESPONDER}'{declarations}>{content}\
         </RequestExemptionStatusesResponse>"
    );
    let value = read(document.as_bytes(), &RequestExemptionStatuses::RESPONSE);
    let encoded = write(
        &RequestExemptionStatuses::RESPONSE,
        RequestExemptionStatuses::RESPONSE_NAMESPACES,
        &value,
    );
    (value, encoded)
}

fn disclosure(bytes: &[u8]) -> ProcessExemptionStatusesType {
    read(bytes, &ProcessExemptionStatuses::REQUEST)
}

fn read<T: Decode>(bytes: &[u8], root: &Name) -> T {
    read_document(bytes, root, &Limits::default()).unwrap()
}

fn write<T: Encode>(root: &Name, namespaces: &[&'static Namespace], value: &T) -> String {
    String::from_utf8(write_document(root, namespaces, value)).unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

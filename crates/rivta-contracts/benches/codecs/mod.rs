//! What is measured: ours, and what others have for the same task.

mod serde;
// Written by a tool that does not ask our linter.
#[allow(clippy::all, clippy::pedantic, dead_code, missing_docs, unused_qualifications, unused_variables, unreachable_pub)]
#[rustfmt::skip]
#[path = "../generated/xsd_parser.rs"]
mod xsd_parser;

use std::hint::black_box;

use quick_xml::NsReader;
use quick_xml::events::Event;
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::{
    ProcessExemptionStatuses, ProcessExemptionStatusesType,
};
use rivta_soap::Contract;
use rivta_soap::xml::{Limits, Strictness, read_document, read_document_as, write_document};
use xsd_parser_types::quick_xml::{DeserializeSync as _, SerializeSync as _, SliceReader, Writer};

pub use xsd_parser::tns::ProcessExemptionStatuses as ByXsdParser;

/// Strictly, every value checked.
pub fn rivta(text: &str) -> ProcessExemptionStatusesType {
    read_document(text.as_bytes(), &ProcessExemptionStatuses::REQUEST, &Limits::default()).unwrap()
}

pub fn rivta_tolerant(text: &str) -> ProcessExemptionStatusesType {
    let (root, limits) = (&ProcessExemptionStatuses::REQUEST, Limits::default());
    let decoded = read_document_as(text.as_bytes(), root, &limits, Strictness::Tolerant).unwrap();
    assert!(decoded.departures.is_empty());
    decoded.value
}

pub fn rivta_encode(value: &ProcessExemptionStatusesType) -> Vec<u8> {
    let namespaces = ProcessExemptionStatuses::REQUEST_NAMESPACES;
    write_document(&ProcessExemptionStatuses::REQUEST, namespaces, value)
}

/// All that any decoder must do: find the events, resolve the names, unescape the text.
pub fn pull(text: &str) -> usize {
    let mut reader = NsReader::from_str(text);
    let mut seen = 0;
    loop {
        match reader.read_resolved_event().unwrap() {
            (namespace, Event::Start(start)) => {
                black_box(namespace);
                seen += black_box(start.local_name()).as_ref().len();
            }
            (_, Event::Text(text)) => seen += black_box(text.xml10_content()).len(),
            (_, Event::Eof) => return seen,
            (_, event) => seen += black_box(event).len(),
        }
    }
}

/// quick-xml's serde, which knows no namespaces, patterns or order.
pub fn serde(text: &str) -> serde::ProcessExemptionStatuses {
    quick_xml::de::from_str(text).unwrap()
}

/// Order, namespaces and patterns are not checked.
pub fn yaserde(text: &str) -> ProcessExemptionStatusesType {
    yaserde::de::from_str(text).unwrap()
}

pub fn yaserde_encode(value: &ProcessExemptionStatusesType) -> String {
    yaserde::ser::to_string(value).unwrap()
}

/// Order and namespaces are checked, patterns are not.
pub fn xsd_parser(text: &str) -> ByXsdParser {
    ByXsdParser::deserialize(&mut SliceReader::new(text)).unwrap()
}

pub fn xsd_parser_encode(value: &ByXsdParser) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new());
    value.serialize("pes:ProcessExemptionStatuses", &mut writer).unwrap();
    writer.into_inner()
}

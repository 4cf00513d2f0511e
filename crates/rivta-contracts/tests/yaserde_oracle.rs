//! On valid samples yaserde, which shares no code with our decoders, reads the same values.
#![cfg(feature = "yaserde")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod corpus;

use std::fmt::Debug;

use corpus::Sample;
use rivta_contracts::financial_patientfees_exemption_1_0::process_exemption_statuses::ProcessExemptionStatuses;
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::RequestExemptionStatuses;
use rivta_soap::Contract;
use rivta_soap::xml::{Decode, Encode, Limits, Name, Namespace, decode_text, read_document, write_document};
use yaserde::{YaDeserialize, YaSerialize};

#[test]
fn yaserde_and_the_decoders_agree() {
    let mut compared = 0;
    for sample in corpus::domains()[0].samples("valid") {
        compared += usize::from(contract::<RequestExemptionStatuses>(&sample));
        compared += usize::from(contract::<ProcessExemptionStatuses>(&sample));
    }
    assert!(compared > 20, "only {compared} samples were compared");
}

fn contract<C: Contract>(sample: &Sample) -> bool
where
    C::Request: YaDeserialize + YaSerialize + PartialEq + Debug,
    C::Response: YaDeserialize + YaSerialize + PartialEq + Debug,
{
    agree::<C::Request>(sample, &C::REQUEST, C::REQUEST_NAMESPACES)
        || agree::<C::Response>(sample, &C::RESPONSE, C::RESPONSE_NAMESPACES)
}

/// Compares, if the sample is such a message.
fn agree<T>(sample: &Sample, root: &Name, namespaces: &[&'static Namespace]) -> bool
where
    T: Decode + Encode + YaDeserialize + YaSerialize + PartialEq + Debug,
{
    let Ok(ours) = read_document::<T>(&sample.bytes, root, &Limits::default()) else {
        return false;
    };
    let text = decode_text(&sample.bytes, None, &Limits::default()).unwrap();
    let theirs: T = yaserde::de::from_str(utf_8(&text)).unwrap_or_else(|error| panic!("{}: {error}", sample.name));
    let written = write_document(root, namespaces, &theirs);
    let comparable = without_extensions(&write_document(root, namespaces, &ours));
    assert_eq!(String::from_utf8(written).unwrap(), comparable, "{}", sample.name);

    let by_yaserde = yaserde::ser::to_string(&theirs).unwrap();
    let again: T = read_document(by_yaserde.as_bytes(), root, &Limits::default())
        .unwrap_or_else(|error| panic!("{}: {error}\n{by_yaserde}", sample.name));
    assert_eq!(again, theirs, "{}", sample.name);
    true
}

/// The text is UTF-8 now, whatever the declaration says.
fn utf_8(text: &str) -> &str {
    match text.strip_prefix("<?xml") {
        Some(rest) => rest.split_once("?>").map_or(text, |(_, rest)| rest),
        None => text,
    }
}

/// Takes out the extensions that the samples hold; yaserde drops them.
fn without_extensions(encoded: &[u8]) -> String {
    let mut text = String::from_utf8(encoded.to_vec()).unwrap();
    for (start, end) in [
        ("<x:note", "</x:note>"),
        ("<plain", "</plain>"),
        ("<e:within", "/>"),
        ("<x:t", "/>"),
        ("<far:deep ", "</far:deep>"),
    ] {
        while let Some(from) = text.find(start) {
            let to = from + text[from..].find(end).unwrap() + end.len();
            text.replace_range(from..to, "");
        }
    }
    text
}

//! Any value, encoded and decoded, is the same value; damage to its document is an error or nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../corpus/mod.rs"]
mod corpus;
mod engagement_index;
mod exemption;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use rivta_soap::xml::{Decode, Encode, Limits, Name, Namespace, RawElement, read_document, write_document};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn damaged_samples_never_panic(damages in vec((any::<Index>(), any::<u8>()), 16)) {
        for domain in corpus::domains() {
            for sample in domain.samples("valid") {
                for (at, byte) in &damages {
                    let mut bytes = sample.bytes.clone();
                    bytes[at.index(sample.bytes.len())] = *byte;
                    if let Err(error) = domain.round_trip(&bytes) {
                        prop_assert!(error.line() >= 1 && error.column() >= 1);
                    }
                }
            }
        }
    }
}

#[track_caller]
fn assert_round_trip<T: Decode + Encode + PartialEq + std::fmt::Debug>(
    root: &Name,
    namespaces: &[&'static Namespace],
    value: &T,
) {
    let bytes = write_document(root, namespaces, value);
    let decoded: T = read_document(&bytes, root, &Limits::default()).unwrap();
    assert_eq!(&decoded, value);
}

/// Text of any characters that XML allows.
fn text() -> impl Strategy<Value = String> {
    let characters = prop_oneof![
        4 => "[ -~]{0,12}",
        1 => "[\\t\\n\\r \u{80}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}&<>\"']{0,8}",
    ];
    characters.boxed()
}

/// Some of the forms that wildcard content takes.
fn extensions() -> impl Strategy<Value = Vec<RawElement>> {
    const FORMS: [&str; 4] = [
        "<x:a xmlns:x=\"urn:x\"/>",
        "<a xmlns=\"urn:y\"><b xmlns=\"\">text &amp; <!-- comment --></b></a>",
        "<core:a xmlns:core=\"urn:another\" core:at='1'><![CDATA[<&]]></core:a>",
        "<r:a xmlns:r=\"urn:z\" xmlns:t=\"urn:t\" r:type=\"t:b\"/>",
    ];
    let form = prop::sample::select(FORMS.to_vec());
    let element = form.prop_map(|text| RawElement::parse(text, &Limits::default()).unwrap());
    prop_oneof![6 => Just(Vec::new()), 1 => vec(element, 1..3)]
}

fn any_of<T: Clone + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    prop::sample::select(all)
}

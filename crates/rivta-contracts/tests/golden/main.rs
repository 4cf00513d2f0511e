//! Every construct of the schema language that published contracts use: one small package each, in
//! `testsuite/golden`, generated, compiled and judged by xmllint.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../corpus/mod.rs"]
mod corpus;
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub)]
mod generated;

use corpus::{Domain, agreement, fidelity, tolerance};

macro_rules! cases {
    ($($module:ident),* $(,)?) => {
        vec![$(Domain::golden(&generated::$module::PACKAGE, generated::$module::messages())),*]
    };
}

fn cases() -> Vec<Domain> {
    cases![
        golden_abstract_types_1_0,
        golden_any_order_1_0,
        golden_attributes_1_0,
        golden_built_in_types_1_0,
        golden_choices_1_0,
        golden_derivation_1_0,
        golden_derived_types_1_0,
        golden_facets_1_0,
        golden_faults_and_headers_1_0,
        golden_mistyped_wildcards_1_0,
        golden_names_1_0,
        golden_narrowed_text_1_0,
        golden_nil_and_given_values_1_0,
        golden_odd_enumerations_1_0,
        golden_older_profile_1_0,
        golden_open_content_1_0,
        golden_patterns_1_0,
        golden_qualified_names_1_0,
        golden_recursion_1_0,
        golden_redefinition_1_0,
        golden_references_1_0,
        golden_sequences_1_0,
        golden_shared_names_1_0,
        golden_signatures_1_0,
        golden_simple_content_1_0,
        golden_soap_1_2_1_0,
        golden_substitution_groups_1_0,
        golden_unions_and_lists_1_0,
    ]
}

#[test]
fn every_case_is_here() {
    let mut folders: Vec<_> = std::fs::read_dir(corpus::top().join("testsuite/golden"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    let mut cases: Vec<_> = cases().into_iter().map(|case| case.corpus).collect();
    cases.sort();
    assert_eq!(cases, folders);
}

#[test]
fn valid_messages_are_valid_for_both() {
    agreement::on_valid_samples(&cases());
}

#[test]
fn invalid_messages_are_invalid_for_both() {
    agreement::on_invalid_samples(&cases());
}

#[test]
fn what_is_encoded_again_is_valid() {
    agreement::on_what_is_encoded(&cases());
}

/// libxml2 takes mistyped wildcards and names literally, compares fixed values as texts and does
/// not know types that are not in the schema; `testsuite/golden/README.md` says why we differ.
#[test]
fn what_is_understood_on_purpose_is_taken() {
    assert!(agreement::on_understood_samples(&cases()) > 0);
}

#[test]
fn decoders_and_the_validator_agree() {
    corpus::validator::agrees(&cases(), |name| {
        // Decoders keep content of a type that a later minor version may define; the schema does not know it.
        name == "golden_abstract-types/understood/unknown.xml"
            || name == "golden_derived-types/understood/unknown.xml"
            || name == "golden_simple-content/understood/bad-type.xml"
            // What decoders keep verbatim they do not judge.
            || name.starts_with("golden_open-content/valid/")
            // A reference to an ID that is not there: decoders look at one value at a time.
            || name == "golden_built-in-types/valid/v-IDREF.xml with /GetEverything/v-ID taken away"
            // An empty xs:NMTOKENS, which decoders and libxml2 take.
            || name == "golden_unions-and-lists/valid/all.xml with /GetMixedValues/tokens emptied"
    });
}

#[test]
fn one_change_at_a_time_is_judged_alike() {
    // What is kept verbatim is not judged here.
    let cases: Vec<Domain> = cases()
        .into_iter()
        .filter(|case| !case.corpus.ends_with("open-content"))
        .collect();
    agreement::on_changes(&cases, |_, change| {
        // libxml2 passes over characters that are none of base64's alphabet.
        let base64 = ["/bytes", "/v-base64Binary"].map(|name| format!("{name} with text"));
        let base64 = base64.iter().any(|name| change.ends_with(name.as_str()))
            || change.starts_with("golden_signatures") && change.ends_with(" with text");
        base64 || change.ends_with(" foreign")
    });
}

/// In both strictnesses.
#[test]
fn tolerant_reading_keeps_its_promises() {
    let kinds = tolerance::keeps_its_promises(&cases());
    assert!(kinds.contains(&("bad attribute", "Kept".to_owned())), "{kinds:?}");
}

#[test]
fn every_valid_message_says_the_same_after_a_round_trip() {
    // Empty elements get the value the schema gives them; whole numbers lose their leading zeros.
    let changed = [
        "nil-and-given-values/valid/values.xml",
        "odd-enumerations/valid/leading-zero.xml",
    ];
    fidelity::nothing_is_lost(&cases(), &changed);
}

#[test]
fn every_valid_message_is_the_same_after_a_second_round_trip() {
    fidelity::nothing_changes_twice(&cases());
}

fn again(messages: &[rivta_soap::contract::Message], root: &str, document: &str) -> String {
    let message = messages.iter().find(|message| message.root.local == root).unwrap();
    String::from_utf8((message.roundtrip)(document.as_bytes()).unwrap()).unwrap()
}

/// The order of elements in `xs:all` says nothing; they are written in that of the schema.
#[test]
fn elements_in_any_order_are_taken_in_any_order() {
    let (root, ns) = (
        "urn:riv:golden:anyorder:GetUnorderedResponder:1",
        "urn:riv:golden:anyorder:1",
    );
    let document = |place: &str, maybe: &str| {
        format!(
            "<GetUnordered xmlns='{root}' xmlns:c='{ns}'><place kind='k'>{place}</place><maybe>{maybe}</maybe></GetUnordered>"
        )
    };
    let (street, inside) = (
        "<c:street>s</c:street>",
        "<c:inside><c:r>x</c:r><c:street>t</c:street></c:inside>",
    );
    let messages = generated::golden_any_order_1_0::messages();
    let shuffled = document(
        &format!("<c:r/>{inside}<c:floor>2</c:floor>{street}"),
        "<c:b>2</c:b><c:a>1</c:a>",
    );
    let inside = "<c:inside><c:street>t</c:street><c:r>x</c:r></c:inside>";
    let in_order = document(
        &format!("{street}<c:floor>2</c:floor><c:r>home</c:r>{inside}"),
        "<c:a>1</c:a><c:b>2</c:b>",
    );
    let written = again(messages, "GetUnordered", &shuffled);
    assert_eq!(written, again(messages, "GetUnordered", &in_order));
    assert!(written.find(":street>s<") < written.find(":floor>2<"), "{written}");
}

#[test]
fn locations_of_schemas_on_the_root_are_kept() {
    let hints = "xsi:schemaLocation=\"urn:a a.xsd urn:b b.xsd\"";
    let xsi = "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'";
    let root = "urn:riv:golden:nilandgivenvalues:GetGivenResponder:1";
    let document = format!("<GetGiven xmlns='{root}' {xsi} {hints}><empty xsi:nil='true'/><kind>K</kind></GetGiven>");
    let messages = generated::golden_nil_and_given_values_1_0::messages();
    let written = again(messages, "GetGiven", &document);
    assert!(written.contains(hints), "{written}");
    assert_eq!(written, again(messages, "GetGiven", &written));
}

/// A type that holds itself is read as deep as the limits allow, and no deeper.
#[test]
fn recursion_ends_at_the_limit_of_depth() {
    let ns = "urn:riv:golden:recursion:1";
    let root = "urn:riv:golden:recursion:GetTreeResponder:1";
    let nested = |depth: usize| {
        let open = format!("<node xmlns='{ns}'><label/>").repeat(depth);
        let first = open.replacen(&format!("<node xmlns='{ns}'>"), &format!("<r:node xmlns='{ns}'>"), 1);
        let close = "</node>".repeat(depth - 1);
        format!("<r:GetTree xmlns:r='{root}'>{first}{close}</r:node></r:GetTree>")
    };
    let messages = generated::golden_recursion_1_0::messages();
    let message = messages.iter().find(|message| message.root.local == "GetTree").unwrap();
    (message.roundtrip)(nested(98).as_bytes()).unwrap();
    for depth in [99, 200, 100_000] {
        let error = (message.roundtrip)(nested(depth).as_bytes()).unwrap_err();
        assert!(error.to_string().contains("more than the allowed"), "{error}");
    }
}

/// One long namespace name, declared once and used by many attributes, does not fill the memory.
#[test]
fn attributes_of_a_long_namespace_are_limited() {
    let long = "n".repeat(100_000);
    let item = "<r:item id='a' code='1' l:x='1'/>".repeat(1000);
    let root = "urn:riv:golden:attributes:GetMarkedResponder:1";
    let document = format!("<r:GetMarked xmlns:r='{root}' xmlns:l='{long}'>{item}</r:GetMarked>");
    let messages = generated::golden_attributes_1_0::messages();
    let message = messages
        .iter()
        .find(|message| message.root.local == "GetMarked")
        .unwrap();
    let error = (message.roundtrip)(document.as_bytes()).unwrap_err();
    assert!(error.to_string().contains("more than the allowed"), "{error}");
}

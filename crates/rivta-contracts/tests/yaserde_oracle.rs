//! On valid samples yaserde, which shares no code with our decoders, reads the same values.
#![cfg(feature = "yaserde")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod corpus;

use corpus::{Domain, Sample, document};

#[test]
fn yaserde_and_the_decoders_agree() {
    let is_known = |domain: &Domain| domain.messages.iter().any(|message| message.by_yaserde.is_some());
    for domain in corpus::domains().into_iter().filter(is_known) {
        let samples = domain.samples("valid");
        let compared = samples.iter().filter(|sample| agree(&domain, sample)).count();
        assert!(2 * compared >= samples.len(), "{}: only {compared}", domain.folder());
    }
}

/// The document without the schema locations that a round trip keeps on its root.
fn without_locations(text: &str) -> String {
    const LOCATIONS: &str = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"";
    let Some((before, after)) = text.split_once(LOCATIONS) else {
        return text.to_owned();
    };
    let (_, after) = after.split_once('"').unwrap();
    format!("{before}{after}")
}

/// Compares, if yaserde knows the message.
fn agree(domain: &Domain, sample: &Sample) -> bool {
    let (message, ours) = domain.round_trip(&sample.bytes).unwrap();
    let Some(by_yaserde) = message.by_yaserde else {
        return false;
    };
    let text = document::text(&sample.bytes);
    let (theirs, by_yaserde) = by_yaserde(&text).unwrap_or_else(|error| panic!("{}: {error}", sample.name));
    let theirs = String::from_utf8(theirs).unwrap();
    let ours = String::from_utf8(ours).unwrap();
    // yaserde drops schema locations, extensions and the white space around texts.
    let ours = without_locations(&ours);
    let comparable = document::trimmed(&document::without_extensions(&ours, message));
    assert_eq!(theirs, comparable, "{}", sample.name);

    let again = (message.round_trip)(by_yaserde.as_bytes())
        .unwrap_or_else(|error| panic!("{}: {error}\n{by_yaserde}", sample.name));
    assert_eq!(String::from_utf8(again).unwrap(), theirs, "{}", sample.name);
    true
}

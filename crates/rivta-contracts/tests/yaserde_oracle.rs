//! On valid samples yaserde, which shares no code with our decoders, reads the same values.
#![cfg(feature = "yaserde")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod corpus;

use corpus::{Domain, Sample, document};

#[test]
fn yaserde_and_the_decoders_agree() {
    for domain in corpus::domains() {
        let samples = domain.samples("valid");
        let compared = samples.iter().filter(|sample| agree(&domain, sample)).count();
        assert!(2 * compared >= samples.len(), "{}: only {compared}", domain.folder());
    }
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
    // yaserde drops extensions and the white space around texts.
    let comparable = document::trimmed(&document::without_extensions(&ours, message));
    assert_eq!(theirs, comparable, "{}", sample.name);

    let again = (message.round_trip)(by_yaserde.as_bytes())
        .unwrap_or_else(|error| panic!("{}: {error}\n{by_yaserde}", sample.name));
    assert_eq!(String::from_utf8(again).unwrap(), theirs, "{}", sample.name);
    true
}

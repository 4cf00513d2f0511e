//! The strict decoders and `xmllint --schema` agree on every sample of the corpus.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod corpus;

use corpus::{document, judge};

#[test]
fn valid_samples_are_valid_for_both() {
    for domain in corpus::domains() {
        let samples = domain.samples("valid");
        let judged = judge::valid(&domain, samples.iter().map(|sample| sample.path.as_path()));
        for sample in samples {
            assert!(judged.contains(&sample.path), "xmllint refuses {}", sample.name);
            if let Err(error) = domain.round_trip(&sample.bytes) {
                panic!("the decoder refuses {}: {error}", sample.name);
            }
        }
    }
}

#[test]
fn invalid_samples_are_invalid_for_both() {
    for domain in corpus::domains() {
        let samples = domain.samples("invalid");
        let judged = judge::valid(&domain, samples.iter().map(|sample| sample.path.as_path()));
        for sample in samples {
            assert!(!judged.contains(&sample.path), "xmllint takes {}", sample.name);
            assert!(
                domain.round_trip(&sample.bytes).is_err(),
                "the decoder takes {}",
                sample.name
            );
        }
    }
}

#[test]
fn what_is_encoded_again_is_valid() {
    let folder = tempfile::tempdir().unwrap();
    for domain in corpus::domains() {
        let mut written = Vec::new();
        for (index, sample) in domain.samples("valid").iter().enumerate() {
            let (_, encoded) = domain.round_trip(&sample.bytes).unwrap();
            let path = folder.path().join(format!("{}_{index}.xml", domain.folder()));
            std::fs::write(&path, encoded).unwrap();
            written.push((path, sample.name.clone()));
        }
        let judged = judge::valid(&domain, written.iter().map(|(path, _)| path.as_path()));
        for (path, name) in written {
            assert!(judged.contains(&path), "xmllint refuses {name} after a round trip");
        }
    }
}

/// Not only the mistakes that somebody thought of: every change of every element of every sample.
#[test]
fn one_change_at_a_time_is_judged_alike() {
    let folder = tempfile::tempdir().unwrap();
    for domain in corpus::domains() {
        let mut written = Vec::new();
        for sample in domain.samples("valid") {
            let (message, _) = domain.round_trip(&sample.bytes).unwrap();
            let text = document::text(&sample.bytes);
            let parsed = roxmltree::Document::parse(&text).unwrap();
            for node in document::known(&parsed, message) {
                for (change, text) in document::changed(&parsed, &node, message) {
                    if document::misjudged(change, &node, message) {
                        assert!(domain.round_trip(text.as_bytes()).is_err(), "{text}");
                        continue;
                    }
                    let path = folder.path().join(format!("{}_{}.xml", domain.folder(), written.len()));
                    std::fs::write(&path, &text).unwrap();
                    let name = format!("{} with {} {change}", sample.name, document::path(&node));
                    written.push((path, name, text));
                }
            }
        }
        let judged = judge::valid(&domain, written.iter().map(|(path, ..)| path.as_path()));
        assert!(
            !judged.is_empty() && judged.len() < written.len(),
            "{}",
            domain.folder()
        );
        for (path, name, text) in written {
            let ours = domain.round_trip(text.as_bytes());
            let theirs = if judged.contains(&path) { "valid" } else { "invalid" };
            let told = ours.as_ref().err().map(ToString::to_string).unwrap_or_default();
            assert_eq!(
                ours.is_ok(),
                theirs == "valid",
                "xmllint: {theirs}: {name}\n{told}\n{text}"
            );
        }
    }
}

//! The strict decoders and `xmllint --schema` agree on every sample of the corpus.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod corpus;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use corpus::Domain;

#[test]
fn valid_samples_are_valid_for_both() {
    for domain in corpus::domains() {
        let samples = domain.samples("valid");
        let judged = judged_valid(&domain, samples.iter().map(|sample| sample.path.as_path()));
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
        let judged = judged_valid(&domain, samples.iter().map(|sample| sample.path.as_path()));
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
            let path = folder.path().join(format!("{}_{index}.xml", domain.folder));
            std::fs::write(&path, encoded).unwrap();
            written.push((path, sample.name.clone()));
        }
        let judged = judged_valid(&domain, written.iter().map(|(path, _)| path.as_path()));
        for (path, name) in written {
            assert!(judged.contains(&path), "xmllint refuses {name} after a round trip");
        }
    }
}

/// The files that xmllint finds valid by one of the domain's schemas.
fn judged_valid<'f>(domain: &Domain, files: impl Iterator<Item = &'f Path>) -> BTreeSet<PathBuf> {
    let files: Vec<&Path> = files.collect();
    let mut valid = BTreeSet::new();
    for schema in domain.schemas {
        let output = Command::new("xmllint")
            .args(["--nonet", "--noout", "--schema"])
            .arg(domain.schema_path(schema))
            .args(&files)
            .output()
            .expect(
                "this test needs xmllint as a foreign judge; install it with \
                 `apt-get install libxml2-utils`, `dnf install libxml2` or `brew install libxml2`",
            );
        let report = String::from_utf8_lossy(&output.stderr);
        assert!(
            !report.contains("failed to compile"),
            "xmllint cannot load {schema}:\n{report}"
        );
        let verdicts = report.lines().filter_map(|line| line.strip_suffix(" validates"));
        valid.extend(verdicts.map(PathBuf::from));
    }
    valid
}

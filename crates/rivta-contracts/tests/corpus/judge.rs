//! The foreign judge: xmllint.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Domain;

/// Files a call: the arguments of a process are limited.
const AT_ONCE: usize = 1000;

/// The files that xmllint finds valid by one of the domain's schemas.
pub fn valid<'f>(domain: &Domain, files: impl Iterator<Item = &'f Path>) -> BTreeSet<PathBuf> {
    let files: Vec<&Path> = files.collect();
    let mut valid = BTreeSet::new();
    for schema in domain.schemas() {
        for some in files.chunks(AT_ONCE) {
            valid.extend(valid_by(&schema, some));
        }
    }
    valid
}

fn valid_by(schema: &Path, files: &[&Path]) -> Vec<PathBuf> {
    let output = Command::new("xmllint")
        .args(["--nonet", "--noout", "--schema"])
        .arg(schema)
        .args(files)
        .output()
        .expect(
            "this test needs xmllint as a foreign judge; install it with \
             `apt-get install libxml2-utils`, `dnf install libxml2` or `brew install libxml2`",
        );
    let report = String::from_utf8_lossy(&output.stderr);
    assert!(
        !report.contains("failed to compile"),
        "xmllint cannot load {}:\n{report}",
        schema.display()
    );
    let verdicts = report.lines().filter_map(|line| line.strip_suffix(" validates"));
    verdicts.map(PathBuf::from).collect()
}

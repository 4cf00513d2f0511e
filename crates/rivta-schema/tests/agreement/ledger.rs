//! Where the validator and libxml2 differ on purpose.

use std::path::Path;

use regex::Regex;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    difference: Vec<Difference>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Difference {
    /// What it is about.
    rule: String,
    /// The messages, as a regular expression over their whole ids.
    cases: String,
    ours: Verdict,
    libxml2: Verdict,
    reason: String,
    date: toml::value::Datetime,
}

#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Verdict {
    Valid,
    Invalid,
}

struct Entry {
    difference: Difference,
    cases: Regex,
    used: bool,
}

/// The ledger, and which of its entries have been met.
pub(crate) struct Ledger(Vec<Entry>);

impl Ledger {
    pub(crate) fn read() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testsuite/validation/ledger.toml");
        let file: File = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let entries = file.difference.into_iter().map(|difference| {
            assert!(difference.ours != difference.libxml2, "{}", difference.rule);
            assert!(!difference.reason.is_empty() && difference.date.date.is_some());
            Entry {
                cases: Regex::new(&format!("^(?:{})$", difference.cases.trim())).unwrap(),
                difference,
                used: false,
            }
        });
        Self(entries.collect())
    }

    /// Whether it lists a message on which the verdicts differ; `theirs`: libxml2 takes it.
    pub(crate) fn lists(&mut self, id: &str, theirs: bool) -> bool {
        let theirs = if theirs { Verdict::Valid } else { Verdict::Invalid };
        let mut listed = false;
        for entry in &mut self.0 {
            if entry.difference.libxml2 == theirs && entry.cases.is_match(id) {
                entry.used = true;
                listed = true;
            }
        }
        listed
    }

    /// Entries that no message differs on.
    pub(crate) fn unused(&self) -> Vec<&str> {
        let unused = self.0.iter().filter(|entry| !entry.used);
        unused.map(|entry| entry.difference.rule.as_str()).collect()
    }
}

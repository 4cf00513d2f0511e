//! `rivta schematron` as a person and as a program see it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const RULES: &str = "testsuite/rules/financial_patientfees_exemption/constraints.xml";
const CORPUS: &str = "testsuite/corpus/financial_patientfees_exemption/valid";
const CLOCK: &str = "2026-03-10T12:00:00+01:00";

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

fn schematron(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rivta"))
        .arg("schematron")
        .args(arguments)
        .current_dir(top())
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn what_keeps_the_rules_is_valid() {
    let message = format!("{CORPUS}/process_card_and_transactions.xml");
    let output = schematron(&[RULES, &message, "--clock", CLOCK]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(text(&output.stdout), format!("{message}: valid, 7 judgements\n"));
}

#[test]
fn a_broken_rule_is_told_with_its_place() {
    let (message, request) = (
        format!("{CORPUS}/process_card_and_transactions.xml"),
        format!("{CORPUS}/request_caregiver.xml"),
    );
    let output = schematron(&[RULES, &message, "--request", &request, "--clock", CLOCK]);
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stdout);
    assert!(
        told.contains("invalid, 1 findings\n  rule018: inga transaktioner"),
        "{told}"
    );
    assert!(told.contains("at /exchange/tns:ProcessExemptionStatuses\n"), "{told}");
    assert!(told.contains("constraints.xml:"), "{told}");
}

#[test]
fn json_tells_everything_and_the_clock_decides() {
    let message = format!("{CORPUS}/process_card_and_transactions.xml");
    let later = "2027-03-10T12:00:00+01:00";
    let output = schematron(&[
        RULES,
        &message,
        "--json",
        "--fired",
        "--clock",
        later,
        "--let",
        "actor=CITIZEN",
    ]);
    assert_eq!(output.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let file = &report["files"][0];
    assert_eq!(file["valid"], false);
    let ids: Vec<_> = file["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["id"].as_str().unwrap())
        .collect();
    assert!(!ids.is_empty() && ids.iter().all(|id| *id == "rule002"), "{ids:?}");
    assert_eq!(
        file["judged"].as_u64().unwrap(),
        file["fired"].as_array().unwrap().len() as u64
    );
}

#[test]
fn without_a_verdict_the_reason_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("broken.xml");
    std::fs::write(&broken, "<a>").unwrap();
    let valid = format!("{CORPUS}/process_nothing_known.xml");
    let output = schematron(&[RULES, &valid, broken.to_str().unwrap(), "missing.xml"]);
    assert_eq!(output.status.code(), Some(2));
    let told = text(&output.stdout);
    assert!(told.contains("process_nothing_known.xml: valid"), "{told}");
    assert!(
        told.contains("broken.xml: no verdict\n  the message cannot be read"),
        "{told}"
    );
    assert!(told.contains("missing.xml: no verdict\n  missing.xml: "), "{told}");
    for arguments in [
        &["README.md", valid.as_str()][..],
        &[RULES, &valid, "--phase", "none"],
        &[RULES, &valid, "--let", "nobody=1"],
        &[RULES, &valid, "--let", "nobody"],
        &[RULES, &valid, "--clock", "now"],
    ] {
        let output = schematron(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stdout.is_empty() || !output.stderr.is_empty());
    }
}

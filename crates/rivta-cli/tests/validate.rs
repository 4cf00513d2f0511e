//! `rivta validate` as a person or a script meets it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn corpus(file: &str) -> PathBuf {
    top()
        .join("testsuite/corpus/financial_patientfees_exemption")
        .join(file)
}

fn validate(package: &str, arguments: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rivta"))
        .arg("validate")
        .arg("--package")
        .arg(top().join(package))
        .args(arguments)
        .output()
        .unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

const EXEMPTION: &str = "schemas/financial_patientfees_exemption";

#[test]
fn a_valid_file_is_a_line_and_no_error() {
    let file = corpus("valid/process_card.xml");
    let output = validate(EXEMPTION, &[&file]);
    assert_eq!(stdout(&output), format!("ok {}\n", file.display()));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn what_is_wrong_stands_below_its_file() {
    let (bad, good) = (corpus("invalid/missing_currency.xml"), corpus("valid/process_card.xml"));
    let output = validate(EXEMPTION, &[&bad, &good]);
    let text = stdout(&output);
    assert!(text.starts_with(&format!("invalid {}\n  ", bad.display())), "{text}");
    assert!(
        text.contains("/ProcessExemptionStatuses/feeExemption/transactions/fee\n"),
        "{text}"
    );
    assert!(
        text.contains("expected {urn:riv:financial:patientfees:exemption:1}currency"),
        "{text}"
    );
    assert!(text.ends_with(&format!("ok {}\n", good.display())), "{text}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_whole_envelope_is_judged_by_the_package_that_declares_its_payload() {
    let folder = tempfile::tempdir().unwrap();
    let payload = std::fs::read_to_string(corpus("valid/request_citizen.xml")).unwrap();
    let payload = payload.split_once("?>").unwrap().1;
    let file = folder.path().join("envelope.xml");
    let soap = "http://schemas.xmlsoap.org/soap/envelope/";
    std::fs::write(
        &file,
        format!("<s:Envelope xmlns:s='{soap}'><s:Body>{payload}</s:Body></s:Envelope>"),
    )
    .unwrap();
    let output = validate("schemas", &[&file, Path::new("--json")]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["files"][0]["verdict"], "ok", "{report}");
    assert_eq!(report["files"][0]["package"], "financial:patientfees:exemption 1.0");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn what_cannot_be_read_is_another_exit_code() {
    let output = validate(EXEMPTION, &[Path::new("no-such-file.xml")]);
    assert!(stdout(&output).starts_with("unreadable no-such-file.xml: "));
    assert_eq!(output.status.code(), Some(2));
    let file = corpus("valid/process_card.xml");
    let output = validate("no-such-package", &[&file]);
    assert!(String::from_utf8(output.stderr.clone()).unwrap().starts_with("error: "));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_file_larger_than_any_message_is_judged_without_being_read_whole() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("vast.xml");
    // A terabyte without contents takes no disk; reading it would take all memory.
    std::fs::File::create(&file).unwrap().set_len(1 << 40).unwrap();
    let output = validate(EXEMPTION, &[&file]);
    let text = stdout(&output);
    assert!(text.contains("more than the allowed 15728640 bytes"), "{text}");
    assert_eq!(output.status.code(), Some(1));
}

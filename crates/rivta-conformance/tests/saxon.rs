//! What Saxon-HE gives for each expression of testsuite/interop/schematron/expressions.txt, we give.
//!
//! `make interop-schematron` asks Saxon itself; its answers are kept in expressions.saxon.json, so that they hold here
//! without it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rivta_conformance::Document;
use rivta_conformance::schematron::{Rules, Settings};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testsuite/interop/schematron")
}

/// The expression's value as `value-of` shows it, none when it fails.
fn value(expression: &str, document: &Document) -> Option<String> {
    let escaped = expression
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
        .replace('\n', "&#10;");
    let text = format!(
        r#"<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2"><ns prefix="o" uri="urn:other"/>
        <pattern><rule context="record[2]"><report test="true()"><value-of select="{escaped}"/></report></rule></pattern></schema>"#
    );
    let settings = Settings::at("2026-11-22T02:00:00+01:00".parse().unwrap());
    let verdict = Rules::parse(&text).ok()?.judge(document, &settings).ok()?;
    verdict.findings.into_iter().next().map(|finding| finding.message)
}

#[test]
fn every_expression_has_the_value_that_saxon_gives() {
    let saxon = std::fs::read_to_string(folder().join("expressions.saxon.json")).unwrap();
    let saxon: BTreeMap<String, Option<String>> = serde_json::from_str(&saxon).unwrap();
    assert!(saxon.len() > 600, "only {} expressions", saxon.len());
    let message = std::fs::read(folder().join("messages/expressions.xml")).unwrap();
    let document = Document::parse(&message).unwrap();
    let differences: Vec<_> = saxon
        .iter()
        .filter_map(|(expression, theirs)| {
            let ours = value(expression, &document);
            (ours != *theirs).then(|| format!("{expression}\n  ours {ours:?}\n  Saxon {theirs:?}"))
        })
        .collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

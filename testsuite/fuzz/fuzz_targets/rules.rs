//! Schematron rule files: whatever they hold, they are refused or judge a message within their steps.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use rivta_conformance::Document;
use rivta_conformance::schematron::{Rules, Settings};

const MESSAGE: &[u8] = b"<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><r:a xmlns:r='urn:r'><r:b id='1'>2025-01-10\
    </r:b><r:b id='2'> 7 <!--c--></r:b></r:a></s:Body></s:Envelope>";
static READ: LazyLock<Document> = LazyLock::new(|| Document::parse(MESSAGE).unwrap());

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    judge(text);
    // An expression by itself, so that it need not find its way into a rule file.
    let expression = text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    judge(&format!(
        "<schema xmlns='http://purl.oclc.org/dsdl/schematron' queryBinding='xslt2'><ns prefix='r' uri='urn:r'/><pattern>\
         <rule context='r:b'><assert test=\"{expression}\">x</assert></rule></pattern></schema>"
    ));
});

fn judge(text: &str) {
    let Ok(rules) = Rules::parse(text) else { return };
    let mut settings = Settings::at("2026-05-10T12:00:00+02:00".parse().unwrap());
    settings.steps = 200_000;
    if let Ok(verdict) = rules.judge(&READ, &settings) {
        assert!(verdict.findings.len() <= settings.findings);
    }
}

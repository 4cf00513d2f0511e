//! The evidence of a case: one XML file with the comment blocks that the suites' own runner leaves behind.

use std::collections::HashSet;

use super::layout::{embeddable, escaped};
use super::personal::hide_numbers;
use super::wording::{self, printable};
use crate::outcome::{CaseOutcome, Exchange, Outcome, Subject};

/// Exchanges of one case that are kept: a load test has thousands alike.
pub(super) const EXCHANGES: usize = 100;

/// The names of the cases' evidence files, in the order of the cases: from area and id, without anything personal, each
/// its own.
pub(super) fn names(outcome: &Outcome) -> Vec<String> {
    let mut taken = HashSet::new();
    let mut names = Vec::with_capacity(outcome.cases.len());
    for case in &outcome.cases {
        let base = file_name(&format!("{}-{}", case.area, case.id));
        let mut name = format!("{base}.xml");
        let mut copy = 2;
        while !taken.insert(name.clone()) {
            name = format!("{base}-{copy}.xml");
            copy += 1;
        }
        names.push(name);
    }
    names
}

fn file_name(text: &str) -> String {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || matches!(c, '.' | '_') {
            c
        } else {
            '-'
        }
    };
    let text = hide_numbers(text);
    let name: String = text.to_lowercase().chars().map(plain).take(80).collect();
    name.trim_matches(['.', '-']).to_owned()
}

/// The file: `TEST CASE PROPERTIES`, and for each exchange `REQUEST HEADERS`, `REQUEST`, `RESPONSE HEADERS` and
/// `RESPONSE`. Around the messages stands one element, so that the file is well-formed.
pub(super) fn file(case: &CaseOutcome, subject: &Subject) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    comment(&mut out, &properties(case, subject));
    out.push_str("<testData>\n");
    let all = case.exchanges.len();
    for (index, exchange) in case.exchanges.iter().take(EXCHANGES).enumerate() {
        one_exchange(&mut out, exchange, index + 1, all);
    }
    if all > EXCHANGES {
        comment(&mut out, &format!("{} exchanges more are left out", all - EXCHANGES));
    }
    out.push_str("</testData>\n");
    out
}

fn properties(case: &CaseOutcome, subject: &Subject) -> String {
    let endpoint = case.exchanges.first().map_or("", |exchange| exchange.to.as_str());
    let mut lines = vec![
        "TEST CASE PROPERTIES".to_owned(),
        format!("Endpoint: {endpoint}"),
        format!("Date: {}", wording::moment(case.started)),
        format!("Test case: {} {}", case.id, case.title),
        format!("Time taken (ms): {}", case.elapsed.as_millis()),
        format!("Suite: {}", case.area),
        format!("Contract: {}", subject.contract),
        format!("Environment: {}", subject.environment),
        format!("Verdict: {}", wording::verdict(case.verdict)),
    ];
    for (name, value) in &case.measured {
        lines.push(format!("{name}: {value}"));
    }
    for finding in &case.findings {
        lines.push(format!("Finding: {} [{}]", finding.text, finding.place));
    }
    lines.extend(case.untested.iter().map(|what| format!("Not tested: {what}")));
    lines.join("\n")
}

fn one_exchange(out: &mut String, exchange: &Exchange, number: usize, all: usize) {
    let from = format!(
        "{number} of {all}, {} to {}, {}, {} ms",
        exchange.from,
        exchange.to,
        wording::clock(exchange.at),
        exchange.elapsed.as_millis()
    );
    rule(out, &format!("REQUEST HEADERS ({from})"));
    comment(out, &exchange.request_headers);
    rule(out, "REQUEST");
    body(out, &exchange.request);
    rule(out, "RESPONSE HEADERS");
    comment(out, &exchange.response_headers);
    rule(out, "RESPONSE");
    body(out, &exchange.response);
    if let Some(failure) = &exchange.failure {
        comment(out, &format!("FAILURE: {failure}"));
    }
}

fn rule(out: &mut String, heading: &str) {
    comment(out, &format!("================ {heading} ================"));
}

/// A comment, whatever the text holds.
fn comment(out: &mut String, text: &str) {
    let mut text = printable(text.trim_end()).replace('\r', "");
    while text.contains("--") {
        text = text.replace("--", "- -");
    }
    if text.contains('\n') {
        out.push_str(&format!("<!--\n{text}\n-->\n"));
    } else if !text.is_empty() {
        out.push_str(&format!("<!-- {text} -->\n"));
    }
}

/// A message as it stood, when it can stand in XML; else as text.
fn body(out: &mut String, body: &str) {
    match embeddable(body) {
        _ if body.trim().is_empty() => {}
        Some(message) => out.push_str(&format!("{message}\n")),
        None => out.push_str(&format!("<text>{}</text>\n", escaped(body))),
    }
}

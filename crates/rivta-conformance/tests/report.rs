//! Reports of a run whose messages are hostile: nothing of them is executed, and nothing of persons is left.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::case_sensitive_file_extension_comparisons
)]

use std::io::{Cursor, Read as _};
use std::time::Duration;

use chrono::{NaiveDateTime, TimeDelta};
use proptest::prelude::*;
use rivta_conformance::outcome::{CaseOutcome, Exchange, Finding, Outcome, Subject, Verdict};
use rivta_conformance::report::{Answer, Evidence, Form, Question, Report};

const PERSON: &str = "191212121212";
const NAME: &str = "Tolvan Tolvansson";
/// What is a danger in HTML, in XML, in a comment and in a script.
const HOSTILE: &str = "<script>alert(1)</script> ]]> --> \" ' & \u{0}";

fn at(seconds: i64) -> NaiveDateTime {
    let start: NaiveDateTime = "2026-05-10T12:00:00".parse().unwrap();
    start + TimeDelta::seconds(seconds)
}

fn envelope(payload: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>{payload}</s:Body></s:Envelope>"
    )
}

fn exchange(request: String, response: String) -> Exchange {
    Exchange {
        from: "rivta conform".to_owned(),
        to: "kortsystemet".to_owned(),
        at: at(1),
        elapsed: Duration::from_millis(12),
        request_headers: format!("POST /p?id={PERSON} HTTP/1.1\nCookie: {NAME}\nSOAPAction: \"urn:x\""),
        request,
        response_headers: "HTTP/1.1 200 OK\nContent-Type: text/xml".to_owned(),
        response,
        failure: None,
    }
}

fn case(id: &str, verdict: Verdict, exchanges: Vec<Exchange>) -> CaseOutcome {
    CaseOutcome {
        id: id.to_owned(),
        area: "producer".to_owned(),
        group: "1 Grundläggande tester".to_owned(),
        title: format!("Fall {id}"),
        rule: "TKB 1.0".to_owned(),
        declaration: vec![format!("TF {id}")],
        untested: Vec::new(),
        verdict,
        findings: Vec::new(),
        measured: Vec::new(),
        started: at(0),
        elapsed: Duration::from_millis(40),
        exchanges,
    }
}

fn finding(text: &str) -> Finding {
    Finding {
        text: text.to_owned(),
        place: format!("/Envelope/Body/{HOSTILE}"),
    }
}

fn outcome() -> Outcome {
    let request = envelope(&format!(
        "<q:Ask xmlns:q=\"urn:q\"><id root=\"{PERSON}\">{PERSON}</id></q:Ask>"
    ));
    let response = envelope(&format!("<Answer><name>{NAME}</name><amount>250</amount></Answer>"));
    let mut failed = case(
        "1.1.2",
        Verdict::Failed,
        vec![exchange(request.clone(), format!("{NAME} {HOSTILE}"))],
    );
    failed.findings = vec![finding(&format!("fel {HOSTILE} {PERSON}"))];
    let mut lost = case("1.10", Verdict::NotRun, vec![exchange(request.clone(), String::new())]);
    lost.findings = vec![finding("inget svar")];
    if let Some(exchange) = lost.exchanges.first_mut() {
        exchange.response_headers.clear();
        exchange.failure = Some(format!("förbindelsen bröts {PERSON}"));
    }
    Outcome {
        subject: Subject {
            organisation: "Region Exempel".to_owned(),
            product: format!("Kortsystem {HOSTILE}"),
            contract: "RequestExemptionStatuses 1.0".to_owned(),
            ..Subject::default()
        },
        started: at(0),
        elapsed: Duration::from_secs(3),
        cases: vec![
            case("1.1.1", Verdict::Passed, vec![exchange(request, response)]),
            failed,
            lost,
        ],
    }
}

fn all(evidence: Evidence) -> Vec<(String, Vec<u8>)> {
    let files = Report::new(&outcome(), evidence, Form::Producer).files().unwrap();
    files.into_iter().map(|file| (file.path, file.content)).collect()
}

fn text(files: &[(String, Vec<u8>)], path: &str) -> String {
    let (_, content) = files.iter().find(|(name, _)| name == path).unwrap();
    if !path.ends_with(".docx") {
        return String::from_utf8(content.clone()).unwrap();
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(content)).unwrap();
    let mut text = String::new();
    archive
        .by_name("word/document.xml")
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

#[test]
fn a_report_is_masked_unless_it_is_asked_for_otherwise() {
    let masked = all(Evidence::default());
    assert_eq!(masked.len(), 8, "{masked:?}");
    for (path, _) in &masked {
        let text = text(&masked, path);
        for hidden in [PERSON, NAME, ">250<", "Tolvan"] {
            assert!(
                !text.contains(hidden) && !path.contains(hidden),
                "{hidden} in {path}: {text}"
            );
        }
    }
    let whole = all(Evidence::Whole);
    let evidence = text(&whole, "underlag/producer-1.1.1.xml");
    assert!(
        evidence.contains(NAME) && evidence.contains("<amount>250</amount>"),
        "{evidence}"
    );
    assert!(text(&whole, "rapport.html").contains(NAME));
}

#[test]
fn messages_cannot_break_out() {
    for evidence in [Evidence::Masked, Evidence::Whole] {
        let mut files = all(evidence);
        // In JSON it is no danger, and it is the outcome as it stands.
        files.retain(|(path, _)| !path.ends_with(".json"));
        for (path, _) in &files {
            let text = text(&files, path);
            assert!(!text.contains('\u{0}'), "{path}: {text}");
            assert!(
                !path.ends_with(".html") || !text.contains("<script>alert"),
                "{path}: {text}"
            );
            if path.ends_with(".xml") || path.ends_with(".docx") {
                roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{path}: {error}: {text}"));
            }
        }
    }
}

#[test]
fn the_json_is_the_outcome() {
    let whole: Outcome = serde_json::from_str(&text(&all(Evidence::Whole), "rapport.json")).unwrap();
    assert_eq!(whole, outcome());
    let masked: Outcome = serde_json::from_str(&text(&all(Evidence::Masked), "rapport.json")).unwrap();
    assert_eq!(masked.cases.len(), 3);
    assert!(masked.cases[0].exchanges[0].response.contains("<amount>•••</amount>"));
}

#[test]
fn junit_counts_what_is_red_and_what_was_not_run() {
    let text = text(&all(Evidence::Masked), "junit.xml");
    let document = roxmltree::Document::parse(&text).unwrap();
    let suites = document.root_element();
    let count = |name: &str| suites.attribute(name).unwrap().to_owned();
    assert_eq!(
        (count("tests"), count("failures"), count("skipped")),
        ("3".into(), "1".into(), "1".into())
    );
    let failure = document
        .descendants()
        .find(|node| node.has_tag_name("failure"))
        .unwrap();
    assert_eq!(failure.parent().unwrap().attribute("name"), Some("1.1.2 Fall 1.1.2"));
}

#[test]
fn evidence_has_the_blocks_of_the_suites_in_their_order() {
    let text = text(&all(Evidence::Masked), "underlag/producer-1.1.1.xml");
    let document = roxmltree::Document::parse(&text).unwrap();
    let comments = document
        .descendants()
        .filter(roxmltree::Node::is_comment)
        .map(|node| node.text().unwrap());
    let headings = [
        "TEST CASE PROPERTIES",
        "REQUEST HEADERS",
        " REQUEST ",
        "RESPONSE HEADERS",
        " RESPONSE ",
    ];
    let mut comments = comments.peekable();
    for heading in headings {
        assert!(
            comments.any(|comment| comment.contains(heading)),
            "{heading} is missing or out of order in\n{text}"
        );
    }
    assert!(
        text.contains("Time taken (ms): 40") && text.contains("Test case: 1.1.1 Fall 1.1.1"),
        "{text}"
    );
}

#[test]
fn names_of_evidence_are_their_own_and_tell_nothing() {
    let mut outcome = outcome();
    for (case, id) in outcome.cases.iter_mut().zip([PERSON, "../../a b", "..-..-a b"]) {
        id.clone_into(&mut case.id);
    }
    let files = Report::new(&outcome, Evidence::Masked, Form::Producer).files().unwrap();
    let names: Vec<String> = files
        .into_iter()
        .filter_map(|file| file.path.strip_prefix("underlag/").map(str::to_owned))
        .collect();
    assert_eq!(
        names,
        ["producer.xml", "producer-..-..-a-b.xml", "producer-..-..-a-b-2.xml"]
    );
}

#[test]
fn the_self_declaration_answers_by_number() {
    let report = Report::new(&outcome(), Evidence::Masked, Form::Producer);
    let questions: Vec<&Question> = report
        .declaration()
        .parts
        .iter()
        .flat_map(|part| &part.questions)
        .collect();
    let answers: Vec<(&str, Answer)> = questions
        .iter()
        .filter(|question| !question.number.is_empty())
        .map(|question| (question.number.as_str(), question.answer))
        .collect();
    assert_eq!(
        answers,
        [
            ("TF 1.1.1", Answer::Yes),
            ("TF 1.1.2", Answer::No),
            ("TF 1.10", Answer::NotRun)
        ]
    );
    let failed = questions.iter().find(|question| question.number == "TF 1.1.2").unwrap();
    assert_eq!(failed.evidence, ["underlag/producer-1.1.2.xml"]);
    assert!(failed.deviations.starts_with("1.1.2: fel"), "{}", failed.deviations);
    let within = questions
        .iter()
        .find(|question| question.text.starts_with("Svar inom 27"))
        .unwrap();
    assert_eq!(within.answer, Answer::Yes);
}

#[test]
fn a_consumer_is_told_what_it_was_seen_to_send() {
    let mut outcome = outcome();
    let mut own = exchange(envelope("<a><root>1.2.752.129.2.1.3.1</root></a>"), envelope("<b/>"));
    own.from = "konsumenten".to_owned();
    let again = Exchange {
        at: at(31),
        ..own.clone()
    };
    outcome.cases = vec![case("1.1.1", Verdict::Passed, vec![own, again])];
    let report = Report::new(&outcome, Evidence::Masked, Form::Consumer);
    let parts = &report.declaration().parts;
    let question = |text: &str| {
        parts
            .iter()
            .flat_map(|part| &part.questions)
            .find(|question| question.text.starts_with(text))
            .unwrap()
    };
    assert_eq!(question("Personnummer").answer, Answer::Yes);
    assert_eq!(question("Samordningsnummer").answer, Answer::NotRun);
    let retry = question("Samma anrop");
    assert_eq!(
        (retry.answer, retry.comment.as_str()),
        (Answer::No, "Ett likadant anrop kom efter 30,0 s.")
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    /// Wherever in a message, its headers or what is told of it a personal number stands: it is in no file.
    #[test]
    fn no_number_gets_through(
        before in "[ -~åäö\n]{0,30}", after in "[^0-9]{0,30}", dashed in any::<bool>(), place in 0..8_usize,
    ) {
        let number = if dashed { "19121212-1212" } else { PERSON };
        let text = format!("{}{number}{after}", before.trim_end_matches(|c: char| c.is_ascii_digit()));
        let element = text.replace(['<', '&', ']', '>', '\u{0}'], "");
        let mut outcome = outcome();
        let case = &mut outcome.cases[0];
        match place {
            0 => case.exchanges[0].request = text,
            1 => case.exchanges[0].response = envelope(&format!("<a b='1'>{element}</a>")),
            2 => case.exchanges[0].response_headers = format!("HTTP/1.1 200 OK\nServer: {text}"),
            3 => case.exchanges[0].request_headers = text,
            4 => case.findings.push(Finding { text: text.clone(), place: text }),
            5 => case.exchanges[0].failure = Some(text),
            6 => case.measured.push((text.clone(), text)),
            _ => case.exchanges[0].to = text,
        }
        for file in Report::new(&outcome, Evidence::Masked, Form::Producer).files().unwrap() {
            let content = String::from_utf8_lossy(&file.content);
            prop_assert!(!content.contains(number), "{}", file.path);
        }
    }
}

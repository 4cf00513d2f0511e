//! The pages of a report in a real browser: filter, evidence that folds, print, and messages that would rather be scripts.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod browser;

use std::time::Duration;

use browser::Browser;
use chrono::NaiveDateTime;
use rivta_conformance::outcome::{CaseOutcome, Exchange, Finding, Outcome, Subject, Verdict};
use rivta_conformance::report::{Evidence, Form, Report};
use serde_json::{Value, json};
use tempfile::TempDir;

const HOSTILE: &str = "<img src=x onerror='hacked=1'><script>hacked=1</script>\"'--></script><script>hacked=1</script>";

fn at() -> NaiveDateTime {
    "2026-05-10T12:00:00".parse().unwrap()
}

fn case(area: &str, id: &str, title: &str, verdict: Verdict) -> CaseOutcome {
    let exchange = Exchange {
        from: "rivta conform".to_owned(),
        to: format!("producenten {HOSTILE}"),
        at: at(),
        elapsed: Duration::from_millis(12),
        request_headers: "POST /exemption HTTP/1.1".to_owned(),
        request: "<Ask xmlns='http://www.w3.org/1999/xhtml'><script>hacked=1</script><name>Tolvan</name></Ask>"
            .to_owned(),
        response_headers: "HTTP/1.1 200 OK".to_owned(),
        response: format!("Tolvan {HOSTILE}"),
        failure: None,
    };
    CaseOutcome {
        id: id.to_owned(),
        area: area.to_owned(),
        group: "1 Grundläggande tester".to_owned(),
        title: title.to_owned(),
        rule: HOSTILE.to_owned(),
        declaration: vec![format!("TF {id}")],
        untested: Vec::new(),
        verdict,
        findings: vec![Finding {
            text: format!("fel {HOSTILE}"),
            place: HOSTILE.to_owned(),
        }],
        measured: vec![("svarstid".to_owned(), "12 ms".to_owned())],
        started: at(),
        elapsed: Duration::from_millis(40),
        exchanges: vec![exchange],
    }
}

/// A report of four cases in a folder of its own.
fn report(evidence: Evidence) -> TempDir {
    let outcome = Outcome {
        subject: Subject {
            organisation: "Region Exempel".to_owned(),
            product: HOSTILE.to_owned(),
            ..Subject::default()
        },
        started: at(),
        elapsed: Duration::from_secs(3),
        cases: vec![
            case("producer", "1.1.1", "Personnummer", Verdict::Passed),
            case("producer", "1.1.2", "Samordningsnummer", Verdict::Failed),
            case("index", "1.1", "Post vid ny avgift", Verdict::Passed),
            case("index", "1.2", "Kategorisering", Verdict::NotRun),
        ],
    };
    let folder = tempfile::tempdir().unwrap();
    for file in Report::new(&outcome, evidence, Form::Producer).files().unwrap() {
        let path = folder.path().join(file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, file.content).unwrap();
    }
    folder
}

/// The ids of the cases that are seen: in the table, and one by one.
fn seen(browser: &mut Browser) -> [Value; 2] {
    let visible = |selector: &str| {
        format!(
            "[...document.querySelectorAll('{selector}')].filter(e => e.offsetParent).map(e => e.textContent.trim())"
        )
    };
    [
        browser.value(&visible("table.index tbody th")),
        browser.value(&visible("details.case > summary .id")),
    ]
}

fn both(ids: &[&str]) -> [Value; 2] {
    [json!(ids), json!(ids)]
}

fn choose(browser: &mut Browser, field: &str, value: &str) {
    browser.value(&format!(
        "(() => {{ const f = document.getElementById('filter').elements['{field}']; f.value = '{value}'; \
         f.dispatchEvent(new Event('input', {{bubbles: true}})); }})()"
    ));
}

#[test]
fn cases_are_chosen_by_verdict_area_and_text() {
    let folder = report(Evidence::Masked);
    let mut browser = Browser::showing(&folder.path().join("rapport.html"), "");
    assert_eq!(seen(&mut browser), both(&["1.1.1", "1.1.2", "1.1", "1.2"]));
    browser.click("input[value=passed]");
    assert_eq!(seen(&mut browser), both(&["1.1.2", "1.2"]));
    assert_eq!(
        browser.value("document.getElementById('shown').textContent"),
        "Visar 2 av 4 fall"
    );
    choose(&mut browser, "area", "index");
    assert_eq!(seen(&mut browser), both(&["1.2"]));
    let groups = browser.value("[...document.querySelectorAll('.group h3')].filter(e => e.offsetParent).length");
    assert_eq!(groups, 1, "a heading without cases is not seen");
    browser.click("input[value=passed]");
    choose(&mut browser, "area", "");
    choose(&mut browser, "text", " SAMORDNING");
    assert_eq!(seen(&mut browser), both(&["1.1.2"]));
    choose(&mut browser, "text", "");
    assert_eq!(seen(&mut browser), both(&["1.1.1", "1.1.2", "1.1", "1.2"]));
}

#[test]
fn evidence_folds_and_what_is_red_stands_open() {
    let folder = report(Evidence::Masked);
    let mut browser = Browser::showing(&folder.path().join("rapport.html"), "#case-2");
    let open = "[...document.querySelectorAll('details.case')].map(e => e.open)";
    assert_eq!(
        browser.value(open),
        json!([false, true, true, false]),
        "the failed one, and the one that the link leads to"
    );
    let evidence = "[...document.querySelectorAll('#case-1 .evidence pre')].filter(e => e.checkVisibility()).length";
    assert_eq!(browser.value(evidence), 0);
    browser.click("#case-1 .evidence summary");
    assert_eq!(browser.value(evidence), 4);
    browser.click("#open-all");
    assert_eq!(
        browser.value("document.querySelectorAll('details.case:not([open]), .evidence:not([open])').length"),
        0
    );
    browser.click("#close-all");
    assert_eq!(browser.value("document.querySelectorAll('details[open]').length"), 0);
    // The page hears of the new address a moment after the click.
    browser.value(
        "window.opened = new Promise(done => document.getElementById('case-3')\
         .addEventListener('toggle', event => event.target.open && done(true))); 0",
    );
    browser.click("table.index a[href='#case-3']");
    assert_eq!(browser.value("opened"), true);
}

#[test]
fn paper_has_what_is_chosen_and_no_controls() {
    let folder = report(Evidence::Masked);
    let mut browser = Browser::showing(&folder.path().join("rapport.html"), "");
    browser.click("input[value=passed]");
    browser.ask("Emulation.setEmulatedMedia", &json!({"media": "print"}));
    assert_eq!(
        browser.value("getComputedStyle(document.getElementById('filter')).display"),
        "none"
    );
    assert_eq!(seen(&mut browser), both(&["1.1.2", "1.2"]));
    let wide = "[...document.querySelectorAll('main *')].filter(e => e.checkVisibility() && !e.closest('svg') && \
        e.getBoundingClientRect().right > innerWidth + 1).length";
    let paper = json!({"width": 680, "height": 960, "deviceScaleFactor": 1, "mobile": false});
    browser.ask("Emulation.setDeviceMetricsOverride", &paper);
    assert_eq!(browser.value(wide), 0, "nothing reaches beyond the paper");
    let printed = browser.ask("Page.printToPDF", &json!({"preferCSSPageSize": true}));
    assert!(
        printed["data"].as_str().unwrap().starts_with("JVBERi0"),
        "a PDF in base64"
    );
}

#[test]
fn messages_are_never_run() {
    for evidence in [Evidence::Masked, Evidence::Whole] {
        let folder = report(evidence);
        let mut browser = Browser::showing(&folder.path().join("rapport.html"), "");
        browser.click("#open-all");
        assert_eq!(browser.value("typeof hacked"), "undefined");
        assert_eq!(browser.value("document.scripts.length + document.images.length"), 1);
        assert_eq!(browser.value("performance.getEntriesByType('resource').length"), 0);
        let tolvan = browser.value("document.body.textContent.includes('Tolvan')");
        assert_eq!(tolvan, evidence == Evidence::Whole);
        for page in ["sjalvdeklaration.html", "underlag/producer-1.1.1.xml"] {
            let mut browser = Browser::showing(&folder.path().join(page), "");
            assert_eq!(browser.value("typeof hacked"), "undefined", "{page}");
        }
    }
}

#[test]
fn the_self_declaration_is_filled_in_and_can_be_changed() {
    let folder = report(Evidence::Masked);
    let mut browser = Browser::showing(&folder.path().join("sjalvdeklaration.html"), "");
    let answers = "Object.fromEntries([...document.querySelectorAll('.questions tbody tr')].map(row => [row.cells[0].textContent.trim(), \
        row.querySelector('input:checked')?.parentElement.textContent.trim()]).filter(([number]) => number !== '–'))";
    let filled = browser.value(answers);
    assert_eq!(
        filled,
        json!({"TF 1.1.1": "Ja", "TF 1.1.2": "Nej", "TF 1.1": "Ja", "TF 1.2": "Ej körd"})
    );
    let deviation = "document.querySelector('[aria-label^=\"Avvikelser, TF 1.1.2\"]')";
    assert!(
        browser
            .value(&format!("{deviation}.textContent"))
            .as_str()
            .unwrap()
            .starts_with("1.1.2: fel")
    );
    browser.click(".questions [aria-label^='Kommentar, TF 1.1.1']");
    browser.ask("Input.insertText", &json!({"text": "rättas i 4.3"}));
    let comment = "document.querySelector('[aria-label^=\"Kommentar, TF 1.1.1\"]').textContent";
    assert!(browser.value(comment).as_str().unwrap().contains("rättas i 4.3"));
    browser.ask("Emulation.setEmulatedMedia", &json!({"media": "print"}));
    assert_eq!(
        browser.value(&format!("{deviation}.scrollHeight <= {deviation}.clientHeight")),
        true,
        "printed whole"
    );
}

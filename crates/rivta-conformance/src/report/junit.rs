//! `JUnit` XML, which every build server shows.

use std::time::Duration;

use maud::{Markup, PreEscaped, html};

use super::wording::{self, printable};
use crate::outcome::{CaseOutcome, Outcome, Verdict};

/// One suite for each area. What is red in the run is a failure; what was not run, and every known deviation, is skipped.
pub(super) fn file(outcome: &Outcome) -> String {
    let mut areas: Vec<&str> = Vec::new();
    for case in &outcome.cases {
        if !areas.contains(&case.area.as_str()) {
            areas.push(&case.area);
        }
    }
    let all: Vec<&CaseOutcome> = outcome.cases.iter().collect();
    let name = format!(
        "{} {} {}",
        outcome.subject.product, outcome.subject.version, outcome.subject.contract
    );
    html! {
        (PreEscaped("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"))
        testsuites name=(printable(name.trim())) tests=(all.len()) failures=(red(&all)) errors="0" skipped=(skipped(&all)) time=(seconds(outcome.elapsed)) {
            @for area in areas {
                (suite(area, &outcome.cases))
            }
        }
    }
    .into_string()
}

fn suite(area: &str, cases: &[CaseOutcome]) -> Markup {
    let cases: Vec<&CaseOutcome> = cases.iter().filter(|case| case.area == area).collect();
    let began = cases
        .first()
        .map(|case| case.started.format("%Y-%m-%dT%H:%M:%S").to_string());
    let elapsed: Duration = cases.iter().map(|case| case.elapsed).sum();
    html! {
        testsuite name=(printable(area)) tests=(cases.len()) failures=(red(&cases)) errors="0" skipped=(skipped(&cases)) time=(seconds(elapsed)) timestamp=[began] {
            @for case in cases {
                testcase classname=(printable(area)) name=(printable(&format!("{} {}", case.id, case.title))) time=(seconds(case.elapsed)) {
                    (verdict(case))
                    @if !case.untested.is_empty() { system-out { "Prövades inte:\n" (printable(&case.untested.join("\n"))) } }
                }
            }
        }
    }
}

fn verdict(case: &CaseOutcome) -> Markup {
    let found = found(case);
    let found = printable(&found);
    html! {
        @match case.verdict {
            Verdict::Passed => {},
            Verdict::Failed | Verdict::UnexpectedPass => {
                failure type=(wording::class(case.verdict)) message=(found.lines().next().unwrap_or_default()) { (found) }
            },
            Verdict::NotRun | Verdict::KnownDeviation => {
                skipped message=(format!("{}: {found}", wording::verdict(case.verdict))) {}
            },
        }
    }
}

/// What was found, each with its place on a line of its own.
fn found(case: &CaseOutcome) -> String {
    let mut lines = Vec::new();
    for finding in &case.findings {
        lines.push(match finding.place.as_str() {
            "" => finding.text.clone(),
            place => format!("{} [{place}]", finding.text),
        });
    }
    if lines.is_empty() {
        lines.push(wording::verdict(case.verdict).to_owned());
    }
    lines.join("\n")
}

fn red(cases: &[&CaseOutcome]) -> usize {
    cases.iter().filter(|case| case.verdict.is_red()).count()
}

fn skipped(cases: &[&CaseOutcome]) -> usize {
    let skipped = |case: &&&CaseOutcome| matches!(case.verdict, Verdict::NotRun | Verdict::KnownDeviation);
    cases.iter().filter(skipped).count()
}

fn seconds(duration: Duration) -> String {
    format!("{:.3}", duration.as_secs_f64())
}

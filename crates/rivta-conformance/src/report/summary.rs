//! What a terminal is told at the end of a run.

use super::wording;
use crate::outcome::{CaseOutcome, Finding, Outcome, Verdict};

/// Findings of one case that are told; the report has them all.
const FINDINGS: usize = 5;

/// What is not as it should be, case by case with its findings, then one line for each area and the conclusion.
pub(super) fn text(outcome: &Outcome) -> String {
    let mut out = String::new();
    for case in outcome.cases.iter().filter(|case| case.verdict != Verdict::Passed) {
        one_case(&mut out, case);
    }
    let mut areas: Vec<&str> = outcome.cases.iter().map(|case| case.area.as_str()).collect();
    areas.dedup();
    let width = areas.iter().map(|area| area.chars().count()).max().unwrap_or(0);
    for area in areas {
        let cases: Vec<&CaseOutcome> = outcome.cases.iter().filter(|case| case.area == area).collect();
        let counts = wording::VERDICTS.into_iter().filter_map(|verdict| {
            let count = cases.iter().filter(|case| case.verdict == verdict).count();
            (count > 0).then(|| format!("{} {count}", wording::verdict(verdict).to_lowercase()))
        });
        let counts: Vec<String> = counts.collect();
        out.push_str(&format!(
            "{area:width$}  {:>3} fall  {}\n",
            cases.len(),
            counts.join(", ")
        ));
    }
    out.push_str(&format!(
        "{} Tid: {}.\n",
        wording::conclusion(outcome),
        wording::duration(outcome.elapsed)
    ));
    out
}

fn one_case(out: &mut String, case: &CaseOutcome) {
    let verdict = wording::verdict(case.verdict);
    out.push_str(&format!(
        "{} {} {}: {verdict}\n",
        wording::sign(case.verdict),
        case.id,
        case.title
    ));
    for Finding { text, place } in case.findings.iter().take(FINDINGS) {
        let place = if place.is_empty() {
            String::new()
        } else {
            format!("\n      vid {place}")
        };
        out.push_str(&format!("    {text}{place}\n"));
    }
    if case.findings.len() > FINDINGS {
        out.push_str(&format!("    … och {} till\n", case.findings.len() - FINDINGS));
    }
}

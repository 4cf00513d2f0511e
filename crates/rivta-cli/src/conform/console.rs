//! How a run is told on the console.

use rivta_conformance::outcome::{CaseOutcome, Outcome, Verdict};
use rivta_conformance::report::Evidence;
use rivta_conformance::run::Event;

use crate::progress;

/// Findings of a case that are printed; the rest is in the report.
const SHOWN: usize = 5;

/// Tells a person how a run goes.
pub(super) struct Console {
    line: progress::Line,
    quiet: bool,
    evidence: Evidence,
}

impl Console {
    pub(super) fn new(quiet: bool, evidence: Evidence) -> Self {
        Self {
            line: progress::Line::shown(),
            quiet,
            evidence,
        }
    }

    pub(super) fn tell(&self, event: &Event<'_>) {
        match event {
            Event::Begun { number, of, area, case } => {
                let text = format!("{number} av {of}: {area} {} {}", case.id, case.title);
                self.line.say(self.evidence.of_text(&text).into_owned());
            }
            Event::Instruction(text) => self.line.above(&self.evidence.of_text(&format!("→ {text}"))),
            Event::Ended(outcome) => self.ended(outcome),
            _ => {}
        }
    }

    fn ended(&self, outcome: &CaseOutcome) {
        let ordinary = matches!(outcome.verdict, Verdict::Passed | Verdict::NotRun);
        if self.quiet && ordinary {
            return;
        }
        let CaseOutcome {
            area,
            id,
            title,
            elapsed,
            ..
        } = outcome;
        let mut text = format!(
            "{} {area} {id} {title} ({} ms)",
            mark(outcome.verdict),
            elapsed.as_millis()
        );
        for finding in outcome.findings.iter().take(SHOWN) {
            let place = if finding.place.is_empty() {
                String::new()
            } else {
                format!("{}: ", finding.place)
            };
            text.push_str(&format!("\n      {place}{}", finding.text));
        }
        let hidden = outcome.findings.len().saturating_sub(SHOWN);
        if hidden > 0 {
            text.push_str(&format!("\n      … och {hidden} till"));
        }
        if !outcome.untested.is_empty() && outcome.verdict != Verdict::NotRun {
            let left = outcome.untested.len();
            text.push_str(&format!(
                "\n      {left} av fallets kontroller prövas inte; rapporten säger vilka"
            ));
        }
        self.line.above(&self.evidence.of_text(&text));
    }

    pub(super) fn clear(&self) {
        self.line.clear();
    }

    pub(super) fn sum_up(outcome: &Outcome) {
        let words = [
            (Verdict::Passed, "godkända"),
            (Verdict::Failed, "underkända"),
            (Verdict::KnownDeviation, "kända avvikelser"),
            (Verdict::UnexpectedPass, "oväntat godkända"),
            (Verdict::NotRun, "inte körda"),
        ];
        let told = words.iter().map(|(verdict, word)| (outcome.count(*verdict), word));
        let told: Vec<_> = told
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count} {word}"))
            .collect();
        println!(
            "{} testfall: {} ({} s)",
            outcome.cases.len(),
            told.join(", "),
            outcome.elapsed.as_secs()
        );
    }
}

fn mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Passed => "✓",
        Verdict::Failed => "✗",
        Verdict::NotRun => "–",
        Verdict::KnownDeviation => "!",
        Verdict::UnexpectedPass => "?",
    }
}

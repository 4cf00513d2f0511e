//! From verdicts to answers.

use std::collections::BTreeSet;

use super::number::{self, Chapter};
use super::{Answer, Part, Question};
use crate::outcome::{CaseOutcome, Outcome, Verdict};

/// Findings of one case that are written into the form; the evidence has them all.
const FINDINGS: usize = 5;
/// Titles of the cases behind one number that are written into the form.
const TITLES: usize = 3;

/// A run, with the names of its evidence files in the order of the cases.
pub(super) struct Run<'a> {
    pub(super) outcome: &'a Outcome,
    pub(super) names: &'a [String],
}

impl<'a> Run<'a> {
    /// A part with the questions of a chapter: every number that a case answers, in order.
    pub(super) fn chapter(&self, chapter: Chapter, title: &str, introduction: &str) -> Part {
        let numbers: BTreeSet<_> = self
            .outcome
            .cases
            .iter()
            .flat_map(|case| &case.declaration)
            .filter(|number| number::chapter_of(number) == chapter)
            .map(|number| (number::parts(number), number))
            .collect();
        let questions: Vec<Question> = numbers.iter().map(|(_, number)| self.question(number)).collect();
        let answered = |number: &str| questions.iter().any(|question| question.number == number);
        let without_case = number::standard(chapter)
            .filter(|(number, _)| !answered(number))
            .map(|(number, title)| format!("{number} {title}"))
            .collect();
        Part {
            title: title.to_owned(),
            introduction: introduction.to_owned(),
            questions,
            without_case,
            ..Part::default()
        }
    }

    /// The question behind a number, answered by all its cases.
    pub(super) fn question(&self, number: &str) -> Question {
        let cases = self.cases(number);
        Question {
            number: number.to_owned(),
            text: titles(cases.iter().map(|(case, _)| case.title.as_str())),
            answer: answer(cases.iter().map(|(case, _)| case.verdict)),
            evidence: cases.iter().map(|(_, name)| format!("underlag/{name}")).collect(),
            deviations: lines(cases.iter().flat_map(|(case, _)| deviations(case))),
            comment: lines(cases.iter().flat_map(|(case, _)| remarks(case))),
        }
    }

    fn cases(&self, number: &str) -> Vec<(&'a CaseOutcome, &'a str)> {
        let all = self.outcome.cases.iter().zip(self.names.iter().map(String::as_str));
        all.filter(|(case, _)| case.declaration.iter().any(|other| other == number))
            .collect()
    }
}

/// What the cases are called, each title once.
fn titles<'a>(cases: impl Iterator<Item = &'a str>) -> String {
    let mut titles: Vec<&str> = Vec::new();
    for title in cases {
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    let more = titles.len().saturating_sub(TITLES);
    titles.truncate(TITLES);
    match more {
        0 => titles.join("; "),
        more => format!("{}; och {more} till", titles.join("; ")),
    }
}

/// What several verdicts come to: no if one failed, known or not; not run if one was not run, or there is none.
fn answer(verdicts: impl Iterator<Item = Verdict>) -> Answer {
    let (mut failed, mut not_run, mut any) = (false, false, false);
    for verdict in verdicts {
        any = true;
        failed |= matches!(verdict, Verdict::Failed | Verdict::KnownDeviation);
        not_run |= verdict == Verdict::NotRun;
    }
    match (failed, not_run || !any) {
        (true, _) => Answer::No,
        (false, true) => Answer::NotRun,
        (false, false) => Answer::Yes,
    }
}

fn deviations(case: &CaseOutcome) -> Vec<String> {
    if !matches!(case.verdict, Verdict::Failed | Verdict::KnownDeviation) {
        return Vec::new();
    }
    let known = if case.verdict == Verdict::KnownDeviation {
        " (känd)"
    } else {
        ""
    };
    let mut lines: Vec<String> = Vec::new();
    for finding in case.findings.iter().take(FINDINGS) {
        let place = if finding.place.is_empty() {
            String::new()
        } else {
            format!(" [{}]", finding.place)
        };
        lines.push(format!("{}{known}: {}{place}", case.id, finding.text));
    }
    if case.findings.len() > FINDINGS {
        lines.push(format!(
            "{}: {} till, se underlaget",
            case.id,
            case.findings.len() - FINDINGS
        ));
    }
    lines
}

fn remarks(case: &CaseOutcome) -> Vec<String> {
    let mut lines = Vec::new();
    if case.verdict == Verdict::NotRun {
        let reasons: Vec<&str> = case.findings.iter().map(|finding| finding.text.as_str()).collect();
        lines.push(format!("{} kördes inte: {}", case.id, reasons.join("; ")));
    }
    if case.verdict == Verdict::UnexpectedPass {
        lines.push(format!("{} godkändes, fast avvikelselistan säger något annat", case.id));
    }
    if case.verdict != Verdict::NotRun {
        lines.extend(
            case.untested
                .iter()
                .map(|what| format!("{} prövades inte: {what}", case.id)),
        );
    }
    lines.extend(case.measured.iter().map(|(name, value)| format!("{name}: {value}")));
    lines
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_verdict_answers() {
        use Verdict::{Failed, KnownDeviation, NotRun, Passed, UnexpectedPass};
        let answered = |verdicts: &[Verdict]| answer(verdicts.iter().copied());
        assert_eq!(answered(&[Passed, UnexpectedPass]), Answer::Yes);
        assert_eq!(answered(&[Passed, NotRun]), Answer::NotRun);
        assert_eq!(answered(&[NotRun, Failed]), Answer::No);
        assert_eq!(answered(&[Passed, KnownDeviation]), Answer::No);
        assert_eq!(answered(&[]), Answer::NotRun);
    }
}

//! Who has answered and what is missing, in words a resident understands.

use rivta_hogkostnadsskydd::Source;
use rivta_hogkostnadsskydd::summary::{SourceSummary, Summary};

use super::line;
use super::wording::{listing, padded};

/// One line for each source.
pub(super) fn list(page: &mut String, summary: &Summary) {
    line(page, "Svar från");
    for source in &summary.sources {
        let (mark, text) = words(source);
        line(page, &format!("  {mark} {} {text}", padded(name(&source.source), 24)));
    }
}

/// What a resident calls a source.
fn name(source: &Source) -> &str {
    if source.is_national() {
        return "Frågetjänsten";
    }
    source.region.unwrap_or(&source.address)
}

/// A mark and what became of the question at the source.
fn words(source: &SourceSummary) -> (&'static str, String) {
    let (mark, text) = match (source.state, source.cause) {
        ("answered", _) => return ("✓", answered(source)),
        ("free_of_charge", _) => ("✓", "tar ingen avgift i din ålder"),
        ("late", _) if source.source.is_national() => ("…", "sa inte vilka den frågade"),
        ("late", _) => ("…", "har inte svarat i tid"),
        (_, Some("not_accepted" | "not_reached")) => ("✗", "kunde inte nås"),
        _ => ("✗", "gav ett svar som inte går att använda"),
    };
    (mark, text.to_owned())
}

fn answered(source: &SourceSummary) -> String {
    let regions: Vec<&str> = source.answered_for.iter().map(name).collect();
    if regions.is_empty() {
        return "har svarat".to_owned();
    }
    format!("har svarat för {}", listing(&regions))
}

/// What is missing, paragraph by paragraph.
pub(super) fn missing(summary: &Summary) -> Vec<String> {
    let missing = summary
        .sources
        .iter()
        .filter(|source| !matches!(source.state, "answered" | "free_of_charge"));
    let (national, regions): (Vec<_>, Vec<_>) = missing.partition(|source| source.source.is_national());
    let mut texts = Vec::new();
    if !regions.is_empty() {
        let regions: Vec<&str> = regions.iter().map(|source| name(&source.source)).collect();
        texts.push(format!(
            "Avgifter och frikort från {} är inte med. Har du varit i vården där kan du ha betalat mer än vad som \
             står här.",
            listing(&regions)
        ));
    }
    texts.extend(national.first().map(|source| unknown(source).to_owned()));
    if !texts.is_empty() {
        texts.push("Försök igen senare, eller fråga regionen.".to_owned());
    }
    texts
}

/// What it means that the national address has not said whom it asked.
fn unknown(source: &SourceSummary) -> &'static str {
    if source.state == "late" {
        "Det går inte att säga vilka regioner som har fått frågan. Fler regioner kan ha uppgifter om dig."
    } else {
        "Frågan kom inte fram till regionerna som den skulle, och det som står här är inte allt."
    }
}

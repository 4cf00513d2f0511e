//! How reports put things: verdicts, times and sizes in Swedish, and text that any document can hold.

use std::borrow::Cow;
use std::time::Duration;

use chrono::NaiveDateTime;

use crate::outcome::{Outcome, Verdict};

/// Every verdict, the worst first: the order of tables and filters.
pub(super) const VERDICTS: [Verdict; 5] = [
    Verdict::Failed,
    Verdict::UnexpectedPass,
    Verdict::KnownDeviation,
    Verdict::NotRun,
    Verdict::Passed,
];

/// A verdict in Swedish.
pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Passed => "Godkänd",
        Verdict::Failed => "Underkänd",
        Verdict::NotRun => "Ej körd",
        Verdict::KnownDeviation => "Känd avvikelse",
        Verdict::UnexpectedPass => "Oväntat godkänd",
    }
}

/// A verdict as the name of a style and of a filter.
pub(super) fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Passed => "passed",
        Verdict::Failed => "failed",
        Verdict::NotRun => "not-run",
        Verdict::KnownDeviation => "known-deviation",
        Verdict::UnexpectedPass => "unexpected-pass",
    }
}

/// A sign for a verdict, so that it is not told by colour alone.
pub(super) fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Passed => "✓",
        Verdict::Failed => "✗",
        Verdict::NotRun => "–",
        Verdict::KnownDeviation => "≈",
        Verdict::UnexpectedPass => "!",
    }
}

/// What the whole run came to, in one sentence.
pub(super) fn conclusion(outcome: &Outcome) -> String {
    let all = outcome.cases.len();
    let count = |verdict| outcome.count(verdict);
    let mut parts = Vec::new();
    for (verdict, one, many) in [
        (Verdict::Failed, "underkänt", "underkända"),
        (Verdict::UnexpectedPass, "oväntat godkänt", "oväntat godkända"),
        (Verdict::KnownDeviation, "känd avvikelse", "kända avvikelser"),
        (Verdict::NotRun, "ej kört", "ej körda"),
    ] {
        match count(verdict) {
            0 => {}
            1 => parts.push(format!("1 {one}")),
            many_of_them => parts.push(format!("{many_of_them} {many}")),
        }
    }
    let passed = count(Verdict::Passed);
    match parts.split_last() {
        None if all == 0 => "Inga fall kördes.".to_owned(),
        None => format!("Alla {all} fall är godkända."),
        Some((last, [])) => format!("{passed} av {all} fall är godkända; {last}."),
        Some((last, first)) => format!("{passed} av {all} fall är godkända; {} och {last}.", first.join(", ")),
    }
}

/// A length of time with the precision that a reader needs: `12 ms`, `1,2 s`, `3 min 4 s`.
pub(super) fn duration(duration: Duration) -> String {
    let milliseconds = duration.as_millis();
    match milliseconds {
        0..1_000 => format!("{milliseconds} ms"),
        1_000..60_000 => format!("{},{} s", milliseconds / 1_000, milliseconds % 1_000 / 100),
        _ => format!("{} min {} s", milliseconds / 60_000, milliseconds % 60_000 / 1_000),
    }
}

/// A number of bytes: `812 byte`, `1,2 kB`.
pub(super) fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} byte"),
        1_000..1_000_000 => format!("{},{} kB", bytes / 1_000, bytes % 1_000 / 100),
        _ => format!("{},{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// A moment, to the second.
pub(super) fn moment(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%d %H:%M:%S").to_string()
}

/// The time of day, to the millisecond.
pub(super) fn clock(at: NaiveDateTime) -> String {
    at.format("%H:%M:%S%.3f").to_string()
}

/// A text, or what stands for one that nobody has filled in.
pub(super) fn or_dash(text: &str) -> &str {
    if text.trim().is_empty() { "–" } else { text }
}

/// Text as XML and HTML can hold it: what they forbid, and what turns the direction of text, becomes U+FFFD.
pub(super) fn printable(text: &str) -> Cow<'_, str> {
    let forbidden = |c: char| match c {
        '\t' | '\n' | '\r' => false,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => true,
        _ => c.is_control(),
    };
    if text.contains(forbidden) {
        Cow::Owned(text.replace(forbidden, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The beginning of a text, of so many characters at most.
pub(super) fn shortened(text: &str, characters: usize) -> String {
    let mut rest = text.chars();
    let mut out: String = rest.by_ref().take(characters).collect();
    if rest.next().is_some() {
        out.pop();
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_sizes_are_put_for_readers() {
        let times = [0, 999, 1_250, 59_999, 184_500].map(|ms| duration(Duration::from_millis(ms)));
        assert_eq!(times, ["0 ms", "999 ms", "1,2 s", "59,9 s", "3 min 4 s"]);
        assert_eq!([999, 1_250, 15_728_640].map(size), ["999 byte", "1,2 kB", "15,7 MB"]);
    }

    #[test]
    fn what_no_document_can_hold_is_replaced() {
        assert_eq!(printable("a\u{0}b\u{202e}c\n"), "a\u{fffd}b\u{fffd}c\n");
        assert_eq!(shortened("åäö", 2), "å…");
        assert_eq!(shortened("åä", 2), "åä");
    }
}

//! Logging on standard error: for services one JSON object a line in the Elastic Common Schema, as an operator's log
//! collector reads it; for a person plain lines.
//!
//! No part of rivta logs a person's number on purpose, but a careless caller may put one where a log shows it: in a
//! logical address or in a URL. What looks like one is masked on the way out, whatever part wrote it.

use std::borrow::Cow;
use std::io;
use std::sync::LazyLock;

use regex::bytes::Regex;
use tracing_subscriber::EnvFilter;

use crate::ecs::Ecs;
use crate::spool::{Spool, Writing};

/// A personnummer or samordningsnummer: twelve digits with or without a separator, or ten with one.
static NUMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\b(?:(?:18|19|20)[0-9]{6}[-+]?[0-9]{4}|[0-9]{6}[-+][0-9]{4})\b").ok());

/// The fewest digits that stand together in a number.
const DIGITS: usize = 6;

/// Who reads the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    /// A log collector.
    Collector,
    /// Whoever sits at the terminal.
    Person,
}

/// Logs to standard error what `RUST_LOG` says, else what `default_level` does, until what is given back is dropped.
///
/// # Errors
/// When the operating system has no thread for it.
pub(crate) fn to_stderr(reader: Reader, default_level: &str) -> io::Result<Writing> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(default_level));
    let (spool, writing) = Spool::start(io::stderr(), mask)?;
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(spool);
    match reader {
        Reader::Collector => builder.event_format(Ecs::of_this_machine()).init(),
        Reader::Person => builder
            .compact()
            .without_time()
            .with_target(false)
            .with_ansi(false)
            .init(),
    }
    Ok(writing)
}

/// The lines with numbers masked.
fn mask(lines: &[u8]) -> Cow<'_, [u8]> {
    // Without the pattern nothing can be told apart, so nothing is shown.
    let Some(number) = &*NUMBER else {
        return Cow::Borrowed(b"\n");
    };
    let mut out = Vec::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(found) = lines.get(at..).and_then(candidate) {
        // A number stands within its line.
        let begin = memchr::memrchr(b'\n', lines.get(..at + found).unwrap_or_default()).map_or(0, |end| end + 1);
        let rest = lines.get(begin..).unwrap_or_default();
        let end = memchr::memchr(b'\n', rest).map_or(lines.len(), |end| begin + end + 1);
        let line = lines.get(begin..end).unwrap_or_default();
        out.extend_from_slice(lines.get(copied..begin).unwrap_or_default());
        out.extend_from_slice(&number.replace_all(line, b"********-****".as_slice()));
        (copied, at) = (end, end);
    }
    if copied == 0 {
        return Cow::Borrowed(lines);
    }
    out.extend_from_slice(lines.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

/// Where enough digits stand together, followed by a separator and four more, or by six more. The pattern's own search takes
/// longer, and has to look at every time of day.
fn candidate(text: &[u8]) -> Option<usize> {
    let is_digit = |at: usize| text.get(at).is_some_and(u8::is_ascii_digit);
    // The last of six digits would stand here; what stands before those six is none.
    let mut last = DIGITS - 1;
    while last < text.len() {
        let begin = last + 1 - DIGITS;
        if let Some(other) = (begin..=last).rev().find(|&at| !is_digit(at)) {
            last = other + DIGITS;
            continue;
        }
        let mut end = last + 1;
        while is_digit(end) {
            end += 1;
        }
        let has_separator = matches!(text.get(end), Some(b'-' | b'+'));
        if end - begin >= 2 * DIGITS || (has_separator && (1..=4).all(|after| is_digit(end + after))) {
            return Some(begin);
        }
        last = end + DIGITS;
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{NUMBER, mask};

    fn masked(line: &str) -> String {
        String::from_utf8(mask(line.as_bytes()).into_owned()).unwrap()
    }

    #[test]
    fn numbers_of_persons_are_masked() {
        for number in ["191212121212", "19121212-1212", "19121212+1212", "121212-1212"] {
            assert_eq!(
                masked(&format!("\"receiverid\":\"{number}\"\nnext\n")),
                "\"receiverid\":\"********-****\"\nnext\n"
            );
        }
        assert_eq!(masked("/vp/191212121212?x"), "/vp/********-****?x");
    }

    #[test]
    fn other_numbers_are_not() {
        for line in [
            "SE2321000131-FRIK",
            "5565594230",
            "20260316101500",
            "2026-11-21T22:39:15.188874Z",
            "\"event.duration\":192858555",
        ] {
            assert_eq!(masked(line), line);
        }
    }

    proptest! {
        #[test]
        fn what_the_pattern_finds_is_masked_wherever_it_stands(lines in "(([0-9]{1,13}|[-+ a]|19|20){0,12}\n){0,4}") {
            let number = NUMBER.as_ref().unwrap();
            let plainly = number.replace_all(lines.as_bytes(), b"********-****".as_slice());
            prop_assert_eq!(mask(lines.as_bytes()), plainly);
        }
    }
}

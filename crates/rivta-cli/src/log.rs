//! Logging on standard error: for services one JSON object a line in the Elastic Common Schema, as an operator's log
//! collector reads it; for a person plain lines.
//!
//! No part of rivta logs a person's number on purpose, but a careless caller may put one where a log shows it: in a
//! logical address or in a URL. What looks like one is masked on the way out, whatever part wrote it.

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

/// Adds the lines with numbers masked.
fn mask(lines: &[u8], out: &mut Vec<u8>) {
    for line in lines.split_inclusive(|&byte| byte == b'\n') {
        match &*NUMBER {
            Some(number) if may_hold_number(line) => {
                out.extend_from_slice(&number.replace_all(line, b"********-****".as_slice()));
            }
            Some(_) => out.extend_from_slice(line),
            // Without the pattern nothing can be told apart, so nothing is shown.
            None => out.push(b'\n'),
        }
    }
}

/// Whether enough digits stand together, followed by a separator and four more, or by six more. The pattern's own search
/// takes longer, and has to look at every time of day.
fn may_hold_number(line: &[u8]) -> bool {
    let is_digit = |at: usize| line.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = DIGITS - 1;
    while at < line.len() {
        // Of any six digits together one stands here.
        if !is_digit(at) {
            at += DIGITS;
            continue;
        }
        let begin = (at + 1 - DIGITS..=at)
            .rev()
            .take_while(|&at| is_digit(at))
            .last()
            .unwrap_or(at);
        let mut end = at + 1;
        while is_digit(end) {
            end += 1;
        }
        let has_separator = matches!(line.get(end), Some(b'-' | b'+'));
        let together = end - begin;
        if together >= 2 * DIGITS || (together >= DIGITS && has_separator && (1..=4).all(|after| is_digit(end + after)))
        {
            return true;
        }
        at = end + DIGITS;
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{NUMBER, mask, may_hold_number};

    fn masked(line: &str) -> String {
        let mut out = Vec::new();
        mask(line.as_bytes(), &mut out);
        String::from_utf8(out).unwrap()
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
        fn no_line_with_a_number_is_passed_over(line in "([0-9]{1,13}|[-+ a]|19|20){0,12}") {
            if NUMBER.as_ref().unwrap().is_match(line.as_bytes()) {
                prop_assert!(may_hold_number(line.as_bytes()), "{}", line);
            }
        }
    }
}

//! Logging: one JSON object a line on standard error, in the Elastic Common Schema, as an operator's log collector
//! reads it.
//!
//! No part of rivta logs a person's number on purpose, but a careless caller may put one where a log shows it: in a
//! logical address or in a URL. What looks like one is masked on the way out, whatever part wrote it.

use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::LazyLock;

use regex::Regex;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

use crate::ecs::Ecs;

/// A personnummer or samordningsnummer: twelve digits with or without a separator, or ten with one.
static NUMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\b(?:(?:18|19|20)[0-9]{6}[-+]?[0-9]{4}|[0-9]{6}[-+][0-9]{4})\b").ok());

/// Logs to standard error what `RUST_LOG` says, else what `default_level` does.
pub(crate) fn to_stderr(default_level: &str) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(default_level));
    tracing_subscriber::fmt()
        .event_format(Ecs::of_this_machine())
        .with_env_filter(filter)
        .with_writer(Masked)
        .init();
}

/// Standard error with numbers masked.
struct Masked;

impl<'a> MakeWriter<'a> for Masked {
    type Writer = Self;

    fn make_writer(&'a self) -> Self::Writer {
        Self
    }
}

impl Write for Masked {
    /// The formatter hands over a whole line at a time, so no number is cut in two.
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        io::stderr().write_all(masked(&String::from_utf8_lossy(line)).as_bytes())?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}

fn masked(line: &str) -> Cow<'_, str> {
    match &*NUMBER {
        Some(number) => number.replace_all(line, "********-****"),
        // Without the pattern nothing can be told apart, so nothing is shown.
        None => Cow::Borrowed("\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn numbers_of_persons_are_masked() {
        for number in ["191212121212", "19121212-1212", "19121212+1212", "121212-1212"] {
            assert_eq!(
                masked(&format!("\"receiverid\":\"{number}\"")),
                "\"receiverid\":\"********-****\""
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
}

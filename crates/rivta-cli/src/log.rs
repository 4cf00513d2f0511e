//! Logging on standard error: for services one JSON object a line in the Elastic Common Schema, as an operator's log
//! collector reads it, or the incumbent's older format; for a person plain lines.
//!
//! No part of rivta logs a person's number on purpose, but a careless caller may put one where a log shows it: in a
//! logical address or in a URL. What looks like one is masked on the way out, whatever part wrote it.

use std::borrow::Cow;
use std::io::{self, Write};

use rivta_router::config::LogStyle;
use rivta_soap::identity::{LOOK_ALIKE_MASK, find_look_alike};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, registry};

use crate::ecs::Ecs;
use crate::spool::{Spool, Writing};

/// The most that Linux gives a pipe without privileges, in bytes.
#[cfg(target_os = "linux")]
const PIPE: usize = 1 << 20;

/// Who reads the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    /// A log collector that looks for this format.
    Collector(LogStyle),
    /// Whoever sits at the terminal.
    Person,
}

/// Logs to standard error what `RUST_LOG` says, else what `default_level` does, until what is given back is dropped.
///
/// # Errors
/// When the operating system has no thread for it.
pub(crate) fn to_stderr(reader: Reader, default_level: &str) -> io::Result<Writing> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(default_level));
    // Else whoever writes must wait for whoever reads several times a batch. What is no pipe stays as it is.
    #[cfg(target_os = "linux")]
    let _ = rustix::pipe::fcntl_setpipe_size(io::stderr(), PIPE);
    let (spool, writing) = Spool::start(io::stderr())?;
    match reader {
        Reader::Collector(style) => registry().with(filter).with(Ecs::of_this_machine(spool, style)).init(),
        Reader::Person => tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_writer(Plain(spool))
            .compact()
            .without_time()
            .with_target(false)
            .with_ansi(false)
            .init(),
    }
    Ok(writing)
}

/// Takes lines for a person, a whole one at a time.
#[derive(Clone)]
struct Plain(Spool);

impl Write for Plain {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0.put(&[&mask(&String::from_utf8_lossy(line))]);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Plain {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// The line with numbers masked.
fn mask(line: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut rest = line;
    while let Some(found) = find_look_alike(rest.as_bytes()) {
        out.push_str(rest.get(..found.start).unwrap_or_default());
        out.push_str(LOOK_ALIKE_MASK);
        rest = rest.get(found.end..).unwrap_or_default();
    }
    if out.is_empty() {
        return Cow::Borrowed(line);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[test]
    fn numbers_of_persons_are_masked() {
        for number in ["191212121212", "19121212-1212", "19121212+1212", "121212-1212"] {
            assert_eq!(
                mask(&format!("called {number}, {number}\n")),
                "called ********-****, ********-****\n"
            );
        }
        let line = "SE2321000131-FRIK 2026-11-21T22:39:15.188874Z event.duration=192858555\n";
        assert_eq!(mask(line), line);
    }
}

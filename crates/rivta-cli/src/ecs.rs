//! Log lines in the Elastic Common Schema: one JSON object a line, fields as they were named, and the machine.
//!
//! A router writes four such lines of about fifty fields for each call, so they are put together without a map or a copy
//! of a value.

use std::cell::RefCell;
use std::fmt::{self, Write as _};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, SecondsFormat, Utc};
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields};
use tracing_subscriber::registry::LookupSpan;

/// Fields that are lists in the schema; they come as one text with commas between the parts.
const LISTS: [&str; 2] = ["event.category", "event.type"];

thread_local! {
    /// Used again for every line of a thread.
    static LINE: RefCell<Line> = RefCell::default();
}

/// Writes events as the Elastic Common Schema has them.
pub(crate) struct Ecs {
    /// What is the same in every line, as it stands there: `,"host.hostname":"…"` and so on.
    machine: String,
}

impl Ecs {
    /// What the operating system tells of the machine stands in every line.
    pub(crate) fn of_this_machine() -> Self {
        let read = |path: &str| std::fs::read_to_string(path).ok().map(|text| text.trim().to_owned());
        let release = read("/etc/os-release").unwrap_or_default();
        let named = |key: &str| {
            let line = release.lines().find_map(|line| line.strip_prefix(key))?;
            Some(line.trim_matches('"').to_owned())
        };
        let is_container =
            std::path::Path::new("/.dockerenv").exists() || std::env::var_os("KUBERNETES_SERVICE_HOST").is_some();
        let facts = [
            ("host.hostname", read("/proc/sys/kernel/hostname")),
            ("host.ip", own_address()),
            ("host.architecture", Some(std::env::consts::ARCH.to_owned())),
            ("host.os.family", Some(std::env::consts::OS.to_owned())),
            ("host.os.platform", named("ID=")),
            ("host.os.name", named("NAME=")),
            ("host.os.version", named("VERSION_ID=")),
            ("host.type", is_container.then(|| "container".to_owned())),
            ("ecs.version", Some("8.11.0".to_owned())),
        ];
        let mut line = Line::default();
        for (key, fact) in facts {
            if let Some(fact) = fact {
                line.text(key, &fact);
            }
        }
        Self { machine: line.json }
    }

    fn write(&self, line: &mut Line, level: Level, target: Option<&str>, now: SystemTime) {
        line.json.clear();
        line.json.push_str("{\"@timestamp\":\"");
        line.time(now);
        line.json.push('"');
        line.text("log.level", level.as_str());
        if let Some(target) = target {
            line.text("log.logger", target);
        }
        line.json.push_str(&self.machine);
    }
}

/// The address by which this machine would call others. Nothing is sent: the socket is only asked where it stands.
fn own_address() -> Option<String> {
    let socket = std::net::UdpSocket::bind(("0.0.0.0", 0)).ok()?;
    // An address that documents may use (RFC 5737).
    socket.connect(("192.0.2.1", 9)).ok()?;
    Some(socket.local_addr().ok()?.ip().to_string())
}

impl<S, N> FormatEvent<S, N> for Ecs
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(&self, _: &FmtContext<'_, S, N>, mut out: Writer<'_>, event: &Event<'_>) -> fmt::Result {
        let metadata = event.metadata();
        LINE.with_borrow_mut(|line| {
            // Some events bring a name of their own.
            let is_named = metadata.fields().field("log.logger").is_some();
            let target = (!is_named).then(|| metadata.target());
            self.write(line, *metadata.level(), target, SystemTime::now());
            event.record(line);
            line.json.push_str("}\n");
            out.write_str(&line.json)
        })
    }
}

/// A line that grows field by field.
#[derive(Default)]
struct Line {
    json: String,
    /// The second of the last line, since 1970, and its text.
    second: (u64, String),
}

impl Line {
    fn name(&mut self, name: &str) {
        self.json.push_str(",\"");
        push_escaped(&mut self.json, name);
        self.json.push_str("\":");
    }

    fn text(&mut self, name: &str, value: &str) {
        self.name(name);
        self.json.push('"');
        push_escaped(&mut self.json, value);
        self.json.push('"');
    }

    fn list(&mut self, name: &str, parts: &str) {
        self.name(name);
        self.json.push('[');
        for (position, part) in parts.split(',').enumerate() {
            self.json.push_str(if position > 0 { ",\"" } else { "\"" });
            push_escaped(&mut self.json, part);
            self.json.push('"');
        }
        self.json.push(']');
    }

    fn value(&mut self, name: &str, value: impl fmt::Display) {
        self.name(name);
        // Writing to a string does not fail.
        let _ = write!(self.json, "{value}");
    }

    /// In microseconds, UTC. Most lines are of the same second as the one before.
    fn time(&mut self, now: SystemTime) {
        let since = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO);
        if self.second.1.is_empty() || self.second.0 != since.as_secs() {
            let text = DateTime::<Utc>::from(now).to_rfc3339_opts(SecondsFormat::Secs, true);
            self.second = (since.as_secs(), text.trim_end_matches('Z').to_owned());
        }
        self.json.push_str(&self.second.1);
        let _ = write!(self.json, ".{:06}Z", since.subsec_micros());
    }
}

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.name(field.name());
        self.json.push('"');
        let _ = write!(Escaped(&mut self.json), "{value:?}");
        self.json.push('"');
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        if LISTS.contains(&field.name()) {
            self.list(field.name(), value);
        } else {
            self.text(field.name(), value);
        }
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.value(field.name(), value);
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.value(field.name(), value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.value(field.name(), value);
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        // JSON knows neither infinity nor what is no number.
        if value.is_finite() {
            self.value(field.name(), value);
        } else {
            self.name(field.name());
            self.json.push_str("null");
        }
    }
}

/// Whatever is written to it stands in a JSON text.
struct Escaped<'a>(&'a mut String);

impl fmt::Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        push_escaped(self.0, text);
        Ok(())
    }
}

/// Adds text as it stands between the quotes of JSON (RFC 8259, section 7).
fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = special(rest.as_bytes()) {
        let (plain, from) = rest.split_at(at);
        out.push_str(plain);
        let (special, after) = from.split_at(1);
        match special {
            "\"" => out.push_str("\\\""),
            "\\" => out.push_str("\\\\"),
            "\n" => out.push_str("\\n"),
            control => {
                let _ = write!(out, "\\u{:04x}", control.bytes().next().unwrap_or_default());
            }
        }
        rest = after;
    }
    out.push_str(rest);
}

/// Where the first character stands that needs an escape. Pieces are looked at as a whole, which processors do at once.
fn special(text: &[u8]) -> Option<usize> {
    let is_special = |byte: &u8| *byte < 0x20 || *byte == b'"' || *byte == b'\\';
    let mut before = 0;
    for piece in text.chunks(32) {
        if piece.iter().fold(false, |found, byte| found | is_special(byte)) {
            return piece.iter().position(is_special).map(|at| before + at);
        }
        before += piece.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex};
    use std::time::{Duration, SystemTime};

    use serde_json::{Value, json};
    use tracing_subscriber::fmt::MakeWriter;

    use super::{Ecs, Line};

    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl<'a> MakeWriter<'a> for Kept {
        type Writer = Self;

        fn make_writer(&'a self) -> Self {
            self.clone()
        }
    }

    fn lines(tell: impl FnOnce()) -> Vec<Value> {
        let kept = Kept::default();
        let subscriber = tracing_subscriber::fmt()
            .event_format(Ecs::of_this_machine())
            .with_writer(kept.clone())
            .finish();
        tracing::subscriber::with_default(subscriber, tell);
        let text = String::from_utf8(kept.0.lock().unwrap().clone()).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    #[test]
    fn fields_stand_under_their_names_and_lists_are_lists() {
        let told = lines(|| {
            tracing::warn!(
                { event.r#type = "access,start", event.duration = 7_u64, labels.change = -7_i64, labels.is = true,
                  labels.share = 0.5, labels.none = f64::NAN, labels.absent = Option::<&str>::None,
                  labels.quoted = "a\"b\\c\nd\te", error = %"x \"y\"" },
                "done {}", "\"well\""
            );
            tracing::info!({ log.logger = "own" }, "again");
        });
        let first = &told[0];
        let expected = json!({
            "event.type": ["access", "start"], "event.duration": 7, "labels.change": -7, "labels.is": true,
            "labels.share": 0.5, "labels.none": null, "labels.quoted": "a\"b\\c\nd\te", "error": "x \"y\"",
            "message": "done \"well\"", "log.level": "WARN", "ecs.version": "8.11.0"
        });
        for (name, value) in expected.as_object().unwrap() {
            assert_eq!(&first[name], value, "{name}");
        }
        assert!(first.get("labels.absent").is_none() && first["log.logger"].as_str().unwrap().ends_with("ecs::tests"));
        assert_eq!((&told[1]["message"], told.len()), (&json!("again"), 2));
        assert_eq!(told[1]["log.logger"], "own");
    }

    #[test]
    fn the_time_has_microseconds_and_follows_the_clock() {
        let mut line = Line::default();
        for (nanoseconds, expected) in [
            (0, "1970-01-01T00:00:00.000000Z"),
            (1_000, "1970-01-01T00:00:00.000001Z"),
            (1_774_000_000_123_456_789, "2026-03-20T09:46:40.123456Z"),
        ] {
            line.json.clear();
            line.time(SystemTime::UNIX_EPOCH + Duration::from_nanos(nanoseconds));
            assert_eq!(line.json, expected);
        }
    }
}

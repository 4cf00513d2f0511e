//! Log lines in the Elastic Common Schema: one JSON object a line, fields as they were named, and the machine. Where the older
//! format is wanted, what would be such a line is written as that instead.

use std::cell::RefCell;
use std::fmt;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, SecondsFormat, Utc};
use rivta_router::config::LogStyle;
use rivta_router::journal::{self, Members};
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Metadata, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;

use crate::legacy;
use crate::spool::Spool;

/// Fields that are lists in the schema; they come as one text with commas between the parts.
const LISTS: [&str; 2] = ["event.category", "event.type"];

/// In the order of [`Ecs::heads`].
const LEVELS: [Level; 5] = [Level::INFO, Level::ERROR, Level::WARN, Level::DEBUG, Level::TRACE];

thread_local! {
    /// Used again for every line of a thread.
    static LINE: RefCell<Line> = RefCell::default();
    static STAMP: RefCell<Stamp> = RefCell::default();
}

/// Writes events as the Elastic Common Schema has them.
pub(crate) struct Ecs {
    /// What is the same in every line of a level, as it stands there: `,"log.level":"ERROR","host.hostname":"…"` and so on,
    /// a comma after the last.
    heads: [String; LEVELS.len()],
    /// The machine in the older format, when that is wanted.
    legacy: Option<String>,
    spool: Spool,
}

impl Ecs {
    /// What the operating system tells of the machine stands in every line.
    pub(crate) fn of_this_machine(spool: Spool, style: LogStyle) -> Self {
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
        let mut machine = Members::default();
        for (key, fact) in &facts {
            machine.text_if(key, fact.as_deref());
        }
        let [(_, name), (_, address), ..] = &facts;
        let host = || {
            let [name, address] = [name, address].map(|fact| fact.as_deref().unwrap_or("unknown"));
            format!("{name} ({address})")
        };
        let legacy = (style == LogStyle::Legacy).then(host);
        let heads = LEVELS.map(|level| format!(",\"log.level\":\"{level}\"{},", machine.as_str()));
        Self { heads, legacy, spool }
    }

    /// Writes a line with the members of this object, the brace before the first left out.
    fn put(&self, level: Level, object: &str) {
        if let Some(host) = &self.legacy {
            let time = Utc::now().to_rfc3339_opts(SecondsFormat::Millis, true);
            self.spool
                .put(&[&legacy::text(&time, level, host, &format!("{{{object}"))]);
            return;
        }
        let place = LEVELS.iter().position(|other| *other == level);
        let head = place.and_then(|place| self.heads.get(place)).map_or("", String::as_str);
        STAMP.with_borrow_mut(|stamp| {
            self.spool.put(&[stamp.at(SystemTime::now()), head, object, "\n"]);
        });
    }
}

/// The address by which this machine would call others. Nothing is sent: the socket is only asked where it stands.
fn own_address() -> Option<String> {
    let socket = std::net::UdpSocket::bind(("0.0.0.0", 0)).ok()?;
    // An address that documents may use (RFC 5737).
    socket.connect(("192.0.2.1", 9)).ok()?;
    Some(socket.local_addr().ok()?.ip().to_string())
}

impl<S: Subscriber> Layer<S> for Ecs {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let metadata = event.metadata();
        if is_of_call(metadata) {
            event.record(&mut OfCall(self, *metadata.level()));
            return;
        }
        // A value that is shown may itself log.
        let mut line = LINE.take();
        line.members.clear();
        // Some events bring a name of their own.
        if metadata.fields().field("log.logger").is_none() {
            line.members.text("log.logger", metadata.target());
        }
        event.record(&mut line);
        // The first has a comma before it too.
        let members = line.members.as_str();
        self.put(
            *metadata.level(),
            &format!("{}}}", members.strip_prefix(',').unwrap_or(members)),
        );
        LINE.set(line);
    }
}

/// Whether a router tells of a call, which it does in JSON.
fn is_of_call(metadata: &Metadata<'_>) -> bool {
    metadata.target() == journal::TARGET && metadata.fields().field(journal::FIELD).is_some()
}

/// Takes the object out of a router's event and writes it at once.
struct OfCall<'a>(&'a Ecs, Level);

impl Visit for OfCall<'_> {
    fn record_str(&mut self, field: &Field, object: &str) {
        if field.name() == journal::FIELD
            && let Some(object) = object.strip_prefix('{')
        {
            let Self(ecs, level) = self;
            ecs.put(*level, object);
        }
    }

    /// The message is in the object too.
    fn record_debug(&mut self, _: &Field, _: &dyn fmt::Debug) {}
}

/// A line that grows field by field.
#[derive(Default)]
struct Line {
    members: Members,
}

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.members.shown(name(field), format_args!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        if LISTS.contains(&name(field)) {
            self.members.list(name(field), value);
        } else {
            self.members.text(name(field), value);
        }
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.members.number(name(field), value);
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.members.value(name(field), value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.members.value(name(field), value);
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        // JSON knows neither infinity nor what is no number.
        if value.is_finite() {
            self.members.value(name(field), value);
        } else {
            self.members.json(name(field), "null");
        }
    }
}

/// The field's name in the schema, in which `error` is no text but has parts.
fn name(field: &Field) -> &'static str {
    match field.name() {
        "error" => "error.message",
        name => name,
    }
}

/// How a line begins: with its time.
#[derive(Default)]
struct Stamp {
    text: String,
    /// The second of the last line, since 1970, and how much of the text tells it.
    second: (u64, usize),
}

impl Stamp {
    /// In microseconds, UTC. Most lines are of the same second as the one before.
    fn at(&mut self, now: SystemTime) -> &str {
        let since = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO);
        if self.text.is_empty() || self.second.0 != since.as_secs() {
            let second = DateTime::<Utc>::from(now).to_rfc3339_opts(SecondsFormat::Secs, true);
            self.text = format!("{{\"@timestamp\":\"{}.", second.trim_end_matches('Z'));
            self.second = (since.as_secs(), self.text.len());
        }
        self.text.truncate(self.second.1);
        // A seventh digit in front keeps the zeros that the others may begin with.
        let mut digits = itoa::Buffer::new();
        let digits = digits.format(1_000_000 + since.subsec_micros());
        self.text.push_str(digits.get(1..).unwrap_or_default());
        self.text.push_str("Z\"");
        &self.text
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use rivta_router::config::LogStyle;
    use rivta_router::journal;
    use rivta_test_log::Log;
    use serde_json::{Value, json};
    use tracing_subscriber::layer::SubscriberExt as _;

    use super::{Ecs, Stamp};
    use crate::spool::Spool;

    fn lines(tell: impl FnOnce()) -> Vec<Value> {
        let log = Log::default();
        let (spool, writing) = Spool::start(log.clone()).unwrap();
        let subscriber = tracing_subscriber::registry().with(Ecs::of_this_machine(spool, LogStyle::Ecs));
        let keeping = rivta_test_log::keep(subscriber);
        tell();
        drop((keeping, writing));
        log.objects().unwrap()
    }

    #[test]
    fn fields_stand_under_their_names_and_lists_are_lists() {
        let told = lines(|| {
            tracing::warn!(
                { event.r#type = "access,start", event.duration = 7_u64, labels.change = -7_i64, labels.is = true,
                  labels.share = 0.5, labels.none = f64::NAN, labels.absent = Option::<&str>::None,
                  labels.quoted = "a\"b\\c\nd\te", labels.person = "/191212121212", error = %"x \"y\"" },
                "done {}", "\"well\" 121212-1212"
            );
            tracing::info!({ log.logger = "own" }, "again");
        });
        let first = &told[0];
        let expected = json!({
            "event.type": ["access", "start"], "event.duration": 7, "labels.change": -7, "labels.is": true,
            "labels.share": 0.5, "labels.none": null, "labels.quoted": "a\"b\\c\nd\te",
            "labels.person": "/********-****", "error.message": "x \"y\"", "message": "done \"well\" ********-****",
            "log.level": "WARN", "ecs.version": "8.11.0"
        });
        for (name, value) in expected.as_object().unwrap() {
            assert_eq!(&first[name], value, "{name}");
        }
        assert!(first.get("labels.absent").is_none() && first["log.logger"].as_str().unwrap().ends_with("ecs::tests"));
        assert_eq!((&told[1]["message"], told.len()), (&json!("again"), 2));
        assert_eq!(told[1]["log.logger"], "own");
    }

    #[test]
    fn what_a_router_tells_of_a_call_is_taken_over() {
        let told = lines(|| {
            tracing::error!(target: journal::TARGET, ecs = r#"{"message":"m","event.type":["access"]}"#, "not this");
            tracing::warn!(target: journal::TARGET, { trace.id = "t" }, "again");
            tracing::warn!({ ecs = "{\"of\":\"another\"}" }, "text");
        });
        let expected = [
            json!({ "message": "m", "event.type": ["access"], "log.level": "ERROR", "ecs.version": "8.11.0" }),
            json!({ "message": "again", "trace.id": "t", "log.logger": journal::TARGET }),
            json!({ "message": "text", "ecs": "{\"of\":\"another\"}" }),
        ];
        assert_eq!(told.len(), expected.len());
        for (line, expected) in told.iter().zip(expected) {
            for (name, value) in expected.as_object().unwrap() {
                assert_eq!(&line[name], value, "{name}");
            }
        }
        assert!(told[0].get(journal::FIELD).is_none() && told[0].get("log.logger").is_none());
    }

    #[test]
    fn the_time_has_microseconds_and_follows_the_clock() {
        let mut stamp = Stamp::default();
        for (nanoseconds, expected) in [
            (0, "1970-01-01T00:00:00.000000Z"),
            (1_000, "1970-01-01T00:00:00.000001Z"),
            (1_774_000_000_123_456_789, "2026-03-20T09:46:40.123456Z"),
        ] {
            let now = SystemTime::UNIX_EPOCH + Duration::from_nanos(nanoseconds);
            assert_eq!(stamp.at(now), format!("{{\"@timestamp\":\"{expected}\""));
        }
    }
}

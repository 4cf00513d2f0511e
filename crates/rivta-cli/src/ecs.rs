//! Log lines in the Elastic Common Schema: one JSON object a line, fields as they were named, and the machine.

use std::fmt;

use serde_json::{Map, Value, json};
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields};
use tracing_subscriber::registry::LookupSpan;

/// Fields that are lists in the schema; they come as one text with commas between the parts.
const LISTS: [&str; 2] = ["event.category", "event.type"];

/// Writes events as the Elastic Common Schema has them.
pub(crate) struct Ecs {
    /// What is the same in every line.
    machine: Map<String, Value>,
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
            ("host.architecture", Some(std::env::consts::ARCH.to_owned())),
            ("host.os.family", Some(std::env::consts::OS.to_owned())),
            ("host.os.platform", named("ID=")),
            ("host.os.name", named("NAME=")),
            ("host.os.version", named("VERSION_ID=")),
            ("host.type", is_container.then(|| "container".to_owned())),
            ("ecs.version", Some("8.11.0".to_owned())),
        ];
        let told = facts
            .into_iter()
            .filter_map(|(key, fact)| Some((key.to_owned(), Value::String(fact?))));
        Self {
            machine: told.collect(),
        }
    }
}

impl<S, N> FormatEvent<S, N> for Ecs
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(&self, _: &FmtContext<'_, S, N>, mut out: Writer<'_>, event: &Event<'_>) -> fmt::Result {
        let mut line = Line(self.machine.clone());
        let now = chrono::Utc::now().to_rfc3339_opts(chrono::SecondsFormat::Micros, true);
        line.put("@timestamp", Value::String(now));
        line.put("log.level", Value::String(event.metadata().level().to_string()));
        line.put("log.logger", Value::String(event.metadata().target().to_owned()));
        event.record(&mut line);
        writeln!(out, "{}", Value::Object(line.0))
    }
}

struct Line(Map<String, Value>);

impl Line {
    fn put(&mut self, name: &str, value: Value) {
        self.0.insert(name.to_owned(), value);
    }
}

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.put(field.name(), Value::String(format!("{value:?}")));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        let value = if LISTS.contains(&field.name()) {
            json!(value.split(',').collect::<Vec<_>>())
        } else {
            Value::String(value.to_owned())
        };
        self.put(field.name(), value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.put(field.name(), json!(value));
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.put(field.name(), json!(value));
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.put(field.name(), json!(value));
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.put(field.name(), json!(value));
    }
}

//! Log events as the incumbent's older format has them (platform router, section 8.3): several lines each, which tools that
//! are older than the Elastic Common Schema look for.
//!
//! An event comes as a JSON object and is taken apart again. That costs more than writing it as it is, which whoever chooses
//! this format pays.

use serde_json::{Map, Value};
use tracing::Level;

/// Begins the text of every event of a call.
const MARK: &str = "skltp-messages";

/// What the incumbent calls itself, where the event does not say.
const COMPONENT: &str = "vp-services";

/// The members of an event's object that stand among the extra keys under another name than `labels.…`.
const EXTRA: [(&str, &[&str]); 6] = [
    (
        "message.length",
        &["http.request.body.bytes", "http.response.body.bytes"],
    ),
    ("Headers", &["http.request.headers", "http.response.headers"]),
    ("endpoint_url", &["url.original"]),
    ("source", &["log.logger"]),
    ("senderIpAdress", &["source.ip"]),
    ("http.response.status_code", &["http.response.status_code"]),
];

/// The text of an event, line end included. `time` is when it was, `host` the machine with its address in parentheses, and
/// `object` what is told, in JSON.
pub(crate) fn text(time: &str, level: Level, host: &str, object: &str) -> String {
    let event = Event(serde_json::from_str(object).unwrap_or_default());
    let logger = event.text("log.logger").unwrap_or_default();
    let head = format!("{time} {level} {logger} - ");
    if event.text("event.module").as_deref() == Some(MARK) {
        format!("{head}{}", event.of_call(level, host))
    } else {
        format!("{head}{}\n", event.line())
    }
}

struct Event(Map<String, Value>);

impl Event {
    /// A member as text, on one line: a caller must not be able to write lines of its own.
    fn text(&self, name: &str) -> Option<String> {
        let value = self.0.get(name)?;
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        Some(text.replace(char::is_control, " "))
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.text(name))
    }

    /// The lines of an event of a call.
    fn of_call(&self, level: Level, host: &str) -> String {
        let kind = match level {
            Level::ERROR => "error",
            Level::WARN | Level::INFO => "info",
            Level::DEBUG | Level::TRACE => "debug",
        };
        let named = |name: &str| self.text(name).unwrap_or_default();
        let component = self.text("service.name").unwrap_or_else(|| COMPONENT.to_owned());
        let mut text = format!("{MARK}\n** logEvent-{kind}.start {}\n", "*".repeat(59));
        for (key, value) in [
            ("LogMessage", named("event.action")),
            ("ServiceImpl", named("labels.route")),
            ("Host", host.to_owned()),
            ("ComponentId", component),
            ("Endpoint", named("url.full")),
            ("MessageId", named("transaction.id")),
            ("BusinessCorrelationId", named("trace.id")),
            ("ExtraInfo", String::new()),
        ] {
            text.extend([key, "=", &value, "\n"]);
        }
        for (key, value) in self.extra() {
            text.extend(["-", &key, "=", &value, "\n"]);
        }
        let payload = self.first(&["http.request.body.content", "http.response.body.content"]);
        for (key, value) in [("Payload", payload), ("Stacktrace", self.text("error.stack_trace"))] {
            if let Some(value) = value {
                text.extend([key, "=", &value, "\n"]);
            }
        }
        text.extend(["** logEvent-", kind, ".end ", &"*".repeat(61), "\n"]);
        text
    }

    /// The extra keys: the labels, and what is no label in the other format.
    fn extra(&self) -> Vec<(String, String)> {
        let labels = self.0.keys().filter_map(|name| {
            let key = name.strip_prefix("labels.").filter(|key| *key != "parent.id")?;
            Some((key.to_owned(), self.text(name)?))
        });
        let others = EXTRA
            .iter()
            .filter_map(|(key, names)| Some(((*key).to_owned(), self.first(names)?)));
        labels.chain(others).chain(self.times()).collect()
    }

    /// How long the call and the producer have taken, in milliseconds.
    fn times(&self) -> impl Iterator<Item = (String, String)> {
        let milliseconds = self
            .0
            .get("event.duration")
            .and_then(Value::as_u64)
            .map(|took| took / 1_000_000);
        let is_producers = self.text("event.action").as_deref() == Some("resp-in");
        let key = if is_producers { "time.producer" } else { "time.elapsed" };
        let told = self.producer_time().filter(|_| !is_producers);
        let elapsed = milliseconds.map(|took| (key.to_owned(), took.to_string()));
        elapsed
            .into_iter()
            .chain(told.map(|took| ("time.producer".to_owned(), took)))
    }

    /// What the consumer is told of the producer's time.
    fn producer_time(&self) -> Option<String> {
        let headers: Map<String, Value> = serde_json::from_str(self.0.get("http.response.headers")?.as_str()?).ok()?;
        Some(headers.get("x-skltp-prt")?.as_str()?.to_owned())
    }

    /// An event of another kind: its message and what else it says.
    fn line(&self) -> String {
        let mut line = self.text("message").unwrap_or_default();
        for name in self
            .0
            .keys()
            .filter(|name| !matches!(name.as_str(), "message" | "log.logger"))
        {
            line.extend([", ", name, "=", &self.text(name).unwrap_or_default()]);
        }
        line
    }
}

#[cfg(test)]
mod tests {
    use tracing::Level;

    use super::text;

    #[test]
    fn section_8_3_an_event_of_a_call_has_the_lines_of_the_older_format() {
        let object = r#"{"event.module":"skltp-messages","event.action":"resp-out","log.logger":"se.skl.tp.vp.logging.resp.out",
            "service.name":"vp-services","labels.route":"vp-http-route","url.full":"http://h/vp","transaction.id":"t-1",
            "trace.id":"c-1","labels.senderid":"S","labels.parent.id":"p","labels.receiverid":"R\n** logEvent-info.end",
            "http.response.headers":"{\"x-skltp-prt\":\"7\"}","http.response.body.bytes":5,"event.duration":12999999,
            "http.response.status_code":200,"source.ip":"10.0.0.1","url.original":"http://p/","message":"not shown"}"#;
        let expected = format!(
            "2026-11-22 INFO se.skl.tp.vp.logging.resp.out - skltp-messages\n** logEvent-info.start {}\nLogMessage=resp-out\n\
             ServiceImpl=vp-http-route\nHost=h (10.0.0.2)\nComponentId=vp-services\nEndpoint=http://h/vp\nMessageId=t-1\n\
             BusinessCorrelationId=c-1\nExtraInfo=\n-receiverid=R ** logEvent-info.end\n-route=vp-http-route\n-senderid=S\n\
             -message.length=5\n-Headers={{\"x-skltp-prt\":\"7\"}}\n-endpoint_url=http://p/\n\
             -source=se.skl.tp.vp.logging.resp.out\n-senderIpAdress=10.0.0.1\n-http.response.status_code=200\n\
             -time.elapsed=12\n-time.producer=7\n** logEvent-info.end {}\n",
            "*".repeat(59),
            "*".repeat(61)
        );
        assert_eq!(text("2026-11-22", Level::INFO, "h (10.0.0.2)", object), expected);
    }

    #[test]
    fn section_8_3_errors_have_a_stack_trace_and_shown_messages_a_payload() {
        let object =
            r#"{"event.module":"skltp-messages","event.action":"error","error.stack_trace":"a\nb","event.duration":1}"#;
        let told = text("", Level::ERROR, "h", object);
        assert!(
            told.contains("** logEvent-error.start ***") && told.contains("\n-time.elapsed=0\n"),
            "{told}"
        );
        assert!(told.contains("\nStacktrace=a b\n** logEvent-error.end ***"), "{told}");
        let object = r#"{"event.module":"skltp-messages","http.request.body.content":"<a>\n</a>"}"#;
        let told = text("", Level::DEBUG, "h", object);
        assert!(told.contains("\nPayload=<a> </a>\n** logEvent-debug.end ***"), "{told}");
    }

    #[test]
    fn other_events_are_lines() {
        let object =
            r#"{"log.logger":"rivta_router","message":"a new catalogue\nis in use","routes":2,"list":["a","b"]}"#;
        let expected = "now WARN rivta_router - a new catalogue is in use, list=[\"a\",\"b\"], routes=2\n";
        assert_eq!(text("now", Level::WARN, "h", object), expected);
        assert_eq!(text("now", Level::WARN, "h", "no object"), "now WARN  - \n");
    }
}

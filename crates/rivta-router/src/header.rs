//! Which HTTP headers pass the platform, which it sets and which it removes (platform router, sections 3.5 and 3.6).

use http::header::{self, AsHeaderName, Entry, HeaderMap, HeaderName, HeaderValue};
use regex::{Regex, RegexBuilder};
use rivta_soap::http as riv;

use crate::config::{self, HeaderRules};
use crate::error::RouterError;
use crate::remembered::Remembered;

/// Dropped in both directions: they belong to one connection, or to the message's framing, or the incumbent's HTTP
/// library drops them.
const NEVER_PASSED: [&str; 15] = [
    "content-length",
    "transfer-encoding",
    "connection",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "upgrade",
    "cache-control",
    "date",
    "pragma",
    "via",
    "warning",
    "host",
    "expect",
];

/// The names of RIV-TA's headers, taken apart once.
pub(crate) static ORIGINAL_CONSUMER: HeaderName = HeaderName::from_static(riv::ORIGINAL_CONSUMER);
pub(crate) static ACTING_ON_BEHALF_OF: HeaderName = HeaderName::from_static(riv::ACTING_ON_BEHALF_OF);
pub(crate) static CORRELATION_ID: HeaderName = HeaderName::from_static(riv::CORRELATION_ID);
pub(crate) static ROUTING_HISTORY: HeaderName = HeaderName::from_static(riv::ROUTING_HISTORY);
pub(crate) static SENDER_ID: HeaderName = HeaderName::from_static(riv::SENDER_ID);
pub(crate) static INSTANCE_ID: HeaderName = HeaderName::from_static(riv::INSTANCE_ID);
pub(crate) static PRODUCER_TIME: HeaderName = HeaderName::from_static(riv::PRODUCER_TIME);

/// Prefixes of names dropped in both directions.
const NEVER_PASSED_PREFIXES: [&str; 2] = ["camel", "org.apache.camel"];

/// Headers of a request that take the platform's own value, or none.
static OWN_IN_REQUESTS: [HeaderName; 6] = [
    HeaderName::from_static(riv::CORRELATION_ID),
    HeaderName::from_static(riv::SENDER_ID),
    HeaderName::from_static(riv::INSTANCE_ID),
    header::USER_AGENT,
    header::CONTENT_TYPE,
    header::HOST,
];

/// The same of an answer.
static OWN_IN_ANSWERS: [HeaderName; 1] = [header::CONTENT_TYPE];

/// The headers in which a proxy tells how it was called. What can be no header's name is in no call.
pub(crate) struct Forwarded {
    pub(crate) client: Option<HeaderName>,
    pub(crate) host: Option<HeaderName>,
    pub(crate) port: Option<HeaderName>,
    pub(crate) proto: Option<HeaderName>,
}

impl Forwarded {
    pub(crate) fn of(names: &config::Forwarded) -> Self {
        let [client, host, port, proto] = [&names.client, &names.host, &names.port, &names.proto]
            .map(|name| HeaderName::from_bytes(name.as_bytes()).ok());
        Self {
            client,
            host,
            port,
            proto,
        }
    }
}

/// Which headers pass in either direction, as configured.
pub(crate) struct Rules {
    request: Rule,
    response: Rule,
    /// By which headers the configuration lets the platform tell a producer of a call.
    told: Vec<&'static HeaderName>,
}

/// A header that both match stays.
struct Rule {
    remove: Regex,
    keep: Regex,
    /// Headers that do not pass because the platform sets them itself.
    own: &'static [HeaderName],
    /// Whether a header passes: most calls have the same few.
    known: Remembered<HeaderName, bool>,
}

impl Rules {
    pub(crate) fn new(rules: &HeaderRules) -> Result<Self, RouterError> {
        let regex = |key, pattern: &str| {
            // Names are in lower case here, however they came.
            let whole = RegexBuilder::new(&format!("^(?:{pattern})$"))
                .case_insensitive(true)
                .build();
            whole.map_err(|error| RouterError::Value {
                key,
                reason: error.to_string(),
            })
        };
        let request = Rule {
            remove: regex("headers.request_remove", &rules.request_remove)?,
            keep: regex("headers.request_keep", &rules.request_keep)?,
            own: &OWN_IN_REQUESTS,
            known: Remembered::default(),
        };
        let response = Rule {
            remove: regex("headers.response_remove", &rules.response_remove)?,
            keep: regex("headers.response_keep", &rules.response_keep)?,
            own: &OWN_IN_ANSWERS,
            known: Remembered::default(),
        };
        let mut told = vec![&SENDER_ID, &INSTANCE_ID, &CORRELATION_ID, &ORIGINAL_CONSUMER];
        told.retain(|name| request.allows(name));
        Ok(Self {
            request,
            response,
            told,
        })
    }
}

impl Rule {
    fn passes(&self, name: &HeaderName) -> bool {
        !self.own.contains(name) && self.allows(name)
    }

    /// Whether the configuration lets a header through, whoever sets it.
    fn allows(&self, name: &HeaderName) -> bool {
        let text = name.as_str();
        !is_never_passed(text) && (!self.remove.is_match(text) || self.keep.is_match(text))
    }

    /// The headers that pass, with room for what the platform adds.
    fn passed(&self, received: &HeaderMap) -> HeaderMap {
        let named = named_by_connection(received);
        let mut known = self.known.look();
        let mut passed = HeaderMap::with_capacity(received.keys_len() + 6);
        for (name, value) in received {
            let may_pass = known.get(name, || self.passes(name));
            if may_pass && !named.iter().any(|other| other == name.as_str()) {
                passed.append(name, value.clone());
            }
        }
        passed
    }
}

/// What the platform tells the producer about a call.
pub(crate) struct Outgoing<'a> {
    pub(crate) rules: &'a Rules,
    pub(crate) sender: &'a str,
    pub(crate) correlation_id: &'a str,
    pub(crate) instance_id: &'a str,
    pub(crate) user_agent: &'a HeaderValue,
    pub(crate) content_type: &'a HeaderValue,
    /// `host` or `host:port`, as the address in the catalogue spells it.
    pub(crate) host: &'a HeaderValue,
    /// Whether the address in the catalogue begins with `http://`: such a producer is inside the platform.
    pub(crate) is_inside: bool,
    /// Whether the connection is to be closed after the call.
    pub(crate) is_last: bool,
    /// Whether an `https://` producer is told the correlation id.
    pub(crate) propagate_correlation_id: bool,
}

impl Outgoing<'_> {
    /// The headers for the producer, made of those of the consumer.
    pub(crate) fn headers(&self, received: &HeaderMap) -> HeaderMap {
        let mut sent = self.rules.request.passed(received);
        if self.is_inside {
            self.tell(&mut sent, &SENDER_ID, self.sender);
            self.tell(&mut sent, &INSTANCE_ID, self.instance_id);
        }
        if self.is_inside || self.propagate_correlation_id {
            self.tell(&mut sent, &CORRELATION_ID, self.correlation_id);
        }
        if self.may_tell(&ORIGINAL_CONSUMER) {
            self.tell_original_consumer(&mut sent);
        }
        sent.insert(header::USER_AGENT, self.user_agent.clone());
        sent.insert(header::CONTENT_TYPE, self.content_type.clone());
        sent.insert(header::HOST, self.host.clone());
        if self.is_last {
            sent.insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        sent
    }

    fn tell(&self, sent: &mut HeaderMap, name: &'static HeaderName, value: &str) {
        if self.may_tell(name) {
            set(sent, name, value);
        }
    }

    fn may_tell(&self, name: &'static HeaderName) -> bool {
        self.rules.told.iter().any(|told| std::ptr::eq(*told, name))
    }

    /// The sender is the original consumer unless it names another.
    fn tell_original_consumer(&self, sent: &mut HeaderMap) {
        let value = || HeaderValue::from_bytes(self.sender.as_bytes());
        match sent.entry(&ORIGINAL_CONSUMER) {
            Entry::Occupied(mut named) if named.get().is_empty() => {
                if let Ok(value) = value() {
                    named.insert(value);
                }
            }
            Entry::Occupied(_) => {}
            Entry::Vacant(unnamed) => {
                if let Ok(value) = value() {
                    unnamed.insert(value);
                }
            }
        }
    }
}

/// The headers for the consumer, made of those of the producer; `content_type` takes the place of the producer's.
pub(crate) fn for_consumer(received: &HeaderMap, rules: &Rules, content_type: HeaderValue) -> HeaderMap {
    let mut sent = rules.response.passed(received);
    sent.insert(header::CONTENT_TYPE, content_type);
    sent
}

/// Sets a header unless the value cannot stand in one.
pub(crate) fn set(headers: &mut HeaderMap, name: &HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_bytes(value.as_bytes()) {
        headers.insert(name, value);
    }
}

/// The value of a header, the first one if it is there several times.
///
/// A name that no standard knows is hashed letter by letter, each waiting for the one before; to compare it with the few names
/// that a message has takes a fraction of that.
pub(crate) fn value<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a HeaderValue> {
    let mut fields = headers.iter();
    fields.find(|(other, _)| *other == name).map(|(_, value)| value)
}

/// The text of a header, if it is there, is not empty and is text.
pub(crate) fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let value = value(headers, name)?;
    std::str::from_utf8(value.as_bytes())
        .ok()
        .filter(|text| !text.is_empty())
}

/// The value of a header that tells who calls. `None` when it is absent, or is there with different values: one of them
/// may be the caller's own, left in place by the proxy that added another.
pub(crate) fn undisputed(headers: &HeaderMap, name: impl AsHeaderName) -> Option<&HeaderValue> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?;
    values.all(|other| other == first).then_some(first)
}

/// The headers that `Connection` declares to belong to the connection alone (RFC 9110, section 7.6.1). RIV-TA's own are for the
/// other end: a caller cannot have the routing history left out.
fn named_by_connection(headers: &HeaderMap) -> Vec<String> {
    let values = headers
        .get_all(header::CONNECTION)
        .iter()
        .filter_map(|value| value.to_str().ok());
    values
        .flat_map(|value| value.split(','))
        .map(|name| name.trim().to_ascii_lowercase())
        .filter(|name| !name.starts_with("x-rivta-"))
        .collect()
}

fn is_never_passed(name: &str) -> bool {
    NEVER_PASSED.contains(&name) || NEVER_PASSED_PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use http::header::{HeaderMap, HeaderName, HeaderValue};

    use std::sync::LazyLock;

    use super::{Outgoing, Rules, for_consumer};
    use crate::config::HeaderRules;

    static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::new(&HeaderRules::default()).unwrap());

    static AGENT: HeaderValue = HeaderValue::from_static("agent");
    static HOST: HeaderValue = HeaderValue::from_static("producer:8443");
    static XML: HeaderValue = HeaderValue::from_static("text/xml;charset=UTF-8");

    fn outgoing(is_inside: bool, propagate_correlation_id: bool) -> Outgoing<'static> {
        Outgoing {
            rules: &RULES,
            is_last: false,
            sender: "SE1",
            correlation_id: "c-1",
            instance_id: "me",
            user_agent: &AGENT,
            content_type: &XML,
            host: &HOST,
            is_inside,
            propagate_correlation_id,
        }
    }

    fn headers(rows: &[(&str, &str)]) -> HeaderMap {
        let parse = |(name, value): &(&str, &str)| {
            (
                HeaderName::from_bytes(name.as_bytes()).unwrap(),
                HeaderValue::from_bytes(value.as_bytes()).unwrap(),
            )
        };
        rows.iter().map(parse).collect()
    }

    fn text(headers: &HeaderMap, name: &str) -> Option<String> {
        headers.get(name).map(|value| value.to_str().unwrap().to_owned())
    }

    /// Section 3.5: header, value sent by the consumer, value the producer behind TLS sees.
    #[test]
    fn section_3_5_requests_toward_tls() {
        let rows = [
            ("x-skltp-correlation-id", "c-0", None),
            ("x-vp-sender-id", "SE2", None),
            ("x-vp-instance-id", "me", None),
            ("x-vp-auth-cert", "MII", None),
            ("X-VP-Forwarded-Host", "h", None),
            ("X-Forwarded-For", "10.0.0.1", None),
            ("X-Forwarded-Tls-Client-Cert", "MII", None),
            ("x-rivta-original-serviceconsumer-hsaid", "SE9", Some("SE9")),
            ("x-rivta-original-serviceconsumer-hsaid", "", Some("SE1")),
            ("x-rivta-acting-on-behalf-of-hsaid", "SE8", Some("SE8")),
            ("x-rivta-routing-history", "a#b", Some("a#b")),
            ("x-rivta-anything", "x", Some("x")),
            ("unknown", "x", Some("x")),
            ("soapaction", "\"urn:a\"", Some("\"urn:a\"")),
            ("user-agent", "curl", Some("agent")),
            (
                "content-type",
                "text/xml; charset=utf-8",
                Some("text/xml;charset=UTF-8"),
            ),
            ("host", "router:443", Some("producer:8443")),
            ("connection", "keep-alive", None),
            ("accept-encoding", "gzip", None),
            ("MULE_X", "x", None),
            ("x-mule_y", "x", None),
            ("PEER_CERTIFICATES", "x", None),
            ("content-length", "3", None),
            ("transfer-encoding", "chunked", None),
            ("via", "x", None),
            ("camelhttppath", "x", None),
            ("expect", "100-continue", None),
        ];
        for (name, value, expected) in rows {
            let sent = outgoing(false, false).headers(&headers(&[(name, value)]));
            assert_eq!(text(&sent, name).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn section_3_5_what_the_producer_is_told() {
        let received = headers(&[("x-vp-sender-id", "SE2"), ("x-vp-instance-id", "other")]);
        let sent = outgoing(true, false).headers(&received);
        assert_eq!(text(&sent, "x-vp-sender-id").as_deref(), Some("SE1"));
        assert_eq!(text(&sent, "x-vp-instance-id").as_deref(), Some("me"));
        assert_eq!(text(&sent, "x-skltp-correlation-id").as_deref(), Some("c-1"));
        let sent = outgoing(false, true).headers(&received);
        assert_eq!(text(&sent, "x-vp-sender-id"), None);
        assert_eq!(text(&sent, "x-skltp-correlation-id").as_deref(), Some("c-1"));
        assert_eq!(
            text(&sent, "x-rivta-original-serviceconsumer-hsaid").as_deref(),
            Some("SE1")
        );
    }

    #[test]
    fn headers_that_connection_names_stay_on_the_connection() {
        let received = headers(&[
            ("connection", "close, X-Secret, X-RIVTA-Routing-History"),
            ("x-secret", "1"),
            ("x-open", "2"),
            ("x-rivta-routing-history", "a#b"),
        ]);
        let sent = outgoing(false, false).headers(&received);
        let seen = ["x-secret", "x-open", "x-rivta-routing-history"].map(|name| text(&sent, name));
        assert_eq!(seen, [None, Some("2".to_owned()), Some("a#b".to_owned())]);
    }

    #[test]
    fn repeated_headers_stay_repeated() {
        let sent = outgoing(false, false).headers(&headers(&[("x-a", "1"), ("x-a", "2")]));
        assert_eq!(sent.get_all("x-a").iter().count(), 2);
    }

    #[test]
    fn section_3_6_responses() {
        let rows = [
            ("soapaction", None),
            ("mule_x", None),
            ("x-mule_x", None),
            ("local_certificate", None),
            ("peer_certificates", None),
            ("http.method", None),
            ("content-length", None),
            ("connection", None),
            ("date", None),
            ("x-rivta-anything", Some("v")),
            ("unknown", Some("v")),
            ("content-type", Some("text/xml;charset=UTF-8")),
        ];
        for (name, expected) in rows {
            assert_eq!(
                text(&for_consumer(&headers(&[(name, "v")]), &RULES, XML.clone()), name).as_deref(),
                expected,
                "{name}"
            );
        }
    }

    #[test]
    fn section_3_6_what_matches_both_expressions_stays() {
        let rules = HeaderRules {
            request_remove: "(?i)x-own.*|SOAPAction".to_owned(),
            request_keep: "X-Own-B".to_owned(),
            ..HeaderRules::default()
        };
        let rules = Rules::new(&rules).unwrap();
        let outgoing = Outgoing {
            rules: &rules,
            ..outgoing(false, false)
        };
        let received = headers(&[
            ("x-own-a", "1"),
            ("x-own-b", "2"),
            ("soapaction", "3"),
            ("x-vp-other", "4"),
        ]);
        let sent = outgoing.headers(&received);
        let passed = ["x-own-a", "x-own-b", "soapaction", "x-vp-other"].map(|name| sent.contains_key(name));
        assert_eq!(passed, [false, true, false, true]);
        let broken = HeaderRules {
            response_keep: "(".to_owned(),
            ..HeaderRules::default()
        };
        assert!(Rules::new(&broken).is_err());
    }

    #[test]
    fn what_the_configuration_removes_the_producer_is_not_told_either() {
        let rules = HeaderRules {
            request_keep: "x-none".to_owned(),
            ..HeaderRules::default()
        };
        let rules = Rules::new(&rules).unwrap();
        let outgoing = Outgoing {
            rules: &rules,
            ..outgoing(true, false)
        };
        let sent = outgoing.headers(&headers(&[]));
        let told = ["x-vp-sender-id", "x-vp-instance-id", "x-skltp-correlation-id"].map(|name| sent.contains_key(name));
        assert_eq!(told, [false, false, true]);
    }
}

//! Whether a message is as expected: each [`Verb`] and what it finds.

mod content;
mod moment;
mod records;
mod rules;
mod wire;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use rivta_schema::xsd::QName;
use rivta_soap::envelope::conversion::in_utf_8;
use rivta_soap::xml::{Limits, decode_text};

use crate::case::Verb;
use crate::contracts::Contracts;
use crate::outcome::Finding;
use crate::xpath::{Document, Query};

pub(crate) use content::empty_elements;
pub(crate) use rules::{RuleFiles, schema_findings};

/// What a verb says: nothing when it is satisfied.
pub(crate) type Findings = Vec<Finding>;

/// A message that is looked at.
#[derive(Debug)]
pub(crate) struct Message {
    /// The HTTP status; none for a request.
    pub(crate) status: Option<u16>,
    /// The HTTP headers, names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    /// The body as it came.
    pub(crate) raw: Vec<u8>,
    /// The body in UTF-8, as far as it can be read.
    pub(crate) text: Result<Vec<u8>, String>,
    /// How long it took to come.
    pub(crate) elapsed: Duration,
    document: OnceLock<Result<Document, String>>,
}

impl Message {
    pub(crate) fn new(status: Option<u16>, headers: Vec<(String, String)>, raw: Vec<u8>, elapsed: Duration) -> Self {
        let content_type = headers.iter().find(|(name, _)| name == "content-type");
        let charset = content_type.and_then(|(_, value)| rivta_soap::http::charset(value));
        let text = utf_8(&raw, charset);
        Self {
            status,
            headers,
            raw,
            text,
            elapsed,
            document: OnceLock::new(),
        }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    pub(crate) fn document(&self) -> Result<&Document, String> {
        let read = || {
            let text = self.text.as_ref().map_err(Clone::clone)?;
            Document::parse(text).map_err(|error| format!("meddelandet kan inte läsas: {error}"))
        };
        self.document.get_or_init(read).as_ref().map_err(Clone::clone)
    }

    /// The name of the payload.
    pub(crate) fn payload(&self) -> Option<QName> {
        crate::contracts::payload_of(self.text.as_ref().ok()?)
    }
}

fn utf_8(raw: &[u8], charset: Option<&str>) -> Result<Vec<u8>, String> {
    let limits = Limits::default();
    let read = decode_text(raw, charset, &limits).and_then(|text| in_utf_8(&text, &limits));
    read.map_err(|error| format!("meddelandet kan inte läsas: {error}"))
}

/// What expectations are judged with, beside the message.
pub(crate) struct Bench<'b> {
    pub(crate) contracts: &'b Contracts,
    pub(crate) rules: &'b RuleFiles,
    pub(crate) namespaces: &'b BTreeMap<String, String>,
    pub(crate) records: Option<&'b str>,
    /// Where the case's files are.
    pub(crate) folder: &'b Path,
    pub(crate) now: DateTime<FixedOffset>,
    /// The case's last request.
    pub(crate) request: Option<&'b [u8]>,
    /// The answers to the case's calls so far.
    pub(crate) answers: &'b [Message],
    /// What must not stand in a fault: identifiers of the persons asked about.
    pub(crate) secrets: &'b [String],
}

impl Bench<'_> {
    /// What a message does not live up to; an expectation that cannot be judged is not lived up to.
    pub(crate) fn findings(&self, message: &Message, expected: &[Verb]) -> Findings {
        let judge = |verb| self.one(message, verb).unwrap_or_else(|reason| vec![whole(reason)]);
        expected.iter().flat_map(judge).collect()
    }

    fn one(&self, message: &Message, verb: &Verb) -> Result<Findings, String> {
        match verb {
            Verb::Fault { contains, code } => wire::fault(message, contains.as_deref(), code.as_deref()),
            Verb::NoFault {} => Ok(wire::no_fault(message)),
            Verb::FaultWithoutPersonalData {} => wire::fault_without_personal_data(self, message),
            Verb::Status { values } => Ok(wire::status(message, values)),
            Verb::NotStatus { values } => Ok(wire::not_status(message, values)),
            Verb::Within { milliseconds } => Ok(wire::within(message, *milliseconds)),
            Verb::Header { name, equals } => Ok(wire::header(message, name, equals.as_deref())),
            Verb::NoHeader { name } => Ok(wire::no_header(message, name)),
            Verb::Encoding {} => Ok(wire::encoding(message)),
            Verb::Schema {} => rules::schema(self, message),
            Verb::Schematron { .. } => rules::schematron(self, message, verb),
            Verb::Xpath { expression, equals } => content::xpath(self, message, expression, equals),
            Verb::Contains {
                text,
                regex,
                ignore_case,
            } => content::contains(message, text, *regex, *ignore_case, true),
            Verb::NotContains {
                text,
                regex,
                ignore_case,
            } => content::contains(message, text, *regex, *ignore_case, false),
            Verb::NoEmptyElement {} => content::no_empty_element(message),
            Verb::Filtered { unfiltered, keep } => content::filtered(self, message, *unfiltered, keep),
            Verb::Before { .. } | Verb::After { .. } | Verb::Timestamp { .. } | Verb::Period { .. } => {
                moment::judged(self, message, verb)
            }
            _ => records::judged(self, message, verb),
        }
    }

    /// An expression with the prefixes of the area.
    pub(crate) fn query(&self, expression: &str) -> Result<Query, String> {
        Query::new(expression, self.namespaces, self.now)
    }
}

/// A finding about the message as a whole.
pub(crate) fn whole(text: impl Into<String>) -> Finding {
    Finding {
        text: text.into(),
        place: String::new(),
    }
}

/// A finding about a place.
pub(crate) fn at(place: impl Into<String>, text: impl Into<String>) -> Finding {
    Finding {
        text: text.into(),
        place: place.into(),
    }
}

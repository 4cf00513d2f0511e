//! Which sources a national request was sent on to: the SOAP header `ProcessingStatus` of its answer.
//!
//! Read by a reader of its own, more lenient than the schema's type allows: the platform in use leaves out the
//! mandatory `lastSuccessfulSynch` of every source that failed, and one odd record must not cost the others. What
//! matters here is the address, whether the request got there, and why not; everything else may be missing, stand
//! in another order or be unknown.

use std::fmt;

use rivta_soap::envelope::Headers;
use rivta_soap::xml::{DecodeError, Limits, RawElement, Token, Tokens};

use crate::source::same_address;

/// How much of an error's text is kept, in characters.
const TEXT_LENGTH: usize = 400;

/// What the platform says about a national request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusList {
    /// The sources asked, each once, in the order of the header.
    pub records: Vec<StatusRecord>,
    /// Whether every record could be used. Otherwise there are sources that nobody can name.
    pub whole: bool,
}

/// What the platform says about one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusRecord {
    /// The source's logical address.
    pub address: String,
    /// Why the request did not get there; none when it did, and also for a code that says neither.
    pub failure: Option<SynchFailure>,
}

/// Why the platform could not hand a request to a source, in its words. The texts are the other side's, and may say
/// anything: for staff, never for a log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SynchFailure {
    /// `causingAgent`, for example `virtualization_platform`; empty when it is missing.
    pub causing_agent: String,
    /// For example `504` for a time-out; empty when it is missing.
    pub code: String,
    /// The error in words; empty when it is missing.
    pub text: String,
}

impl fmt::Display for SynchFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [&self.causing_agent, &self.code, &self.text];
        let told: Vec<&str> = parts
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        if told.is_empty() {
            return f.write_str("the platform gives no reason");
        }
        f.write_str(&told.join(": "))
    }
}

impl StatusList {
    /// Reads at most `limit` sources from the headers of an answer. None when there is no `ProcessingStatus`.
    pub fn of(headers: &Headers, limit: usize) -> Option<Self> {
        let mut statuses = headers
            .others
            .iter()
            .filter(|header| header.name().1 == HEADER)
            .peekable();
        statuses.peek()?;
        let mut list = Self {
            records: Vec::new(),
            whole: true,
        };
        for status in statuses {
            match drafts(status) {
                Ok(drafts) => drafts.iter().for_each(|draft| list.take(draft, limit)),
                Err(_) => list.whole = false,
            }
        }
        Some(list)
    }

    /// Adds a record. Of two about one source, the one that says the request got there stands.
    fn take(&mut self, draft: &Draft, limit: usize) {
        let address = draft.address.trim();
        if address.is_empty() {
            self.whole = false;
            return;
        }
        let failure = draft.failure();
        let full = self.records.len() >= limit;
        let mut records = self.records.iter_mut();
        match records.find(|record| same_address(&record.address, address)) {
            Some(record) if failure.is_none() => record.failure = None,
            Some(_) => {}
            None if full => self.whole = false,
            None => self.records.push(StatusRecord {
                address: address.to_owned(),
                failure,
            }),
        }
    }
}

const HEADER: &str = "ProcessingStatus";

/// A record as it stands, whatever of it stands.
#[derive(Default)]
struct Draft {
    address: String,
    code: String,
    failed: bool,
    error: SynchFailure,
}

impl Draft {
    fn field(&mut self, path: &[&str]) -> Option<&mut String> {
        match path {
            ["logicalAddress"] => Some(&mut self.address),
            ["statusCode"] => Some(&mut self.code),
            ["lastUnsuccessfulSynchError", "causingAgent"] => Some(&mut self.error.causing_agent),
            ["lastUnsuccessfulSynchError", "code"] => Some(&mut self.error.code),
            ["lastUnsuccessfulSynchError", "text"] => Some(&mut self.error.text),
            _ => None,
        }
    }

    /// Data from a cache says nothing about the request; if it did not get there, the source will be late.
    fn failure(&self) -> Option<SynchFailure> {
        let failed = match self.code.trim() {
            "DataFromSource" | "DataFromCache" => false,
            "NoDataSynchFailed" | "DataFromCacheSynchFailed" => true,
            _ => self.failed,
        };
        let kept = |text: &str| text.trim().chars().take(TEXT_LENGTH).collect();
        failed.then(|| SynchFailure {
            causing_agent: kept(&self.error.causing_agent),
            code: kept(&self.error.code),
            text: kept(&self.error.text),
        })
    }
}

fn drafts(header: &RawElement) -> Result<Vec<Draft>, DecodeError> {
    let mut tokens = Tokens::new(header.as_str(), &Limits::default());
    let mut drafts: Vec<Draft> = Vec::new();
    let mut path: Vec<&str> = Vec::new();
    loop {
        match tokens.next()? {
            Token::Start(tag) => {
                path.push(tag.local);
                match (path.as_slice(), drafts.last_mut()) {
                    ([_, RECORD], _) => drafts.push(Draft::default()),
                    ([_, RECORD, "lastUnsuccessfulSynchError"], Some(draft)) => draft.failed = true,
                    _ => {}
                }
            }
            Token::Text(text) => {
                if let ([_, RECORD, field @ ..], Some(draft)) = (path.as_slice(), drafts.last_mut())
                    && let Some(value) = draft.field(field)
                {
                    value.push_str(&text);
                }
            }
            Token::End => {
                path.pop();
            }
            Token::Eof => return Ok(drafts),
        }
    }
}

const RECORD: &str = "ProcessingStatusList";

#[cfg(test)]
mod tests {
    use rivta_soap::envelope::Envelope;

    use super::*;

    /// The list in an answer with these headers.
    fn list(headers: &str) -> Option<StatusList> {
        let document = format!(
            "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Header>{headers}</s:Header><s:Body/></s:Envelope>"
        );
        let envelope = Envelope::read(&document, &Limits::default()).unwrap();
        StatusList::of(envelope.headers(), 3)
    }

    fn status(records: &str) -> StatusList {
        let uri = "urn:riv:interoperability:headers:1";
        list(&format!(
            "<h:ProcessingStatus xmlns:h='{uri}'>{records}</h:ProcessingStatus>"
        ))
        .unwrap()
    }

    fn record(address: &str, code: &str, rest: &str) -> String {
        format!(
            "<h:ProcessingStatusList><h:logicalAddress>{address}</h:logicalAddress><h:statusCode>{code}</h:statusCode>\
             <h:isResponseFromCache>false</h:isResponseFromCache><h:isResponseInSynch>true</h:isResponseInSynch>{rest}\
             </h:ProcessingStatusList>"
        )
    }

    fn shown(list: &StatusList) -> Vec<(&str, Option<String>)> {
        let records = list.records.iter();
        records
            .map(|record| {
                (
                    record.address.as_str(),
                    record.failure.as_ref().map(ToString::to_string),
                )
            })
            .collect()
    }

    #[test]
    fn as_the_platform_in_use_writes_it() {
        let good = record(
            "14",
            "DataFromSource",
            "<h:lastSuccessfulSynch>20260615120000</h:lastSuccessfulSynch>",
        );
        // Without lastSuccessfulSynch, which the schema demands.
        let bad = record(
            "SE1-AGENT",
            "NoDataSynchFailed",
            "<h:lastUnsuccessfulSynch>20260615120027</h:lastUnsuccessfulSynch><h:lastUnsuccessfulSynchError>\
             <h:causingAgent>virtualization_platform</h:causingAgent><h:code>504</h:code><h:text>Read timed out</h:text>\
             </h:lastUnsuccessfulSynchError>",
        );
        let list = status(&format!("{good}{bad}"));
        assert!(list.whole);
        assert_eq!(
            shown(&list),
            [
                ("14", None),
                (
                    "SE1-AGENT",
                    Some("virtualization_platform: 504: Read timed out".to_owned())
                )
            ]
        );
    }

    #[test]
    fn no_header_is_not_an_empty_one() {
        assert_eq!(list(""), None);
        assert_eq!(list("<x:Other xmlns:x='urn:x'/>"), None);
        let empty = status("");
        assert_eq!((empty.records.len(), empty.whole), (0, true));
    }

    #[test]
    fn order_case_space_and_strangers_do_not_matter() {
        let list = status(
            "<x:more xmlns:x='urn:x'/><h:ProcessingStatusList><h:statusCode> NoDataSynchFailed\n</h:statusCode><h:new>13</h:new>\
             <h:lastUnsuccessfulSynchError><h:text>refused &amp; <![CDATA[closed]]></h:text></h:lastUnsuccessfulSynchError>\
             <h:logicalAddress> 13 </h:logicalAddress></h:ProcessingStatusList>",
        );
        assert!(list.whole);
        assert_eq!(shown(&list), [("13", Some("refused & closed".to_owned()))]);
    }

    #[test]
    fn a_code_that_says_nothing_is_read_by_the_error_beside_it() {
        let error = "<h:lastUnsuccessfulSynchError/>";
        let list = status(&format!(
            "{}{}{}",
            record("01", "Partly", ""),
            record("13", "Partly", error),
            record("14", "DataFromCacheSynchFailed", "")
        ));
        let silent = Some("the platform gives no reason".to_owned());
        assert_eq!(shown(&list), [("01", None), ("13", silent.clone()), ("14", silent)]);
    }

    #[test]
    fn two_records_about_one_source_are_one_source() {
        let failed = record("se1-a", "NoDataSynchFailed", "");
        let good = record("SE1-A", "DataFromSource", "");
        for records in [format!("{failed}{good}"), format!("{good}{failed}")] {
            let list = status(&records);
            assert_eq!((list.records.len(), list.whole), (1, true));
            assert_eq!(list.records[0].failure, None);
        }
    }

    #[test]
    fn what_cannot_be_named_or_held_is_known_to_be_missing() {
        let nameless = status(&format!(
            "{}{}",
            record("13", "DataFromSource", ""),
            record(" ", "DataFromSource", "")
        ));
        assert_eq!((nameless.records.len(), nameless.whole), (1, false));
        let many: String = ["1", "2", "3", "4"].map(|it| record(it, "DataFromSource", "")).concat();
        let many = status(&many);
        assert_eq!((many.records.len(), many.whole), (3, false));
    }

    #[test]
    fn two_headers_are_one_list() {
        let header = |records: &str| format!("<h:ProcessingStatus xmlns:h='urn:x'>{records}</h:ProcessingStatus>");
        let both = header(&record("13", "DataFromSource", "")) + &header(&record("14", "DataFromSource", ""));
        assert_eq!(shown(&list(&both).unwrap()), [("13", None), ("14", None)]);
    }

    #[test]
    fn a_long_text_is_cut() {
        let text = "ö".repeat(2_000);
        let error = format!("<h:lastUnsuccessfulSynchError><h:text>{text}</h:text></h:lastUnsuccessfulSynchError>");
        let list = status(&record("13", "NoDataSynchFailed", &error));
        assert_eq!(
            list.records[0].failure.as_ref().unwrap().text.chars().count(),
            TEXT_LENGTH
        );
    }
}

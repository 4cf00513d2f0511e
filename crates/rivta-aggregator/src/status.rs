//! The SOAP header `ProcessingStatus`: which sources were asked and how it went (section 1.8).

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use rivta_contracts::interoperability_headers_1_0::{
    self as headers, CausingAgentEnum, LastUnsuccessfulSynchErrorType, ProcessingStatusRecordType,
    ProcessingStatusType, StatusCodeEnum,
};
use rivta_soap::time::{format_timestamp, swedish_local};
use rivta_soap::xml::{DecodeError, Limits, RawElement, write_document};
use serde_json::{Value, json};

/// What stands for the last good answer of a source that has never given one to this process. The schema demands a time.
pub const NEVER: &str = "19700101000000";

/// Sources whose last good answers are remembered.
const REMEMBERED: usize = 10_000;

/// Why a source gave no answer that could be used. The text of each is what the consumer is told.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Failure {
    /// A SOAP fault of the platform or of the source.
    #[error("{text}")]
    Fault {
        /// The HTTP status it came with.
        status: u16,
        text: String,
    },
    /// No answer in time.
    #[error("Read timed out (timeout {} ms)", after.as_millis())]
    Timeout { after: Duration },
    /// No connection, no HTTP, no SOAP, or another answer than the contract's.
    #[error("{0}")]
    Other(String),
    /// The time for all sources together was over.
    #[error("Unknown error")]
    CutOff,
}

impl Failure {
    /// The code of the error block.
    fn code(&self) -> String {
        match self {
            Self::Fault { status, .. } => status.to_string(),
            Self::Timeout { .. } => "504".to_owned(),
            Self::Other(_) | Self::CutOff => "43000".to_owned(),
        }
    }

    /// What may stand in a log: the text of a fault is the other side's, and only a code of the platform's at its
    /// beginning is known to hold nothing about a person.
    pub(crate) fn logged(&self) -> String {
        let Self::Fault { text, .. } = self else {
            return self.to_string();
        };
        let code: String = text.chars().take(5).collect();
        let is_number = |digits: &str| digits.len() == 3 && digits.bytes().all(|digit| digit.is_ascii_digit());
        let is_platform = code.strip_prefix("VP").is_some_and(is_number);
        if is_platform { code } else { "SOAP fault".to_owned() }
    }
}

/// How it went with one source.
pub(crate) struct Record {
    pub(crate) source: String,
    pub(crate) at: DateTime<Utc>,
    /// When it last answered before this, as far as this process knows.
    pub(crate) last_answer: Option<DateTime<Utc>>,
    pub(crate) failure: Option<Failure>,
}

impl Record {
    fn status_code(&self) -> StatusCodeEnum {
        match self.failure {
            None => StatusCodeEnum::DataFromSource,
            Some(_) => StatusCodeEnum::NoDataSynchFailed,
        }
    }

    fn to_record(&self) -> ProcessingStatusRecordType {
        let stamp = |instant| format_timestamp(swedish_local(instant));
        let now = stamp(self.at);
        let error = self.failure.as_ref().map(|failure| LastUnsuccessfulSynchErrorType {
            // As the incumbent's, whoever caused it.
            causing_agent: CausingAgentEnum::VirtualizationPlatform,
            code: failure.code(),
            text: failure.to_string(),
            any: Vec::new(),
        });
        ProcessingStatusRecordType {
            logical_address: self.source.clone(),
            status_code: self.status_code(),
            is_response_from_cache: false,
            is_response_in_synch: error.is_none(),
            last_successful_synch: match &error {
                None => now.clone(),
                Some(_) => self.last_answer.map_or_else(|| NEVER.to_owned(), stamp),
            },
            last_unsuccessful_synch: error.is_some().then_some(now),
            last_unsuccessful_synch_error: error,
        }
    }

    /// As the log has it.
    fn to_json(&self) -> Value {
        let mut told = json!({ "logicalAddress": self.source, "statusCode": self.status_code().as_str() });
        if let Some(failure) = &self.failure {
            told["errorCausingAgent"] = "virtualization_platform".into();
            told["errorCode"] = failure.code().into();
            told["errorText"] = failure.logged().into();
        }
        told
    }
}

/// The header, with one record for each source that was asked.
pub(crate) fn header(records: &[Record]) -> Result<RawElement, DecodeError> {
    let status = ProcessingStatusType {
        processing_status_list: records.iter().map(Record::to_record).collect(),
        any: Vec::new(),
    };
    let name = headers::name::PROCESSING_STATUS;
    let written = write_document(&name, &[name.namespace], &status);
    let limits = Limits {
        bytes: usize::MAX,
        elements: usize::MAX,
        ..Limits::default()
    };
    RawElement::parse(&String::from_utf8_lossy(&written), &limits)
}

/// The records as a JSON array for the log.
pub(crate) fn logged(records: &[Record]) -> String {
    Value::Array(records.iter().map(Record::to_json).collect()).to_string()
}

/// When each source last answered.
#[derive(Default)]
pub(crate) struct LastAnswers(Mutex<HashMap<String, DateTime<Utc>>>);

impl LastAnswers {
    pub(crate) fn of(&self, source: &str) -> Option<DateTime<Utc>> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(source)
            .copied()
    }

    /// Remembers an answer. Past the limit, sources that have answered before are still kept up to date.
    pub(crate) fn note(&self, source: &str, at: DateTime<Utc>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() < REMEMBERED || known.contains_key(source) {
            known.insert(source.to_owned(), at);
        }
    }
}

#[cfg(test)]
mod tests;

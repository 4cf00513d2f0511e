//! Why a call was not handled, and what the caller is told.

use http::{Response, StatusCode};
use rivta_soap::xml::DecodeError;
use rivta_soap::{Fault, Profile};

use crate::listener::{BodyError, OutgoingBody, fault_response, full};

/// Why a call was not handled. Its text goes to the caller and to the log; it never holds a value from the message.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("The request cannot be read: {0}.")]
    Unreadable(Box<DecodeError>),
    #[error("The request is no call of a contract that is served here.")]
    UnknownContract,
    #[error("The request has no logical address (SOAP header {0}).")]
    NoLogicalAddress(&'static str),
    #[error("The request is written for profile {found}, the contract for {expected}.")]
    WrongProfile { expected: Profile, found: Profile },
    #[error("The logical address is malformed: {0}.")]
    LogicalAddress(rivta_soap::xml::ValueError),
    #[error("The client certificate names no HSA-id: {0}.")]
    NoCaller(String),
    #[error("The HTTP header {0} holds no HSA-id.")]
    Header(&'static str),
    #[error("The request's body: {0}.")]
    Body(BodyError),
    #[error("The handler answered with a fault.")]
    ByHandler(Box<Fault>),
}

impl Refusal {
    /// The log id a handler has already given its fault, so that the log has one id for one refusal.
    pub(crate) fn log_id(&self) -> Option<String> {
        match self {
            Self::ByHandler(fault) => fault.detail_text("logId"),
            _ => None,
        }
    }

    /// The answer, which carries the log id wherever it carries a fault.
    pub(crate) fn response(&self, log_id: &str) -> Response<OutgoingBody> {
        match self {
            Self::Body(BodyError::TooLarge { .. }) => bare(StatusCode::PAYLOAD_TOO_LARGE),
            Self::Body(BodyError::Idle { .. } | BodyError::Slow { .. }) => bare(StatusCode::REQUEST_TIMEOUT),
            Self::Body(_) => bare(StatusCode::BAD_REQUEST),
            Self::ByHandler(fault) => fault_response(&logged(Fault::clone(fault), log_id)),
            _ => fault_response(&Fault::client(self.to_string()).with_log_id(log_id)),
        }
    }
}

/// A handler's own detail is kept; a log id that is not in it then stands in the text.
fn logged(mut fault: Fault, log_id: &str) -> Fault {
    match fault.detail_text("logId") {
        _ if fault.detail.is_none() => return fault.with_log_id(log_id),
        Some(own) if own == log_id => return fault,
        _ => {}
    }
    fault.string = format!("{} (log id {log_id})", fault.string);
    fault
}

/// An answer without a body; the rest of the request is not read, so the connection ends with it.
fn bare(status: StatusCode) -> Response<OutgoingBody> {
    let mut response = Response::new(full(Vec::new()));
    *response.status_mut() = status;
    let close = http::HeaderValue::from_static("close");
    response.headers_mut().insert(http::header::CONNECTION, close);
    response
}

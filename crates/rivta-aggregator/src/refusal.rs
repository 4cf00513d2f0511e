//! Why a call gets a fault instead of an aggregate (section 1.9). The trouble of sources is never a reason: it stands in
//! the header of the answer.

use rivta_soap::Fault;
use rivta_soap::xml::DecodeError;
use thiserror::Error;

use crate::status::Failure;

/// What stands in the log and the figures about a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Reason {
    Caller,
    Message,
    Headers,
    Index,
    Technical,
}

/// Why there is no aggregate. The text of each is the `faultstring`.
#[derive(Debug, Error)]
pub(crate) enum Refusal {
    /// The certificate is not one of those that may call here; the operator decides which may.
    #[error("The caller is not a part of this platform.")]
    CallerNotAllowed,
    /// The request is not a SOAP envelope.
    #[error("The message cannot be read: {0}")]
    Unreadable(Box<DecodeError>),
    /// The first child of Body belongs to no service here, or to another than the one called; the text is that of the
    /// incumbent's library.
    #[error("Message part {{{namespace}}}{local} was not recognized.  (Does it exist in service WSDL?)")]
    Unrecognized { namespace: String, local: String },
    /// The `SOAPAction` is another contract's, and the configuration wants it checked.
    #[error("The given SOAPAction {0} does not match an operation.")]
    SoapAction(String),
    /// Headers of the platform that every call must have; one line for each.
    #[error("{0}")]
    HeadersMissing(String),
    /// The index failed, or refused the question.
    #[error("{0}")]
    Index(Failure),
    /// Something in this program, which the log id leads to.
    #[error("The answer could not be put together.")]
    Technical(Box<DecodeError>),
}

impl Refusal {
    pub(crate) fn reason(&self) -> Reason {
        match self {
            Self::CallerNotAllowed => Reason::Caller,
            Self::Unreadable(_) | Self::Unrecognized { .. } | Self::SoapAction(_) => Reason::Message,
            Self::HeadersMissing(_) => Reason::Headers,
            Self::Index(_) => Reason::Index,
            Self::Technical(_) => Reason::Technical,
        }
    }

    /// The fault that the consumer gets. It has no detail.
    pub(crate) fn to_fault(&self) -> Fault {
        let text = self.to_string();
        match self.reason() {
            Reason::Message | Reason::Caller => Fault::client(text),
            Reason::Headers | Reason::Index | Reason::Technical => Fault::server(text),
        }
    }

    /// What may stand in a log: nothing that another party has written.
    pub(crate) fn logged(&self) -> String {
        match self {
            Self::Index(failure) => format!("the engagement index: {}", failure.logged()),
            Self::Unrecognized { .. } => "the body's element belongs to no service".to_owned(),
            Self::SoapAction(_) => "the SOAPAction does not match".to_owned(),
            Self::Technical(error) => error.to_string(),
            refusal => refusal.to_string().trim_end().replace('\n', "; "),
        }
    }
}

impl Reason {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Caller => "caller",
            Self::Message => "message",
            Self::Headers => "headers",
            Self::Index => "index",
            Self::Technical => "technical",
        }
    }
}

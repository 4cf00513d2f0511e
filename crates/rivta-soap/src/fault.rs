//! SOAP 1.1 faults.

use crate::envelope;
use crate::xml::{Decode, DecodeError, RawElement, Reader, Wildcard, Writer};

/// Who can mend a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FaultCode {
    /// `Client`: the message was wrong; the sender must change it.
    Client,
    /// `Server`: the receiver could not do its work; the same message may succeed later.
    Server,
    /// Any other code, as its local name: `VersionMismatch`, `MustUnderstand`, or a sender's own.
    Other(String),
}

impl FaultCode {
    /// The code's local name.
    pub fn local(&self) -> &str {
        match self {
            Self::Client => "Client",
            Self::Server => "Server",
            Self::Other(local) => local,
        }
    }

    fn from_qualified(text: &str) -> Self {
        let local = text.trim().rsplit(':').next().unwrap_or("");
        // `Client.Authentication` is how SOAP 1.1 refines a code.
        match local.split('.').next().unwrap_or("") {
            "Client" => Self::Client,
            "Server" => Self::Server,
            _ => Self::Other(local.to_owned()),
        }
    }
}

/// What stands in an envelope when a call fails. It travels with HTTP status 500.
///
/// A technical fault never carries personal data, only a log id that the operator can look up
/// (TKB of the contract, section on faults). [`std::fmt::Display`] shows code and text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {string}", code.local())]
pub struct Fault {
    /// Who can mend it.
    pub code: FaultCode,
    /// What happened, for a person.
    pub string: String,
    /// Who on the way made the fault (`faultactor`).
    pub actor: Option<String>,
    /// The element `detail`, verbatim.
    pub detail: Option<RawElement>,
}

impl Fault {
    /// A fault the sender of the message must mend.
    pub fn client(text: impl Into<String>) -> Self {
        Self::new(FaultCode::Client, text)
    }

    /// A fault the receiver of the message must mend.
    pub fn server(text: impl Into<String>) -> Self {
        Self::new(FaultCode::Server, text)
    }

    fn new(code: FaultCode, text: impl Into<String>) -> Self {
        Self {
            code,
            string: text.into(),
            actor: None,
            detail: None,
        }
    }

    /// Makes `detail` hold one element `detailString` with a text, as the platform does.
    pub fn with_detail_string(mut self, text: &str) -> Self {
        self.detail = Some(RawElement::plain("detail", &[("detailString", text)]));
        self
    }

    /// Makes `detail` hold one element `logId` with the id an operator can look up.
    pub fn with_log_id(mut self, log_id: &str) -> Self {
        self.detail = Some(RawElement::plain("detail", &[("logId", log_id)]));
        self
    }

    /// The text of the first element with this local name in `detail`.
    pub fn detail_text(&self, local: &str) -> Option<String> {
        self.detail.as_ref()?.text_of(local)
    }

    /// The fault in an envelope of its own, in UTF-8.
    pub fn to_envelope(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.verbatim(envelope::FAULT_HEAD);
        writer.verbatim("<SOAP-ENV:Fault><faultcode>SOAP-ENV:");
        writer.text(self.code.local());
        writer.verbatim("</faultcode><faultstring>");
        writer.text(&self.string);
        writer.verbatim("</faultstring>");
        if let Some(actor) = &self.actor {
            writer.verbatim("<faultactor>");
            writer.text(actor);
            writer.verbatim("</faultactor>");
        }
        if let Some(detail) = &self.detail {
            writer.verbatim(detail.as_str());
        }
        writer.verbatim("</SOAP-ENV:Fault>");
        writer.verbatim(envelope::FAULT_TAIL);
        writer.into_bytes()
    }
}

impl Decode for Fault {
    /// Reads the content of a `Fault` element by the local names of its children, in any order:
    /// peers disagree about namespace and order, and a fault must not be lost over it.
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let children = reader.any(Wildcard::Any, 0, None)?;
        reader.end()?;
        let child = |local| children.iter().find(|child| child.name().1 == local);
        let text = |local| child(local).and_then(|child| child.text_of(local));
        Ok(Self {
            code: FaultCode::from_qualified(&text("faultcode").unwrap_or_default()),
            string: text("faultstring").unwrap_or_default(),
            actor: text("faultactor"),
            detail: child("detail").cloned(),
        })
    }
}

//! The platform's considered noes: one closed table, and the one function that turns a refusal into a fault.
//!
//! People and systems match on the code, so codes, faultcodes, HTTP status and detail texts are those of the
//! incumbent platform (also where its spelling is odd); the sentences for the caller are our own.

mod page;
mod particulars;
mod table;

use rivta_soap::fault::Fault;

pub use page::page;
pub use particulars::{Destination, ProducerFailure, ReadProblem, SenderProblem, Uncoded};
pub use table::{Code, Row, STATUS, Side, TABLE};

/// Why a call was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// VP001.
    ProfileMissing,
    /// VP002.
    SenderUnknown(SenderProblem),
    /// VP003.
    ReceiverMissing,
    /// VP004.
    RouteMissing(Destination),
    /// VP005; holds the profile of the call.
    ProfileUnsupported(String),
    /// VP006.
    RouteAmbiguous(Destination),
    /// VP007.
    PermissionMissing {
        /// What was to be called.
        destination: Destination,
        /// Who wanted to call it.
        sender: String,
    },
    /// VP008.
    CatalogueMissing,
    /// VP009.
    ProducerFailed {
        /// The address in the catalogue.
        address: String,
        /// What happened there.
        failure: ProducerFailure,
    },
    /// VP010.
    AddressBlank(Destination),
    /// VP011.
    CallerNotAllowed {
        /// The address that is not on the list.
        ip: String,
        /// Where it was taken from.
        header: String,
    },
    /// VP012; holds the parser's text.
    ConversionFailed(String),
    /// VP013.
    OriginalConsumerNotAllowed,
    /// VP014.
    RoutingLoop,
    /// VP015.
    Unreadable(ReadProblem),
    /// Any code, ordered by a tester.
    Ordered(Code),
    /// No code: what the incumbent lets through as a bare exception.
    Uncoded(Uncoded),
}

impl Refusal {
    /// The number of the refusal; `None` for what the incumbent reports without one.
    pub const fn code(&self) -> Option<Code> {
        Some(match self {
            Self::ProfileMissing => Code::Vp001,
            Self::SenderUnknown(_) => Code::Vp002,
            Self::ReceiverMissing => Code::Vp003,
            Self::RouteMissing(_) => Code::Vp004,
            Self::ProfileUnsupported(_) => Code::Vp005,
            Self::RouteAmbiguous(_) => Code::Vp006,
            Self::PermissionMissing { .. } => Code::Vp007,
            Self::CatalogueMissing => Code::Vp008,
            Self::ProducerFailed { .. } => Code::Vp009,
            Self::AddressBlank(_) => Code::Vp010,
            Self::CallerNotAllowed { .. } => Code::Vp011,
            Self::ConversionFailed(_) => Code::Vp012,
            Self::OriginalConsumerNotAllowed => Code::Vp013,
            Self::RoutingLoop => Code::Vp014,
            Self::Unreadable(_) => Code::Vp015,
            Self::Ordered(code) => *code,
            Self::Uncoded(_) => return None,
        })
    }

    /// The code that stands in the log: failures without a code are logged as VP009.
    pub const fn logged_code(&self) -> Code {
        match self.code() {
            Some(code) => code,
            None => Code::Vp009,
        }
    }

    /// Whether the producer answered, but with nothing.
    pub(crate) const fn is_empty_answer(&self) -> bool {
        let Self::ProducerFailed { failure, .. } = self else {
            return false;
        };
        matches!(failure, ProducerFailure::EmptyAnswer(_))
    }

    /// The local name of the faultcode.
    pub fn side(&self) -> &'static str {
        match (self, self.logged_code().row().side) {
            (Self::Uncoded(_), _) | (_, Side::Server) => "Server",
            (_, Side::Client) => "Client",
        }
    }

    /// The text of `detailString`.
    pub fn detail(&self) -> String {
        if let Self::Uncoded(uncoded) = self {
            return format!("{}: {}", uncoded.class(), uncoded.message());
        }
        if let Self::Ordered(_) = self {
            return "A tester has ordered this fault.".to_owned();
        }
        let mut detail = self.logged_code().row().detail.replacen("%s", &self.particulars(), 1);
        if let Self::RouteMissing(destination) = self
            && destination.receiver.contains(' ')
        {
            detail.push_str(". Whitespace detected in incoming request!");
        }
        detail
    }

    /// The SOAP fault for this refusal; `instance_name` names the platform in `faultstring`.
    pub fn to_fault(&self, instance_name: &str) -> Fault {
        let row = self.logged_code().row();
        let fault = match self {
            Self::Uncoded(uncoded) => Side::Server.fault(uncoded.message()),
            _ => row.side.fault(format!("{} [{instance_name}] {}", row.code, row.caller)),
        };
        fault.with_detail_string(&self.detail())
    }

    /// What `%s` in the detail of the row stands for.
    fn particulars(&self) -> String {
        match self {
            Self::SenderUnknown(problem) => problem.to_string(),
            Self::RouteMissing(to) | Self::RouteAmbiguous(to) | Self::AddressBlank(to) => to.to_string(),
            Self::ProfileUnsupported(profile) => profile.clone(),
            Self::PermissionMissing { destination, sender } => format!("{destination}, senderId: {sender}"),
            Self::ProducerFailed { address, failure } => format!("{address}{failure}"),
            Self::CallerNotAllowed { ip, header } => {
                format!(" IP-address: {ip}. HTTP header that caused checking: {header}")
            }
            Self::ConversionFailed(text) => text.clone(),
            Self::Unreadable(problem) => problem.to_string(),
            _ => String::new(),
        }
    }
}

#[cfg(test)]
mod tests;

//! What can go wrong, told apart by who can mend it.

use std::fmt;
use std::time::Duration;

use http::StatusCode;
use rivta_soap::Fault;
use rivta_soap::xml::DecodeError;

use crate::channel::{ChannelError, Phase, TlsFailure};

/// Which call an error belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circumstances {
    /// The contract's name, for example `RequestExemptionStatuses`.
    pub contract: &'static str,
    /// Whom the call was for.
    pub logical_address: String,
    /// The trace id, under which the platform's operators find the call.
    pub correlation_id: String,
}

impl fmt::Display for Circumstances {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            contract,
            logical_address,
            correlation_id,
        } = self;
        write!(f, "{contract} to {logical_address} (correlation id {correlation_id})")
    }
}

/// Why a consumer could not be made, or why a call got no answer.
///
/// No error holds the request or the answer. The text of a [`Fault`] is the other side's; the profile forbids personal
/// data in it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Certificates, key, trust, revocation lists or the choice of TLS cannot be used; the operator must mend what the
    /// error names.
    #[error(transparent)]
    Certificates(#[from] rivta_tls::Error),
    /// The URL cannot be called; the operator must correct it.
    #[error("{url} cannot be called: {reason}")]
    Endpoint {
        /// The URL.
        url: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The consumer forwards the original consumer's HSA-id, and the call was given none; the program must give it.
    #[error("{0}: the call must name its original consumer (rule 23)")]
    NoOriginalConsumer(Box<Circumstances>),
    /// A value cannot stand in an HTTP header; the program must give another.
    #[error("{call}: the value of {header} cannot stand in an HTTP header")]
    Header {
        /// The call.
        call: Box<Circumstances>,
        /// The header's name.
        header: &'static str,
    },
    /// No connection; the other side is down or the address is wrong.
    #[error("{call}: {source}")]
    Connect {
        /// The call.
        call: Box<Circumstances>,
        /// Refused, unreachable or unknown.
        source: ChannelError,
    },
    /// No secure connection; [`TlsFailure`] tells whose certificate is to be mended.
    #[error("{call}: {failure}")]
    Tls {
        /// The call.
        call: Box<Circumstances>,
        /// What was wrong, and on whose side.
        failure: TlsFailure,
    },
    /// A phase took longer than it may.
    #[error("{call}: time-out after {after:?} while {phase}")]
    Timeout {
        /// The call.
        call: Box<Circumstances>,
        /// The phase.
        phase: Phase,
        /// The time it was given.
        after: Duration,
    },
    /// The connection broke, or what came back is not HTTP. Whether the request was handled is unknown.
    #[error("{call}: {source}")]
    Broken {
        /// The call.
        call: Box<Circumstances>,
        /// Reset, closed without an answer, cut short, or not understood.
        source: ChannelError,
    },
    /// The answer is larger than the limit; reading stopped there.
    #[error("{call}: the answer is larger than the limit of {limit} bytes")]
    TooLarge {
        /// The call.
        call: Box<Circumstances>,
        /// The limit in bytes.
        limit: u64,
    },
    /// An HTTP status that is not success, and no SOAP fault with it.
    #[error("{call}: HTTP status {status} without a SOAP fault")]
    Http {
        /// The call.
        call: Box<Circumstances>,
        /// The status.
        status: StatusCode,
    },
    /// The platform or the producer answered with a SOAP fault, whatever the HTTP status.
    #[error("{call}: {fault}")]
    Fault {
        /// The call.
        call: Box<Circumstances>,
        /// The fault.
        fault: Box<Fault>,
    },
    /// The answer does not follow the contract; the producer must mend it.
    #[error("{call}: the answer cannot be read: {source}")]
    Undecodable {
        /// The call.
        call: Box<Circumstances>,
        /// What is wrong, and where.
        source: Box<DecodeError>,
    },
}

impl Error {
    /// Whether the producer may just be unavailable, so that sending the same request again later makes sense: no
    /// connection, a time-out, a broken connection, HTTP 5xx or a SOAP fault (rule 22). An answer that could be read
    /// is never an error here, also when its result code says no.
    pub fn is_unavailability(&self) -> bool {
        match self {
            Self::Connect { .. }
            | Self::Tls { .. }
            | Self::Timeout { .. }
            | Self::Broken { .. }
            | Self::Fault { .. } => true,
            Self::Http { status, .. } => status.is_server_error(),
            _ => false,
        }
    }

    /// The SOAP fault, when there is one.
    pub fn fault(&self) -> Option<&Fault> {
        match self {
            Self::Fault { fault, .. } => Some(fault),
            _ => None,
        }
    }

    pub(crate) fn of_channel(call: &Circumstances, error: ChannelError) -> Self {
        let call = Box::new(call.clone());
        match error {
            ChannelError::Tls { failure, .. } => Self::Tls { call, failure },
            ChannelError::Timeout { phase, after, .. } => Self::Timeout { call, phase, after },
            ChannelError::TooLarge { limit, .. } => Self::TooLarge { call, limit },
            source @ (ChannelError::Refused { .. }
            | ChannelError::Connect { .. }
            | ChannelError::Busy { .. }
            | ChannelError::Address(_)) => Self::Connect { call, source },
            source => Self::Broken { call, source },
        }
    }
}

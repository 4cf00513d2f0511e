//! Why a channel could not carry a request or an answer.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::time::Duration;

use rustls::{AlertDescription, CertificateError as RustlsCertificateError};

/// Any error, as bodies carry it.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// Characters of a text of the TLS library that are told.
const OTHER: usize = 200;

/// A phase of a call, each with a time limit of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Phase {
    /// Finding the host's address and connecting.
    Connect,
    /// The TLS handshake.
    Tls,
    /// Sending the request.
    Write,
    /// Waiting for the head of the answer.
    FirstByte,
    /// Reading the answer's body.
    Read,
    /// The call as a whole.
    Total,
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Connect => "connecting",
            Self::Tls => "the TLS handshake",
            Self::Write => "sending the request",
            Self::FirstByte => "waiting for the answer",
            Self::Read => "reading the answer",
            Self::Total => "the call as a whole",
        })
    }
}

/// Why the two sides could not agree on TLS.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TlsFailure {
    /// The other side says that our certificate has expired, or (the same alert of TLS) is not valid yet; renew it, and
    /// see that both clocks are right.
    #[error("the other side refuses our certificate: it has expired or is not valid yet")]
    OurCertificateExpired,
    /// The other side says that our certificate has been revoked; get a new one.
    #[error("the other side refuses our certificate: it has been revoked")]
    OurCertificateRevoked,
    /// The other side does not trust the authority that issued our certificate; most often an environment mixed up.
    #[error("the other side refuses our certificate: it does not trust the authority that issued it")]
    OurAuthorityUnknown,
    /// The other side refuses our certificate for another reason, named as in TLS.
    #[error("the other side refuses our certificate: {0}")]
    OurCertificateRefused(String),
    /// The other side's certificate has expired.
    #[error("the other side's certificate has expired")]
    TheirCertificateExpired,
    /// The other side's certificate has been revoked.
    #[error("the other side's certificate has been revoked")]
    TheirCertificateRevoked,
    /// We do not trust the authority that issued the other side's certificate.
    #[error("the other side's certificate was issued by an authority we do not trust")]
    TheirAuthorityUnknown,
    /// The other side's certificate is for another host.
    #[error("the other side's certificate is not for this host name")]
    TheirNameDiffers,
    /// Anything else, in the TLS library's words: no common version, no TLS at all, and so on.
    #[error("{0}")]
    Other(String),
}

impl From<&rustls::Error> for TlsFailure {
    fn from(error: &rustls::Error) -> Self {
        use RustlsCertificateError as Theirs;
        match error {
            rustls::Error::AlertReceived(alert) => Self::from(*alert),
            rustls::Error::InvalidCertificate(reason) => match reason {
                Theirs::Expired | Theirs::ExpiredContext { .. } => Self::TheirCertificateExpired,
                Theirs::Revoked => Self::TheirCertificateRevoked,
                Theirs::UnknownIssuer => Self::TheirAuthorityUnknown,
                Theirs::NotValidForName | Theirs::NotValidForNameContext { .. } => Self::TheirNameDiffers,
                _ => Self::other(error),
            },
            _ => Self::other(error),
        }
    }
}

impl TlsFailure {
    /// The library lists all that it would have taken instead; the beginning says what was wrong.
    fn other(error: &rustls::Error) -> Self {
        let mut text = error.to_string();
        if let Some((end, _)) = text.char_indices().nth(OTHER) {
            text.truncate(end);
            text.push('…');
        }
        Self::Other(text)
    }
}

impl From<AlertDescription> for TlsFailure {
    fn from(alert: AlertDescription) -> Self {
        use AlertDescription as Alert;
        match alert {
            Alert::CertificateExpired => Self::OurCertificateExpired,
            Alert::CertificateRevoked => Self::OurCertificateRevoked,
            Alert::UnknownCA => Self::OurAuthorityUnknown,
            Alert::BadCertificate
            | Alert::UnsupportedCertificate
            | Alert::CertificateUnknown
            | Alert::CertificateRequired
            | Alert::AccessDenied
            | Alert::NoCertificate => Self::OurCertificateRefused(format!("{alert:?}")),
            _ => Self::Other(format!("the other side ended the handshake with the alert {alert:?}")),
        }
    }
}

/// Why a channel could not carry a request or an answer. Every variant names the host and port it concerns.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ChannelError {
    /// The URL is not one that can be called; the caller must correct it.
    #[error("the URL cannot be called: {0}")]
    Address(&'static str),
    /// Nobody listens at the address.
    #[error("{authority} refused the connection")]
    Refused {
        /// Host and port.
        authority: String,
    },
    /// The host is unknown or cannot be reached.
    #[error("{authority} cannot be reached: {source}")]
    Connect {
        /// Host and port.
        authority: String,
        /// The reason given by the operating system.
        source: io::Error,
    },
    /// As many calls are in flight there as may be; nothing was sent.
    #[error("{authority} has {limit} calls in flight, the most that it may have at once")]
    Busy {
        /// Host and port.
        authority: String,
        /// The limit, [`Limits::connections`](crate::Limits::connections).
        limit: usize,
    },
    /// The two sides could not agree on TLS.
    #[error("no secure connection to {authority}: {failure}")]
    Tls {
        /// Host and port.
        authority: String,
        /// What was wrong, and on whose side.
        failure: TlsFailure,
    },
    /// A phase took longer than it may.
    #[error("time-out after {after:?} while {phase} ({authority})")]
    Timeout {
        /// Host and port.
        authority: String,
        /// The phase.
        phase: Phase,
        /// The time it was given.
        after: Duration,
    },
    /// The other side broke the connection (TCP reset).
    #[error("{authority} reset the connection")]
    Reset {
        /// Host and port.
        authority: String,
    },
    /// The other side closed the connection in good order, but without an answer.
    #[error("{authority} closed the connection without an answer")]
    Closed {
        /// Host and port.
        authority: String,
        /// Whether the connection had carried a call before: the other side may have closed it as idle, just as the
        /// request was on its way. Whether the request was handled is unknown.
        reused: bool,
    },
    /// The other side closed the connection in the middle of the answer.
    #[error("{authority} closed the connection in the middle of the answer")]
    Truncated {
        /// Host and port.
        authority: String,
    },
    /// The answer is larger than the limit; reading stopped there.
    #[error("the answer of {authority} is larger than the limit of {limit} bytes")]
    TooLarge {
        /// Host and port.
        authority: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// The request's own body failed while it was sent. The source is the body's error.
    #[error("the request's body could not be read: {0}")]
    RequestBody(#[source] BoxError),
    /// The answer is not HTTP/1.1, or its headers exceed a limit.
    #[error("the answer of {authority} is not understood: {source}")]
    Protocol {
        /// Host and port.
        authority: String,
        /// The HTTP library's reason.
        source: hyper::Error,
    },
}

/// What went wrong on the stream below HTTP, where HTTP does not tell.
#[derive(Debug, Clone)]
pub(crate) enum StreamFailure {
    Tls(TlsFailure),
    Reset,
    WriteStalled,
}

impl StreamFailure {
    /// Reads an error of the stream; an end without farewell is no failure of its own, HTTP tells it better.
    pub(crate) fn of(error: &io::Error) -> Option<Self> {
        if let Some(tls) = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
            return Some(Self::Tls(tls.into()));
        }
        match error.kind() {
            io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted | io::ErrorKind::BrokenPipe => {
                Some(Self::Reset)
            }
            io::ErrorKind::TimedOut => Some(Self::WriteStalled),
            _ => None,
        }
    }

    pub(crate) fn at(self, authority: String, write: Duration) -> ChannelError {
        match self {
            Self::Tls(failure) => ChannelError::Tls { authority, failure },
            Self::Reset => ChannelError::Reset { authority },
            Self::WriteStalled => ChannelError::Timeout {
                authority,
                phase: Phase::Write,
                after: write,
            },
        }
    }
}

//! Why contracts could not be fetched.

use std::time::Duration;

use http::StatusCode;
use rivta_consumer::ChannelError;
use rivta_schema::Place;
use rivta_schema::source::{Reference, SourceTree};

use crate::problem::Problem;

/// Why contracts could not be fetched.
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    /// What was given is no URL that can be fetched.
    #[error("{given}: not a URL that can be fetched: {reason}")]
    Url {
        /// As given; without what may be a password.
        given: String,
        /// Why not.
        reason: String,
    },
    /// Nothing says whom to trust.
    #[error("{url}: the server cannot be trusted without --trust")]
    NoTrust {
        /// The URL.
        url: String,
    },
    /// Certificates or key cannot be used.
    #[error(transparent)]
    Certificates(#[from] rivta_consumer::Error),
    /// No answer.
    #[error("{url}: {source}")]
    Channel {
        /// The URL.
        url: String,
        /// Why.
        source: ChannelError,
    },
    /// An answer that is no document.
    #[error("{url}: HTTP status {status}{}", location.as_ref().map_or(String::new(), |to| format!(" to {to}")))]
    Status {
        /// The URL.
        url: String,
        /// The status.
        status: StatusCode,
        /// Where it redirects to.
        location: Option<String>,
    },
    /// A reference leads to another host.
    #[error("{}: {} is on another host", reference.place, reference.location)]
    OtherHost {
        /// The reference.
        reference: Box<Reference>,
    },
    /// A reference that means no URL.
    #[error("{}: {:?} means no URL that can be fetched: {reason}", reference.place, reference.location)]
    Reference {
        /// The reference.
        reference: Box<Reference>,
        /// Why not.
        reason: String,
    },
    /// What a reference leads to could not be fetched.
    #[error("{}: {source}", reference.place)]
    Referred {
        /// The reference.
        reference: Box<Reference>,
        /// Why.
        source: Box<Error>,
    },
    /// A document is not what it should be.
    #[error(transparent)]
    Schema(#[from] rivta_schema::Error),
    /// There is too much.
    #[error("{url}: more than {limit} {what}")]
    TooLarge {
        /// The URL that was given.
        url: String,
        /// What there is too much of.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// It took too long.
    #[error("not everything was fetched within {} seconds", .0.as_secs())]
    Patience(Duration),
}

impl Error {
    fn place(&self) -> Option<&Place> {
        match self {
            Self::OtherHost { reference } | Self::Reference { reference, .. } | Self::Referred { reference, .. } => {
                Some(&reference.place)
            }
            Self::Schema(error) => error.place(),
            _ => None,
        }
    }

    fn advice(&self) -> &'static str {
        match self {
            Self::Url { .. } => "Give the URL of a WSDL, such as https://host/path?wsdl, without name and password.",
            Self::NoTrust { .. } => "Give the certificate of the authority that issued the server's: --trust ca.pem.",
            Self::Certificates(_) => {
                "Check --cert, --key and --trust: PEM files, the key belonging to the certificate."
            }
            Self::Channel {
                source: ChannelError::Tls { .. },
                ..
            } => {
                "Check --trust, the authority of the server's certificate, and --cert with --key, ours, which it may demand."
            }
            Self::Channel { .. } => "Check host and port, and that the service is running.",
            Self::Status { status, .. } if status.is_redirection() => {
                "Redirects are not followed: give the URL it leads to."
            }
            Self::Status { .. } => "Check the path: a WSDL is most often at the service's URL with ?wsdl behind it.",
            Self::OtherHost { .. } => {
                "If that host is to be asked, add --allow-other-hosts; it is shown the same certificate."
            }
            Self::Reference { .. } => "Tell the service's owner; or fetch the files yourself and give the folder.",
            Self::Referred { source, .. } => source.advice(),
            Self::Schema(error) => error.advice(),
            Self::TooLarge { .. } => "Fetch the files yourself and give the folder of one domain release.",
            Self::Patience(_) => "Try again, or fetch the files yourself and give the folder.",
        }
    }

    /// As it is told; the trees are where its file may be.
    pub(super) fn problem(&self, trees: &[SourceTree]) -> Problem {
        Problem::at(self.place(), self.to_string(), self.advice(), trees)
    }
}

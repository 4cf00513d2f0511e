//! What can go wrong when a producer starts or reads its certificates anew.

use std::net::SocketAddr;
use std::path::PathBuf;

/// Why a producer could not start, or why new certificates were not taken into use.
///
/// Nothing that a caller sends ends up here: bad input is answered with a SOAP fault or an HTTP status.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The address cannot be listened on; the operator must choose another or stop whoever holds it.
    #[error("cannot listen on {address}: {source}")]
    Listening {
        /// The address asked for.
        address: SocketAddr,
        /// The reason given by the operating system.
        source: std::io::Error,
    },
    /// A file with certificates, a key or revocation lists cannot be read; the operator must mend it.
    #[error("cannot read {path}: {source}")]
    Reading {
        /// The file.
        path: PathBuf,
        /// The reason given by the operating system.
        source: std::io::Error,
    },
    /// The text is not PEM, or holds none of what is asked for; the operator must mend it.
    #[error("no usable {expected} in {origin}: {reason}")]
    Pem {
        /// What was looked for: `certificate`, `private key` or `revocation list`.
        expected: &'static str,
        /// The file, or `memory`.
        origin: String,
        /// What was found instead; never the text itself.
        reason: String,
    },
    /// The TLS library refuses the certificates, for example because key and certificate do not belong together.
    #[error("the certificates of {origin} cannot be used: {reason}")]
    Certificates {
        /// The file or files, or `memory`.
        origin: String,
        /// The library's reason.
        reason: String,
    },
    /// TLS cannot be agreed on with the versions and cipher suites asked for; the operator must mend the list.
    #[error("no TLS with {0}")]
    Agreement(String),
    /// The health endpoint speaks without TLS and therefore only on a loopback address.
    #[error("the health endpoint must listen on a loopback address, not on {0}")]
    HealthAddress(SocketAddr),
    /// Two handlers were given for one contract; the program must give one.
    #[error("the contract {0} has two handlers")]
    DuplicateHandler(&'static str),
    /// A contract is to be read tolerantly that has no handler; the program must give it one.
    #[error("the contract {0} has no handler")]
    Unhandled(&'static str),
    /// No handler was given: such a producer could only refuse.
    #[error("the producer has no handler")]
    NoHandler,
}

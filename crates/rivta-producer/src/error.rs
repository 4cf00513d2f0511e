//! What can go wrong when a producer starts or reads its certificates anew.

use std::net::SocketAddr;

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
    /// Certificates, key, trust, revocation lists or the choice of TLS cannot be used; the operator must mend what the
    /// error names.
    #[error(transparent)]
    Certificates(#[from] rivta_tls::Error),
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

//! Why certificates, trust or the choice of TLS cannot be used.

use std::fmt;
use std::path::PathBuf;

use rustls::InconsistentKeys;
use rustls::client::VerifierBuilderError;

/// Why certificates, trust or the choice of TLS cannot be used. The operator can mend each of them.
///
/// No error holds any text of a file: it may be a key.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
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
    #[error("TLS cannot be agreed on: {0}")]
    Agreement(String),
}

impl Error {
    /// The TLS library refuses a party's certificates and key.
    pub fn identity(origin: impl Into<String>, error: &rustls::Error) -> Self {
        if matches!(error, rustls::Error::InconsistentKeys(InconsistentKeys::KeyMismatch)) {
            return Self::refused(origin, &"the private key belongs to another certificate");
        }
        Self::refused(origin, error)
    }

    /// The TLS library refuses authorities or revocation lists.
    pub fn anchors(authorities: &str, lists: &str, error: &VerifierBuilderError) -> Self {
        let origin = match error {
            VerifierBuilderError::InvalidCrl(_) => lists,
            _ => authorities,
        };
        Self::refused(origin, error)
    }

    /// The certificates of a file, or of `memory`, are refused for a reason.
    pub fn refused(origin: impl Into<String>, reason: &dyn fmt::Display) -> Self {
        Self::Certificates {
            origin: origin.into(),
            reason: reason.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use rustls::client::VerifierBuilderError;
    use rustls::{CertRevocationListError, InconsistentKeys};

    use super::Error;

    #[test]
    fn the_file_is_named_that_must_be_mended() {
        let list = VerifierBuilderError::InvalidCrl(CertRevocationListError::ParseError);
        let none = VerifierBuilderError::NoRootAnchors;
        for (error, file) in [(list, "crl.pem"), (none, "ca.pem")] {
            let told = Error::anchors("ca.pem", "crl.pem", &error).to_string();
            assert!(
                told.starts_with(&format!("the certificates of {file} cannot be used: ")),
                "{told}"
            );
        }
        let other = rustls::Error::InconsistentKeys(InconsistentKeys::Unknown);
        let told = Error::identity("own.pem", &other).to_string();
        assert!(
            told.contains("own.pem") && !told.contains("another certificate"),
            "{told}"
        );
    }
}

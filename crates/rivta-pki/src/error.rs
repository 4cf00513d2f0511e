//! What can go wrong when a public key infrastructure is made.

use std::path::PathBuf;

/// Why a certificate, a revocation list or a file could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PkiError {
    /// The certificate library refused to make a key, a certificate or a list.
    #[error("{what} could not be made: {source}")]
    Making {
        /// What was being made, for example `certificate for region-13`.
        what: String,
        /// The reason given by the library.
        source: rcgen::Error,
    },
    /// A validity time cannot be written in a certificate: it lies before 1970 or far in the future.
    #[error("the validity time {0} cannot be written in a certificate")]
    Time(chrono::DateTime<chrono::Utc>),
    /// The name of a file would leave the folder or is empty; the caller must choose another name.
    #[error("\"{0}\" cannot be the name of a certificate file: use letters, digits, '-', '_' and '.'")]
    FileName(String),
    /// A file or folder could not be written; the operator must mend the path or its permissions.
    #[error("{path} could not be written: {source}")]
    Writing {
        /// The file or folder.
        path: PathBuf,
        /// The reason given by the operating system.
        source: std::io::Error,
    },
}

impl PkiError {
    pub(crate) fn making(what: impl Into<String>) -> impl FnOnce(rcgen::Error) -> Self {
        let what = what.into();
        move |source| Self::Making { what, source }
    }
}

//! What an operator wants to see of a revocation list.

use chrono::{DateTime, Utc};
use x509_parser::prelude::{CertificateRevocationList, FromDer};

use super::{CertificateError, instant};

/// A revocation list in a few lines, for start-up checks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevocationListSummary {
    /// Whose certificates it is about, most general name first.
    pub issuer: String,
    /// When it was made.
    pub issued: DateTime<Utc>,
    /// When the next one is due; a list older than that says nothing of what has been revoked since.
    pub next_update: Option<DateTime<Utc>>,
    /// How many certificates it revokes.
    pub revoked: usize,
}

impl RevocationListSummary {
    /// Reads a DER revocation list. Its signature is not checked.
    ///
    /// # Errors
    /// When the bytes are not one DER revocation list.
    pub fn from_der(der: &[u8]) -> Result<Self, CertificateError> {
        let Ok(([], list)) = CertificateRevocationList::from_der(der) else {
            return Err(CertificateError::Malformed);
        };
        Ok(Self {
            issuer: list.issuer().to_string(),
            issued: instant(list.last_update())?,
            next_update: list.next_update().map(instant).transpose()?,
            revoked: list.iter_revoked_certificates().count(),
        })
    }
}

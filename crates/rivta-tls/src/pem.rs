//! PEM text, in memory or in a file, and what is read from it.

use std::path::PathBuf;

use rivta_soap::bounded;
use rustls_pki_types::pem::{Error as PemError, PemObject};
use rustls_pki_types::{CertificateDer, CertificateRevocationListDer, PrivateKeyDer};

use crate::error::Error;

/// The most that a file of certificates, keys or revocation lists may hold, in bytes: several times the largest lists there are.
pub const FILE_BYTES: u64 = 64 << 20;

/// PEM text, in memory or in a file that is read anew.
#[derive(Clone)]
pub(crate) enum Pem {
    Memory(Vec<u8>),
    File(PathBuf),
}

impl Pem {
    pub(crate) fn read(&self) -> Result<Vec<u8>, Error> {
        match self {
            Self::Memory(bytes) => Ok(bytes.clone()),
            Self::File(path) => bounded::read_file(path, FILE_BYTES).map_err(|source| Error::Reading {
                path: path.clone(),
                source,
            }),
        }
    }

    pub(crate) fn is_file(&self) -> bool {
        matches!(self, Self::File(_))
    }

    /// The file, or `memory`.
    pub(crate) fn origin(&self) -> String {
        match self {
            Self::Memory(_) => "memory".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }
}

pub(crate) fn certificates(pem: &[u8], origin: &str) -> Result<Vec<CertificateDer<'static>>, Error> {
    several("certificate", pem, origin)
}

pub(crate) fn revocation_lists(pem: &[u8], origin: &str) -> Result<Vec<CertificateRevocationListDer<'static>>, Error> {
    several("revocation list", pem, origin)
}

pub(crate) fn private_key(pem: &[u8], origin: &str) -> Result<PrivateKeyDer<'static>, Error> {
    PrivateKeyDer::from_pem_slice(pem).map_err(|error| unusable("private key", origin, &error))
}

fn several<T: PemObject>(expected: &'static str, pem: &[u8], origin: &str) -> Result<Vec<T>, Error> {
    let found: Result<Vec<T>, _> = T::pem_slice_iter(pem).collect();
    let found = found.map_err(|error| unusable(expected, origin, &error))?;
    if found.is_empty() {
        return Err(unusable(expected, origin, &PemError::NoItemsFound));
    }
    Ok(found)
}

fn unusable(expected: &'static str, origin: &str, error: &PemError) -> Error {
    // The library's own text may quote the file, which may be a key: only the kind of failure is kept.
    let reason = match error {
        PemError::NoItemsFound => "none found",
        PemError::Base64Decode(_) => "the base64 text is broken",
        PemError::MissingSectionEnd { .. } => "an END line is missing",
        PemError::IllegalSectionStart { .. } => "a BEGIN line is malformed",
        _ => "not readable as PEM",
    };
    Error::Pem {
        expected,
        origin: origin.to_owned(),
        reason: reason.to_owned(),
    }
}

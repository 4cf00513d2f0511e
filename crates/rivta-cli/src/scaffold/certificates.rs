//! Test certificates of a project, made when it is.

use std::path::Path;

use chrono::{DateTime, Utc};
use rivta_pki::{Authority, Folder, PkiError, Subject, Validity};

/// The producer's name and HSA-id in tests.
pub(super) const PRODUCER: (&str, &str) = ("producer", "SE5560000001-PRODUCER");
/// The consumer's name and HSA-id in tests.
pub(super) const CONSUMER: (&str, &str) = ("consumer", "SE5560000001-CONSUMER");

/// Makes an authority, a certificate for either end, and a revocation list that names nobody.
///
/// # Errors
/// When they cannot be made or written.
pub(super) fn make(folder: &Path, now: DateTime<Utc>) -> Result<(), PkiError> {
    let authority = Authority::new("rivta test authority", now)?;
    let folder = Folder::create(folder)?;
    folder.write_authority(&authority)?;
    for (name, hsa_id) in [PRODUCER, CONSUMER] {
        let certificate = authority.issue(&Subject::new(name, hsa_id), Validity::current(now))?;
        folder.write_certificate(name, &certificate)?;
    }
    folder.write_revocation_list(&authority.revocation_list(&[], now)?)?;
    Ok(())
}

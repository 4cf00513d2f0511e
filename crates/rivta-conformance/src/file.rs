//! Files that others name: read no further than a limit, written with the folders that lead to them.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use crate::error::Error;

/// The content of a file of limited size; no more of a larger one is read.
///
/// # Errors
/// [`Error::Read`]; [`Error::CaseFile`] when it is larger.
pub(crate) fn bytes(path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    let failed = |source| Error::Read {
        path: path.to_owned(),
        source,
    };
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(failed)?;
    file.take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    if bytes.len() as u64 > limit {
        return Err(Error::CaseFile {
            path: path.to_owned(),
            what: format!("more than {limit} bytes"),
        });
    }
    Ok(bytes)
}

/// Writes a file, with the folders that lead to it.
pub(crate) fn write(path: &Path, content: &[u8]) -> Result<(), Error> {
    let failed = |source| Error::Read {
        path: path.to_owned(),
        source,
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(path, content).map_err(failed)
}

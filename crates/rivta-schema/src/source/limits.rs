//! How much is read. Whoever hands us files may be mistaken or hostile.

use std::io::Read;
use std::path::Path;

use crate::error::Error;

/// Bytes of one file. No published schema comes near this size.
pub(super) const FILE_BYTES: usize = 16 * 1024 * 1024;
/// Files of one package. The largest published package has about a hundred.
pub(super) const PACKAGE_FILES: usize = 5_000;
/// WSDL and XSD files below one path. All published domains in all releases stay below a third of it.
pub(super) const FILES: usize = 50_000;
/// Files and folders of any kind that are looked at below one path.
pub(super) const ENTRIES: usize = 500_000;
/// Folders within folders.
pub(super) const FOLDER_DEPTH: usize = 32;
/// Bytes of an archive as it is on disk: a domain with its documents and test suites is a tenth of it.
pub(super) const ARCHIVE_BYTES: usize = 256 * 1024 * 1024;
/// Files of any kind in an archive.
pub(super) const ARCHIVE_ENTRIES: usize = 50_000;
/// Bytes of all WSDL and XSD files of an archive, unpacked.
pub(super) const ARCHIVE_CONTENT_BYTES: usize = 256 * 1024 * 1024;
/// Bytes unpacked for each byte packed. Schemas, repetitive as they are, pack to a thirtieth.
pub(super) const ARCHIVE_RATIO: usize = 200;

/// Reads to the end, unless there are more than `limit` bytes.
pub(super) fn read_to_end(reader: impl Read, limit: usize, path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let read = reader.take(limit as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|source| Error::Read {
        path: path.to_owned(),
        source,
    })?;
    if bytes.len() > limit {
        return Err(too_large(path, "bytes", limit));
    }
    Ok(bytes)
}

pub(super) fn too_large(path: &Path, what: &'static str, limit: usize) -> Error {
    Error::TooLarge {
        path: path.to_owned(),
        what,
        limit,
    }
}

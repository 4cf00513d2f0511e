//! Zip archives, read into memory.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use crate::error::Error;
use crate::source::limits::{self, too_large};
use crate::source::path;

/// The WSDL and XSD files of an archive by their paths in it. Other files are not unpacked.
pub(super) fn read(file: &Path) -> Result<BTreeMap<String, Vec<u8>>, Error> {
    let mut archive = open(file)?;
    if archive.len() > limits::ARCHIVE_ENTRIES {
        return Err(too_large(file, "files", limits::ARCHIVE_ENTRIES));
    }
    let (mut content, mut total) = (BTreeMap::new(), 0);
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|source| broken(file, "", source))?;
        let name = name(file, &entry)?;
        let is_litter = name.split('/').any(path::is_litter);
        if !entry.is_file() || is_litter || !path::is_source(&name) {
            continue;
        }
        let bytes = unpack(file, &name, &mut entry)?;
        total += bytes.len();
        if total > limits::ARCHIVE_CONTENT_BYTES {
            return Err(too_large(file, "unpacked bytes", limits::ARCHIVE_CONTENT_BYTES));
        }
        content.entry(name).or_insert(bytes);
        if content.len() > limits::FILES {
            return Err(too_large(file, "WSDL and XSD files", limits::FILES));
        }
    }
    Ok(content)
}

fn open(file: &Path) -> Result<ZipArchive<File>, Error> {
    let fail = |source| Error::Read {
        path: file.to_owned(),
        source,
    };
    let opened = File::open(file).map_err(fail)?;
    if opened.metadata().map_err(fail)?.len() > limits::ARCHIVE_BYTES as u64 {
        return Err(too_large(file, "bytes", limits::ARCHIVE_BYTES));
    }
    ZipArchive::new(opened).map_err(|source| broken(file, "", source))
}

/// The path of an entry. One that leads out of the archive is refused even where the entry would not
/// be read: nobody packs such a file by mistake.
fn name(file: &Path, entry: &ZipFile<'_, File>) -> Result<String, Error> {
    let name = entry.name().map_err(|source| broken(file, "", source))?;
    let name = name.replace('\\', "/");
    let leads_out = name.starts_with('/') || name.contains([':', '\0']) || name.split('/').any(|part| part == "..");
    if leads_out {
        return Err(Error::Archive {
            path: file.to_owned(),
            what: format!("the path {name:?} leads out of the archive"),
        });
    }
    let parts: Vec<&str> = name.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    Ok(parts.join("/"))
}

fn unpack(file: &Path, name: &str, entry: &mut ZipFile<'_, File>) -> Result<Vec<u8>, Error> {
    let packed = usize::try_from(entry.compressed_size()).unwrap_or(usize::MAX);
    let origin = file.join(name);
    // A small file may be packed well without harm.
    let by_ratio = packed.saturating_mul(limits::ARCHIVE_RATIO).max(64 * 1024);
    match limits::read_to_end(entry, by_ratio.min(limits::FILE_BYTES), &origin) {
        Err(Error::TooLarge { .. }) if by_ratio < limits::FILE_BYTES => Err(Error::Archive {
            path: file.to_owned(),
            what: format!("{name} unpacks to more than {} times its size", limits::ARCHIVE_RATIO),
        }),
        read => read,
    }
}

fn broken(file: &Path, name: &str, source: ZipError) -> Error {
    let what = match source {
        ZipError::Io(source) => {
            return Error::Read {
                path: file.join(name),
                source,
            };
        }
        other => other.to_string(),
    };
    Error::Archive {
        path: file.to_owned(),
        what,
    }
}

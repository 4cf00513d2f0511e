//! File trees laid over each other.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::charset;
use crate::error::{Error, Place};

/// No published schema comes near this size.
const MAX_FILE_BYTES: u64 = 16 * 1024 * 1024;
/// The largest published package has about a hundred files.
const MAX_FILES: usize = 5_000;
/// Folders within folders.
const MAX_FOLDER_DEPTH: usize = 16;

/// One file of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// The path within the package, with `/` between its parts.
    pub path: String,
    /// Where the file was found.
    pub origin: PathBuf,
    /// The bytes as they are on disk.
    pub bytes: Vec<u8>,
    /// The text, without byte order mark.
    pub text: String,
}

/// The WSDL and XSD files of a package by their path within it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceTree {
    files: BTreeMap<String, SourceFile>,
}

impl SourceTree {
    /// Lays folders over each other: a file's path is relative to the folder it was found in.
    /// Where two folders have the same path, the first one counts. Folders that do not exist are
    /// passed over, as not every package has both schemas and WSDLs.
    ///
    /// # Errors
    /// [`Error::Read`], [`Error::TooLarge`] and [`Error::Encoding`].
    pub fn overlay<P: AsRef<Path>>(roots: impl IntoIterator<Item = P>) -> Result<Self, Error> {
        let mut tree = Self::default();
        for root in roots {
            if root.as_ref().is_dir() {
                tree.add_folder(root.as_ref())?;
            }
        }
        Ok(tree)
    }

    /// Adds one file, unless the path is taken. For sources that are not folders.
    ///
    /// # Errors
    /// [`Error::Encoding`].
    pub fn add(&mut self, path: &str, origin: PathBuf, bytes: Vec<u8>) -> Result<(), Error> {
        let text = match charset::text(&bytes) {
            Ok(text) => text.into_owned(),
            Err(encoding) => {
                return Err(Error::Encoding { path: origin, encoding });
            }
        };
        self.files.entry(path.to_owned()).or_insert_with_key(|path| SourceFile {
            path: path.clone(),
            origin,
            bytes,
            text,
        });
        Ok(())
    }

    /// The files, in order of their paths.
    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.values()
    }

    /// The file at a path within the package.
    pub fn get(&self, path: &str) -> Option<&SourceFile> {
        self.files.get(path)
    }

    /// The file that a `schemaLocation` or `location` in `from` refers to.
    ///
    /// # Errors
    /// [`Error::MissingFile`] when it is not in the package, whatever the reason: it does not
    /// exist, it lies outside, or it is to be fetched over the network, which is never done.
    pub fn resolve(&self, from: &str, location: &str, place: &Place) -> Result<&SourceFile, Error> {
        join(from, location)
            .and_then(|path| self.files.get(&path))
            .ok_or_else(|| Error::MissingFile {
                place: place.clone(),
                location: location.to_owned(),
            })
    }

    fn add_folder(&mut self, root: &Path) -> Result<(), Error> {
        let mut folders = vec![(root.to_owned(), String::new(), 0)];
        while let Some((folder, prefix, depth)) = folders.pop() {
            if depth > MAX_FOLDER_DEPTH {
                return Err(too_large(&folder, "folders within folders", MAX_FOLDER_DEPTH));
            }
            for entry in entries(&folder)? {
                let Some(name) = entry.file_name().and_then(|name| name.to_str()) else {
                    continue;
                };
                let path = format!("{prefix}{name}");
                if entry.is_dir() {
                    folders.push((entry, format!("{path}/"), depth + 1));
                } else if is_source(name) {
                    let bytes = read(&entry)?;
                    self.add(&path, entry, bytes)?;
                }
            }
            if self.files.len() > MAX_FILES {
                return Err(too_large(root, "files", MAX_FILES));
            }
        }
        Ok(())
    }
}

fn is_source(name: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|suffix| suffix.eq_ignore_ascii_case("xsd") || suffix.eq_ignore_ascii_case("wsdl"))
}

/// Applies a relative reference to the path of the file it stands in. `None` if it leaves the
/// package or is not relative.
fn join(from: &str, location: &str) -> Option<String> {
    if location.contains("://") || location.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in location.trim().split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let fail = |source| Error::Read {
        path: folder.to_owned(),
        source,
    };
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(fail)? {
        entries.push(entry.map_err(fail)?.path());
    }
    entries.sort();
    Ok(entries)
}

fn read(file: &Path) -> Result<Vec<u8>, Error> {
    use std::io::Read as _;
    let fail = |source| Error::Read {
        path: file.to_owned(),
        source,
    };
    let mut bytes = Vec::new();
    std::fs::File::open(file)
        .map_err(fail)?
        .take(MAX_FILE_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(fail)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(too_large(file, "bytes", 16 * 1024 * 1024));
    }
    Ok(bytes)
}

fn too_large(path: &Path, what: &'static str, limit: usize) -> Error {
    Error::TooLarge {
        path: path.to_owned(),
        what,
        limit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_resolve_within_the_package_only() {
        let from = "interactions/XInteraction/X.wsdl";
        assert_eq!(
            join(from, "../../core_components/a.xsd").as_deref(),
            Some("core_components/a.xsd")
        );
        assert_eq!(
            join(from, "./X.xsd").as_deref(),
            Some("interactions/XInteraction/X.xsd")
        );
        assert_eq!(join(from, "../../../a.xsd"), None);
        assert_eq!(join(from, "/etc/a.xsd"), None);
        assert_eq!(join(from, "http://example.org/a.xsd"), None);
    }
}

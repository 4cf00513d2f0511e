//! Whether generated files on disk are what would be written now.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::render::RenderedFile;

/// How a file on disk departs from what would be written now.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stale {
    /// It is not there.
    Missing(String),
    /// It holds something else.
    Changed(String),
    /// It would not be written.
    Orphan(String),
}

impl fmt::Display for Stale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) => write!(f, "missing: {path}"),
            Self::Changed(path) => write!(f, "changed: {path}"),
            Self::Orphan(path) => write!(f, "orphan: {path}"),
        }
    }
}

/// Compares a folder with what would be written into it. Nothing stale is an empty list.
///
/// # Errors
/// [`Error::File`] when a file cannot be read.
pub fn compare(folder: &Path, rendered: &[RenderedFile]) -> Result<Vec<Stale>, Error> {
    let mut on_disk = files(folder)?;
    let mut stale = Vec::new();
    for file in rendered {
        match on_disk.remove(&file.path) {
            None => stale.push(Stale::Missing(file.path.clone())),
            Some(path) if !same(&read(&path)?, &file.text) => {
                stale.push(Stale::Changed(file.path.clone()));
            }
            Some(_) => {}
        }
    }
    stale.extend(on_disk.into_keys().map(Stale::Orphan));
    stale.sort();
    Ok(stale)
}

/// Writes what is missing or changed, removes what is an orphan, and tells what it did.
///
/// # Errors
/// [`Error::File`] when a file cannot be read, written or removed.
pub fn write(folder: &Path, rendered: &[RenderedFile]) -> Result<Vec<Stale>, Error> {
    let stale = compare(folder, rendered)?;
    for change in &stale {
        match change {
            Stale::Orphan(path) => {
                let path = folder.join(path);
                std::fs::remove_file(&path).map_err(|source| Error::File { path, source })?;
            }
            Stale::Missing(name) | Stale::Changed(name) => {
                let text = rendered.iter().find(|file| file.path == *name);
                write_file(&folder.join(name), text.map_or("", |file| &file.text))?;
            }
        }
    }
    Ok(stale)
}

fn write_file(path: &Path, text: &str) -> Result<(), Error> {
    let written = match path.parent() {
        Some(parent) => std::fs::create_dir_all(parent).and_then(|()| std::fs::write(path, text)),
        None => std::fs::write(path, text),
    };
    written.map_err(|source| Error::File {
        path: path.to_owned(),
        source,
    })
}

/// A checkout may have changed the line ends.
fn same(on_disk: &str, rendered: &str) -> bool {
    on_disk == rendered || on_disk.replace("\r\n", "\n") == rendered
}

/// All files below a folder by their path in it. A folder that is not there has none.
fn files(folder: &Path) -> Result<BTreeMap<String, PathBuf>, Error> {
    let mut found = BTreeMap::new();
    let mut folders = vec![(folder.to_owned(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        if !folder.is_dir() {
            continue;
        }
        let fail = |source| Error::File {
            path: folder.clone(),
            source,
        };
        for entry in std::fs::read_dir(&folder).map_err(fail)? {
            let entry = entry.map_err(fail)?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                folders.push((entry.path(), format!("{name}/")));
            } else {
                found.insert(name, entry.path());
            }
        }
    }
    Ok(found)
}

fn read(path: &Path) -> Result<String, Error> {
    std::fs::read_to_string(path).map_err(|source| Error::File {
        path: path.to_owned(),
        source,
    })
}

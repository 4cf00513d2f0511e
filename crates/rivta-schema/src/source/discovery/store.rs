//! Where files are taken from: a folder or an archive.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::archive;
use crate::error::Error;
use crate::source::limits::{self, too_large};
use crate::source::{path, tree};

/// Folders that tell, by their names, where a package begins: beside them.
pub(super) const MARKERS: [&str; 3] = ["interactions", "core_components", "core-components"];
/// Folders above a path within which its package may begin.
const NEAR: usize = 3;

/// A folder or archive, and the files in it that were asked for.
#[derive(Debug, Clone)]
pub(super) struct Store {
    top: PathBuf,
    /// WSDL and XSD files, as paths below the top.
    pub(super) listed: Vec<String>,
    /// What an archive holds; a folder is read from disk.
    archive: Option<Arc<BTreeMap<String, Vec<u8>>>>,
}

/// Opens a path: one store for its files, one for each archive in it, and why an archive in it has none.
pub(super) fn open(given: &Path) -> Result<(Vec<Store>, Vec<Error>), Error> {
    let metadata = std::fs::metadata(given).map_err(|source| Error::Read {
        path: given.to_owned(),
        source,
    })?;
    if metadata.is_dir() {
        return open_folder(given);
    }
    let name = given.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    if path::is_archive(name) {
        return Ok((vec![open_archive(given)?], Vec::new()));
    }
    if !path::is_source(name) {
        return Err(Error::NothingFound { path: given.to_owned() });
    }
    let store = Store {
        top: given.parent().map(Path::to_owned).unwrap_or_default(),
        listed: vec![name.to_owned()],
        archive: None,
    };
    Ok((vec![store.widened()], Vec::new()))
}

fn open_folder(given: &Path) -> Result<(Vec<Store>, Vec<Error>), Error> {
    let (mut stores, mut errors) = (Vec::new(), Vec::new());
    let (listed, archives) = walk(given)?;
    let folder = Store {
        top: given.to_owned(),
        listed,
        archive: None,
    };
    let mut folder = folder.widened();
    folder.add_counterparts(given)?;
    if !folder.listed.is_empty() {
        stores.push(folder);
    }
    for archive in archives {
        match open_archive(&archive) {
            Ok(store) => stores.push(store),
            Err(error) => errors.push(error),
        }
    }
    Ok((stores, errors))
}

fn open_archive(file: &Path) -> Result<Store, Error> {
    let content = archive::read(file)?;
    Ok(Store {
        top: file.to_owned(),
        listed: content.keys().cloned().collect(),
        archive: Some(Arc::new(content)),
    })
}

/// The sources, as paths below a folder, and the archives in it.
fn walk(top: &Path) -> Result<(Vec<String>, Vec<PathBuf>), Error> {
    let (mut listed, mut archives, mut seen) = (Vec::new(), Vec::new(), 0);
    let mut folders = vec![(top.to_owned(), String::new(), 0)];
    while let Some((folder, prefix, depth)) = folders.pop() {
        if depth > limits::FOLDER_DEPTH {
            return Err(too_large(&folder, "folders within folders", limits::FOLDER_DEPTH));
        }
        for entry in tree::entries(&folder)? {
            seen += 1;
            let Some(name) = entry.file_name().and_then(|name| name.to_str()) else {
                continue;
            };
            if path::is_litter(name) || entry.is_symlink() {
                continue;
            }
            let below = format!("{prefix}{name}");
            if entry.is_dir() {
                if !entry.join("CACHEDIR.TAG").exists() {
                    folders.push((entry, format!("{below}/"), depth + 1));
                }
            } else if path::is_source(name) {
                listed.push(below);
            } else if path::is_archive(name) {
                archives.push(entry);
            }
        }
        if seen > limits::ENTRIES || listed.len() > limits::FILES {
            return Err(too_large(top, "files", limits::FILES));
        }
    }
    listed.sort();
    Ok((listed, archives))
}

impl Store {
    /// Where a file is, as shown to people.
    pub(super) fn origin(&self, path: &str) -> PathBuf {
        if path.is_empty() {
            self.top.clone()
        } else {
            self.top.join(path)
        }
    }

    /// The bytes of a file, if it is there.
    pub(super) fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Error> {
        match &self.archive {
            Some(content) => Ok(content.get(path).cloned()),
            None if self.origin(path).is_file() => tree::read(&self.origin(path)).map(Some),
            None => Ok(None),
        }
    }

    /// Whether a file is there.
    pub(super) fn has(&self, path: &str) -> bool {
        match &self.archive {
            Some(content) => content.contains_key(path),
            None => path::is_source(path) && self.origin(path).is_file(),
        }
    }

    /// The listed file of a name that differs in case only.
    pub(super) fn respelt(&self, path: &str) -> Option<&str> {
        let mut names = self.listed.iter().map(String::as_str);
        names.find(|listed| listed.eq_ignore_ascii_case(path))
    }

    pub(super) fn has_folder(&self, path: &str) -> bool {
        match &self.archive {
            Some(content) => content.keys().any(|file| path::below(path, file).is_some()),
            None => self.origin(path).is_dir(),
        }
    }

    /// Whether a file stands at a reference that leads out of a folder, upwards.
    pub(super) fn has_above(&self, from: &str, location: &str) -> bool {
        let relative = !location.contains("://") && !location.starts_with(['/', '\\']);
        let target = self.top.join(path::folder(from)).join(location.replace('\\', "/"));
        self.archive.is_none() && relative && path::is_source(location) && target.is_file()
    }

    /// The same files seen from the folder above; `None` for an archive and at the top of the disk.
    pub(super) fn lifted(&self) -> Option<(Self, String)> {
        if self.archive.is_some() {
            return None;
        }
        let absolute = absolute(&self.top)?;
        let name = absolute.file_name()?.to_str()?.to_owned();
        let top = match self.top.file_name() {
            Some(_) => self.top.parent()?.to_owned(),
            None => absolute.parent()?.to_owned(),
        };
        let listed = self.listed.iter().map(|path| path::within(&name, path)).collect();
        let archive = None;
        Some((Self { top, listed, archive }, name))
    }

    /// Seen from where the package of the top begins, if the top is within one.
    fn widened(self) -> Self {
        let mut names = Vec::new();
        let mut candidate = Some(self.clone());
        let mut best = self;
        for _ in 0..NEAR {
            let Some((above, name)) = candidate.as_ref().and_then(Self::lifted) else {
                break;
            };
            if MARKERS.contains(&name.to_lowercase().as_str()) {
                best = above.clone();
            }
            names.push(name);
            candidate = Some(above);
        }
        best.with_both_trees()
    }

    /// Seen from the folder that holds both `schemas` and `wsdl`, if the top is within one of them
    /// and the other has the same folder.
    fn with_both_trees(self) -> Self {
        let mut below = String::new();
        let mut candidate = self.clone();
        for _ in 0..NEAR {
            let Some((above, name)) = candidate.lifted() else {
                break;
            };
            if let Some(other) = counterpart_name(&name)
                && above.has_folder(&path::within(other, &below))
            {
                return above;
            }
            below = if below.is_empty() {
                name
            } else {
                format!("{name}/{below}")
            };
            candidate = above;
        }
        self
    }

    /// Lists what the other of the two trees holds at the place of the folder given.
    fn add_counterparts(&mut self, given: &Path) -> Result<(), Error> {
        let (Some(top), Some(given)) = (absolute(&self.top), absolute(given)) else {
            return Ok(());
        };
        let Some(below) = given.strip_prefix(&top).ok().and_then(Path::to_str) else {
            return Ok(());
        };
        if let Some(other) = counterpart(below)
            && self.has_folder(&other)
        {
            let (listed, _) = walk(&self.origin(&other))?;
            self.listed.extend(listed.iter().map(|path| path::within(&other, path)));
            self.listed.sort();
            self.listed.dedup();
        }
        Ok(())
    }
}

/// The path from the top of the disk; the empty path is the folder we are in.
fn absolute(path: &Path) -> Option<PathBuf> {
    let path = if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    };
    std::path::absolute(path).ok()
}

fn counterpart_name(name: &str) -> Option<&'static str> {
    match name {
        "schemas" => Some("wsdl"),
        "wsdl" => Some("schemas"),
        _ => None,
    }
}

/// The same folder in the other of the two trees: the last part named `schemas` or `wsdl` exchanged.
pub(super) fn counterpart(folder: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').collect();
    let index = parts.iter().rposition(|part| counterpart_name(part).is_some())?;
    let other = counterpart_name(parts.get(index)?)?;
    *parts.get_mut(index)? = other;
    Some(parts.join("/"))
}

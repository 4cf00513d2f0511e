//! The folder of a crate: what was written into it, and what a person has done there since.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::OutputFile;
use crate::error::Error;
use crate::fresh::Stale;
use crate::render::hexadecimal;

/// The list of what was written, with digests as `sha256sum` has them.
const LEDGER: &str = "generated.sha256";
/// The first line of the list, by which a folder of ours is known.
const MARK: &str = "# Written by rivta generate: every file of this crate. sha256sum -c tells which were edited.";

/// A folder that a crate is written into.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// Digests of what was written before, by path.
    written: BTreeMap<String, String>,
    /// Whether it holds something and nothing that was written before.
    foreign: bool,
}

impl Folder {
    /// The folder at a path, which may be missing.
    ///
    /// # Errors
    /// [`Error::File`] when it cannot be looked into.
    pub fn at(path: impl Into<PathBuf>) -> Result<Self, Error> {
        let path = path.into();
        let fail = |source| Error::File {
            path: path.clone(),
            source,
        };
        let ledger = match std::fs::read_to_string(path.join(LEDGER)) {
            Err(error) if is_absent(&error) => String::new(),
            read => read.map_err(fail)?,
        };
        let is_ours = ledger.starts_with(MARK);
        let lines = ledger.lines().filter_map(|line| line.split_once("  "));
        let lines = lines.filter(|(_, path)| is_ours && is_within(path));
        let written = lines
            .map(|(digest, path)| (path.to_owned(), digest.to_owned()))
            .collect();
        let foreign = !is_ours && !is_empty(&path).map_err(fail)?;
        Ok(Self { path, written, foreign })
    }

    /// How the folder departs from what would be written now. Nothing stale is an empty list.
    ///
    /// # Errors
    /// [`Error::File`].
    pub fn compare(&self, files: &[OutputFile]) -> Result<Vec<Stale>, Error> {
        let mut stale = Vec::new();
        for file in files {
            match self.read(&file.path)? {
                None => stale.push(Stale::Missing(file.path.clone())),
                Some(bytes) if bytes != file.bytes => stale.push(Stale::Changed(file.path.clone())),
                Some(_) => {}
            }
        }
        let wanted: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
        for path in self.written.keys().filter(|path| !wanted.contains(path.as_str())) {
            if self.read(path)?.is_some() {
                stale.push(Stale::Orphan(path.clone()));
            }
        }
        stale.sort();
        Ok(stale)
    }

    /// The files that a person has edited since they were written and that [`Self::write`] would change.
    ///
    /// # Errors
    /// [`Error::File`].
    pub fn edited(&self, files: &[OutputFile]) -> Result<Vec<String>, Error> {
        let mut edited = Vec::new();
        for change in self.compare(files)? {
            if let Stale::Changed(path) | Stale::Orphan(path) = change
                && let Some(bytes) = self.read(&path)?
                && self.written.get(&path) != Some(&sha256(&bytes))
            {
                edited.push(path);
            }
        }
        Ok(edited)
    }

    /// Writes the files, removes those that were written before and are no longer, and tells what it
    /// did. What a person has put there beside them is left alone.
    ///
    /// # Errors
    /// [`Error::Occupied`] when the folder holds something else than a crate that was written before,
    /// and [`Error::Edited`] when files were edited since; [`Self::overwrite`] takes neither into
    /// account. [`Error::File`].
    pub fn write(&self, files: &[OutputFile]) -> Result<Vec<Stale>, Error> {
        let path = self.path.clone();
        if self.foreign {
            return Err(Error::Occupied { path });
        }
        let edited = self.edited(files)?;
        if !edited.is_empty() {
            return Err(Error::Edited { path, files: edited });
        }
        self.overwrite(files)
    }

    /// Writes the files as [`Self::write`] does, whatever is there.
    ///
    /// # Errors
    /// [`Error::File`].
    pub fn overwrite(&self, files: &[OutputFile]) -> Result<Vec<Stale>, Error> {
        let stale = self.compare(files)?;
        let content: BTreeMap<&str, &[u8]> = files.iter().map(|it| (it.path.as_str(), it.bytes.as_slice())).collect();
        for change in &stale {
            match change {
                Stale::Orphan(path) => self.remove(path)?,
                Stale::Missing(path) | Stale::Changed(path) => {
                    self.write_file(path, content.get(path.as_str()).copied().unwrap_or_default())?;
                }
            }
        }
        self.write_file(LEDGER, ledger(files).as_bytes())?;
        Ok(stale)
    }

    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Error> {
        let path = self.path.join(path);
        match std::fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if is_absent(&error) => Ok(None),
            Err(source) => Err(Error::File { path, source }),
        }
    }

    fn write_file(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let path = self.path.join(path);
        let folder = path.parent().unwrap_or(&self.path);
        let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, bytes));
        written.map_err(|source| Error::File { path, source })
    }

    /// Removes a file, and the folders that it leaves empty.
    fn remove(&self, path: &str) -> Result<(), Error> {
        let path = self.path.join(path);
        std::fs::remove_file(&path).map_err(|source| Error::File {
            path: path.clone(),
            source,
        })?;
        let mut folder = path.parent();
        while let Some(empty) = folder.filter(|folder| *folder != self.path) {
            // A folder that holds something stays.
            if std::fs::remove_dir(empty).is_err() {
                break;
            }
            folder = empty.parent();
        }
        Ok(())
    }
}

/// Whether a folder is missing or holds nothing; what git keeps of itself there does not count.
fn is_empty(path: &Path) -> std::io::Result<bool> {
    let entries = match std::fs::read_dir(path) {
        Err(error) if is_absent(&error) => return Ok(true),
        entries => entries?,
    };
    for entry in entries {
        if entry?.file_name() != ".git" {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a path leads to something within a folder, so that a list from a stranger does no harm.
fn is_within(path: &str) -> bool {
    let mut parts = Path::new(path).components();
    parts.all(|part| matches!(part, Component::Normal(_)))
}

fn is_absent(error: &std::io::Error) -> bool {
    error.kind() == std::io::ErrorKind::NotFound
}

fn ledger(files: &[OutputFile]) -> String {
    let lines = files
        .iter()
        .map(|file| format!("{}  {}\n", sha256(&file.bytes), file.path));
    format!("{MARK}\n{}", lines.collect::<String>())
}

fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

//! The folder of a crate: what was written into it, and what a person has done there since.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

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
}

impl Folder {
    /// A folder that is missing, empty or holds a crate that was written before.
    ///
    /// # Errors
    /// [`Error::Occupied`] when it holds anything else; [`Error::File`].
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, Error> {
        let path = path.into();
        let ledger = path.join(LEDGER);
        if let Ok(text) = std::fs::read_to_string(&ledger)
            && let Some(lines) = text.replace("\r\n", "\n").strip_prefix(MARK)
        {
            let written = lines.lines().filter_map(|line| line.split_once("  "));
            let written = written
                .map(|(digest, path)| (path.to_owned(), digest.to_owned()))
                .collect();
            return Ok(Self { path, written });
        }
        if !is_free(&path)? {
            return Err(Error::Occupied { path });
        }
        let written = BTreeMap::new();
        Ok(Self { path, written })
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
        for path in self
            .written
            .keys()
            .filter(|path| files.iter().all(|file| file.path != **path))
        {
            if self.read(path)?.is_some() {
                stale.push(Stale::Orphan(path.clone()));
            }
        }
        stale.sort();
        Ok(stale)
    }

    /// The files that are not as they were written.
    ///
    /// # Errors
    /// [`Error::File`].
    pub fn edited(&self) -> Result<Vec<String>, Error> {
        let mut edited = Vec::new();
        for (path, digest) in &self.written {
            if self.read(path)?.is_some_and(|bytes| sha256(&bytes) != *digest) {
                edited.push(path.clone());
            }
        }
        Ok(edited)
    }

    /// Writes the files, removes those that were written before and are no longer, and tells what it
    /// did. What a person has put there beside them is left alone; what they have edited is lost, so
    /// ask [`Self::edited`] before.
    ///
    /// # Errors
    /// [`Error::File`].
    pub fn write(&self, files: &[OutputFile]) -> Result<Vec<Stale>, Error> {
        let stale = self.compare(files)?;
        for change in &stale {
            match change {
                Stale::Orphan(path) => self.remove(path)?,
                Stale::Missing(path) | Stale::Changed(path) => {
                    if let Some(file) = files.iter().find(|file| file.path == *path) {
                        self.write_file(path, &file.bytes)?;
                    }
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
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
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
fn is_free(path: &Path) -> Result<bool, Error> {
    let fail = |source| Error::File {
        path: path.to_owned(),
        source,
    };
    let entries = match std::fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(fail(error)),
    };
    for entry in entries {
        if entry.map_err(fail)?.file_name() != ".git" {
            return Ok(false);
        }
    }
    Ok(true)
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

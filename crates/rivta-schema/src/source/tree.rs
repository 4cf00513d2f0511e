//! File trees laid over each other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::charset::Misfit;
use super::document::Document;
use super::limits::{self, too_large};
use super::{charset, path, reference};
use crate::error::{Error, Place};

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

impl SourceFile {
    /// The encoding of the bytes, as the file calls it, and whether a byte order mark tells it.
    pub fn encoding(&self) -> (String, bool) {
        charset::name(&self.bytes)
    }

    /// Whether this is a WSDL, by its name.
    pub fn is_wsdl(&self) -> bool {
        path::is_wsdl(&self.path)
    }

    /// Whether the text begins as XML does. Published trees hold files that end in `.xsd` and are
    /// something else.
    pub(crate) fn looks_like_xml(&self) -> bool {
        self.text.trim_start().starts_with('<')
    }
}

/// The WSDL and XSD files of a package by their path within it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceTree {
    files: BTreeMap<String, SourceFile>,
    /// Files whose bytes are not text: an error only if referred to.
    unreadable: BTreeMap<String, Unreadable>,
}

/// A file whose bytes are not text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Unreadable {
    origin: PathBuf,
    why: Misfit,
}

impl Unreadable {
    fn error(&self) -> Error {
        let (line, column) = self.why.position;
        Error::Encoding {
            place: Place {
                file: self.origin.clone(),
                line,
                column,
            },
            encoding: self.why.encoding.clone(),
        }
    }
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
        match self.add_text(path, origin, bytes) {
            Ok(()) => Ok(()),
            Err(unreadable) => Err(unreadable.error()),
        }
    }

    fn add_text(&mut self, path: &str, origin: PathBuf, bytes: Vec<u8>) -> Result<(), Unreadable> {
        let text = match charset::text(&bytes) {
            Ok(text) => text.into_owned(),
            Err(why) => return Err(Unreadable { origin, why }),
        };
        self.files.entry(path.to_owned()).or_insert_with_key(|path| SourceFile {
            path: path.clone(),
            origin,
            bytes,
            text,
        });
        Ok(())
    }

    /// Adds one file as [`Self::add`] does; one that is not text is remembered as such.
    pub(super) fn add_any(&mut self, path: &str, origin: PathBuf, bytes: Vec<u8>) {
        if let Err(unreadable) = self.add_text(path, origin, bytes) {
            self.unreadable.insert(path.to_owned(), unreadable);
        }
    }

    /// The files, in order of their paths.
    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.values()
    }

    /// The file at a path within the package.
    pub fn get(&self, path: &str) -> Option<&SourceFile> {
        self.files.get(path)
    }

    /// The file that was found at a place on disk, for showing what an error is about.
    pub fn found_at(&self, origin: &Path) -> Option<&SourceFile> {
        self.files.values().find(|file| file.origin == origin)
    }

    /// The text of the file that was found at a place on disk; of one that is not text, as far as it can be read.
    pub fn text_at(&self, origin: &Path) -> Option<&str> {
        let readable = self.found_at(origin).map(|file| file.text.as_str());
        let mut others = self.unreadable.values();
        readable.or_else(|| Some(others.find(|file| file.origin == origin)?.why.text.as_str()))
    }

    /// What is wrong with WSDLs that are not text; with all files if none is.
    pub(crate) fn unreadable(&self) -> impl Iterator<Item = Error> {
        let wanted = |path: &str| self.files.is_empty() || path::is_wsdl(path);
        let files = self.unreadable.iter().filter(move |(path, _)| wanted(path));
        files.map(|(_, file)| file.error())
    }

    /// The file that a `schemaLocation` or `location` in `from` refers to. Where no name is equal,
    /// one that differs in case only is taken: packages made on systems that tell no difference
    /// are published so.
    ///
    /// # Errors
    /// [`Error::MissingFile`] when it is not in the package, whatever the reason: it does not
    /// exist, it lies outside, or it is to be fetched over the network, which is never done.
    /// [`Error::Encoding`] when it is there but is not text.
    pub fn resolve(&self, from: &str, location: &str, place: &Place) -> Result<&SourceFile, Error> {
        let path = path::join(from, location);
        if let Some(file) = path.as_deref().and_then(|path| self.at(path)) {
            return Ok(file);
        }
        match path.and_then(|path| self.unreadable.get(&path)) {
            Some(unreadable) => Err(unreadable.error()),
            None => Err(Error::MissingFile {
                place: place.clone(),
                location: location.to_owned(),
            }),
        }
    }

    /// The files of this tree that the files at these paths lead to, themselves included.
    pub fn closure<'p>(&self, paths: impl IntoIterator<Item = &'p str>) -> Self {
        let reached = self.reached(paths);
        let is_reached = |path: &String| reached.contains(path);
        let files = self.files.iter().filter(|(path, _)| is_reached(path));
        let unreadable = self.unreadable.iter().filter(|(path, _)| is_reached(path));
        Self {
            files: files.map(|(path, file)| (path.clone(), file.clone())).collect(),
            unreadable: unreadable.map(|(path, why)| (path.clone(), why.clone())).collect(),
        }
    }

    /// The files that do not lead to the file found at a place on disk; `None` if that are none, or all.
    pub fn without(&self, origin: &Path) -> Option<Self> {
        let mut gone = BTreeSet::from([self.found_at(origin)?.path.clone()]);
        let targets = self.files.keys().map(|path| self.targets(path));
        let leads: Vec<(&String, Vec<&SourceFile>)> = self.files.keys().zip(targets).collect();
        let mut before = 0;
        while gone.len() > before {
            before = gone.len();
            let lost = leads
                .iter()
                .filter(|(_, targets)| targets.iter().any(|it| gone.contains(&it.path)));
            let lost: Vec<String> = lost.map(|(path, _)| (*path).clone()).collect();
            gone.extend(lost);
        }
        let kept = self.files.keys().filter(|path| !gone.contains(*path));
        let kept = self.closure(kept.map(String::as_str));
        (!kept.files.is_empty()).then_some(kept)
    }

    /// The paths that the files at these paths lead to, themselves included.
    pub(super) fn reached<'p>(&self, paths: impl IntoIterator<Item = &'p str>) -> BTreeSet<String> {
        let mut queue: Vec<String> = paths.into_iter().map(str::to_owned).collect();
        let mut reached = BTreeSet::new();
        while let Some(path) = queue.pop() {
            if !reached.insert(path.clone()) {
                continue;
            }
            let locations = self.locations(&path);
            let targets = locations.iter().filter_map(|location| path::join(&path, location));
            queue.extend(targets.map(|target| match self.at(&target) {
                Some(file) => file.path.clone(),
                None => target,
            }));
        }
        reached
    }

    /// The files that a file refers to.
    fn targets(&self, path: &str) -> Vec<&SourceFile> {
        let locations = self.locations(path);
        let targets = locations.iter().filter_map(|location| path::join(path, location));
        targets.filter_map(|target| self.at(&target)).collect()
    }

    /// The references in a file; none if there is no such file or it is not well-formed.
    pub(super) fn locations(&self, path: &str) -> Vec<String> {
        let document = self.files.get(path).and_then(|file| Document::parse(file).ok());
        document
            .map(|document| reference::locations(&document))
            .unwrap_or_default()
    }

    /// Whether two trees hold the same files, wherever they were found.
    pub(super) fn same_files(&self, other: &Self) -> bool {
        let both = self.files.values().zip(other.files.values());
        self.files.len() == other.files.len() && both.into_iter().all(|(a, b)| a.path == b.path && a.bytes == b.bytes)
    }

    /// Whether a path is taken, be it by a file that is not text.
    pub(super) fn holds(&self, path: &str) -> bool {
        self.files.contains_key(path) || self.unreadable.contains_key(path)
    }

    fn at(&self, path: &str) -> Option<&SourceFile> {
        self.files
            .get(path)
            .or_else(|| self.files.values().find(|file| file.path.eq_ignore_ascii_case(path)))
    }

    fn add_folder(&mut self, root: &Path) -> Result<(), Error> {
        let mut folders = vec![(root.to_owned(), String::new(), 0)];
        while let Some((folder, prefix, depth)) = folders.pop() {
            if depth > limits::FOLDER_DEPTH {
                return Err(too_large(&folder, "folders within folders", limits::FOLDER_DEPTH));
            }
            for entry in entries(&folder)? {
                let Some(name) = entry.file_name().and_then(|name| name.to_str()) else {
                    continue;
                };
                let path = format!("{prefix}{name}");
                if entry.is_dir() {
                    folders.push((entry, format!("{path}/"), depth + 1));
                } else if path::is_source(name) {
                    let bytes = read(&entry)?;
                    self.add(&path, entry, bytes)?;
                }
            }
            if self.files.len() > limits::PACKAGE_FILES {
                return Err(too_large(root, "files", limits::PACKAGE_FILES));
            }
        }
        Ok(())
    }
}

/// What a folder holds, in order of names.
pub(super) fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
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

pub(super) fn read(file: &Path) -> Result<Vec<u8>, Error> {
    let opened = std::fs::File::open(file).map_err(|source| Error::Read {
        path: file.to_owned(),
        source,
    })?;
    limits::read_to_end(opened, limits::FILE_BYTES, file)
}

//! From a path to packages, with all that is wrong on the way.

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::package::{Package, PackageId};
use crate::source::{FoundPackage, Note, ServedDocument, SourceFile, SourceTree, discover, served_packages};

/// A package and the files it was read from.
#[derive(Debug, Clone)]
pub struct ReadPackage {
    /// The package.
    pub package: Package,
    /// The folder, archive or file it was found at.
    pub path: PathBuf,
    /// Its files.
    pub tree: SourceTree,
    /// What is odd about its files and their text.
    pub notes: Vec<Note>,
}

/// All that a path holds.
#[derive(Debug, Default)]
pub struct Reading {
    /// The packages that could be read.
    pub packages: Vec<ReadPackage>,
    /// Why others could not.
    pub errors: Vec<Error>,
    /// The files of those that could not, for showing what the errors are about.
    pub failed: Vec<SourceTree>,
}

/// Reads all packages below a path; see [`discover`] for what it may be. What is wrong with one
/// package, with one WSDL of a package, or with one schema where there is no WSDL, does not keep the
/// others from being read.
///
/// Where WSDLs of one release use different versions of the same component, the release is read as
/// several packages, each with WSDLs that agree. The first keeps the release's name, the others get
/// a number after it.
///
/// # Errors
/// As [`discover`]; errors about single packages are in the [`Reading`].
pub fn read(path: impl AsRef<Path>) -> Result<Reading, Error> {
    let discovery = discover(path)?;
    let mut reading = Reading {
        errors: discovery.errors,
        ..Reading::default()
    };
    for found in discovery.packages {
        reading.take(found);
    }
    Ok(reading)
}

/// Reads documents that were fetched from a running service, see [`references`](crate::source::references). They are
/// laid out as a package is published, and lead to each other by relative locations as there; places name their URLs.
///
/// # Errors
/// [`Error::Encoding`], [`Error::Xml`]; errors about single packages are in the [`Reading`].
pub fn read_served(documents: &[ServedDocument]) -> Result<Reading, Error> {
    let mut reading = Reading::default();
    for found in served_packages(documents)? {
        reading.take(found);
    }
    Ok(reading)
}

impl Reading {
    fn take(&mut self, found: FoundPackage) {
        for error in found.tree.unreadable() {
            self.fail(error);
        }
        if found.tree.files().next().is_none() {
            if self.errors.is_empty() {
                self.fail(Error::NothingFound { path: found.path });
            }
            self.failed.push(found.tree);
            return;
        }
        let wsdls: Vec<String> = wsdls(&found.tree);
        match Package::load(found.id.clone(), &found.tree) {
            Ok(package) => self
                .packages
                .push(ReadPackage::new(package, found.path, found.tree, found.notes)),
            Err(error) if wsdls.is_empty() => self.take_rest(found, error),
            Err(error) if wsdls.len() == 1 => {
                self.fail(error);
                self.failed.push(found.tree);
            }
            Err(_) => self.take_apart(found, &wsdls),
        }
    }

    /// What is wrong with a schema is wrong for every WSDL that leads to it, and told once.
    fn fail(&mut self, error: Error) {
        let text = error.to_string();
        if self.errors.iter().all(|told| told.to_string() != text) {
            self.errors.push(error);
        }
    }

    /// Reads the schemas that do not lead to what is wrong.
    fn take_rest(&mut self, found: FoundPackage, mut error: Error) {
        let mut rest = error.place().and_then(|place| found.tree.without(&place.file));
        while let Some(tree) = rest {
            self.fail(error);
            match Package::load(found.id.clone(), &tree) {
                Ok(package) => {
                    self.packages
                        .push(ReadPackage::new(package, found.path, tree, found.notes));
                    self.failed.push(found.tree);
                    return;
                }
                Err(next) => {
                    rest = next.place().and_then(|place| tree.without(&place.file));
                    error = next;
                }
            }
        }
        self.fail(error);
        self.failed.push(found.tree);
    }

    /// Reads WSDLs one by one, and puts together those that agree.
    fn take_apart(&mut self, found: FoundPackage, wsdls: &[String]) {
        let mut parts: Vec<(Vec<&str>, Package, SourceTree)> = Vec::new();
        for wsdl in wsdls {
            if let Err(error) = Package::load(found.id.clone(), &found.tree.closure([wsdl.as_str()])) {
                self.fail(error);
                continue;
            }
            let joined = (0..parts.len()).find_map(|index| {
                let (members, ..) = parts.get(index)?;
                let members: Vec<&str> = members.iter().copied().chain([wsdl.as_str()]).collect();
                Some((Some(index), loaded(&found, &members)?))
            });
            match joined.or_else(|| Some((None, loaded(&found, &[wsdl])?))) {
                Some((Some(index), part)) => {
                    if let Some(place) = parts.get_mut(index) {
                        *place = part;
                    }
                }
                Some((None, part)) => parts.push(part),
                None => {}
            }
        }
        for (index, (_, mut package, tree)) in parts.into_iter().enumerate() {
            let mut notes = if index == 0 { found.notes.clone() } else { Vec::new() };
            if index > 0 {
                package.id = numbered(&found.id, index + 1);
                let what = format!(
                    "WSDLs of release {} use different versions of the same component; these are read as {}",
                    found.id.release, package.id.release
                );
                notes.push(Note::about(found.path.clone(), what));
            }
            self.packages
                .push(ReadPackage::new(package, found.path.clone(), tree, notes));
        }
        self.failed.push(found.tree);
    }
}

impl ReadPackage {
    fn new(package: Package, path: PathBuf, tree: SourceTree, mut notes: Vec<Note>) -> Self {
        notes.extend_from_slice(&package.notes);
        notes.sort();
        notes.dedup();
        Self {
            package,
            path,
            tree,
            notes,
        }
    }
}

fn loaded<'w>(found: &FoundPackage, wsdls: &[&'w str]) -> Option<(Vec<&'w str>, Package, SourceTree)> {
    let tree = found.tree.closure(wsdls.iter().copied());
    let package = Package::load(found.id.clone(), &tree).ok()?;
    Some((wsdls.to_vec(), package, tree))
}

fn wsdls(tree: &SourceTree) -> Vec<String> {
    let wsdls = tree.files().filter(|file| SourceFile::is_wsdl(file));
    wsdls.map(|file| file.path.clone()).collect()
}

fn numbered(id: &PackageId, number: usize) -> PackageId {
    PackageId::new(id.domain.clone(), format!("{}-{number}", id.release))
}

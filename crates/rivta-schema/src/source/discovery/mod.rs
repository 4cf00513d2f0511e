//! Finds packages below a path.

mod archive;
mod gathering;
mod group;
pub(in crate::source) mod identity;
mod store;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Note, SourceTree, path};
use crate::error::Error;
use crate::package::PackageId;
use gathering::Gathered;
use group::Group;
use store::Store;

/// A package whose files have been found and not yet been understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPackage {
    /// Domain and release, told by namespaces and by the names of folders and files.
    pub id: PackageId,
    /// The folder, archive or file it was found at.
    pub path: PathBuf,
    /// Its WSDLs and the schemas they lead to; all its schemas where it has no WSDL.
    pub tree: SourceTree,
    /// What is odd about its files.
    pub notes: Vec<Note>,
}

/// What was found below a path.
#[derive(Debug, Default)]
pub struct Discovery {
    /// The packages.
    pub packages: Vec<FoundPackage>,
    /// What could not be looked into, such as an archive that is none.
    pub errors: Vec<Error>,
}

/// Finds the packages below a path, which may be
///
/// * a folder as Inera publishes it: `core_components` and `interactions` side by side, at whatever depth;
/// * two folders `schemas` and `wsdl` with equal subpaths, or anything below one of them;
/// * a folder that holds any number of either, or of WSDLs with schemas beside them;
/// * one WSDL, or one schema: it and all it leads to;
/// * a zip archive of any of these, or a folder with such archives.
///
/// A package that is there twice, file for file, is found once.
///
/// Hidden files and folders, symbolic links, and folders marked as caches (`CACHEDIR.TAG`) are passed
/// over. References are followed up to four folders above the path given, never out of an archive and
/// never over the network. What the files say is not checked here; that is for [`crate::Package::load`].
///
/// One archive in a folder, or one package, that cannot be looked into does not keep the others from
/// being found.
///
/// # Errors
/// About the path itself: [`Error::Read`], [`Error::TooLarge`], [`Error::Archive`] and, where there is
/// nothing to be found, [`Error::NothingFound`].
pub fn discover(path: impl AsRef<Path>) -> Result<Discovery, Error> {
    let path = path.as_ref();
    let (stores, mut errors) = store::open(path)?;
    let mut found: Vec<FoundPackage> = Vec::new();
    for store in stores {
        found.extend(packages(&store, &mut errors));
    }
    if found.is_empty() && errors.is_empty() {
        return Err(Error::NothingFound { path: path.to_owned() });
    }
    let packages = tell_apart(found);
    Ok(Discovery { packages, errors })
}

/// The packages of one store. Schemas that some package leads to are no package of their own.
fn packages(store: &Store, errors: &mut Vec<Error>) -> Vec<FoundPackage> {
    let (groups, loose) = group::groups(store);
    let mut taken = BTreeSet::new();
    let mut found = Vec::new();
    let (with_wsdl, without): (Vec<Group>, Vec<Group>) = groups.into_iter().partition(Group::has_wsdl);
    for group in with_wsdl.into_iter().chain(without) {
        if !group.has_wsdl() && group.starts.iter().all(|start| taken.contains(&store.origin(start))) {
            continue;
        }
        let gathered = match gathering::gather(store, &group) {
            Ok(gathered) => gathered,
            Err(error) => {
                errors.push(error);
                continue;
            }
        };
        taken.extend(gathered.tree.files().map(|file| file.origin.clone()));
        found.push((group, gathered));
    }
    let mut found: Vec<FoundPackage> = found
        .into_iter()
        .map(|(group, gathered)| finish(store, &group, gathered, &taken))
        .collect();
    let unused = loose.iter().filter(|path| !taken.contains(&store.origin(path)));
    if let (Some(first), Some(path)) = (found.first_mut(), unused.clone().next()) {
        let more = match unused.count() - 1 {
            0 => String::new(),
            more => format!("; neither do they lead to {more} more"),
        };
        let what = format!("left out: no WSDL leads to this schema{more}");
        first.notes.push(Note::about(store.origin(path), what));
    }
    found
}

fn finish(store: &Store, group: &Group, gathered: Gathered, taken: &BTreeSet<PathBuf>) -> FoundPackage {
    let mut notes = gathered.notes;
    for path in &group.schemas {
        let origin = store.origin(path);
        if !taken.contains(&origin)
            && let Some(what) = gathering::why_not_xml(store, path)
        {
            notes.push(Note::about(origin, what));
        }
    }
    let root = match group.starts.as_slice() {
        [only] => only.as_str(),
        _ => group.roots.last().map_or("", String::as_str),
    };
    FoundPackage {
        id: identity::of(&gathered.tree, &gathered.folder),
        path: store.origin(root),
        tree: gathered.tree,
        notes,
    }
}

/// Leaves out copies of a package, and gives packages that would bear the same name a number: names
/// must be unique, and neither is wrong.
fn tell_apart(found: Vec<FoundPackage>) -> Vec<FoundPackage> {
    let mut kept: Vec<FoundPackage> = Vec::new();
    for mut package in found {
        let namesakes = kept.iter().filter(|other| other.id.domain == package.id.domain);
        if namesakes.clone().any(|other| other.tree.same_files(&package.tree)) {
            continue;
        }
        let release = package.id.release.clone();
        let mut number = 1;
        while namesakes.clone().any(|other| other.id == package.id) {
            number += 1;
            package.id.release = format!("{release}-{number}");
        }
        if number > 1 {
            let what = format!(
                "release {release} was found more than once; this one is called {}",
                package.id.release
            );
            package.notes.push(Note::about(package.path.clone(), what));
        }
        kept.push(package);
    }
    kept
}

/// A file name of a path for telling what it is.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

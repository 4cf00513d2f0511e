//! Follows references from a package's WSDLs and takes what they lead to.

use std::collections::{BTreeSet, VecDeque};

use super::group::Group;
use super::store::Store;
use crate::error::Error;
use crate::source::limits::{self, too_large};
use crate::source::{Note, SourceTree, path};

/// How many folders above its own a package may reach.
const MAX_LIFTS: usize = 4;

/// The files of a package.
pub(super) struct Gathered {
    pub(super) tree: SourceTree,
    pub(super) notes: Vec<Note>,
    /// The folder of the package from the top of the disk or archive, for telling its name.
    pub(super) folder: String,
}

/// Gathers a package. Where a reference leads out of its folder to a file that is there, the
/// package begins a folder higher.
pub(super) fn gather(store: &Store, group: &Group) -> Result<Gathered, Error> {
    let mut attempt = Attempt::new(store.clone(), group.clone());
    for _ in 0..MAX_LIFTS {
        if attempt.follow()? {
            break;
        }
        match attempt.lifted() {
            Some(lifted) => attempt = lifted,
            None => break,
        }
    }
    Ok(attempt.finish(store, group))
}

struct Attempt {
    store: Store,
    group: Group,
    tree: SourceTree,
}

impl Attempt {
    fn new(store: Store, group: Group) -> Self {
        Self {
            store,
            group,
            tree: SourceTree::default(),
        }
    }

    /// Takes all that can be reached. `false` if something was left that stands above.
    fn follow(&mut self) -> Result<bool, Error> {
        let starts = self.group.starts.iter().filter_map(|start| self.inside(start));
        let mut queue: VecDeque<String> = starts.collect();
        let (mut seen, mut complete, mut count) = (BTreeSet::new(), true, 0);
        while let Some(path) = queue.pop_front() {
            if !seen.insert(path.clone()) {
                continue;
            }
            let Some(found) = self.take(&path)? else {
                continue;
            };
            count += 1;
            if count > limits::PACKAGE_FILES {
                return Err(too_large(&self.store.origin(""), "files", limits::PACKAGE_FILES));
            }
            for location in self.tree.locations(&path) {
                match path::join(&path, &location) {
                    Some(target) => queue.push_back(target),
                    None => complete &= !self.stands_above(&found, &location),
                }
            }
        }
        Ok(complete)
    }

    /// Takes a file by its path in the package; tells its path on the store.
    fn take(&mut self, path: &str) -> Result<Option<String>, Error> {
        for root in &self.group.roots {
            let wanted = path::within(root, path);
            let found = if self.store.has(&wanted) {
                wanted.as_str()
            } else if let Some(respelt) = self.store.respelt(&wanted) {
                respelt
            } else {
                continue;
            };
            if let Some(bytes) = self.store.read(found)? {
                let found = found.to_owned();
                self.tree.add_any(path, self.store.origin(&found), bytes);
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// The path in the package of a file on the store.
    fn inside(&self, file: &str) -> Option<String> {
        let mut roots = self.group.roots.iter();
        roots.find_map(|root| path::below(root, file)).map(str::to_owned)
    }

    fn stands_above(&self, from: &str, location: &str) -> bool {
        match path::join(from, location) {
            Some(target) => self.store.has(&target) || self.store.respelt(&target).is_some(),
            None => self.store.has_above(from, location),
        }
    }

    /// The same package from a folder higher, if there is one and it is the same for all roots.
    fn lifted(&self) -> Option<Self> {
        let (store, group) = if self.group.roots.iter().any(String::is_empty) {
            let (store, name) = self.store.lifted()?;
            let all = |paths: &[String]| paths.iter().map(|path| path::within(&name, path)).collect();
            let group = Group {
                roots: self.group.roots.iter().map(|_| String::new()).collect(),
                starts: all(&self.group.starts),
                schemas: all(&self.group.schemas),
            };
            (store, group)
        } else {
            let mut group = self.group.clone();
            let names: BTreeSet<&str> = self.group.roots.iter().map(|root| path::name(root)).collect();
            if names.len() > 1 {
                return None;
            }
            for root in &mut group.roots {
                *root = path::folder(root).to_owned();
            }
            (self.store.clone(), group)
        };
        Some(Self::new(store, group))
    }

    fn finish(mut self, store: &Store, group: &Group) -> Gathered {
        let mut notes = Vec::new();
        if !group.has_wsdl() && group.starts.len() > 1 {
            self.leave_out(&mut notes);
        }
        let root = group.roots.last().map_or("", String::as_str);
        let folder = store.origin(root);
        let folder = std::path::absolute(&folder).unwrap_or(folder);
        Gathered {
            tree: self.tree,
            notes,
            folder: folder.to_string_lossy().replace('\\', "/"),
        }
    }

    /// Leaves out what is not XML, unless something refers to it.
    fn leave_out(&mut self, notes: &mut Vec<Note>) {
        let (mut kept, mut left) = (Vec::new(), Vec::new());
        for start in &self.group.starts {
            match why_not_xml(&self.store, start) {
                None => kept.extend(self.inside(start)),
                Some(what) => left.push((start, what)),
            }
        }
        self.tree = self.tree.closure(kept.iter().map(String::as_str));
        for (start, what) in left {
            if !self.inside(start).is_some_and(|path| self.tree.holds(&path)) {
                notes.push(Note::about(self.store.origin(start), what));
            }
        }
    }
}

/// Why a file that ends as a schema is none; `None` if it may be one.
pub(super) fn why_not_xml(store: &Store, path: &str) -> Option<&'static str> {
    let mut tree = SourceTree::default();
    tree.add_any(path, store.origin(path), store.read(path).ok().flatten()?);
    match tree.get(path) {
        None => Some("left out: the bytes are not text in any encoding the file claims"),
        Some(file) if !file.looks_like_xml() => Some("left out: this is not XML, for all that its name says"),
        Some(_) => None,
    }
}

//! From paths to plans, whatever is wrong with some of them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rivta_schema::source::{Note, SourceTree};
use rivta_schema::wsdl::Interaction;
use rivta_schema::{Package, PackageId, ReadPackage, Reading};

use super::refusal::Refusal;
use crate::error::Error;
use crate::plan::{self, PackagePlan};

/// The packages that are written together, and what was refused on the way.
///
/// The order in which paths are added decides only which of two packages of the same name gets a
/// number after it.
#[derive(Debug, Default)]
pub struct Collection {
    packages: Vec<Collected>,
    refusals: Vec<Refusal>,
    failed: Vec<SourceTree>,
}

/// A package that code is written for.
#[derive(Debug)]
pub struct Collected {
    /// What is written. Its module name is unique in the collection.
    pub plan: PackagePlan,
    /// The published files.
    pub tree: SourceTree,
    /// Where it was found.
    pub path: PathBuf,
    /// What is odd about its files.
    pub notes: Vec<Note>,
}

impl Collection {
    /// Reads all packages below a path and plans them; see [`rivta_schema::read`] for what it may be.
    /// What cannot be read or planned is among the [refusals](Self::refusals).
    pub fn add(&mut self, path: impl AsRef<Path>) {
        self.add_with(path, |_, _, _| ());
    }

    /// Does as [`Self::add`], and tells before each package which it is, its number from 1 and how many
    /// there are.
    pub fn add_with(&mut self, path: impl AsRef<Path>, progress: impl Fn(&PackageId, usize, usize)) {
        match rivta_schema::read(path) {
            Ok(reading) => self.add_reading(reading, progress),
            Err(error) => self.refuse(String::new(), error),
        }
    }

    /// Plans all that has been read, and tells why the rest was not; progress as for [`Self::add_with`].
    pub fn add_reading(&mut self, reading: Reading, progress: impl Fn(&PackageId, usize, usize)) {
        let taken: BTreeSet<PathBuf> = reading.packages.iter().flat_map(origins).collect();
        let all = reading.packages.len();
        for (index, read) in reading.packages.into_iter().enumerate() {
            progress(&read.package.id, index + 1, all);
            self.add_package(read);
        }
        let told = self.refusals.len();
        for tree in &reading.failed {
            self.add_remainder(tree, &taken);
        }
        for error in reading.errors {
            let text = error.to_string();
            if self
                .refusals
                .iter()
                .skip(told)
                .all(|refusal| refusal.error.to_string() != text)
            {
                self.refuse(String::new(), error);
            }
        }
        self.failed.extend(reading.failed);
    }

    /// The packages, in order of domain and release.
    pub fn packages(&self) -> &[Collected] {
        &self.packages
    }

    /// What was refused, in the order it was met.
    pub fn refusals(&self) -> &[Refusal] {
        &self.refusals
    }

    /// Files that refusals are about, for showing the lines they name.
    pub fn failed(&self) -> &[SourceTree] {
        &self.failed
    }

    /// Tells of each WSDL that no package was read from why not: no contract is dropped without a word.
    fn add_remainder(&mut self, tree: &SourceTree, taken: &BTreeSet<PathBuf>) {
        let wsdls = tree.files().filter(|file| file.is_wsdl());
        for wsdl in wsdls.filter(|file| !taken.contains(&file.origin)) {
            let id = PackageId::new("", "");
            if let Err(error) = Package::load(id, &tree.closure([wsdl.path.as_str()])) {
                self.refuse(wsdl.path.clone(), error);
            }
        }
    }

    /// Plans a package, unless it is here already, file for file.
    pub fn add_package(&mut self, mut read: ReadPackage) {
        if self.packages.iter().any(|other| same_files(&other.tree, &read.tree)) {
            return;
        }
        let (told, all) = (self.refusals.len(), read.tree.clone());
        let planned = if read.package.interactions.is_empty() {
            self.plan_schemas(&mut read)
        } else {
            self.plan_contracts(&mut read.package)
        };
        if self.refusals.len() > told {
            self.failed.push(all);
        }
        let Some(mut plan) = planned else {
            return;
        };
        plan.id = self.unique_id(&plan.id);
        plan.module = self.unique_module(&plan::package_module(&plan.id));
        self.packages.push(Collected {
            plan,
            tree: read.tree,
            path: read.path,
            notes: read.notes,
        });
        self.packages.sort_by(|a, b| a.plan.id.cmp(&b.plan.id));
    }

    /// Plans a package that has contracts, without those that cannot be planned.
    fn plan_contracts(&mut self, package: &mut Package) -> Option<PackagePlan> {
        let mut planned = plan::package(package);
        if planned.is_err() {
            package.interactions = self.plannable(package);
            if package.interactions.is_empty() {
                return None;
            }
            planned = plan::package(package);
        }
        planned.map_err(|error| self.refuse(title(&package.id), error)).ok()
    }

    /// The contracts that can be planned alone. Of the others it is told why they cannot.
    fn plannable(&mut self, package: &Package) -> Vec<Interaction> {
        let mut alone = package.clone();
        let mut plannable = Vec::new();
        for interaction in &package.interactions {
            alone.interactions = vec![interaction.clone()];
            match plan::package(&alone) {
                Ok(_) => plannable.push(interaction.clone()),
                Err(error) => self.refuse(interaction.operation.clone(), error),
            }
        }
        plannable
    }

    /// Plans a package of schemas, without those that cannot be planned.
    fn plan_schemas(&mut self, read: &mut ReadPackage) -> Option<PackagePlan> {
        loop {
            let error = match plan::package(&read.package) {
                Ok(plan) => return Some(plan),
                Err(error) => error,
            };
            let rest = error.place().and_then(|place| read.tree.without(&place.file));
            self.refuse(title(&read.package.id), error);
            read.tree = rest?;
            read.package = Package::load(read.package.id.clone(), &read.tree).ok()?;
        }
    }

    fn refuse(&mut self, what: String, error: impl Into<Error>) {
        let error = error.into();
        self.refusals.push(Refusal { what, error });
    }

    /// The id, with a number after the release if another package bears it.
    fn unique_id(&self, id: &PackageId) -> PackageId {
        let is_taken = |id: &PackageId| self.packages.iter().any(|other| other.plan.id == *id);
        let numbered = |number: usize| PackageId::new(id.domain.clone(), format!("{}-{number}", id.release));
        let mut candidates = std::iter::once(id.clone()).chain((2..).map(numbered));
        candidates
            .find(|candidate| !is_taken(candidate))
            .unwrap_or_else(|| id.clone())
    }

    /// The name, with a number if another package bears it: names of packages may differ only in what
    /// stands between their words.
    fn unique_module(&self, name: &str) -> String {
        let is_taken = |name: &str| self.packages.iter().any(|other| other.plan.module == name);
        let numbered = (2..).map(|number: usize| format!("{name}_v{number}"));
        let mut candidates = std::iter::once(name.to_owned()).chain(numbered);
        candidates.find(|candidate| !is_taken(candidate)).unwrap_or_default()
    }
}

fn title(id: &PackageId) -> String {
    format!("{} {}", id.domain, id.release)
}

fn origins(read: &ReadPackage) -> impl Iterator<Item = PathBuf> {
    read.tree.files().map(|file| file.origin.clone())
}

/// Whether two trees hold the same files, wherever they were found.
fn same_files(a: &SourceTree, b: &SourceTree) -> bool {
    let both = a.files().zip(b.files());
    a.files().count() == b.files().count() && both.into_iter().all(|(a, b)| a.path == b.path && a.bytes == b.bytes)
}

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
        let path = path.as_ref();
        match rivta_schema::read(path) {
            Ok(reading) => self.add_reading(reading),
            Err(error) => self.refuse(path.display().to_string(), error.into()),
        }
    }

    /// Plans packages that have been read.
    pub fn add_reading(&mut self, reading: Reading) {
        for read in reading.packages {
            self.add_package(read);
        }
        for error in reading.errors {
            let what = error
                .place()
                .map_or_else(String::new, |place| place.file.display().to_string());
            self.refuse(what, error.into());
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

    fn add_package(&mut self, read: ReadPackage) {
        let ReadPackage {
            mut package,
            path,
            tree,
            notes,
        } = read;
        if self.packages.iter().any(|other| same_files(&other.tree, &tree)) {
            return;
        }
        package.id = self.unique(&package.id);
        let refused = self.refusals.len();
        let Some(mut plan) = self.plan(&mut package) else {
            self.failed.push(tree);
            return;
        };
        if self.refusals.len() > refused {
            self.failed.push(tree.clone());
        }
        plan.module = self.module(plan.module);
        self.packages.push(Collected {
            plan,
            tree,
            path,
            notes,
        });
        self.packages.sort_by(|a, b| a.plan.id.cmp(&b.plan.id));
    }

    /// Plans a package, without the contracts that cannot be planned if there are some.
    fn plan(&mut self, package: &mut Package) -> Option<PackagePlan> {
        let error = match plan::package(package) {
            Ok(plan) => return Some(plan),
            Err(error) => error,
        };
        let all = std::mem::take(&mut package.interactions);
        let mut kept: Vec<Interaction> = Vec::new();
        for interaction in &all {
            package.interactions = vec![interaction.clone()];
            match plan::package(package) {
                Ok(_) => kept.push(interaction.clone()),
                Err(error) => self.refuse(interaction.operation.clone(), error),
            }
        }
        if kept.is_empty() {
            if all.is_empty() {
                self.refuse(format!("{} {}", package.id.domain, package.id.release), error);
            }
            return None;
        }
        package.interactions = kept;
        match plan::package(package) {
            Ok(plan) => Some(plan),
            Err(error) => {
                self.refuse(format!("{} {}", package.id.domain, package.id.release), error);
                None
            }
        }
    }

    fn refuse(&mut self, what: String, error: Error) {
        self.refusals.push(Refusal { what, error });
    }

    /// The id, with a number after the release if another package bears it.
    fn unique(&self, id: &PackageId) -> PackageId {
        let is_taken = |id: &PackageId| self.packages.iter().any(|other| other.plan.id == *id);
        let mut candidate = id.clone();
        let mut number = 1;
        while is_taken(&candidate) {
            number += 1;
            candidate.release = format!("{}-{number}", id.release);
        }
        candidate
    }

    /// The name of a module, legal and unique: names of different packages may differ only in what
    /// stands between their words.
    fn module(&self, name: String) -> String {
        let name = if name.starts_with(|c: char| c.is_alphabetic()) {
            name
        } else {
            format!("domain_{name}")
        };
        let taken: BTreeSet<&str> = self.packages.iter().map(|other| other.plan.module.as_str()).collect();
        let mut candidate = name.clone();
        let mut number = 1;
        while taken.contains(candidate.as_str()) {
            number += 1;
            candidate = format!("{name}_{number}");
        }
        candidate
    }
}

/// Whether two trees hold the same files, wherever they were found.
fn same_files(a: &SourceTree, b: &SourceTree) -> bool {
    a.files()
        .map(|file| (&file.path, &file.bytes))
        .eq(b.files().map(|file| (&file.path, &file.bytes)))
}

//! This repository: where its schemas are and where the code goes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rivta_schema::source::SourceTree;
use rivta_schema::{Package, PackageId};

use crate::error::Error;
use crate::plan::{self, PackagePlan};
use crate::render::{self, RenderedFile, Source};

/// The trees that are laid over each other.
const TREES: [&str; 2] = ["schemas", "wsdl"];
/// The folder of generated files.
const OUTPUT: &str = "crates/rivta-contracts/src/generated";
/// From the folder of a package's module to the top of the repository.
const TO_TOP: &str = "../../../../..";
/// The folder of the golden cases: one package for each construct of the schema language.
const GOLDEN: &str = "testsuite/golden";
/// The folder of the files generated from them.
const GOLDEN_OUTPUT: &str = "crates/rivta-contracts/tests/golden/generated";
/// From the folder of such a package's module to the top of the repository.
const GOLDEN_TO_TOP: &str = "../../../../../..";

/// A checkout of this repository.
///
/// The packages are the folders `schemas/<domain>/<release>`, laid over by `wsdl/<domain>/<release>`;
/// in the folder's name, `_` stands for the `:` of the domain.
#[derive(Debug, Clone)]
pub struct Repository {
    top: PathBuf,
}

impl Repository {
    /// The checkout in a folder.
    pub fn at(top: impl Into<PathBuf>) -> Self {
        Self { top: top.into() }
    }

    /// The folder of generated files.
    pub fn output(&self) -> PathBuf {
        self.top.join(OUTPUT)
    }

    /// Renders all packages in memory.
    ///
    /// # Errors
    /// Any [`Error`]; the first one found.
    pub fn render(&self) -> Result<Vec<RenderedFile>, Error> {
        let mut files = Vec::new();
        let mut plans: Vec<PackagePlan> = Vec::new();
        for id in self.packages()? {
            let folder = id.folder();
            let roots = TREES.map(|tree| self.top.join(tree).join(&folder));
            let tree = SourceTree::overlay(roots)?;
            let mut plan = plan::package(&Package::load(id, &tree)?)?;
            plan.yaserde = plan.is_plain();
            files.extend(render::package(&plan, &self.sources(&tree, TO_TOP))?);
            plans.push(plan);
        }
        files.push(render::index(&plans)?);
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }

    /// The folder of the files generated from the golden cases.
    pub fn golden_output(&self) -> PathBuf {
        self.top.join(GOLDEN_OUTPUT)
    }

    /// Renders the golden cases in memory: each folder of `testsuite/golden` is a package, with its
    /// published files in `schemas`.
    ///
    /// # Errors
    /// Any [`Error`]; the first one found.
    pub fn render_golden(&self) -> Result<Vec<RenderedFile>, Error> {
        let mut files = Vec::new();
        let mut plans: Vec<PackagePlan> = Vec::new();
        let golden = self.top.join(GOLDEN);
        for case in folders(&golden)? {
            let tree = SourceTree::overlay([golden.join(&case).join("schemas")])?;
            let id = PackageId::new(format!("golden:{case}"), "1.0");
            let plan = plan::package(&Package::load(id, &tree)?)?;
            files.extend(render::package(&plan, &self.sources(&tree, GOLDEN_TO_TOP))?);
            plans.push(plan);
        }
        files.push(render::index(&plans)?);
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }

    /// The packages, in order of their folders.
    fn packages(&self) -> Result<BTreeSet<PackageId>, Error> {
        let mut packages = BTreeSet::new();
        for tree in TREES.map(|tree| self.top.join(tree)) {
            for domain in folders(&tree)? {
                for release in folders(&tree.join(&domain))? {
                    packages.insert(PackageId::new(domain.replace('_', ":"), release));
                }
            }
        }
        Ok(packages)
    }

    fn sources(&self, tree: &SourceTree, to_top: &str) -> Vec<Source> {
        tree.files()
            .map(|file| {
                let shown = file.origin.strip_prefix(&self.top).unwrap_or(&file.origin);
                let shown: Vec<_> = shown.iter().map(|part| part.to_string_lossy()).collect();
                let shown = shown.join("/");
                Source {
                    path: file.path.clone(),
                    from_module: format!("{to_top}/{shown}"),
                    shown,
                    origin: file.origin.clone(),
                    digest: render::digest(&file.bytes),
                }
            })
            .collect()
    }
}

/// The names of the folders in a folder, in order.
fn folders(path: &Path) -> Result<Vec<String>, Error> {
    let fail = |source| Error::File {
        path: path.to_owned(),
        source,
    };
    let mut names = Vec::new();
    for entry in std::fs::read_dir(path).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        if entry.path().is_dir() {
            names.extend(entry.file_name().to_str().map(str::to_owned));
        }
    }
    names.sort();
    Ok(names)
}

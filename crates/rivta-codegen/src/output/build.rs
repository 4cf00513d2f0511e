//! Code generated while a crate is built.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rivta_schema::source::SourceTree;

use super::{Collection, Folder, OutputFile, front, package_files};
use crate::error::Error;

/// The file that the crate includes.
const INCLUDED: &str = "contracts.rs";

/// Generates from a `build.rs`, as `tonic-build` does for gRPC.
///
/// `Cargo.toml` has `rivta-soap` among its dependencies and `rivta-codegen` among its
/// build-dependencies. In `build.rs`:
///
/// ```no_run
/// fn main() -> Result<(), rivta_codegen::Error> {
///     rivta_codegen::Build::new().package("schemas/some_domain_1.0").compile()
/// }
/// ```
///
/// And where the code is to stand, which may be the root of the crate or any module:
///
/// ```ignore
/// pub mod contracts {
///     rivta_soap::include_contracts!();
/// }
/// ```
///
/// It has a module for each release of a domain, and `messages()` for all of them. The published files
/// are part of the code; nothing is read from disk at run time.
#[derive(Debug, Clone, Default)]
pub struct Build {
    packages: Vec<PathBuf>,
    out_dir: Option<PathBuf>,
    skip_refused: bool,
}

impl Build {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds all packages below a path, relative to the crate: a folder as published, a zip archive, one
    /// WSDL or one schema. See [`rivta_schema::read`].
    pub fn package(mut self, path: impl Into<PathBuf>) -> Self {
        self.packages.push(path.into());
        self
    }

    /// Writes to this folder instead of the one that cargo gives in `OUT_DIR`.
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(folder.into());
        self
    }

    /// Passes over contracts and files that nothing can be generated for, with a warning of cargo's for
    /// each. Otherwise they are an error.
    pub fn skip_refused(mut self) -> Self {
        self.skip_refused = true;
        self
    }

    /// Writes the code, and tells cargo to do so again when a published file changes.
    ///
    /// # Errors
    /// [`Error::Refused`] with everything that nothing can be generated for; [`Error::NoOutDir`] outside
    /// of a `build.rs`; [`Error::File`].
    pub fn compile(self) -> Result<(), Error> {
        let out_dir = self
            .out_dir
            .clone()
            .or_else(|| std::env::var_os("OUT_DIR").map(PathBuf::from));
        let folder = Folder::at(out_dir.ok_or(Error::NoOutDir)?)?;
        let mut collection = Collection::default();
        for path in &self.packages {
            collection.add(path);
        }
        for path in self.watched(&collection) {
            say("rerun-if-changed", &path.display().to_string());
        }
        let refused: Vec<String> = collection.refusals().iter().map(ToString::to_string).collect();
        if !self.skip_refused && !refused.is_empty() {
            return Err(Error::Refused { refused });
        }
        for refusal in refused {
            say("warning", &refusal);
        }
        folder.overwrite(&files(&collection)?)?;
        Ok(())
    }

    /// The paths given, and the files found by way of them, which may lie elsewhere.
    fn watched(&self, collection: &Collection) -> BTreeSet<PathBuf> {
        let given = self.packages.iter().cloned();
        let trees = collection.packages().iter().map(|package| &package.tree);
        let files = trees.chain(collection.failed()).flat_map(SourceTree::files);
        let files = files
            .map(|file| file.origin.clone())
            .filter(|origin| is_outside(origin, &self.packages));
        given.chain(files).collect()
    }
}

/// Whether a file is below none of the paths; what is in an archive is below it.
fn is_outside(file: &Path, paths: &[PathBuf]) -> bool {
    !paths.iter().any(|path| file.starts_with(path))
}

fn files(collection: &Collection) -> Result<Vec<OutputFile>, Error> {
    let mut files = vec![OutputFile::text(INCLUDED, front::items(collection))];
    for package in collection.packages() {
        files.extend(package_files::files(package, package_files::Place::OutDir)?);
    }
    Ok(files)
}

/// Says something to cargo, which reads the output of a `build.rs` line by line.
// The only way of talking to cargo.
#[allow(clippy::print_stdout)]
fn say(key: &str, value: &str) {
    println!("cargo::{key}={}", value.replace('\n', " "));
}

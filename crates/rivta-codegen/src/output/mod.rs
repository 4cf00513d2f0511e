//! Whole crates from contracts as published: what is put into one, what its files are, how they
//! come to disk.
//!
//! A [`Collection`] reads paths and plans every package below them; one contract that cannot be
//! generated is refused and does not keep the others from being. A [`Crate`] gives the files. A
//! [`Folder`] writes them, and knows what it has written there before.
//!
//! ```no_run
//! use rivta_codegen::output::{Collection, Crate, CrateName, Folder, Runtime};
//!
//! let mut collection = Collection::default();
//! collection.add("some_domain_1.0.zip");
//! for refusal in collection.refusals() {
//!     eprintln!("{refusal}");
//! }
//! let files = Crate::new(CrateName::new("some-domain")?, Runtime::Version).files(&collection)?;
//! Folder::at("some-domain")?.write(&files)?;
//! # Ok::<(), rivta_codegen::Error>(())
//! ```

mod build;
mod collection;
mod crate_name;
mod folder;
mod front;
mod manifest;
mod package_files;
mod readme;
mod refusal;

pub use build::Build;
pub use collection::{Collected, Collection};
pub use crate_name::CrateName;
pub use folder::Folder;
pub use front::Crate;
pub use manifest::Runtime;
pub use refusal::Refusal;

/// The first line of generated Rust.
const MARK: &str = "// Written by rivta; do not edit.\n";

/// A file of a crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// The path in the crate, `/` between its parts.
    pub path: String,
    /// What it holds. Published files are in whatever encoding they were published in.
    pub bytes: Vec<u8>,
}

impl OutputFile {
    fn text(path: &str, text: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            bytes: text.into().into_bytes(),
        }
    }
}

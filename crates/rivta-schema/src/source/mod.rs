//! The files of packages: found below a path, laid over each other, read with limits.
//!
//! Official packages keep WSDL and XSD side by side and refer to each other by relative paths;
//! this repository keeps them apart, under equal subpaths. Laying one tree over the other makes
//! every official `schemaLocation` resolve unchanged. [`discover`] finds packages of either shape,
//! one or many, in a folder, in a zip archive, or around a single WSDL.

mod charset;
mod discovery;
mod document;
mod limits;
mod note;
mod path;
mod reference;
mod served;
mod tree;

pub use discovery::{Discovery, FoundPackage, discover};
pub(crate) use document::Document;
pub use note::Note;
pub(crate) use served::packages as served_packages;
pub use served::{Reference, ServedDocument, references};
pub use tree::{SourceFile, SourceTree};

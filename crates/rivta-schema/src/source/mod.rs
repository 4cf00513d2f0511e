//! The files of a package: several trees laid over each other, read with limits.
//!
//! Official packages keep WSDL and XSD side by side and refer to each other by relative paths;
//! this repository keeps them apart, under equal subpaths. Laying one tree over the other makes
//! every official `schemaLocation` resolve unchanged.

mod charset;
mod document;
mod tree;

pub(crate) use document::Document;
pub use tree::{SourceFile, SourceTree};

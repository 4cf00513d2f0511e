//! From the plan to text: one concern a file, no decisions.

mod alias;
mod attribute;
mod choice;
mod codec;
mod content;
mod contract;
mod documentation;
mod enumeration;
mod module;
mod newtype;
mod package;
mod source;
mod structure;
mod value;
mod yaserde;

use proc_macro2::{Ident, Span};

use crate::error::Error;
use crate::plan::PackagePlan;
pub use source::Source;
pub(crate) use source::{FIRST_LINE, digest, hexadecimal};

/// A generated file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedFile {
    /// The path in the output folder, `/` between its parts.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// Renders a package; `sources` are its published files.
///
/// # Errors
/// [`Error::NotRust`], which is an error in the generator.
pub fn package(plan: &PackagePlan, sources: &[Source]) -> Result<Vec<RenderedFile>, Error> {
    let mut files = vec![package::front(plan, sources)?];
    for module in &plan.modules {
        files.push(module::file(plan, module, sources)?);
    }
    Ok(files)
}

/// Renders the list of packages.
///
/// # Errors
/// [`Error::NotRust`], which is an error in the generator.
pub fn index(plans: &[PackagePlan]) -> Result<RenderedFile, Error> {
    package::index(plans)
}

/// An identifier; the plan has made the name a legal one.
fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

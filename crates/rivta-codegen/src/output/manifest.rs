//! The `Cargo.toml` of a crate.

use super::{CrateName, OutputFile};

/// The version of the runtime that the code is written for.
const VERSION: &str = env!("CARGO_PKG_VERSION");
/// The oldest Rust that builds the runtime.
const RUST_VERSION: &str = env!("CARGO_PKG_RUST_VERSION");

/// How a generated crate finds `rivta-soap`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Runtime {
    /// By version.
    Version,
    /// In a checkout of rivta.
    Checkout {
        /// The checkout as it is to be written: absolute, or relative to the crate.
        path: String,
        /// Whether the crate lies within the checkout and must say that it is no part of its
        /// workspace.
        around: bool,
    },
}

pub(super) fn file(name: &CrateName, runtime: &Runtime, domains: &[&str]) -> OutputFile {
    let (dependency, workspace) = match runtime {
        Runtime::Version => (format!("{VERSION:?}"), ""),
        Runtime::Checkout { path, around } => {
            let path = format!("{}/crates/rivta-soap", path.trim_end_matches('/'));
            (
                format!("{{ version = {VERSION:?}, path = {path:?} }}"),
                if *around { "\n[workspace]\n" } else { "" },
            )
        }
    };
    let domains = match domains {
        few @ ([] | [_] | [_, _] | [_, _, _]) => few.join(", "),
        many => format!("{} service domains", many.len()),
    };
    let description = format!("Service contracts (RIV-TA) as Rust: {domains}");
    OutputFile::text(
        "Cargo.toml",
        format!(
            "# Written by rivta generate; do not edit. README.md says how to write it anew.\n\
             [package]\n\
             name = \"{name}\"\n\
             version = \"0.1.0\"\n\
             edition = \"2024\"\n\
             rust-version = {RUST_VERSION:?}\n\
             description = {description:?}\n\
             publish = false\n\
             \n\
             [dependencies]\n\
             rivta-soap = {dependency}\n\
             {workspace}"
        ),
    )
}

//! The files of a package: published and generated.

use super::collection::Collected;
use super::{MARK, OutputFile};
use crate::error::Error;
use crate::render::{self, Source};

/// The folder of published files.
const PUBLISHED: &str = "schemas";

/// Lints that a package need not keep, whatever the crate it is part of asks for: names and
/// documentation are those of the schemas, and nobody edits the code.
const ALLOWANCES: &str = "#![allow(missing_docs, nonstandard_style, unreachable_pub, unused_qualifications)]
#![allow(rustdoc::all, clippy::all, clippy::pedantic)]
";

/// What the files are part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A crate, whose code is in `src`.
    Crate,
    /// The folder that cargo gives to a `build.rs`; the code is at its top.
    OutDir,
}

/// The published files of a package, and the code generated from them.
pub(super) fn files(package: &Collected, place: Place) -> Result<Vec<OutputFile>, Error> {
    let module = &package.plan.module;
    let published = package.tree.files().map(|file| OutputFile {
        path: format!("{PUBLISHED}/{module}/{}", file.path),
        bytes: file.bytes.clone(),
    });
    let mut files: Vec<OutputFile> = published.collect();
    let (folder, to_top) = match place {
        Place::Crate => ("src/", "../.."),
        Place::OutDir => ("", ".."),
    };
    for rendered in render::package(&package.plan, &sources(package, to_top))? {
        let rest = rendered.text.strip_prefix(render::FIRST_LINE).unwrap_or(&rendered.text);
        let is_front = rendered.path.ends_with("/mod.rs");
        let allowances = if is_front { ALLOWANCES } else { "" };
        let text = format!("{MARK}{allowances}{rest}");
        files.push(OutputFile::text(&format!("{folder}{}", rendered.path), text));
    }
    Ok(files)
}

fn sources(package: &Collected, to_top: &str) -> Vec<Source> {
    let sources = package.tree.files().map(|file| {
        let shown = format!("{PUBLISHED}/{}/{}", package.plan.module, file.path);
        Source {
            path: file.path.clone(),
            from_module: format!("{to_top}/{shown}"),
            shown,
            origin: file.origin.clone(),
            digest: render::digest(&file.bytes),
        }
    });
    sources.collect()
}

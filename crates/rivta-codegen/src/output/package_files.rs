//! The files of a package in a crate: published and generated.

use super::collection::Collected;
use super::{MARK, OutputFile};
use crate::error::Error;
use crate::render::{self, Source};

/// The folder of published files.
const PUBLISHED: &str = "schemas";

/// The published files of a package, and the code generated from them.
pub(super) fn files(package: &Collected) -> Result<Vec<OutputFile>, Error> {
    let module = &package.plan.module;
    let published = package.tree.files().map(|file| OutputFile {
        path: format!("{PUBLISHED}/{module}/{}", file.path),
        bytes: file.bytes.clone(),
    });
    let mut files: Vec<OutputFile> = published.collect();
    for rendered in render::package(&package.plan, &sources(package))? {
        let rest = rendered.text.strip_prefix(render::FIRST_LINE).unwrap_or(&rendered.text);
        files.push(OutputFile::text(
            &format!("src/{}", rendered.path),
            format!("{MARK}{rest}"),
        ));
    }
    Ok(files)
}

fn sources(package: &Collected) -> Vec<Source> {
    let sources = package.tree.files().map(|file| {
        let shown = format!("{PUBLISHED}/{}/{}", package.plan.module, file.path);
        Source {
            path: file.path.clone(),
            from_module: format!("../../{shown}"),
            shown,
            origin: file.origin.clone(),
            digest: render::digest(&file.bytes),
        }
    });
    sources.collect()
}

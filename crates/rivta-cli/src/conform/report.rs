//! The report's files.

use std::path::Path;

use rivta_conformance::outcome::Outcome;
use rivta_conformance::report::{Evidence, Form, Report};

use crate::error::Error;

/// Writes the report of a run to a folder and says where it is.
pub(super) fn write(outcome: &Outcome, folder: &Path, evidence: Evidence) -> Result<(), Error> {
    // Evidence of an earlier run would be taken for this one's.
    let old = folder.join("underlag");
    if old.is_dir() && folder.join("rapport.json").is_file() {
        std::fs::remove_dir_all(&old).map_err(|source| Error::File { path: old, source })?;
    }
    for file in Report::new(outcome, evidence, form(outcome)).files()? {
        write_file(&folder.join(&file.path), &file.content)?;
    }
    println!("Rapport: {}", folder.join("rapport.html").display());
    println!("Självdeklaration: {}", folder.join("sjalvdeklaration.docx").display());
    Ok(())
}

/// A run of nothing but consumer tests is declared by a consumer.
fn form(outcome: &Outcome) -> Form {
    let consumer = !outcome.cases.is_empty() && outcome.cases.iter().all(|case| case.area == "consumer");
    if consumer { Form::Consumer } else { Form::Producer }
}

/// Writes a file, with the folders that lead to it.
fn write_file(path: &Path, content: &[u8]) -> Result<(), Error> {
    let failed = |source| Error::File {
        path: path.to_owned(),
        source,
    };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    std::fs::write(path, content).map_err(failed)
}

//! The report's files.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use rivta_conformance::outcome::Outcome;
use rivta_conformance::report::{Evidence, Form, Report};

use crate::error::Error;

/// Writes the report of a run to a folder and says where it is. When it is not masked, its owner alone may
/// read the files.
pub(super) fn write(outcome: &Outcome, folder: &Path, evidence: Evidence) -> Result<(), Error> {
    // Evidence of an earlier run would be taken for this one's.
    let old = folder.join("underlag");
    if old.is_dir() && folder.join("rapport.json").is_file() {
        std::fs::remove_dir_all(&old).map_err(|source| Error::File { path: old, source })?;
    }
    for file in Report::new(outcome, evidence, form(outcome)).files()? {
        let path = folder.join(&file.path);
        if evidence == Evidence::Whole {
            write_private(&path, &file.content)?;
        } else {
            write_file(&path, &file.content)?;
        }
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
    make_folders(path)?;
    std::fs::write(path, content).map_err(Error::file(path))
}

/// As [`write_file`], for what no one but its owner may read, not even for a moment.
fn write_private(path: &Path, content: &[u8]) -> Result<(), Error> {
    make_folders(path)?;
    // A file that is there would keep its mode, so it makes way.
    let gone = match std::fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    };
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    gone.and_then(|()| options.open(path))
        .and_then(|mut file| file.write_all(content))
        .map_err(Error::file(path))
}

fn make_folders(path: &Path) -> Result<(), Error> {
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder).map_err(Error::file(folder))
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt as _;
    use std::path::{Path, PathBuf};
    use std::time::Duration;

    use rivta_conformance::outcome::{CaseOutcome, Outcome, Subject, Verdict};
    use rivta_conformance::report::Evidence;

    use super::write;

    fn outcome() -> Outcome {
        let started = "2026-05-10T12:00:00".parse().unwrap();
        let case = CaseOutcome {
            id: "1.1.1".to_owned(),
            area: "producer".to_owned(),
            group: String::new(),
            title: String::new(),
            rule: String::new(),
            declaration: Vec::new(),
            untested: Vec::new(),
            verdict: Verdict::Passed,
            findings: Vec::new(),
            measured: Vec::new(),
            started,
            elapsed: Duration::ZERO,
            exchanges: Vec::new(),
        };
        Outcome {
            subject: Subject::default(),
            started,
            elapsed: Duration::ZERO,
            cases: vec![case],
        }
    }

    /// All files of a report, evidence among them.
    fn files(folder: &Path) -> Vec<PathBuf> {
        let parts = [folder.to_owned(), folder.join("underlag")];
        let entries = parts.iter().flat_map(|part| std::fs::read_dir(part).unwrap());
        entries
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_file())
            .collect()
    }

    #[test]
    fn an_unmasked_report_is_for_its_owner_alone_also_where_a_masked_one_stood() {
        let folder = tempfile::tempdir().unwrap();
        write(&outcome(), folder.path(), Evidence::Masked).unwrap();
        let masked = files(folder.path());
        assert!(masked.len() >= 6, "{masked:?}");
        for path in masked {
            std::fs::set_permissions(path, Permissions::from_mode(0o644)).unwrap();
        }
        write(&outcome(), folder.path(), Evidence::Whole).unwrap();
        for path in files(folder.path()) {
            let mode = std::fs::metadata(&path).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, 0o600, "{}", path.display());
        }
    }
}

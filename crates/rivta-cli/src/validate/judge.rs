//! The packages that files are judged by.

use std::path::{Path, PathBuf};

use rivta_schema::validate::{Limits, Validator, Verdict, payload};

use super::report::FileReport;
use crate::input;
use crate::problem::Problem;

/// The validators of all packages, each with its name.
pub(super) struct Judge {
    packages: Vec<(String, Validator)>,
}

impl Judge {
    /// Reads packages; what is wrong with one does not keep the others from being used.
    pub(super) fn of(paths: &[PathBuf]) -> (Self, Vec<Problem>) {
        let (mut packages, mut problems) = (Vec::new(), Vec::new());
        for path in paths {
            let reading = match rivta_schema::read(path) {
                Ok(reading) => reading,
                Err(error) => {
                    problems.push(Problem::of(&error, &[]));
                    continue;
                }
            };
            problems.extend(reading.errors.iter().map(|error| Problem::of(error, &reading.failed)));
            for read in &reading.packages {
                match Validator::of(&read.package.schemas) {
                    Ok(validator) => {
                        let id = &read.package.id;
                        packages.push((format!("{} {}", id.domain, id.release), validator));
                    }
                    Err(error) => problems.push(Problem::of(&error, std::slice::from_ref(&read.tree))),
                }
            }
        }
        (Self { packages }, problems)
    }

    pub(super) fn file(&self, path: &Path) -> FileReport {
        match input::message(path) {
            Ok(bytes) => match self.verdict(&bytes) {
                Some((package, verdict)) => FileReport::judged(path, package, verdict),
                None => FileReport::unreadable(path, "there are no schemas to judge it by".to_owned()),
            },
            Err(error) => FileReport::unreadable(path, error.to_string()),
        }
    }

    /// The verdict of a package that declares the payload; of several, of the one that finds least wrong: the same
    /// namespace may hold other components in another release.
    fn verdict(&self, bytes: &[u8]) -> Option<(&str, Verdict)> {
        let limits = Limits::default();
        let payload = payload(bytes, &limits).ok().flatten();
        let declares = |validator: &Validator| payload.as_ref().is_some_and(|name| validator.declares(name));
        let known: Vec<_> = self
            .packages
            .iter()
            .filter(|(_, validator)| declares(validator))
            .collect();
        let chosen = if known.is_empty() {
            self.packages.iter().collect()
        } else {
            known
        };
        let verdicts = chosen
            .into_iter()
            .map(|(name, validator)| (name.as_str(), validator.message(bytes, &limits)));
        verdicts.min_by_key(|(_, verdict)| verdict.violations.len())
    }
}

//! `SoapUI` projects, as suites are published, into test cases of our format; what has no counterpart is told, never
//! dropped in silence.
//!
//! Each test suite becomes an area, each test case a case, each SOAP request a call with its assertions as expectations.
//! Properties become variables, `xmlns:<prefix>` and `RecordElementPath` the area's namespaces and records; `data.xml`
//! gives variables for all cases and for each. One-line scripts against `ContentAssertions` become verbs, transfers of
//! properties captures, load tests cases of their own. What a case loses stands in [`crate::case::Case::untested`]; a case
//! of which nothing is left that could fail is not run.

mod assertion;
mod case;
mod contracts;
mod data;
mod expression;
mod load;
mod name;
pub(crate) mod project;
mod property;
mod request;
mod script;
mod transfer;
mod value;
mod vocabulary;
mod writing;

use std::path::Path;

use serde::Serialize;

use crate::case::Area;
use crate::error::Error;
pub(crate) use name::unique;

/// What is converted: a project, and what lies beside it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Source<'a> {
    /// `…-soapui-project.xml`.
    pub project: &'a [u8],
    /// `data.xml`, where there is one: variables of all cases and of each.
    pub data: Option<&'a [u8]>,
    /// `constraints.xml` and its like, with their file names: the rules that the cases judge answers by.
    pub constraints: &'a [(String, Vec<u8>)],
}

/// Test cases made of a project.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Conversion {
    /// The areas with their cases.
    pub areas: Vec<Area>,
    /// The requests, rules and contracts that the cases refer to: paths below the folder of areas, and contents.
    pub files: Vec<(String, Vec<u8>)>,
    /// Steps and assertions that were converted.
    pub converted: usize,
    /// What was not.
    pub losses: Vec<Loss>,
}

/// Something that has no counterpart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Loss {
    /// The test suite; empty for what belongs to the project.
    pub suite: String,
    /// The test case.
    pub case: String,
    /// The step.
    pub step: String,
    /// What it is: the kind of a step or of an assertion, with its name.
    pub what: String,
    /// Why it was not converted, in Swedish.
    pub reason: String,
}

impl Loss {
    /// Where it stood: suite, case and step, as far as they are known.
    pub fn place(&self) -> String {
        let parts = [&self.suite, &self.case, &self.step].into_iter().map(String::as_str);
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        if parts.is_empty() {
            return "projektet".to_owned();
        }
        parts.join(" / ")
    }

    /// Whether the project itself leaves it out.
    fn is_switched_off(&self) -> bool {
        self.reason.contains("avstängd i projektet") || self.reason.contains("avstängt i projektet")
    }

    /// As its case tells it.
    fn of_case(&self) -> String {
        let Self { step, what, reason, .. } = self;
        if step.is_empty() || step == what {
            return format!("{what}: {reason}");
        }
        format!("{step}, {what}: {reason}")
    }
}

/// Converts a project.
///
/// # Errors
/// [`Error::Message`] when a file is not well-formed XML or exceeds the limits; [`Error::Project`] when it is something
/// else than it should be.
pub fn convert(source: &Source<'_>) -> Result<Conversion, Error> {
    project::convert(source)
}

impl Conversion {
    /// Every file of the conversion: `<area>/area.toml`, `<area>/<ID>/case.toml`, requests, rules and contracts.
    ///
    /// # Errors
    /// [`Error::Project`] when a case cannot be written as TOML.
    pub fn files(&self) -> Result<Vec<(String, Vec<u8>)>, Error> {
        writing::files(self)
    }

    /// Writes every file below a folder. Contracts that the project carries but that cannot be read are left out, and
    /// told.
    ///
    /// # Errors
    /// [`Error::Read`] when a file cannot be written; as [`Self::files`].
    pub fn write(&mut self, folder: &Path) -> Result<(), Error> {
        writing::write(self, folder)
    }
}

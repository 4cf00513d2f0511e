//! What is made of an [`Outcome`]: pages for persons, files for machines. Everything here is pure; who calls writes the
//! files.
//!
//! | file | for |
//! | --- | --- |
//! | `rapport.html` | persons: one page that needs no network, with pictures, filter and evidence; readable on paper |
//! | `rapport.json` | machines: the outcome itself |
//! | `junit.xml` | build servers |
//! | `underlag/<area>-<id>.xml` | whoever doubts: the messages of a case, laid out as the suites' own runner does |
//! | `sjalvdeklaration.html`, `.docx` | the hand-over: a self-declaration with everything filled in that the run can tell |
//!
//! Unless it is asked for otherwise, everything is masked: each value of each message is hidden, element by element, and
//! personal numbers wherever they stand. Messages are taken for hostile; nothing of them reaches a page unescaped.

mod declaration;
mod evidence;
mod junit;
mod layout;
mod mask;
mod page;
mod personal;
mod picture;
mod wording;

pub use declaration::{Answer, Declaration, Field, Form, Part, Question};

use std::borrow::Cow;

use crate::error::Error;
use crate::outcome::Outcome;

/// What the report shows of messages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Evidence {
    /// Elements without their values.
    #[default]
    Masked,
    /// Everything, as it stood: for those alone who may read it.
    Whole,
}

impl Evidence {
    /// A text that should hold nothing of a message, such as a finding or a title, as it may be shown: masked, personal
    /// numbers in it are hidden.
    pub fn of_text(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Masked => personal::hide_numbers(text),
            Self::Whole => Cow::Borrowed(text),
        }
    }
}

/// One file of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportFile {
    /// Its path below the report's folder, with `/`. It holds nothing personal.
    pub path: String,
    /// What it holds.
    pub content: Vec<u8>,
}

/// The report of one run.
#[derive(Debug, Clone)]
pub struct Report {
    outcome: Outcome,
    evidence: Evidence,
    declaration: Declaration,
    /// The evidence files, in the order of the cases.
    names: Vec<String>,
}

impl Report {
    /// The report of a run, with a self-declaration of the given form.
    pub fn new(outcome: &Outcome, evidence: Evidence, form: Form) -> Self {
        let names = evidence::names(outcome);
        let shown = match evidence {
            Evidence::Masked => mask::masked(outcome),
            Evidence::Whole => outcome.clone(),
        };
        // What a consumer sent is told from the values, so before they are hidden; the declaration holds none of them.
        let sent = declaration::sent(outcome);
        let declaration = Declaration::new(&shown, form, &names, &sent);
        Self {
            outcome: shown,
            evidence,
            declaration,
            names,
        }
    }

    /// The page for persons.
    pub fn html(&self) -> String {
        page::page(self)
    }

    /// The outcome as JSON; it can be read back as an [`Outcome`].
    ///
    /// # Errors
    /// [`Error::Report`] when it cannot be written as JSON.
    pub fn json(&self) -> Result<Vec<u8>, Error> {
        serde_json::to_vec_pretty(&self.outcome).map_err(|error| Error::Report {
            what: error.to_string(),
        })
    }

    /// `JUnit` XML: one suite for each area.
    pub fn junit(&self) -> String {
        junit::file(&self.outcome)
    }

    /// The self-declaration.
    pub fn declaration(&self) -> &Declaration {
        &self.declaration
    }

    /// Every file of the report.
    ///
    /// # Errors
    /// As [`Report::json`], and when the document of the self-declaration cannot be packed.
    pub fn files(&self) -> Result<Vec<ReportFile>, Error> {
        let file = |path: &str, content: Vec<u8>| ReportFile {
            path: path.to_owned(),
            content,
        };
        let mut files = vec![
            file("rapport.html", self.html().into_bytes()),
            file("rapport.json", self.json()?),
            file("junit.xml", self.junit().into_bytes()),
            file("sjalvdeklaration.html", self.declaration.html().into_bytes()),
            file("sjalvdeklaration.docx", self.declaration.docx()?),
        ];
        for (case, name) in self.outcome.cases.iter().zip(&self.names) {
            let content = evidence::file(case, &self.outcome.subject);
            files.push(file(&format!("underlag/{name}"), content.into_bytes()));
        }
        Ok(files)
    }
}

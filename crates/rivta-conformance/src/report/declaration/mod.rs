//! The self-declaration (`SjD`, *självdeklaration*) that a system is handed in with, filled in as far as a run can tell.
//!
//! Its parts are those of Inera's forms: functionality by test number, delivery of information, engagement index,
//! service levels, the suite that was followed; for a consumer what it sent, and how often.

mod answer;
mod consumer;
mod document;
mod number;
mod paper;
mod producer;
mod sent;

use crate::error::Error;
use crate::outcome::Outcome;

pub(super) use sent::{Sent, sent};

/// Whose self-declaration it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Form {
    /// That of a producer (`SjD_TP`).
    #[default]
    Producer,
    /// That of a consumer (`SjD_TK`).
    Consumer,
}

/// What is answered to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Every case behind the number passed.
    Yes,
    /// One at least did not.
    No,
    /// One at least was not run, and none failed; or no case stands behind the number.
    NotRun,
    /// No run can tell: it is answered by hand.
    Open,
}

/// A question of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The test number, for example `TF 1.1.1`; empty for a question that has none.
    pub number: String,
    /// What is asked, in Swedish.
    pub text: String,
    /// What is answered.
    pub answer: Answer,
    /// Paths of the evidence files, relative to the report's folder.
    pub evidence: Vec<String>,
    /// The description of deviations.
    pub deviations: String,
    /// The other comment.
    pub comment: String,
}

/// A line of the form that is filled in with text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// What is to be filled in, in Swedish.
    pub label: String,
    /// What the run tells; empty when it is filled in by hand.
    pub value: String,
}

/// A part of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// The heading, in Swedish.
    pub title: String,
    /// What the part is about, in Swedish.
    pub introduction: String,
    /// Lines to fill in.
    pub fields: Vec<Field>,
    /// Questions.
    pub questions: Vec<Question>,
    /// Numbers of the national suites that no case of the run stands behind, with their titles.
    pub without_case: Vec<String>,
}

/// A self-declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// The title.
    pub title: String,
    /// Whose it is.
    pub form: Form,
    /// The parts, in the order of the form.
    pub parts: Vec<Part>,
}

impl Declaration {
    /// Fills in a form; `names` are the evidence files of the cases, in their order.
    pub(super) fn new(outcome: &Outcome, form: Form, names: &[String], sent: &Sent) -> Self {
        let run = answer::Run { outcome, names };
        let (title, parts) = match form {
            Form::Producer => ("Självdeklaration för tjänsteproducent", producer::parts(&run)),
            Form::Consumer => ("Självdeklaration för tjänstekonsument", consumer::parts(&run, sent)),
        };
        Self {
            title: title.to_owned(),
            form,
            parts,
        }
    }

    /// As a page that can be filled in further and printed.
    pub fn html(&self) -> String {
        paper::page(self)
    }

    /// As a document for word processors: Office Open XML (`.docx`), as the forms are published.
    ///
    /// # Errors
    /// [`Error::Report`] when it cannot be packed.
    pub fn docx(&self) -> Result<Vec<u8>, Error> {
        document::docx(self)
    }
}

impl Answer {
    /// The answer in Swedish.
    pub fn text(self) -> &'static str {
        match self {
            Self::Yes => "Ja",
            Self::No => "Nej",
            Self::NotRun => "Ej körd",
            Self::Open => "Fylls i för hand",
        }
    }
}

impl Field {
    fn new(label: &str, value: impl Into<String>) -> Self {
        Self {
            label: label.to_owned(),
            value: value.into(),
        }
    }
}

impl Question {
    /// A question that no test number stands for.
    fn plain(text: &str, answer: Answer, comment: impl Into<String>) -> Self {
        Self {
            number: String::new(),
            text: text.to_owned(),
            answer,
            evidence: Vec::new(),
            deviations: String::new(),
            comment: comment.into(),
        }
    }
}

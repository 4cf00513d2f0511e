//! Wrong input as it is told: what, where, the line it is about, and what to do. One form for all commands, as text
//! for people and as JSON for machines.

mod snippet;

use std::path::Path;

use rivta_schema::source::SourceTree;
use rivta_schema::{Error, Place};
use serde::Serialize;

use snippet::Snippet;

/// Something that is wrong with what a command was given.
#[derive(Debug, Serialize)]
pub(crate) struct Problem {
    /// What is wrong, with the place before it where there is one.
    pub(crate) message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) file: Option<String>,
    /// From 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) line: Option<u32>,
    /// In characters, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) column: Option<u32>,
    /// The line of the file that the problem is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Snippet>,
    /// What to do about it; may be empty.
    pub(crate) advice: String,
}

impl Problem {
    /// A problem without a place.
    pub(crate) fn plain(message: impl Into<String>, advice: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            file: None,
            line: None,
            column: None,
            snippet: None,
            advice: advice.into(),
        }
    }

    /// The problem that a schema error is; the trees are where its file may be.
    pub(crate) fn of(error: &Error, trees: &[SourceTree]) -> Self {
        Self::at(error.place(), with_sources(error), error.advice(), trees)
    }

    /// The problem that kept code from being written.
    pub(crate) fn of_generating(error: &rivta_codegen::Error, trees: &[SourceTree]) -> Self {
        use rivta_codegen::Error as Codegen;
        let advice = match error {
            Codegen::Schema(error) => return Self::of(error, trees),
            Codegen::Uncovered { .. } => {
                "Please report the contract; the others of the package can be generated without it."
            }
            Codegen::NotRivTa { .. } => "Compare the file with the one that was published, and tell its publisher.",
            Codegen::File { .. } => "Check that the path is right and that you may write there.",
            Codegen::CrateName { .. } => "Give another name: ASCII letters, digits, - and _, first a letter.",
            Codegen::Occupied { .. } => "Give a new or empty folder, or one that was generated before.",
            Codegen::Edited { .. } => "Keep what was edited elsewhere, then give --force, which writes the files anew.",
            Codegen::NotRust { .. } => "Please report it together with the contract.",
            _ => "",
        };
        Self::at(error.place(), with_sources(error), advice, trees)
    }

    /// A problem at a place, if it has one; the trees are where its file may be.
    pub(crate) fn at(place: Option<&Place>, message: String, advice: &str, trees: &[SourceTree]) -> Self {
        Self {
            file: place.map(|place| place.file.display().to_string()),
            line: place.map(|place| place.line),
            column: place.map(|place| place.column),
            snippet: place.and_then(|place| Snippet::of(text(&place.file, trees)?, place.line, place.column)),
            ..Self::plain(message, advice)
        }
    }

    /// As it is shown on a terminal: several lines, the last with a line end.
    pub(crate) fn text(&self) -> String {
        let mut text = format!("error: {}\n", self.message);
        if let (Some(snippet), Some(line)) = (&self.snippet, self.line) {
            text.push_str(&snippet.text(line));
        }
        if !self.advice.is_empty() {
            text.push_str(&format!("  {}\n", self.advice));
        }
        text
    }
}

/// All problems as they are shown on a terminal.
pub(crate) fn text_of(problems: &[Problem]) -> String {
    problems.iter().map(Problem::text).collect()
}

fn text<'t>(file: &Path, trees: &'t [SourceTree]) -> Option<&'t str> {
    trees.iter().find_map(|tree| tree.text_at(file))
}

/// The error and what caused it, unless it says so itself.
fn with_sources(error: &dyn std::error::Error) -> String {
    let mut message = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let text = cause.to_string();
        // A parser tells the place behind its reason, and it has been told before it.
        let reason = text.rsplit_once(" at ").map_or(text.as_str(), |(reason, _)| reason);
        if !message.contains(reason) {
            message = format!("{message}: {text}");
        }
        source = cause.source();
    }
    message
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    /// Tests may run as a user who may read everything.
    #[test]
    fn a_file_that_may_not_be_read() {
        let error = Error::Read {
            path: "schemas/a.xsd".into(),
            source: io::ErrorKind::PermissionDenied.into(),
        };
        let expected = "error: schemas/a.xsd: cannot be read: permission denied\n  \
            Check that the path is right and that you may read it.\n";
        assert_eq!(Problem::of(&error, &[]).text(), expected);
    }

    #[test]
    fn what_keeps_code_from_being_written() {
        let error = rivta_codegen::Error::File {
            path: "out".into(),
            source: io::ErrorKind::PermissionDenied.into(),
        };
        let expected = "error: out: cannot be read or written: permission denied\n  \
            Check that the path is right and that you may write there.\n";
        assert_eq!(Problem::of_generating(&error, &[]).text(), expected);
    }
}

//! An error as it is told: what, where, the line it is about, and what to do.

use rivta_schema::Error;
use rivta_schema::source::SourceTree;
use serde::Serialize;

/// Longer lines are cut around the place: generated schemas may be one line.
const SHOWN: usize = 100;

/// An error about a path.
#[derive(Debug, Serialize)]
pub(crate) struct Problem {
    pub(crate) message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) column: Option<u32>,
    /// The line of the file, shortened, and the column in what is left of it, from 1.
    #[serde(skip)]
    pub(crate) snippet: Option<(String, usize)>,
    pub(crate) advice: String,
}

impl Problem {
    /// The problem that an error is; the trees are where its file may be.
    pub(crate) fn of(error: &Error, trees: &[SourceTree]) -> Self {
        let place = error.place();
        let snippet = place.and_then(|place| {
            let file = trees.iter().find_map(|tree| tree.found_at(&place.file))?;
            let index = usize::try_from(place.line).ok()?.checked_sub(1)?;
            let column = usize::try_from(place.column).ok()?;
            Some(shortened(file.text.lines().nth(index)?, column))
        });
        Self {
            message: with_sources(error),
            file: place.map(|place| place.file.display().to_string()),
            line: place.map(|place| place.line),
            column: place.map(|place| place.column),
            snippet,
            advice: error.advice().to_owned(),
        }
    }

    pub(crate) fn no_such_type(name: &str) -> Self {
        Self {
            message: format!("no element or type is called {name}"),
            file: None,
            line: None,
            column: None,
            snippet: None,
            advice: "Names are told apart by case; write {namespace}name to mean one of several.".to_owned(),
        }
    }
}

/// The error and what caused it, unless it says so itself.
fn with_sources(error: &Error) -> String {
    let mut message = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        let text = cause.to_string();
        if !message.contains(&text) {
            message = format!("{message}: {text}");
        }
        source = cause.source();
    }
    message
}

fn shortened(line: &str, column: usize) -> (String, usize) {
    let indent = line.chars().take_while(|c| c.is_whitespace()).count();
    let start = indent
        .max(column.saturating_sub(SHOWN / 2 + 1))
        .min(column.saturating_sub(1));
    let text: String = line.chars().skip(start).take(SHOWN).collect();
    (text.replace('\t', " "), column - start)
}

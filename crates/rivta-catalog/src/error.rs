//! What can be wrong with the source of a catalogue.

use std::io;

use thiserror::Error;

use crate::environment::Environment;

/// Why a catalogue could not be loaded. Unless said otherwise, the person who writes the source can mend it.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum CatalogError {
    /// The file could not be read.
    #[error("the catalogue {file} could not be read: {source}; check that it exists and may be read")]
    Read {
        /// The file.
        file: String,
        /// What the operating system said.
        source: io::Error,
    },
    /// The file is larger than the limit.
    #[error("the catalogue {file} is larger than the limit of {limit} bytes")]
    TooLarge {
        /// The file.
        file: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// The file is not UTF-8.
    #[error("the catalogue {file} is not UTF-8 at byte {offset}; save it as UTF-8")]
    NotUtf8 {
        /// The file.
        file: String,
        /// The offset of the first byte that is not UTF-8, from 0.
        offset: usize,
    },
    /// The text is not TOML, or holds something a catalogue does not have.
    #[error("the catalogue {file} is not well formed at line {line}, column {column}: {message}")]
    Syntax {
        /// The name of the source.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// What the TOML reader expected.
        message: String,
    },
    /// A row can be read but makes no sense.
    #[error("the catalogue {file} has a row that cannot be used at line {line}, column {column}: {problem}")]
    Row {
        /// The name of the source.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// What is wrong with it.
        problem: RowProblem,
    },
    /// Two units of one HSA file have the same distinguished name; whoever makes the file must mend it.
    #[error("{file}, line {line}: a second unit with the distinguished name {dn}")]
    RepeatedUnit {
        /// The file.
        file: String,
        /// The line of the second unit, from 1.
        line: usize,
        /// The distinguished name.
        dn: String,
    },
    /// The addressing catalogue answered with a SOAP fault; its operators can tell why.
    #[error("{source_name} answered with a SOAP fault: {text}")]
    Fault {
        /// Where the answer came from.
        source_name: String,
        /// The fault's text.
        text: String,
    },
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RowProblem {
    /// A name that must be given is empty.
    #[error("`{0}` is empty; give the name or remove the row")]
    Empty(&'static str),
    /// The validity ends before it begins.
    #[error("`valid_to` lies before `valid_from`, so the row would never count")]
    ReversedValidity,
    /// A time without zone that Swedish clocks skipped.
    #[error("`{0}` is a time that did not exist in Sweden (the clock was set forward); write it with an offset")]
    SkippedTime(&'static str),
    /// A time of day without a date, or with a precision that cannot be read.
    #[error("`{0}` must be a date or a date with a time, such as 2026-01-01 or 2026-01-01T08:00:00+01:00")]
    NotADate(&'static str),
    /// The row belongs to another environment than the catalogue.
    #[error(
        "the row belongs to the environment {row}, the catalogue to {catalog}; keep one catalogue for each environment"
    )]
    OtherEnvironment {
        /// The environment of the row.
        row: Environment,
        /// The environment of the catalogue.
        catalog: Environment,
    },
}

//! What can go wrong in the card system, and who can mend it.

use std::path::PathBuf;

use crate::import::LineProblem;

/// An error of the card system. None holds a personal number, a fee or anything else read from a
/// message or an imported file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The configuration says something that cannot be. The one who wrote it can mend it.
    #[error("configuration, {place}: {problem}")]
    Configuration {
        /// Where in the configuration.
        place: String,
        /// What is wrong there.
        problem: String,
    },
    /// The database refused or failed. The operator can mend it: disk, permissions, a damaged file.
    #[error("the store could not {action}: {source}")]
    Store {
        /// What was being done.
        action: &'static str,
        /// What the database said.
        source: sqlx::Error,
    },
    /// The database could not be brought to this version's tables.
    #[error("the store at {path} could not be brought up to date: {source}")]
    Migration {
        /// The database file.
        path: PathBuf,
        /// What failed.
        source: sqlx::migrate::MigrateError,
    },
    /// A stored value is not what this program writes: the database was changed by something else.
    #[error("the store holds an unreadable value in {column}, row {row}")]
    Damaged {
        /// Table and column.
        column: &'static str,
        /// Key of the row.
        row: i64,
    },
    /// An import was refused; nothing of it was stored. The one who made the file can mend it.
    #[error("{file}: {count} of its lines cannot be imported, nothing was stored; first: {first}", count = problems.len() + more, first = first_problem(problems))]
    Import {
        /// Which kind of file: `identities` or `fees`.
        file: &'static str,
        /// The first problems, in the order of the file.
        problems: Vec<LineProblem>,
        /// How many more there were.
        more: usize,
    },
    /// A file could not be read or made.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// Another process delivers from this store. Two at once would send every disclosure twice.
    #[error("the outbox of {path} is already running in another process")]
    OutboxRunning {
        /// The database file.
        path: PathBuf,
    },
    /// No parked request has that key.
    #[error("no parked request has key {key}")]
    NotParked {
        /// The key that was asked for.
        key: i64,
    },
}

impl Error {
    pub(crate) fn configuration(place: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::Configuration {
            place: place.into(),
            problem: problem.into(),
        }
    }

    /// For `map_err` on a database call.
    pub(crate) fn store(action: &'static str) -> impl Fn(sqlx::Error) -> Self {
        move |source| Self::Store { action, source }
    }
}

fn first_problem(problems: &[LineProblem]) -> String {
    problems.first().map_or_else(|| "none".to_owned(), ToString::to_string)
}

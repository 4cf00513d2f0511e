//! What can go wrong in an index, and who can mend it.

/// An error of the index. None holds anything of an engagement.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The database refused or failed. The operator can mend it: disk, permissions, connection.
    #[error("the store could not {action}: {source}")]
    Store {
        /// What was being done.
        action: &'static str,
        /// What the database said.
        source: sqlx::Error,
    },
    /// The database could not be brought to this version's tables.
    #[error("the store could not be brought up to date: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A notification on the dead-letter list was asked for by a number that is not there.
    #[error("there is no dead notification {0}")]
    NoSuchNotification(i64),
    /// Another process sends the notifications of this store.
    #[error("another process already sends the notifications of {}", path.display())]
    SenderRunning {
        /// The store.
        path: std::path::PathBuf,
    },
    /// The addressing catalogue has not said who is to be told of changes. The platform's operator can mend it:
    /// addressing, permission, the catalogue itself.
    #[error("the addressing catalogue did not tell the subscribers: {0}")]
    Catalogue(Box<rivta_consumer::Error>),
    /// The configuration says something that cannot be. The one who wrote it can mend it.
    #[error("configuration, {place}: {problem}")]
    Configuration {
        /// Where in the configuration.
        place: &'static str,
        /// What is wrong there.
        problem: String,
    },
    /// A listener could not be opened.
    #[error(transparent)]
    Listening(#[from] rivta_producer::Error),
    /// A file could not be read or made.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: std::path::PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
}

impl Error {
    pub(crate) fn store(action: &'static str) -> impl Fn(sqlx::Error) -> Self {
        move |source| Self::Store { action, source }
    }
}

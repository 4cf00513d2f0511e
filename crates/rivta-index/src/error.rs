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
    /// A file could not be made.
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

//! The posts, kept durably in an embedded SQLite file.
//!
//! A write-ahead log and `synchronous = FULL`: what was committed is there after a kill or a power cut, so an Update is
//! answered when it is stored. Readers never wait for the writer.

mod post;
mod queue;
mod term;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection as _, Sqlite, SqliteConnection, SqlitePool, Transaction};

use crate::error::Error;
use term::Terms;

pub(crate) use post::{Change, Content};
pub use queue::DeadNotification;
pub(crate) use queue::{DueNotification, NewNotification};

/// How long a writer waits for another one.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// Pages a connection keeps in memory, in KiB.
const CACHE_KIB: &str = "-16384";

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");

/// The open store. Clones share it.
#[derive(Clone)]
pub struct Store {
    pool: SqlitePool,
    terms: Arc<Terms>,
    path: PathBuf,
}

impl Store {
    /// Opens the file, makes it when it is missing, and brings its tables up to date.
    ///
    /// # Errors
    /// [`Error::File`], [`Error::Store`], [`Error::Migration`].
    pub async fn open(path: &Path) -> Result<Self, Error> {
        make_private(path).map_err(|source| Error::File {
            path: path.to_owned(),
            source,
        })?;
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(BUSY_TIMEOUT)
            .pragma("cache_size", CACHE_KIB)
            .disable_statement_logging();
        let pool = SqlitePoolOptions::new()
            .max_connections(8)
            .after_release(|connection, _| Box::pin(is_out_of_transactions(connection)))
            .connect_with(options)
            .await
            .map_err(Error::store("open the database"))?;
        MIGRATIONS.run(&pool).await?;
        Ok(Self {
            pool,
            terms: Arc::default(),
            path: path.to_owned(),
        })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Closes the store when all work in it has ended.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// A transaction that may write; it takes the write lock at once.
    async fn write(&self) -> Result<Transaction<'static, Sqlite>, Error> {
        let begun = self.pool.begin_with("BEGIN IMMEDIATE").await;
        begun.map_err(Error::store("begin to write"))
    }
}

/// Whether a connection can be used again: after a full disk SQLite has rolled back by itself, and the driver would
/// count the connection as being in a transaction for ever.
async fn is_out_of_transactions(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

/// Makes the file, when it is missing, readable by its owner alone.
fn make_private(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(|_| ())
}

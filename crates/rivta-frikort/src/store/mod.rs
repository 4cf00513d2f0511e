//! Persons, fees and accepted requests, kept durably.
//!
//! The store is two SQLite files inside the process: the ledger (persons and fees), and beside it the
//! requests. The ledger also has what the engagement index is to be told of its persons. They are two because SQLite has one writer per file and an import holds it for as long as it
//! stores lines: a request must be accepted within a second all the same. Nothing needs a transaction over
//! both.
//!
//! Both use a write-ahead log and `synchronous = FULL`, so that what was committed is there after a kill or
//! a power cut. Readers never wait for writers; a writer waits for another one for at most
//! [`BUSY_TIMEOUT`].
//!
//! Everything that knows the database stands in this folder and in `migrations/sqlite`. Queries are
//! plain SQL with `$1` parameters, which PostgreSQL understands as well; a PostgreSQL store would be a
//! second pool type and a second folder of migrations (identity columns, partial index) behind the same
//! functions. Moments are stored as milliseconds, dates in the contract's text form, amounts as öre.

mod engagement;
mod ledger;
mod operator;
mod queue;

use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection as _, Sqlite, SqliteConnection, SqlitePool, Transaction};

use crate::error::Error;

pub(crate) use engagement::WaitingPost;
pub(crate) use ledger::{FeeChange, FeeRow, IdentityChange};
pub use ledger::{LinkedIdentity, PersonRecord, RegisteredFee};
pub use operator::{ParkedRequest, RequestCounts};
pub use queue::{Acceptance, StoredActor, StoredRequest};
pub(crate) use queue::{DueRequest, End};

/// How long a writer waits for another writer.
pub const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

static LEDGER: Migrator = sqlx::migrate!("migrations/sqlite/ledger");
static REQUESTS: Migrator = sqlx::migrate!("migrations/sqlite/requests");

/// The open databases. Clones share them.
#[derive(Debug, Clone)]
pub struct Store {
    ledger: SqlitePool,
    requests: SqlitePool,
    path: PathBuf,
}

impl Store {
    /// Opens the ledger's file and the requests' beside it (`frikort.sqlite`, `frikort.requests.sqlite`),
    /// makes them when they are missing, and brings their tables up to date.
    ///
    /// # Errors
    /// [`Error::File`], [`Error::Store`] or [`Error::Migration`].
    pub async fn open(path: &Path) -> Result<Self, Error> {
        Ok(Self {
            ledger: open(path, &LEDGER).await?,
            requests: open(&path.with_extension("requests.sqlite"), &REQUESTS).await?,
            path: path.to_owned(),
        })
    }

    /// The ledger's file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Closes the databases when all work in them has ended.
    pub async fn close(&self) {
        self.requests.close().await;
        self.ledger.close().await;
    }
}

async fn open(path: &Path, migrations: &Migrator) -> Result<SqlitePool, Error> {
    make_private(path).map_err(|source| Error::File {
        path: path.to_owned(),
        source,
    })?;
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        .disable_statement_logging();
    let pool = SqlitePoolOptions::new()
        .max_connections(8)
        .after_release(|connection, _| Box::pin(is_out_of_transactions(connection)))
        .connect_with(options)
        .await;
    let pool = pool.map_err(Error::store("open the database"))?;
    migrations.run(&pool).await.map_err(|source| Error::Migration {
        path: path.to_owned(),
        source,
    })?;
    Ok(pool)
}

/// Whether a connection can be used again. After some errors, a full disk among them, SQLite has rolled back by itself;
/// the driver's own rollback then fails, and it would count the connection as being in a transaction for ever.
async fn is_out_of_transactions(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    // The driver's rollback is queued; a ping comes after it.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

/// Makes the file, when it is missing, readable by its owner alone. SQLite gives the files beside it the same
/// mode.
fn make_private(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(|_| ())
}

/// A transaction that may write. It takes the write lock at once: a reader that turns into a writer could
/// otherwise be refused half-way.
async fn write(pool: &SqlitePool) -> Result<Transaction<'static, Sqlite>, Error> {
    pool.begin_with("BEGIN IMMEDIATE")
        .await
        .map_err(Error::store("begin to write"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A trigger that rolls back does to a connection what a full disk does.
    #[tokio::test]
    async fn a_write_that_sqlite_rolled_back_does_not_keep_the_next_from_being_stored() {
        let folder = tempfile::TempDir::new().unwrap();
        let store = Store::open(&folder.path().join("frikort.sqlite")).await.unwrap();
        let run = async |sql: &'static str| {
            let mut transaction = write(&store.ledger).await.map_err(|error| error.to_string())?;
            let done = sqlx::query(sql).execute(&mut *transaction).await;
            done.map_err(|error| error.to_string())?;
            transaction.commit().await.map_err(|error| error.to_string())
        };
        run("CREATE TABLE page (number INTEGER)").await.unwrap();
        run("CREATE TRIGGER full BEFORE INSERT ON page BEGIN SELECT RAISE(ROLLBACK, 'full'); END")
            .await
            .unwrap();
        for _ in 0..3 {
            let error = run("INSERT INTO page VALUES (1)").await.unwrap_err();
            assert!(error.contains("full"), "{error}");
        }
        run("DROP TRIGGER full").await.unwrap();
        run("INSERT INTO page VALUES (1)").await.unwrap();
        store.close().await;
    }
}

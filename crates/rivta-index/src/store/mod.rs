//! The posts, kept durably: in an embedded SQLite file, or in a PostgreSQL server that several processes share.
//!
//! What was committed is there after a kill or a power cut, so an Update is answered when it is stored. SQLite has a
//! write-ahead log and `synchronous = FULL`; readers never wait for the one writer. In PostgreSQL, writers of the same
//! resident wait for each other, so that changes of one post are never mixed; others do not.
//!
//! The statements are the same for both.

mod lock;
mod post;
mod queue;
mod sender;
mod term;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions, install_default_drivers};
use sqlx::migrate::Migrator;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Any, AnyConnection, AnyPool, ConnectOptions as _, Connection as _, Executor as _, Transaction};

use crate::config::StoreLocation;
use crate::error::Error;
use term::Terms;

pub(crate) use post::Work;
pub use queue::DeadNotification;
pub(crate) use queue::{DueNotification, NewNotification};
pub(crate) use sender::SenderRight;

/// What every connection to SQLite is told first.
const PRAGMAS: &str = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                       PRAGMA cache_size = -16384";
/// Connections; SQLite has one writer all the same.
const CONNECTIONS: u32 = 8;
/// How long a call waits for a connection before it is refused.
const PATIENCE: Duration = Duration::from_secs(10);

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// Where the posts are.
#[derive(Clone)]
enum Place {
    File(PathBuf),
    Server,
}

/// How a transaction that writes comes in. In SQLite, which has one writer, it makes no difference.
#[derive(Clone, Copy)]
enum Door {
    /// Together with others.
    Shared,
    /// Alone, when those inside have left.
    Exclusive,
}

impl Door {
    fn enter(self) -> &'static str {
        match self {
            Self::Shared => "SELECT pg_advisory_xact_lock_shared(124653110817074)::text",
            Self::Exclusive => "SELECT pg_advisory_xact_lock(124653110817074)::text",
        }
    }
}

/// The open store. Clones share it.
#[derive(Clone)]
pub struct Store {
    pool: AnyPool,
    terms: Arc<Terms>,
    place: Place,
}

impl Store {
    /// Opens the store at a location.
    ///
    /// # Errors
    /// [`Error::File`], [`Error::Store`], [`Error::Migration`].
    pub async fn at(location: &StoreLocation) -> Result<Self, Error> {
        match location {
            StoreLocation::Sqlite(path) => Self::open(path).await,
            StoreLocation::Postgres(url) => Self::connect_to(url).await,
        }
    }

    /// Opens a SQLite file, makes it when it is missing, and brings its tables up to date.
    ///
    /// # Errors
    /// [`Error::File`], [`Error::Store`], [`Error::Migration`].
    pub async fn open(path: &Path) -> Result<Self, Error> {
        make_private(path).map_err(|source| Error::File {
            path: path.to_owned(),
            source,
        })?;
        let url = SqliteConnectOptions::new().filename(path).to_url_lossy();
        let options = AnyPoolOptions::new()
            .after_connect(|connection, _| Box::pin(async { connection.execute(PRAGMAS).await.map(drop) }));
        Self::connect(options, url.as_ref(), &SQLITE, Place::File(path.to_owned())).await
    }

    /// Connects to a PostgreSQL database by its URL, `postgres://user:password@host/database`, and brings its tables up
    /// to date. Several processes may use it at once.
    ///
    /// # Errors
    /// [`Error::Store`], [`Error::Migration`]; neither holds the URL.
    pub async fn connect_to(url: &str) -> Result<Self, Error> {
        Self::connect(AnyPoolOptions::new(), url, &POSTGRES, Place::Server).await
    }

    async fn connect(options: AnyPoolOptions, url: &str, migrations: &Migrator, place: Place) -> Result<Self, Error> {
        install_default_drivers();
        let open = Error::store("open the database");
        let url: AnyConnectOptions = url.parse().map_err(&open)?;
        let pool = options
            .max_connections(CONNECTIONS)
            .acquire_timeout(PATIENCE)
            .after_release(|connection, _| Box::pin(is_out_of_transactions(connection)))
            .connect_with(url.disable_statement_logging())
            .await
            .map_err(open)?;
        migrations.run(&pool).await?;
        Ok(Self {
            pool,
            terms: Arc::default(),
            place,
        })
    }

    /// The SQLite file, if it is one.
    pub fn path(&self) -> Option<&Path> {
        match &self.place {
            Place::File(path) => Some(path),
            Place::Server => None,
        }
    }

    /// Closes the store when all work in it has ended.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// A transaction that may write to these residents' posts. SQLite's takes the write lock at once.
    async fn write(
        &self,
        door: Door,
        residents: impl Iterator<Item = &str>,
    ) -> Result<Transaction<'static, Any>, Error> {
        let begin = Error::store("begin to write");
        match self.place {
            Place::File(_) => self.pool.begin_with("BEGIN IMMEDIATE").await.map_err(begin),
            Place::Server => {
                let mut transaction = self.pool.begin().await.map_err(&begin)?;
                sqlx::query(door.enter())
                    .execute(&mut *transaction)
                    .await
                    .map_err(&begin)?;
                let mut residents: Vec<&str> = residents.collect();
                // Always in the same order, so that two writers never wait for each other.
                residents.sort_unstable();
                residents.dedup();
                for resident in residents {
                    sqlx::query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))::text")
                        .bind(resident)
                        .execute(&mut *transaction)
                        .await
                        .map_err(&begin)?;
                }
                Ok(transaction)
            }
        }
    }
}

/// Whether a connection can be used again: after a full disk SQLite has rolled back by itself, and the driver would
/// count the connection as being in a transaction for ever.
async fn is_out_of_transactions(connection: &mut AnyConnection) -> Result<bool, sqlx::Error> {
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

//! The right to send the notifications of a store: one process has it, so that no subscriber is told in disorder.

use std::fs::File;
use std::path::{Path, PathBuf};

use sqlx::{AnyConnection, Connection as _};

use super::{Place, Store};
use crate::error::Error;

/// The number of the lock in PostgreSQL.
const LOCK: i64 = 0x7269_7674_6131;

/// The right, held until it is dropped; a killed process gives it back.
pub(crate) enum SenderRight {
    /// A locked file beside the store's.
    File { _locked: File },
    /// A connection that holds a lock of the server's.
    Session(Box<AnyConnection>),
}

impl Store {
    /// Takes the right. In a store of one's own it must be free; at a server, where a second process stands by for the
    /// first, it is waited for.
    ///
    /// # Errors
    /// [`Error::SenderRunning`], [`Error::File`], [`Error::Store`].
    pub(crate) async fn sender_right(&self) -> Result<SenderRight, Error> {
        let path = match &self.place {
            Place::File(path) => path,
            Place::Server => return self.session().await,
        };
        let lock = beside(path);
        let file = File::create(&lock).map_err(|source| Error::File { path: lock, source })?;
        file.try_lock()
            .map_err(|_| Error::SenderRunning { path: path.clone() })?;
        Ok(SenderRight::File { _locked: file })
    }

    async fn session(&self) -> Result<SenderRight, Error> {
        let wait = Error::store("wait for the right to send");
        let mut connection = self.pool.acquire().await.map_err(&wait)?.detach();
        sqlx::query("SELECT pg_advisory_lock($1)::text")
            .bind(LOCK)
            .execute(&mut connection)
            .await
            .map_err(wait)?;
        Ok(SenderRight::Session(Box::new(connection)))
    }
}

impl SenderRight {
    /// Whether it is still ours: a server that was restarted has forgotten it.
    pub(crate) async fn is_held(&mut self) -> bool {
        match self {
            Self::File { .. } => true,
            Self::Session(connection) => connection.ping().await.is_ok(),
        }
    }
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-lock");
    PathBuf::from(name)
}

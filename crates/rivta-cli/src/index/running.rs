//! An index put together: its TOML file, its listener and the sender of its notifications.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rivta_consumer::{Consumer, Endpoint, OriginalConsumer};
use rivta_index::config::StoreLocation;
use rivta_index::{Configuration, Index, Store, notify, service};
use rivta_producer::{Producer, RunningProducer};
use rivta_soap::time::SystemClock;
use serde::Deserialize;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::error::Error;
use crate::party::{Party, read_configuration};

/// An index's TOML file: where it listens, the platform through which it tells subscribers, its store, its
/// certificates, and the index itself (`[index]`, see [`Configuration`]).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IndexFile {
    /// Where Updates and searches are taken, such as `0.0.0.0:20030`. Port 0 takes a free one.
    pub(crate) listen: SocketAddr,
    /// The platform's base URL, such as `https://localhost:20000/vp`. Default: none; then nobody is told of changes
    /// before an index with one is started on the same store.
    pub(crate) platform: Option<String>,
    /// `{ sqlite = "index.sqlite" }` or `{ postgres = "postgres://…" }`.
    pub(crate) store: StoreLocation,
    pub(crate) tls: Party,
    pub(crate) index: Configuration,
}

impl IndexFile {
    /// Reads the file; its relative paths count from its folder.
    pub(crate) fn read(path: &Path) -> Result<Self, Error> {
        let (file, folder): (Self, PathBuf) = read_configuration(path)?;
        let store = match file.store {
            StoreLocation::Sqlite(path) => StoreLocation::Sqlite(folder.join(path)),
            server @ StoreLocation::Postgres(_) => server,
        };
        Ok(Self {
            tls: file.tls.in_folder(&folder),
            store,
            ..file
        })
    }

    /// The index over its store, without a listener.
    pub(crate) async fn open(&self) -> Result<Index, Error> {
        let store = Store::at(&self.store).await?;
        Ok(Index::new(store, self.index.clone(), Arc::new(SystemClock)))
    }
}

/// An index that takes Updates and tells its subscribers.
pub(crate) struct RunningIndex {
    index: Index,
    producer: RunningProducer,
    sender: JoinHandle<Result<(), rivta_index::Error>>,
    stop: oneshot::Sender<()>,
}

impl RunningIndex {
    pub(crate) async fn start(file: &IndexFile) -> Result<Self, Error> {
        let platform = file
            .platform
            .as_deref()
            .map(|url| consumer(url, &file.tls))
            .transpose()?;
        let index = file.open().await?;
        let (identity, trust) = file.tls.as_server()?;
        let producer = Producer::listening_on(file.listen)
            .identified_by(identity)
            .admitting(trust);
        let producer = service::served_by(producer, &index).start().await?;
        let (stop, stopped) = oneshot::channel::<()>();
        let sending = index.clone();
        let sender = tokio::spawn(async move {
            // A sender that is dropped means the same as one that says so.
            let stopped = async { drop(stopped.await) };
            match platform {
                Some(platform) => notify::run(sending, platform, stopped).await,
                None => {
                    stopped.await;
                    Ok(())
                }
            }
        });
        Ok(Self {
            index,
            producer,
            sender,
            stop,
        })
    }

    pub(crate) fn local_addr(&self) -> SocketAddr {
        self.producer.local_addr()
    }

    /// Waits until the sender of notifications has ended by itself.
    pub(crate) async fn sender_ended(&mut self) -> Result<(), Error> {
        (&mut self.sender).await??;
        Ok(())
    }

    /// Takes no more calls, finishes what is under way, and closes the store.
    pub(crate) async fn shutdown(self) -> Result<bool, Error> {
        let finished = self.producer.shutdown().await;
        let _ = self.stop.send(());
        self.sender.await??;
        self.index.store().close().await;
        Ok(finished)
    }
}

fn consumer(platform: &str, tls: &Party) -> Result<Consumer, Error> {
    let (identity, trust) = tls.as_client()?;
    Ok(Consumer::to(Endpoint::base(platform)?)
        .trusting(trust)
        .identified_by(identity)
        .on_behalf_of(OriginalConsumer::FromCertificate)
        .build()?)
}

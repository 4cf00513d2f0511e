//! An index put together: its TOML file, its listener and the sender of its notifications.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rivta_consumer::{Consumer, Endpoint, OriginalConsumer};
use rivta_index::config::StoreLocation;
use rivta_index::{Configuration, Directory, Index, Store, notify, operation, service};
use rivta_producer::listener::Running;
use rivta_producer::{Producer, RunningProducer};
use rivta_soap::time::SystemClock;
use serde::Deserialize;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::error::Error;
use crate::party::{Party, read_configuration};
use crate::shutdown;

/// An index's TOML file: where it listens, the platform through which it tells subscribers, its store, its
/// certificates, and the index itself (`[index]`, see [`Configuration`]).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IndexFile {
    /// Where Updates and searches are taken, such as `0.0.0.0:20030`. Port 0 takes a free one.
    pub(crate) listen: SocketAddr,
    /// Where operators ask and order, such as `127.0.0.1:20031`. Default: nowhere.
    pub(crate) operation: Option<SocketAddr>,
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
        Ok(file.in_folder(&folder))
    }

    /// The same file with paths that count from `folder`.
    pub(crate) fn in_folder(self, folder: &Path) -> Self {
        let store = match self.store {
            StoreLocation::Sqlite(path) => StoreLocation::Sqlite(folder.join(path)),
            server @ StoreLocation::Postgres(_) => server,
        };
        let mut index = self.index;
        if let Some(catalogue) = &mut index.catalogue {
            catalogue.file = catalogue.file.take().map(|kept| folder.join(kept));
        }
        Self {
            tls: self.tls.in_folder(folder),
            store,
            index,
            ..self
        }
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
    operation: Option<Running>,
    tasks: JoinSet<Result<(), rivta_index::Error>>,
    stop: watch::Sender<bool>,
}

impl RunningIndex {
    pub(crate) async fn start(file: &IndexFile) -> Result<Self, Error> {
        let platform = file
            .platform
            .as_deref()
            .map(|url| consumer(url, &file.tls))
            .transpose()?;
        let platform = platform.map(Arc::new);
        if platform.is_none() && file.index.catalogue.is_some() {
            return Err(Error::value("platform", "the catalogue is asked through the platform"));
        }
        let index = file.open().await?;
        index.store_held().await?;
        if file.index.catalogue.is_none() {
            // What an earlier start kept for the catalogue's answer has its subscribers now.
            index.set_subscribers(file.index.subscribers.clone()).await?;
        }
        let directory = match &platform {
            Some(platform) => Directory::of(&index, Arc::clone(platform))?,
            None => None,
        };
        let (identity, trust) = file.tls.as_server()?;
        let producer = Producer::listening_on(file.listen)
            .identified_by(identity)
            .admitting(trust);
        let producer = service::served_by(producer, &index).start().await?;
        let operation = match file.operation {
            Some(address) => Some(operation::open(address, index.clone(), directory.clone()).await?),
            None => None,
        };
        let (stop, stopped) = watch::channel(false);
        let mut tasks = JoinSet::new();
        if let Some(platform) = platform {
            tasks.spawn(notify::run(index.clone(), platform, shutdown::told(stopped.clone())));
        }
        if let Some(directory) = directory {
            tasks.spawn(async move {
                directory.run(shutdown::told(stopped)).await;
                Ok(())
            });
        }
        Ok(Self {
            index,
            producer,
            operation,
            tasks,
            stop,
        })
    }

    pub(crate) fn local_addr(&self) -> SocketAddr {
        self.producer.local_addr()
    }

    /// Where operators ask and order, if anywhere.
    pub(crate) fn operation_addr(&self) -> Option<SocketAddr> {
        self.operation.as_ref().map(Running::local_addr)
    }

    /// Waits until a part has ended by itself: subscribers would no longer be told.
    pub(crate) async fn part_ended(&mut self) -> Result<(), Error> {
        match self.tasks.join_next().await {
            Some(ended) => Ok(ended??),
            None => std::future::pending().await,
        }
    }

    /// Takes no more calls, finishes what is under way, and closes the store.
    pub(crate) async fn shutdown(mut self) -> Result<bool, Error> {
        let finished = self.producer.shutdown().await;
        let _ = self.stop.send(true);
        while let Some(ended) = self.tasks.join_next().await {
            ended??;
        }
        if let Some(operation) = self.operation {
            operation.shutdown().await;
        }
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

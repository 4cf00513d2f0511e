//! The parts of a platform at work.

use std::net::SocketAddr;
use std::path::Path;

use rivta_aggregator::Aggregator;
use rivta_catalog::Catalog;
use rivta_router::Router;

use super::file::PlatformFile;
use crate::error::Error;
use crate::index::{IndexFile, RunningIndex};
use crate::{aggregator, router, shutdown};

/// The parts of a platform that this process runs.
#[derive(Default)]
pub(crate) struct RunningPlatform {
    router: Option<rivta_router::Running>,
    index: Option<RunningIndex>,
    aggregator: Option<rivta_aggregator::Running>,
}

impl RunningPlatform {
    /// Starts the parts of a file; the router first, since the others call through it.
    pub(super) async fn start(file: PlatformFile) -> Result<Self, Error> {
        let mut running = Self::default();
        // On the heap: what three parts keep while they start is large.
        let started = Box::pin(running.start_parts(file)).await;
        // The index ends in good order also when a part after it cannot start.
        if let Err(error) = started {
            running.shutdown().await?;
            return Err(error);
        }
        Ok(running)
    }

    async fn start_parts(&mut self, file: PlatformFile) -> Result<(), Error> {
        if let Some(configuration) = file.router {
            self.start_router(configuration, None).await?;
        }
        if let Some(index) = &file.index {
            self.start_index(index).await?;
        }
        if let Some(configuration) = file.aggregator {
            self.start_aggregator(configuration).await?;
        }
        Ok(())
    }

    /// Starts the router, with this catalogue instead of the configured one; gives its address.
    pub(crate) async fn start_router(
        &mut self,
        configuration: rivta_router::Configuration,
        catalog: Option<Catalog>,
    ) -> Result<SocketAddr, Error> {
        let router = Router::new(configuration);
        let router = match catalog {
            Some(catalog) => router.catalog(catalog),
            None => router,
        };
        let address = self.router.insert(router.start().await?).local_addr();
        Ok(address)
    }

    /// Starts the engagement index; gives its address.
    pub(crate) async fn start_index(&mut self, file: &IndexFile) -> Result<SocketAddr, Error> {
        let address = self.index.insert(RunningIndex::start(file).await?).local_addr();
        Ok(address)
    }

    /// Starts the aggregator; gives its address.
    pub(crate) async fn start_aggregator(
        &mut self,
        configuration: rivta_aggregator::Configuration,
    ) -> Result<SocketAddr, Error> {
        let running = Aggregator::new(configuration).start().await?;
        let address = self.aggregator.insert(running).local_addr();
        Ok(address)
    }

    /// Has router and aggregator use the catalogue in this file.
    pub(crate) async fn use_catalogue(&self, file: &Path) -> Result<(), Error> {
        let catalog = Catalog::from_toml_file(file)?.catalog;
        if let Some(aggregator) = &self.aggregator {
            aggregator.replace_catalog(catalog.clone()).await?;
        }
        if let Some(router) = &self.router {
            router.replace_catalog(catalog).await?;
        }
        Ok(())
    }

    /// One line for each address, with the part it belongs to.
    pub(crate) fn addresses(&self) -> String {
        let mut lines = Vec::new();
        if let Some(router) = &self.router {
            let told = [
                ("router https", Some(router.local_addr())),
                ("router http", router.plain_addr()),
                ("router operation http", router.operation_addr()),
                ("catalogue http", router.catalogue_addr()),
            ];
            lines.extend(told.into_iter().filter_map(|(what, address)| Some((what, address?))));
        }
        if let Some(index) = &self.index {
            lines.push(("index https", index.local_addr()));
            lines.extend(index.operation_addr().map(|address| ("index operation http", address)));
        }
        if let Some(aggregator) = &self.aggregator {
            lines.push(("aggregator https", aggregator.local_addr()));
            let operation = aggregator.operation_addr();
            lines.extend(operation.map(|address| ("aggregator operation http", address)));
        }
        let told = lines.into_iter().map(|(what, address)| format!("{what}://{address}\n"));
        told.collect()
    }

    /// Waits until a part has ended by itself. Meanwhile, every SIGHUP has catalogues and certificates read anew.
    pub(crate) async fn part_ended(&mut self) -> Result<(), Error> {
        let Self {
            router,
            index,
            aggregator,
        } = self;
        let reload = async || {
            if let Some(router) = &*router {
                router::reload(router).await;
            }
            if let Some(aggregator) = &*aggregator {
                aggregator::reload(aggregator).await;
            }
        };
        let ended = async {
            match index {
                Some(index) => index.part_ended().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            ended = ended => ended,
            () = shutdown::at_every_hangup(reload) => Ok(()),
        }
    }

    /// Takes no more calls and lets those in flight finish, the aggregator's first, since it calls the others. Gives
    /// `false` when some had to be cut off.
    pub(crate) async fn shutdown(self) -> Result<bool, Error> {
        let mut finished = true;
        if let Some(aggregator) = self.aggregator {
            finished &= aggregator.shutdown().await;
        }
        if let Some(index) = self.index {
            finished &= index.shutdown().await?;
        }
        if let Some(router) = self.router {
            finished &= router.shutdown().await;
        }
        Ok(finished)
    }
}

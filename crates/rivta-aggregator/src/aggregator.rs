//! Starting, reloading and stopping an aggregator.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use rivta_addressing::{CatalogueSource, Origin, Settings, same_environment};
use rivta_catalog::{Catalog, Climbing, Rules};
use rivta_consumer::Trust;
use rivta_producer::listener::{self, Listener};
use rivta_producer::{ClientTrust, IdSource, Identity};
use rivta_soap::time::{Clock, SystemClock};
use uuid::Uuid;

use crate::addresses::{Addresses, Watch};
use crate::config::{Configuration, Tls};
use crate::error::AggregatorError;
use crate::operation;
use crate::platform::Platform;
use crate::service;
use crate::services::{self, AggregatingService};

/// What a call may take besides its sources and the index: reading it and making the answer.
const OWN_TIME: Duration = Duration::from_mins(1);

/// An aggregator that has yet to be started.
pub struct Aggregator {
    configuration: Configuration,
    catalog: Option<Catalog>,
    services: Vec<Arc<dyn AggregatingService>>,
    clock: Arc<dyn Clock>,
    ids: IdSource,
}

impl Aggregator {
    /// An aggregator with this configuration and the services of this build.
    pub fn new(configuration: Configuration) -> Self {
        Self {
            configuration,
            catalog: None,
            services: services::all(),
            clock: Arc::new(SystemClock),
            ids: Arc::new(Uuid::new_v4),
        }
    }

    /// Serves these instead of the services of this build.
    pub fn services(mut self, services: Vec<Arc<dyn AggregatingService>>) -> Self {
        self.services = services;
        self
    }

    /// Uses this catalogue instead of the configured one.
    pub fn catalog(mut self, catalog: Catalog) -> Self {
        self.catalog = Some(catalog);
        self
    }

    /// Sets the clock by which validity is judged and time stamps are made; the system's unless set.
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// Sets where the ids of calls in the log come from; random UUIDs unless set.
    pub fn ids(mut self, ids: IdSource) -> Self {
        self.ids = ids;
        self
    }

    /// Reads certificates and configuration as a start would, without listening or calling.
    ///
    /// # Errors
    ///
    /// [`AggregatorError`], as for [`Aggregator::start`].
    pub fn check(self) -> Result<(), AggregatorError> {
        let source = source(&self.configuration, &self.clock)?;
        if self.configuration.catalog.is_some()
            && let Some(loaded) = source.read_files()?
        {
            same_environment(self.configuration.environment, &loaded.catalog)?;
        }
        listener(&self.configuration, &self.clock)?.check()?;
        self.platform(source).map(drop)
    }

    /// Reads catalogue and certificates and begins to take calls.
    ///
    /// # Errors
    ///
    /// [`AggregatorError`] when the configuration, the catalogue's file or the certificates cannot be used, or the
    /// address is taken. A catalogue service that cannot be reached is no error: until it can, nobody has a right to
    /// anything.
    pub async fn start(mut self) -> Result<Running, AggregatorError> {
        if self.configuration.callers.is_empty() {
            tracing::warn!("`callers` is empty: whoever has a certificate may say who the sender is");
        }
        let source = source(&self.configuration, &self.clock)?;
        let handed_over = self.catalog.take();
        let is_watched = handed_over.is_none();
        let listener = listener(&self.configuration, &self.clock)?.ids(Arc::clone(&self.ids));
        let platform = Arc::new(self.platform(source)?);
        match handed_over {
            Some(catalog) => platform.addresses.replace(catalog).await?,
            None => platform.addresses.load().await?,
        }
        let calls = Arc::clone(&platform);
        let calls = listener
            .serve(move |request| service::answer(Arc::clone(&calls), request))
            .await?;
        let operation = match &platform.configuration.operation {
            Some(operation) => Some(operation::open(operation, &platform, calls.local_addr()).await?),
            None => None,
        };
        let every = platform.configuration.catalog_interval;
        Ok(Running {
            // A catalogue that was handed over is not replaced behind its owner's back.
            watch: is_watched.then(|| Watch::over(Arc::clone(&platform.addresses), every)),
            platform,
            calls,
            operation,
        })
    }

    fn platform(self, source: CatalogueSource) -> Result<Platform, AggregatorError> {
        let contracts = self.services.iter().map(|service| service.facts().contract.namespace);
        let addresses = Addresses::new(source, contracts.collect(), Arc::clone(&self.clock));
        Platform::new(
            self.configuration,
            self.services,
            Arc::new(addresses),
            self.clock,
            self.ids,
        )
    }
}

/// An aggregator at work. Dropping it cuts off every call; [`Running::shutdown`] lets them finish.
#[must_use = "dropping it stops the aggregator"]
pub struct Running {
    platform: Arc<Platform>,
    calls: listener::Running,
    operation: Option<listener::Running>,
    watch: Option<Watch>,
}

impl Running {
    /// The address listened on, with the real port when port 0 was asked for.
    pub fn local_addr(&self) -> SocketAddr {
        self.calls.local_addr()
    }

    /// The address of the operation listener, if there is one.
    pub fn operation_addr(&self) -> Option<SocketAddr> {
        self.operation.as_ref().map(listener::Running::local_addr)
    }

    /// Reads the catalogue anew; gives the lines that tell how it went. What cannot be read leaves the old one in use.
    pub async fn reload_catalog(&self) -> Vec<String> {
        self.platform.addresses.reload().await
    }

    /// Takes another catalogue into use. Calls in flight keep the one they began with.
    ///
    /// # Errors
    ///
    /// [`AggregatorError::Addressing`] when it is of another environment; the old one then stays in use.
    pub async fn replace_catalog(&self, catalog: Catalog) -> Result<(), AggregatorError> {
        self.platform.addresses.replace(catalog).await
    }

    /// Takes no more calls and lets those in flight finish; gives `false` when some had to be cut off.
    pub async fn shutdown(self) -> bool {
        drop(self.watch);
        self.platform.stopping.store(true, Ordering::Relaxed);
        let is_orderly = self.calls.shutdown().await;
        if let Some(operation) = self.operation {
            operation.shutdown().await;
        }
        is_orderly
    }
}

/// The source of the catalogue. It has no organisation tree, and old-style addresses are taken whole (section 1.5).
fn source(configuration: &Configuration, clock: &Arc<dyn Clock>) -> Result<CatalogueSource, AggregatorError> {
    let origin = match (&configuration.catalog, &configuration.addressing) {
        (None, None) => Origin::Program,
        (Some(file), None) => Origin::File(file.clone()),
        (None, Some(service)) => Origin::Service(service.clone(), Box::new(credentials(&configuration.tls)?)),
        (Some(_), Some(_)) => {
            let reason = "there is `catalog` already; name a file or a service".to_owned();
            let key = "addressing";
            return Err(AggregatorError::Value { key, reason });
        }
    };
    let never = Climbing {
        enabled: false,
        excepted: Vec::new(),
    };
    let settings = Settings {
        environment: configuration.environment,
        origin,
        hsa_files: Vec::new(),
        rules: Rules {
            delimiter: String::new(),
            route_climbing: never.clone(),
            permission_climbing: never,
            ..Rules::default()
        },
    };
    Ok(CatalogueSource::open(settings, clock)?)
}

/// What is shown to the service of the catalogue, and whom to trust there.
fn credentials(tls: &Tls) -> Result<(Trust, Identity), rivta_consumer::Error> {
    let identity = Identity::from_pem_files(&tls.certificate, &tls.key)?;
    Ok((Trust::from_pem_file(&tls.trust)?, identity))
}

fn listener(configuration: &Configuration, clock: &Arc<dyn Clock>) -> Result<Listener, rivta_producer::Error> {
    let Configuration {
        tls,
        limits,
        index,
        sources,
        ..
    } = configuration;
    let identity = Identity::from_pem_files(&tls.certificate, &tls.key)?;
    let mut trust = ClientTrust::from_pem_file(&tls.trust)?;
    for list in &tls.revocation_lists {
        trust = trust.with_crl_file(list)?;
    }
    let timeouts = rivta_producer::Timeouts {
        // Longer than every way a call can end by itself.
        answer: OWN_TIME + sources.total_timeout + index.receive_timeout + index.connect_timeout * 2,
        shutdown: limits.shutdown_timeout,
        ..rivta_producer::Timeouts::default()
    };
    let limits = rivta_producer::Limits {
        connections: limits.connections,
        body_bytes: limits.call_bytes,
        ..rivta_producer::Limits::default()
    };
    let listener = Listener::mutual_tls(configuration.listen, identity, trust);
    Ok(listener.limits(limits).timeouts(timeouts).clock(Arc::clone(clock)))
}

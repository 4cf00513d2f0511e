//! Starting, reloading and stopping a router.

use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

use arc_swap::{ArcSwap, ArcSwapOption};
use http::{HeaderValue, Uri};
use rivta_addressing::{CatalogueSource, HierarchyRefresh, Refresh};
use rivta_catalog::Catalog;
use rivta_producer::IdSource;
use rivta_producer::listener;
use rivta_soap::time::{Clock, SystemClock};
use rivta_soap::xml::Limits;
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::address::ProducerAddresses;
use crate::catalogue_server::{self, Provider};
use crate::config::{Configuration, ConsumerLimits};
use crate::description::Descriptions;
use crate::disturbance::Disturbances;
use crate::entrance::{Entrances, Listeners};
use crate::error::RouterError;
use crate::header::{Forwarded, Rules};
use crate::loading::Loading;
use crate::metrics::Metrics;
use crate::operation;
use crate::platform::{Platform, RowsReading};
use crate::producers::Producers;
use crate::sender::{PlainRules, SubjectPattern};
use crate::watch::Watch;

/// A router that has yet to be started.
pub struct Router {
    configuration: Configuration,
    catalog: Option<Catalog>,
    clock: Arc<dyn Clock>,
    ids: IdSource,
    cores: Option<NonZeroUsize>,
}

impl Router {
    /// A router with this configuration; its catalogue is read from the configured file at the start.
    pub fn new(configuration: Configuration) -> Self {
        Self {
            configuration,
            catalog: None,
            clock: Arc::new(SystemClock),
            ids: Arc::new(Uuid::new_v4),
            cores: None,
        }
    }

    /// Uses this catalogue instead of the configured file.
    pub fn catalog(mut self, catalog: Catalog) -> Self {
        self.catalog = Some(catalog);
        self
    }

    /// Sets the clock by which validity is judged; the system's unless set.
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// Sets where new correlation ids come from; random UUIDs unless set.
    pub fn ids(mut self, ids: IdSource) -> Self {
        self.ids = ids;
        self
    }

    /// Serves consumers on so many threads of its own, each with a runtime of its own, instead of in the runtime that
    /// [`Router::start`] is called in ([`Listener::cores`](rivta_producer::Listener::cores)).
    pub fn cores(mut self, cores: NonZeroUsize) -> Self {
        self.cores = Some(cores);
        self
    }

    /// Reads catalogue and certificates and begins to take calls. A catalogue's service that does not answer within a second
    /// is waited for while calls are taken already: until then they are refused with VP008 (section 7.6).
    ///
    /// # Errors
    ///
    /// [`RouterError`] when the configuration, the catalogue or the certificates cannot be used, or the address is
    /// taken.
    pub async fn start(self) -> Result<Running, RouterError> {
        let Self {
            configuration,
            catalog,
            clock,
            ids,
            cores,
        } = self;
        let is_from_file = catalog.is_none();
        let source = configuration.catalogue_source(&clock)?;
        let seen = source.stamp();
        let first = match catalog {
            Some(catalog) => source.complete(catalog)?,
            None if source.is_service() => Refresh::nothing(),
            None => source.load_rows().await?,
        };
        let has_rows = first.catalog.is_some();
        let listeners = Listeners::of(&configuration, &clock, &ids)?.cores(cores);
        let platform = Arc::new(platform(configuration, first, source, clock, ids)?);
        for doubt in &platform.descriptions.doubts {
            tracing::warn!("descriptions: {doubt}");
        }
        let loading = Loading::begin(&platform, has_rows).await;
        let operation = match &platform.configuration.operation {
            Some(operation) => Some(operation::open(operation, &platform).await?),
            None => None,
        };
        let entrances = listeners.open(&platform).await?;
        let told = operation.as_ref().map(listener::Running::local_addr);
        platform.doors.store(Arc::new(entrances.doors(told)));
        let every = platform.configuration.catalog_interval;
        Ok(Running {
            catalogue_server: serve_catalogue(&platform).await?,
            // A catalogue that was handed over is not replaced behind its owner's back.
            watch: is_from_file.then(|| Watch::over(&platform, seen, every)),
            _loading: loading,
            platform,
            entrances,
            operation,
        })
    }
}

/// A router at work. Dropping it cuts off every call; [`Running::shutdown`] lets them finish.
#[must_use = "dropping it stops the router"]
pub struct Running {
    platform: Arc<Platform>,
    entrances: Entrances,
    operation: Option<listener::Running>,
    catalogue_server: Option<listener::Running>,
    watch: Option<Watch>,
    _loading: Loading,
}

impl Running {
    /// The address listened on over TLS, or the plain one when there is no other; with the real port when port 0 was
    /// asked for.
    pub fn local_addr(&self) -> SocketAddr {
        self.entrances
            .addresses()
            .next()
            .unwrap_or_else(|| SocketAddr::from(([0, 0, 0, 0], 0)))
    }

    /// The address of the plain listener, if there is one.
    pub fn plain_addr(&self) -> Option<SocketAddr> {
        self.entrances.plain.as_ref().map(listener::Running::local_addr)
    }

    /// The address of the operation listener, if there is one.
    pub fn operation_addr(&self) -> Option<SocketAddr> {
        self.operation.as_ref().map(listener::Running::local_addr)
    }

    /// The address at which the catalogue is served, if it is.
    pub fn catalogue_addr(&self) -> Option<SocketAddr> {
        self.catalogue_server.as_ref().map(listener::Running::local_addr)
    }

    /// Reads the rows of the configured catalogue anew and takes them into use. Calls in flight keep the catalogue they
    /// began with. What cannot be read leaves the old rows in use; the outcome tells.
    pub async fn reload_catalog(&self) -> Refresh {
        self.platform.reload_catalog().await
    }

    /// Reads the organisation tree anew, as [`Running::reload_catalog`] the rows.
    pub async fn reload_hierarchy(&self) -> HierarchyRefresh {
        self.platform.reload_hierarchy().await
    }

    /// Takes another catalogue into use. Calls in flight keep the one they began with.
    ///
    /// # Errors
    ///
    /// [`RouterError::Addressing`] when it is of another environment; the old one then stays in use.
    pub async fn replace_catalog(&self, catalog: Catalog) -> Result<(), RouterError> {
        self.platform.replace_catalog(catalog).await
    }

    /// Reads certificates, trust and revocation lists of both sides anew; gives `false` when nothing has changed.
    ///
    /// # Errors
    ///
    /// [`RouterError::Listening`] or [`RouterError::Calling`] when they cannot be used; the old ones then stay in use.
    pub fn reload_certificates(&self) -> Result<bool, RouterError> {
        let toward_producers = self.platform.producers.reload_certificates()?;
        let toward_consumers = self.entrances.reload_certificates()?;
        Ok(toward_producers || toward_consumers)
    }

    /// Takes no more calls and lets those in flight finish; gives `false` when some had to be cut off.
    pub async fn shutdown(self) -> bool {
        drop(self.watch);
        self.platform.stopping.store(true, Ordering::Relaxed);
        tracing::info!("no more calls are taken; those in flight may finish");
        let is_orderly = self.entrances.shutdown().await;
        if !is_orderly {
            tracing::warn!("calls were cut off that did not finish within `consumer.shutdown_timeout_ms`");
        }
        // To the last it tells that no more calls are taken.
        for page in [self.operation, self.catalogue_server].into_iter().flatten() {
            page.shutdown().await;
        }
        is_orderly
    }
}

/// Serves the catalogue that calls are routed by, where the configuration says so.
async fn serve_catalogue(platform: &Arc<Platform>) -> Result<Option<listener::Running>, RouterError> {
    let Some(server) = &platform.configuration.addressing.serve else {
        return Ok(None);
    };
    let clock = Arc::clone(&platform.clock);
    let catalog: Provider = Arc::<Platform>::clone(platform);
    catalogue_server::serve(server.listen, catalog, clock).await.map(Some)
}

pub(crate) fn platform(
    configuration: Configuration,
    loaded: Refresh,
    source: CatalogueSource,
    clock: Arc<dyn Clock>,
    ids: IdSource,
) -> Result<Platform, RouterError> {
    let value = |key, text: &str| {
        let reason = "it cannot stand in an HTTP header".to_owned();
        HeaderValue::from_str(text).map_err(|_| RouterError::Value { key, reason })
    };
    let refused = |key, reason: &str| {
        let reason = reason.to_owned();
        Err(RouterError::Value { key, reason })
    };
    value("instance.id", &configuration.instance.id)?;
    if configuration.instance.id.trim().is_empty() {
        return refused(
            "instance.id",
            "it is empty, so whoever tells no platform would pass for a part of this one",
        );
    }
    if configuration.instance.id.contains('#') {
        return refused(
            "instance.id",
            "no # may stand in it: that parts the platforms a call has been through",
        );
    }
    if !configuration.path.starts_with('/') {
        return refused("path", "it must begin with /");
    }
    if configuration.path.contains(['?', '#']) || configuration.path.parse::<Uri>().is_err() {
        return refused("path", "no URL has such a path");
    }
    for warning in &loaded.warnings {
        tracing::warn!("{warning}");
    }
    let ConsumerLimits { head_bytes, depth, .. } = configuration.consumer;
    Ok(Platform {
        user_agent: value("producer.user_agent", &configuration.producer.user_agent)?,
        content_type: value("producer.content_type", &configuration.producer.content_type)?,
        subject_pattern: SubjectPattern::new(&configuration.sender.subject_pattern)?,
        plain: PlainRules::of(&configuration)?,
        forwarded: Forwarded::of(&configuration.forwarded),
        header_rules: Rules::new(&configuration.headers)?,
        producers: Producers::open(&configuration, &clock)?,
        addresses: ProducerAddresses::default(),
        head_limits: Limits {
            bytes: head_bytes,
            depth,
            ..Limits::default()
        },
        catalogue_version: AtomicU64::new(u64::from(loaded.catalog.is_some())),
        catalog: ArcSwapOption::from_pointee(loaded.catalog),
        rows: ArcSwap::from_pointee(RowsReading {
            at: clock.now(),
            status: loaded.status,
        }),
        tree: ArcSwapOption::empty(),
        source,
        reading: Mutex::new(()),
        catalogue_since: ArcSwap::from_pointee(clock.now()),
        descriptions: Descriptions::load(&configuration)?,
        disturbances: Disturbances::new(&configuration.disturbance),
        metrics: Metrics::new(configuration.consumer.calls),
        doors: ArcSwap::default(),
        started: Instant::now(),
        stopping: AtomicBool::new(false),
        configuration,
        clock,
        ids,
    })
}

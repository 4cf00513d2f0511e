//! What all calls of a router share.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

use arc_swap::{ArcSwap, ArcSwapOption};
use chrono::{DateTime, Utc};
use http::HeaderValue;
use rivta_addressing::{CatalogueSource, HierarchyRefresh, Refresh, RefreshStatus, same_environment};
use rivta_catalog::{Catalog, Hierarchy};
use rivta_producer::IdSource;
use rivta_soap::time::Clock;
use rivta_soap::xml::Limits;
use tokio::sync::Mutex;

use crate::address::ProducerAddresses;
use crate::catalogue_server::Served;
use crate::config::Configuration;
use crate::description::Descriptions;
use crate::disturbance::Disturbances;
use crate::entrance::Doors;
use crate::error::RouterError;
use crate::header::{Forwarded, Rules};
use crate::metrics::{Metrics, Reading};
use crate::producers::Producers;
use crate::sender::{PlainRules, SubjectPattern};

/// What all calls of a router share.
pub(crate) struct Platform {
    pub(crate) configuration: Configuration,
    /// A call keeps the catalogue it began with. There is none until one has been loaded.
    pub(crate) catalog: ArcSwapOption<Catalog>,
    /// When it was taken into use.
    pub(crate) catalogue_since: ArcSwap<DateTime<Utc>>,
    /// How many catalogues have been in use, counting this one.
    pub(crate) catalogue_version: AtomicU64,
    /// The last reading of its rows.
    pub(crate) rows: ArcSwap<RowsReading>,
    /// The last reading of the organisation tree, if there has been one.
    pub(crate) tree: ArcSwapOption<TreeReading>,
    pub(crate) source: CatalogueSource,
    /// One reading at a time, so that none undoes what another has done.
    pub(crate) reading: Mutex<()>,
    pub(crate) producers: Producers,
    pub(crate) addresses: ProducerAddresses,
    pub(crate) descriptions: Descriptions,
    pub(crate) disturbances: Disturbances,
    pub(crate) metrics: Metrics,
    pub(crate) doors: ArcSwap<Doors>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: IdSource,
    pub(crate) started: Instant,
    pub(crate) stopping: AtomicBool,
    pub(crate) subject_pattern: SubjectPattern,
    /// Absent when there is no plain listener.
    pub(crate) plain: Option<PlainRules>,
    pub(crate) forwarded: Forwarded,
    pub(crate) header_rules: Rules,
    pub(crate) user_agent: HeaderValue,
    pub(crate) content_type: HeaderValue,
    /// What the head of a message may be.
    pub(crate) head_limits: Limits,
}

/// How the rows were last read.
pub(crate) struct RowsReading {
    pub(crate) at: DateTime<Utc>,
    pub(crate) status: RefreshStatus,
}

/// How the organisation tree was last read.
pub(crate) struct TreeReading {
    pub(crate) at: DateTime<Utc>,
    /// After a failure the tree from before stays in use.
    pub(crate) is_good: bool,
    /// How many units the tree had before.
    pub(crate) units_before: usize,
    /// The tree in use. It is there without rows too.
    pub(crate) hierarchy: Arc<Hierarchy>,
}

impl Platform {
    /// Takes a catalogue into use, with the organisation tree and the rules in use. Calls in flight keep the one they
    /// began with.
    pub(crate) async fn replace_catalog(&self, catalog: Catalog) -> Result<(), RouterError> {
        same_environment(self.configuration.environment, &catalog)?;
        let _alone = self.reading.lock().await;
        let current = self.catalog.load_full();
        self.use_rows(self.source.adopt(catalog, current.as_deref()));
        self.have_read_rows(RefreshStatus::RefreshOk);
        Ok(())
    }

    /// Reads the rows anew. When that fails the old ones stay in use.
    pub(crate) async fn reload_catalog(&self) -> Refresh {
        let _alone = self.reading.lock().await;
        let current = self.catalog.load_full();
        let refresh = self.source.refresh_rows(current.as_deref()).await;
        for warning in &refresh.warnings {
            tracing::warn!("{warning}");
        }
        if let Some(catalog) = &refresh.catalog {
            self.use_rows(catalog.clone());
        } else if !refresh.is_usable() {
            self.catalog.store(None);
        }
        self.have_read_rows(refresh.status);
        refresh
    }

    /// Reads the organisation tree anew. When that fails the old one stays in use.
    pub(crate) async fn reload_hierarchy(&self) -> HierarchyRefresh {
        let _alone = self.reading.lock().await;
        let in_use = self.tree.load_full();
        let in_use = in_use.map(|reading| Arc::clone(&reading.hierarchy)).unwrap_or_default();
        let refresh = self.source.refresh_hierarchy(in_use.len()).await;
        let hierarchy = refresh.hierarchy.clone();
        self.tree.store(Some(Arc::new(TreeReading {
            at: self.clock.now(),
            is_good: hierarchy.is_some(),
            units_before: in_use.len(),
            hierarchy: hierarchy.clone().unwrap_or(in_use),
        })));
        if let Some(hierarchy) = hierarchy {
            tracing::info!(units = hierarchy.len(), "a new organisation tree is in use");
            if let Some(catalog) = self.catalog.load_full() {
                let catalog = (*catalog).clone().with_hierarchy(hierarchy);
                self.catalog.store(Some(Arc::new(catalog)));
            }
        }
        refresh
    }

    fn use_rows(&self, catalog: Catalog) {
        let (routes, permissions) = (catalog.route_count(), catalog.permission_count());
        let catalog = match self.tree.load().as_ref() {
            Some(reading) => catalog.with_hierarchy(Arc::clone(&reading.hierarchy)),
            None => catalog,
        };
        self.catalog.store(Some(Arc::new(catalog)));
        self.catalogue_since.store(Arc::new(self.clock.now()));
        self.catalogue_version.fetch_add(1, Ordering::Relaxed);
        tracing::info!(routes, permissions, "a new catalogue is in use");
    }

    fn have_read_rows(&self, status: RefreshStatus) {
        let at = self.clock.now();
        self.rows.store(Arc::new(RowsReading { at, status }));
    }

    /// Whether there is an organisation tree whose last reading did not fail (section 7.4).
    pub(crate) fn has_tree(&self) -> bool {
        let is_wanted = !self.configuration.addressing.hsa_files.is_empty();
        is_wanted && self.tree.load().as_ref().is_some_and(|reading| reading.is_good)
    }

    pub(crate) fn catalogue_since(&self) -> DateTime<Utc> {
        **self.catalogue_since.load()
    }

    pub(crate) fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }

    /// Whether the payload of this contract is to be logged now, masked.
    pub(crate) fn shows_payload(&self, contract: Option<&str>) -> bool {
        let logs = &self.configuration.payload_log;
        !logs.is_empty()
            && logs
                .iter()
                .any(|log| Some(log.contract.as_str()) == contract && self.clock.now() <= log.until)
    }

    /// What the figures are that are not counted call by call.
    pub(crate) fn reading(&self) -> Reading {
        let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let catalog = self.catalog.load();
        let age = self.clock.now() - self.catalogue_since();
        Reading {
            connections: count(self.doors.load().connections()),
            catalogue_age: catalog.as_ref().map_or(-1, |_| age.num_seconds()),
            routes: catalog.as_ref().map_or(0, |catalog| count(catalog.route_count())),
            permissions: catalog.as_ref().map_or(0, |catalog| count(catalog.permission_count())),
        }
    }
}

impl Served for Platform {
    fn current(&self) -> Option<Arc<Catalog>> {
        self.catalog.load_full()
    }

    fn version(&self) -> u64 {
        self.catalogue_version.load(Ordering::Relaxed)
    }

    fn reload(&self) -> Pin<Box<dyn Future<Output = Refresh> + Send + '_>> {
        Box::pin(self.reload_catalog())
    }
}

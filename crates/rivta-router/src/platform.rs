//! What all calls of a router share.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use arc_swap::{ArcSwap, ArcSwapOption};
use chrono::{DateTime, Utc};
use http::HeaderValue;
use rivta_catalog::{Catalog, Loaded, Warning};
use rivta_producer::IdSource;
use rivta_soap::time::Clock;
use rivta_soap::xml::Limits;

use crate::config::Configuration;
use crate::description::Descriptions;
use crate::disturbance::Disturbances;
use crate::entrance::Doors;
use crate::error::RouterError;
use crate::header::Rules;
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
    pub(crate) producers: Producers,
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
    pub(crate) header_rules: Rules,
    pub(crate) user_agent: HeaderValue,
    pub(crate) content_type: HeaderValue,
    /// What the head of a message may be.
    pub(crate) head_limits: Limits,
}

impl Platform {
    /// Takes a catalogue into use. Calls in flight keep the one they began with.
    pub(crate) fn replace_catalog(&self, catalog: Catalog) -> Result<(), RouterError> {
        same_environment(&self.configuration, &catalog)?;
        let (routes, permissions) = (catalog.route_count(), catalog.permission_count());
        self.catalog.store(Some(Arc::new(catalog)));
        self.catalogue_since.store(Arc::new(self.clock.now()));
        tracing::info!(routes, permissions, "a new catalogue is in use");
        Ok(())
    }

    /// Reads the configured catalogue anew. On error the old one stays in use.
    pub(crate) fn reload_catalog(&self) -> Result<Vec<Warning>, RouterError> {
        let Loaded { catalog, warnings } = read_catalog(&self.configuration)?;
        self.replace_catalog(catalog)?;
        Ok(warnings)
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

/// Reads the configured catalogue.
pub(crate) fn read_catalog(configuration: &Configuration) -> Result<Loaded, RouterError> {
    let path = configuration.catalog.as_ref().ok_or(RouterError::NoCatalog)?;
    let loaded = Catalog::from_toml_file(path)?;
    for warning in &loaded.warnings {
        tracing::warn!(catalog = %path.display(), "{warning}");
    }
    Ok(loaded)
}

pub(crate) fn same_environment(configuration: &Configuration, catalog: &Catalog) -> Result<(), RouterError> {
    let (router, catalog) = (configuration.environment, catalog.environment());
    if router == catalog {
        Ok(())
    } else {
        Err(RouterError::MixedEnvironments { router, catalog })
    }
}

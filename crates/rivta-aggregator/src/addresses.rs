//! The copy of the addressing catalogue: which rows are kept, and how it is read anew (section 1.11).

use std::sync::Arc;
use std::time::Duration;

use arc_swap::{ArcSwap, ArcSwapOption};
use chrono::{DateTime, Utc};
use rivta_addressing::{AddressingError, CatalogueSource, Refresh, RefreshStatus};
use rivta_catalog::Catalog;
use rivta_soap::time::Clock;
use tokio::sync::Mutex;
use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval};

use crate::error::AggregatorError;

/// The catalogue in use, and where it comes from.
pub(crate) struct Addresses {
    source: CatalogueSource,
    /// The contracts whose rows are kept.
    contracts: Vec<&'static str>,
    /// A call keeps the one it began with. There is none until one has been read.
    catalog: ArcSwapOption<Catalog>,
    status: ArcSwap<RefreshStatus>,
    since: ArcSwap<DateTime<Utc>>,
    clock: Arc<dyn Clock>,
    /// One reading at a time.
    reading: Mutex<()>,
}

impl Addresses {
    pub(crate) fn new(source: CatalogueSource, contracts: Vec<&'static str>, clock: Arc<dyn Clock>) -> Self {
        Self {
            source,
            contracts,
            catalog: ArcSwapOption::empty(),
            status: ArcSwap::from_pointee(RefreshStatus::RefreshFailed),
            since: ArcSwap::from_pointee(clock.now()),
            clock,
            reading: Mutex::new(()),
        }
    }

    pub(crate) fn catalog(&self) -> Option<Arc<Catalog>> {
        self.catalog.load_full()
    }

    pub(crate) fn status(&self) -> RefreshStatus {
        **self.status.load()
    }

    /// When the catalogue in use was taken into use.
    pub(crate) fn since(&self) -> DateTime<Utc> {
        **self.since.load()
    }

    /// Reads the catalogue for the first time. A service that cannot be reached is no error.
    pub(crate) async fn load(&self) -> Result<(), AggregatorError> {
        match self.source.load().await {
            Err(AddressingError::NoCatalog) => {
                tracing::warn!("there is no addressing catalogue: nobody has a right to anything");
                Ok(())
            }
            outcome => {
                self.take(outcome?, false);
                Ok(())
            }
        }
    }

    /// Takes a catalogue into use that the program hands over.
    pub(crate) async fn replace(&self, catalog: Catalog) -> Result<(), AggregatorError> {
        let _alone = self.reading.lock().await;
        self.take(self.source.complete(catalog)?, self.catalog().is_some());
        Ok(())
    }

    /// Reads the catalogue anew; gives the lines that tell how it went. What cannot be read leaves the old one in use.
    pub(crate) async fn reload(&self) -> Vec<String> {
        let _alone = self.reading.lock().await;
        let current = self.catalog();
        let refresh = self.source.refresh(current.as_deref()).await;
        self.take(refresh, current.is_some())
    }

    /// Takes over what was read, as far as services here are concerned. A catalogue that knows nothing of them counts as
    /// a failure.
    fn take(&self, refresh: Refresh, has_current: bool) -> Vec<String> {
        for warning in &refresh.warnings {
            tracing::warn!("{warning}");
        }
        let mut status = refresh.status;
        if let Some(catalog) = refresh.catalog.map(|catalog| self.kept(&catalog)) {
            if catalog.route_count() > 0 && catalog.permission_count() > 0 {
                self.catalog.store(Some(Arc::new(catalog)));
                self.since.store(Arc::new(self.clock.now()));
            } else {
                tracing::error!("the addressing catalogue has no rows for any service here");
                status = if has_current {
                    RefreshStatus::ReusingExistingCache
                } else {
                    RefreshStatus::RefreshFailed
                };
            }
        }
        self.status.store(Arc::new(status));
        let (permissions, routes) = self.counts();
        tracing::info!(
            routes,
            permissions,
            status = status.as_str(),
            "the addressing catalogue has been read"
        );
        let told = refresh.lines.into_iter().filter(|line| !line.starts_with("Init "));
        told.chain([
            format!("Init TAK cache loaded number of permissions: {permissions}"),
            format!("Init TAK cache loaded number of virtualizations: {routes}"),
            format!("Init done, was successful: {}", status != RefreshStatus::RefreshFailed),
        ])
        .collect()
    }

    /// How many permissions and routes there are.
    pub(crate) fn counts(&self) -> (usize, usize) {
        let catalog = self.catalog.load();
        let counted = catalog
            .as_ref()
            .map(|catalog| (catalog.permission_count(), catalog.route_count()));
        counted.unwrap_or_default()
    }

    fn kept(&self, catalog: &Catalog) -> Catalog {
        let is_kept = |contract: &str| self.contracts.iter().any(|kept| kept.eq_ignore_ascii_case(contract));
        let routes = catalog
            .routes()
            .filter(|route| is_kept(&route.contract))
            .map(|route| (**route).clone());
        let permissions = catalog.permissions().filter(|permission| is_kept(&permission.contract));
        let kept = Catalog::new(catalog.environment(), routes, permissions);
        kept.with_rules(Arc::clone(catalog.rules()))
    }
}

/// A watch over the catalogue's file, which ends when this is dropped.
pub(crate) struct Watch(JoinHandle<()>);

impl Drop for Watch {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Watch {
    /// Looks at the file at every interval.
    pub(crate) fn over(addresses: Arc<Addresses>, every: Duration) -> Self {
        Self(tokio::spawn(async move {
            let mut seen = addresses.source.stamp();
            let mut ticks = interval(every.max(Duration::from_millis(1)));
            ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
            loop {
                ticks.tick().await;
                let now = addresses.source.stamp();
                if now.has_new_rows(&seen) {
                    addresses.reload().await;
                }
                seen.follow(now);
            }
        }))
    }
}

//! A catalogue with the source it comes from, for whoever serves it without being a router.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use arc_swap::ArcSwapOption;
use rivta_catalog::Catalog;
use tokio::sync::Mutex;
use tokio::time::{MissedTickBehavior, interval};

use super::Served;
use crate::error::RouterError;
use rivta_addressing::{CatalogueSource, Refresh, Stamp};

/// A catalogue and its source.
pub struct Shelf {
    source: CatalogueSource,
    current: ArcSwapOption<Catalog>,
    version: AtomicU64,
    /// One reading at a time.
    reading: Mutex<()>,
    /// What the files were like before they were read: one that changes meanwhile is read again.
    seen: Mutex<Stamp>,
}

impl Shelf {
    /// Reads the catalogue for the first time. A service that cannot be reached is no error: it may come later.
    ///
    /// # Errors
    ///
    /// As [`CatalogueSource::load`].
    pub async fn load(source: CatalogueSource) -> Result<Self, RouterError> {
        let seen = Mutex::new(source.stamp());
        let first = source.load().await?;
        let shelf = Self {
            seen,
            source,
            current: ArcSwapOption::empty(),
            version: AtomicU64::new(0),
            reading: Mutex::new(()),
        };
        shelf.take(&first);
        Ok(shelf)
    }

    fn take(&self, refresh: &Refresh) {
        for warning in &refresh.warnings {
            tracing::warn!("{warning}");
        }
        if let Some(catalog) = &refresh.catalog {
            let (routes, permissions) = (catalog.route_count(), catalog.permission_count());
            self.current.store(Some(Arc::new(catalog.clone())));
            self.version.fetch_add(1, Ordering::Relaxed);
            tracing::info!(routes, permissions, "a new catalogue is in use");
        }
    }

    /// Looks at the catalogue's file at every interval and reads it anew when it has changed. Never ends.
    pub async fn watch(&self, every: Duration) {
        let mut seen = self.seen.lock().await;
        let mut ticks = interval(every.max(Duration::from_millis(1)));
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            let now = self.source.stamp();
            if now.has_new_rows(&seen) || now.has_new_tree(&seen) {
                self.reload().await;
            }
            seen.follow(now);
        }
    }
}

impl Served for Shelf {
    fn current(&self) -> Option<Arc<Catalog>> {
        self.current.load_full()
    }

    fn version(&self) -> u64 {
        self.version.load(Ordering::Relaxed)
    }

    fn reload(&self) -> Pin<Box<dyn Future<Output = Refresh> + Send + '_>> {
        Box::pin(async {
            let _alone = self.reading.lock().await;
            let refresh = self.source.refresh(self.current.load_full().as_deref()).await;
            self.take(&refresh);
            refresh
        })
    }
}

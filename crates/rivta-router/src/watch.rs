//! The files of catalogue and organisation tree, read anew when they change.

use std::sync::Arc;
use std::time::Duration;

use rivta_addressing::Stamp;
use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval};

use crate::platform::Platform;

/// A watch over the files, which ends when this is dropped.
pub(crate) struct Watch(JoinHandle<()>);

impl Drop for Watch {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Watch {
    /// Looks at the files of catalogue and organisation tree at every interval. `seen` is what they were like before
    /// they were read: one that changed meanwhile is read again.
    pub(crate) fn over(platform: &Arc<Platform>, seen: Stamp, every: Duration) -> Self {
        let platform = Arc::clone(platform);
        Self(tokio::spawn(look(platform, seen, every.max(Duration::from_millis(1)))))
    }
}

async fn look(platform: Arc<Platform>, mut seen: Stamp, every: Duration) {
    let mut ticks = interval(every);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let now = platform.source.stamp();
        // A file that is away for a moment is being replaced.
        if now.has_new_tree(&seen) {
            platform.reload_hierarchy().await;
        }
        if now.has_new_rows(&seen) {
            platform.reload_catalog().await;
        }
        seen.follow(now);
    }
}

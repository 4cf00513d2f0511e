//! The catalogue's file, read anew when it changes.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval};
use tracing::error;

use crate::platform::Platform;

/// A watch over the file, which ends when this is dropped.
pub(crate) struct Watch(JoinHandle<()>);

impl Drop for Watch {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// What tells that a file has changed.
type State = Option<(SystemTime, u64)>;

impl Watch {
    /// Looks at the configured file at every interval; none when the catalogue does not come from a file.
    pub(crate) fn over(platform: &Arc<Platform>, every: Duration) -> Option<Self> {
        let path = platform.configuration.catalog.clone()?;
        let platform = Arc::clone(platform);
        Some(Self(tokio::spawn(look(
            platform,
            path,
            every.max(Duration::from_millis(1)),
        ))))
    }
}

async fn look(platform: Arc<Platform>, path: PathBuf, every: Duration) {
    let mut seen = state(&path);
    let mut ticks = interval(every);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let now = state(&path);
        if now == seen || now.is_none() {
            continue;
        }
        seen = now;
        let reading = Arc::clone(&platform);
        // A large catalogue takes seconds, during which this thread's calls must not wait.
        match tokio::task::spawn_blocking(move || reading.reload_catalog()).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => error!(%error, "the new catalogue cannot be used; the one in use stays in use"),
            Err(error) => error!(%error, "the catalogue could not be read anew"),
        }
    }
}

fn state(path: &Path) -> State {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

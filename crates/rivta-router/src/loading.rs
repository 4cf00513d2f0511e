//! Catalogue and organisation tree at the start (section 7.6).

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::platform::Platform;

/// How long a start waits for them. The incumbent listens at once and refuses the calls that come before it has a
/// catalogue; when the service is quick nobody needs to meet that.
const PATIENCE: Duration = Duration::from_secs(1);

/// The first reading, which ends when this is dropped.
pub(crate) struct Loading(JoinHandle<()>);

impl Drop for Loading {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Loading {
    /// Reads the rows, unless they are there already, and then the organisation tree. Comes back when all is read; a
    /// service that is slow is waited for beside.
    pub(crate) async fn begin(platform: &Arc<Platform>, has_rows: bool) -> Self {
        let platform = Arc::clone(platform);
        let mut reading = tokio::spawn(async move {
            if !has_rows {
                platform.reload_catalog().await;
            }
            if !platform.configuration.addressing.hsa_files.is_empty() {
                platform.reload_hierarchy().await;
            }
        });
        if has_rows {
            let _ = (&mut reading).await;
        } else if timeout(PATIENCE, &mut reading).await.is_err() {
            tracing::warn!("the addressing catalogue is slow; calls are refused with VP008 until it is there");
        }
        Self(reading)
    }
}

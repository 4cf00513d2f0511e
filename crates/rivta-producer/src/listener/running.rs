//! A listener at work: its address, its shutdown and the reading anew of its certificates.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::error::Error;
use crate::tls::ServerTls;

/// A listener at work. Dropping it cuts off every connection; [`Running::shutdown`] lets calls in flight finish.
#[derive(Debug)]
#[must_use = "dropping it stops the listener"]
pub struct Running {
    pub(crate) address: SocketAddr,
    pub(crate) tls: Option<Arc<ServerTls>>,
    pub(crate) stages: Stages,
    pub(crate) patience: Duration,
}

/// The two stages of stopping, and every task that has to end.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stages {
    /// No new connections, no further call on an open one.
    pub(crate) stop: CancellationToken,
    /// Whatever is still open is cut off.
    pub(crate) cut: CancellationToken,
    pub(crate) tasks: TaskTracker,
    pub(crate) open: OpenConnections,
}

/// How many connections of a listener are open, handshakes included.
#[derive(Debug, Clone, Default)]
pub struct OpenConnections(Arc<AtomicUsize>);

/// One of them, until it is dropped.
pub(crate) struct OpenConnection(Arc<AtomicUsize>);

impl OpenConnections {
    /// Their number now.
    pub fn count(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }

    pub(crate) fn enter(&self) -> OpenConnection {
        self.0.fetch_add(1, Ordering::Relaxed);
        OpenConnection(Arc::clone(&self.0))
    }
}

impl Drop for OpenConnection {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Stages {
    /// Cuts off whatever is open; threads of the listener's own end after the last task.
    pub(crate) fn give_up(&self) {
        self.stop.cancel();
        self.cut.cancel();
        self.tasks.close();
    }
}

impl Running {
    /// The address listened on, with the real port when port 0 was asked for.
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// The count of open connections, which stays true while the listener runs.
    pub fn connections(&self) -> OpenConnections {
        self.stages.open.clone()
    }

    /// Whether a shutdown has begun.
    pub fn is_stopping(&self) -> bool {
        self.stages.stop.is_cancelled()
    }

    /// Reads certificates, trust and revocation lists anew at once; gives `false` when nothing has changed.
    ///
    /// Calls in flight go on. A connection that was made under the old settings is closed after its next answer, and no
    /// session that began under them is resumed.
    ///
    /// # Errors
    /// [`Error::Certificates`]; the old settings then stay in use.
    pub fn reload_certificates(&self) -> Result<bool, Error> {
        self.tls.as_ref().map_or(Ok(false), |tls| Ok(tls.reload()?))
    }

    /// Stops listening, lets calls in flight finish and gives them at most the configured time.
    ///
    /// Gives `false` when calls had to be cut off.
    pub async fn shutdown(self) -> bool {
        self.stages.stop.cancel();
        self.stages.tasks.close();
        if tokio::time::timeout(self.patience, self.stages.tasks.wait())
            .await
            .is_ok()
        {
            return true;
        }
        self.stages.cut.cancel();
        self.stages.tasks.wait().await;
        false
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stages.give_up();
    }
}

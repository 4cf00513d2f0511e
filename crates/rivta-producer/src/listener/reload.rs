//! Reads certificates anew on SIGHUP and when their files change.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;
use tracing::{error, info};

use crate::tls::ServerTls;

/// Looks at the files at every interval and on every SIGHUP until it is stopped.
pub(crate) struct Watch {
    tls: Arc<ServerTls>,
    every: Duration,
    hangup: Hangup,
    last_complaint: Option<String>,
}

impl Watch {
    /// From here on a SIGHUP no longer ends the process.
    pub(crate) fn new(tls: Arc<ServerTls>, every: Duration) -> Self {
        let every = every.max(Duration::from_millis(1));
        Self {
            tls,
            every,
            hangup: Hangup::listen(),
            last_complaint: None,
        }
    }

    pub(crate) async fn run(mut self, stop: CancellationToken) {
        let mut ticks = interval(self.every);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        // The first comes at once, and what it would look at has just been read.
        ticks.tick().await;
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                () = self.hangup.received() => info!("SIGHUP: reading certificates anew"),
                _ = ticks.tick() => {}
            }
            let tls = Arc::clone(&self.tls);
            // Files may stand on slow disks; the read must not hold up the calls of this thread.
            match tokio::task::spawn_blocking(move || tls.reload()).await {
                Ok(Ok(true)) => {
                    self.last_complaint = None;
                    info!("new certificates, trust and revocation lists are in use");
                }
                Ok(Ok(false)) => {}
                Ok(Err(error)) => self.complain(&error.to_string()),
                Err(error) => self.complain(&error.to_string()),
            }
        }
    }

    /// A missing file is met at every look; it is complained about once.
    fn complain(&mut self, reason: &str) {
        if self.last_complaint.as_deref() != Some(reason) {
            error!(reason, "the new certificates cannot be used; those in use stay in use");
            self.last_complaint = Some(reason.to_owned());
        }
    }
}

/// The signal SIGHUP, where there is one.
struct Hangup {
    #[cfg(unix)]
    signal: Option<tokio::signal::unix::Signal>,
}

impl Hangup {
    fn listen() -> Self {
        Self {
            #[cfg(unix)]
            signal: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup())
                .inspect_err(|error| error!(%error, "SIGHUP cannot be listened to"))
                .ok(),
        }
    }

    async fn received(&mut self) {
        #[cfg(unix)]
        if let Some(signal) = &mut self.signal
            && signal.recv().await.is_some()
        {
            return;
        }
        std::future::pending::<()>().await;
    }
}

//! Waiting for the operator to end a service, or to have it read its files anew.

use tokio::sync::watch;

/// Waits until a part of the process is told to end. A teller that is dropped means the same as one that says so.
pub(crate) async fn told(mut stopped: watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

/// Waits for Ctrl-C or, where there is one, SIGTERM.
pub(crate) async fn requested() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    // Without handlers the process ends by the signal itself.
    let _ = interrupt.await;
}

/// Does this at every SIGHUP, where there is one. Never ends.
pub(crate) async fn at_every_hangup(reload: impl AsyncFn()) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut hangup) = signal(SignalKind::hangup()) {
            while hangup.recv().await.is_some() {
                reload().await;
            }
        }
    }
    std::future::pending::<()>().await;
}

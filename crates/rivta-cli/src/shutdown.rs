//! Waiting for the operator to end a service.

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

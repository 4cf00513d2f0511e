//! Waiting for the operator to end a service.

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

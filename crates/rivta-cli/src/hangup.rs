//! SIGHUP: the operator's wish that files be read anew.

/// Does this at every SIGHUP, for ever; where there are no signals, nothing.
pub(crate) async fn each<F: Future<Output = ()>>(act: impl Fn() -> F) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut hangup) = signal(SignalKind::hangup()) {
            while hangup.recv().await.is_some() {
                act().await;
            }
        }
    }
    std::future::pending::<()>().await;
}

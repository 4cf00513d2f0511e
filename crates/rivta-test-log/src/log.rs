//! The log in memory and the subscriber that writes it.

use std::io;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tracing::level_filters::LevelFilter;
use tracing::subscriber::{DefaultGuard, NoSubscriber};
use tracing::{Dispatch, Subscriber};

/// The bytes of the log so far; clones write into the same.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// Keeps this thread's events of every level as lines of text, until the guard is dropped.
    pub fn capture() -> (Self, DefaultGuard) {
        let log = Self::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(LevelFilter::TRACE)
            .with_ansi(false)
            .with_writer(move || writer.clone());
        (log, keep(subscriber.finish()))
    }

    /// Keeps this thread's events, down to `info`, as one JSON object a line, until the guard is dropped.
    pub fn capture_json() -> (Self, DefaultGuard) {
        let log = Self::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt().json().with_writer(move || writer.clone());
        (log, keep(subscriber.finish()))
    }

    /// All that was logged so far.
    pub fn text(&self) -> String {
        let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// The lines so far, each of which must be JSON.
    ///
    /// # Errors
    /// The first line that is none.
    pub fn objects(&self) -> Result<Vec<serde_json::Value>, serde_json::Error> {
        self.text().lines().map(serde_json::from_str).collect()
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Gives this thread's events to a subscriber, until the guard is dropped.
///
/// `tracing` remembers for each place in the code whether anybody wants its events. While a process has a single subscriber it
/// asks none but that of the thread which comes by first; a thread of another test has none, and the place would be silent in
/// every thread from then on. With a second subscriber it asks all there are.
pub fn keep(subscriber: impl Subscriber + Send + Sync + 'static) -> DefaultGuard {
    static SECOND: OnceLock<Dispatch> = OnceLock::new();
    SECOND.get_or_init(|| Dispatch::new(NoSubscriber::default()));
    tracing::subscriber::set_default(subscriber)
}

#[cfg(test)]
mod tests {
    use super::Log;

    fn event() {
        tracing::info!("seen");
    }

    #[test]
    fn a_place_another_thread_came_by_first_is_heard() {
        let (log, _keeping) = Log::capture();
        std::thread::spawn(event).join().unwrap();
        assert_eq!(log.text(), "");
        event();
        assert!(log.text().contains("seen"), "{}", log.text());
    }
}

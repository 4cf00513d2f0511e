//! The end of a call.

use std::sync::Arc;

use super::headers::OF_RESPONSE_OUT;
use super::{Journal, Members};
use crate::exchange::Answered;
use crate::metrics::InFlight;
use crate::platform::Platform;

/// What the headers of most answers take, in bytes.
const HEADERS: usize = 512;

/// The end of a call: tells `resp-out` once, when the answer's last byte is handed over or when it is given up, and
/// counts the call.
pub(crate) struct Departure {
    journal: Box<Journal>,
    platform: Arc<Platform>,
    headers: Members,
    bytes: u64,
    is_told: bool,
    _in_flight: InFlight,
}

impl Departure {
    /// Waits for the end of the answer's body.
    pub(crate) fn new(
        mut journal: Box<Journal>,
        answered: &Answered,
        platform: Arc<Platform>,
        in_flight: InFlight,
    ) -> Self {
        journal.status = Some(answered.status);
        let mut headers = Members::default();
        if journal.known.is_some() {
            headers = Members::with_capacity(HEADERS);
            headers.headers("http.response.headers", &answered.headers, &OF_RESPONSE_OUT);
        }
        Self {
            journal,
            platform,
            headers,
            bytes: 0,
            is_told: false,
            _in_flight: in_flight,
        }
    }

    pub(crate) fn count(&mut self, bytes: usize) {
        self.bytes += bytes as u64;
    }

    pub(crate) fn complete(&mut self) {
        if !self.is_told {
            self.is_told = true;
            let elapsed = self.journal.elapsed();
            self.platform.metrics.count(&self.journal, elapsed);
            self.journal.response_out(&self.headers, self.bytes, elapsed);
        }
    }
}

impl Drop for Departure {
    fn drop(&mut self) {
        if !self.is_told {
            self.journal
                .body_failure(&"the answer could not be handed over to its end");
            self.complete();
        }
    }
}

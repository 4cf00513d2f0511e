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
/// counts the call. A call whose connection ends before, as at a shutdown, has this end too.
pub(crate) struct Departure {
    pub(crate) journal: Box<Journal>,
    pub(crate) platform: Arc<Platform>,
    headers: Members,
    bytes: u64,
    is_told: bool,
    _in_flight: InFlight,
}

impl Departure {
    pub(crate) fn new(journal: Box<Journal>, platform: Arc<Platform>, in_flight: InFlight) -> Self {
        Self {
            journal,
            platform,
            headers: Members::default(),
            bytes: 0,
            is_told: false,
            _in_flight: in_flight,
        }
    }

    /// There is an answer; from here on the end of its body is waited for.
    pub(crate) fn answered(&mut self, answered: &Answered) {
        self.journal.status = Some(answered.status);
        if self.journal.known.is_some() {
            self.headers = Members::with_capacity(HEADERS);
            self.headers
                .headers("http.response.headers", &answered.headers, &OF_RESPONSE_OUT);
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
            self.journal.broken_off();
            self.complete();
        }
    }
}

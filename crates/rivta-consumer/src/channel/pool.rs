//! Connections that rest between two calls.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, timeout};

use super::body::Handover;
use super::connection::{Connection, Target};
use super::failure::StreamFailure;

/// How long a connection from the pool may take to say that it is ready. It is returned when its answer has been read,
/// which can be a moment before its own task has noticed.
const READY_WITHIN: Duration = Duration::from_millis(50);

/// Connections that rest, the youngest last.
pub(crate) struct Pool {
    resting: Mutex<HashMap<Target, Vec<Resting>>>,
    per_target: usize,
    idle_time: Duration,
}

struct Resting {
    connection: Connection,
    since: Instant,
}

impl Pool {
    pub(crate) fn new(per_target: usize, idle_time: Duration) -> Self {
        Self {
            resting: Mutex::default(),
            per_target,
            idle_time,
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Target, Vec<Resting>>> {
        self.resting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A usable connection of this generation, the youngest first; what cannot be used is dropped on the way.
    pub(crate) async fn take(&self, target: &Target, generation: u64) -> Option<Connection> {
        loop {
            let mut connection = self.pop(target, generation)?;
            if let Ok(Ok(())) = timeout(READY_WITHIN, connection.sender.ready()).await {
                return Some(connection);
            }
        }
    }

    fn pop(&self, target: &Target, generation: u64) -> Option<Connection> {
        let mut resting = self.lock();
        let now = Instant::now();
        resting.retain(|_, of_target| {
            of_target.retain(|one| {
                now.duration_since(one.since) < self.idle_time
                    && one.connection.generation == generation
                    && !one.connection.sender.is_closed()
            });
            !of_target.is_empty()
        });
        Some(resting.get_mut(target)?.pop()?.connection)
    }

    fn put(&self, target: Target, connection: Connection) {
        let mut resting = self.lock();
        let of_target = resting.entry(target).or_default();
        if of_target.len() < self.per_target {
            of_target.push(Resting {
                connection,
                since: Instant::now(),
            });
        }
    }
}

/// A connection in use, to be given back when its answer has been read.
pub(crate) struct Lease {
    pub(crate) connection: Connection,
    pub(crate) target: Target,
    pub(crate) pool: Arc<Pool>,
    pub(crate) handover: Handover,
}

impl Lease {
    pub(crate) fn failure(&self) -> Option<StreamFailure> {
        self.connection.record.failure()
    }

    /// Gives the connection back, unless the request is still being sent: an answer came early, and what remains of
    /// the request would stand before the next one.
    pub(crate) fn give_back(self) {
        if self.handover.is_done() && !self.connection.sender.is_closed() {
            self.pool.put(self.target, self.connection);
        }
    }
}

impl fmt::Debug for Lease {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lease")
            .field("target", &self.target)
            .finish_non_exhaustive()
    }
}

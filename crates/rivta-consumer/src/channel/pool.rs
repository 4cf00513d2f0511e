//! Connections that rest between two calls.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use foldhash::fast::RandomState;
use tokio::runtime::{Handle, Id};
use tokio::time::{Instant, timeout};

use super::body::Handover;
use super::connection::{Connection, Target};
use super::failure::StreamFailure;
use crate::config::Limits;

/// How long a connection from the pool may take to say that it is ready. It is returned when its answer has been read,
/// which can be a moment before its own task has noticed.
const READY_WITHIN: Duration = Duration::from_millis(50);

/// How often connections that have rested for too long are looked for.
const SWEEP_INTERVAL: Duration = Duration::from_secs(1);

/// Connections that rest, the youngest last.
///
/// A connection is driven by the runtime it was made in. Where there is one for each core, a call takes only those of its
/// own: any other would wake a second thread twice.
pub(crate) struct Pool {
    resting: Mutex<Shelves>,
    /// Connections of one target that rest.
    per_target: usize,
    /// Connections of one target in all.
    at_once: usize,
    idle_time: Duration,
}

#[derive(Default)]
struct Shelves {
    of: HashMap<(Option<Id>, Target), Vec<Resting>, RandomState>,
    /// A target's places are the clones of what stands here.
    places: HashMap<Target, Arc<()>, RandomState>,
    swept: Option<Instant>,
}

struct Resting {
    connection: Connection,
    since: Instant,
}

/// A place among a target's connections, free again when it is dropped.
pub(crate) struct Place(#[expect(dead_code, reason = "it is only counted")] Arc<()>);

impl Pool {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            resting: Mutex::default(),
            per_target: limits.idle_connections,
            at_once: limits.connections,
            idle_time: limits.idle_time,
        }
    }

    fn lock(&self) -> MutexGuard<'_, Shelves> {
        self.resting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A usable connection of this generation, the youngest first; what cannot be used is dropped on the way.
    pub(crate) async fn take(&self, target: &Target, generation: u64) -> Option<Connection> {
        loop {
            let mut connection = self.pop(target, generation, Instant::now(), |_| true)?;
            if let Ok(Ok(())) = timeout(READY_WITHIN, connection.sender.ready()).await {
                return Some(connection);
            }
        }
    }

    /// The youngest, if it is usable and ready.
    pub(crate) fn take_ready(&self, target: &Target, generation: u64, now: Instant) -> Option<Connection> {
        self.pop(target, generation, now, |connection| connection.sender.is_ready())
    }

    /// The youngest that is usable, if it is wanted.
    fn pop(
        &self,
        target: &Target,
        generation: u64,
        now: Instant,
        is_wanted: impl FnOnce(&Connection) -> bool,
    ) -> Option<Connection> {
        let key = (here(), target.clone());
        let mut shelves = self.lock();
        shelves.sweep(now, generation, self.idle_time);
        let of_target = shelves.of.get_mut(&key)?;
        loop {
            let youngest = of_target.last()?;
            if youngest.is_usable(now, generation, self.idle_time) {
                if !is_wanted(&youngest.connection) {
                    return None;
                }
                return of_target.pop().map(|resting| resting.connection);
            }
            of_target.pop();
        }
    }

    /// A place for one more connection, unless there are as many as may be. One that rests, for another runtime, makes way.
    pub(crate) fn place(&self, target: &Target) -> Option<Place> {
        let mut shelves = self.lock();
        let place = Arc::clone(shelves.places.entry(target.clone()).or_default());
        // One is what stands among the places.
        let is_free = || Arc::strong_count(&place) - 1 <= self.at_once;
        if !is_free() {
            shelves.give_up_one(target);
        }
        if is_free() { Some(Place(place)) } else { None }
    }

    fn put(&self, target: Target, connection: Connection, since: Instant) {
        let mut shelves = self.lock();
        let of_target = shelves.of.entry((connection.runtime, target)).or_default();
        if of_target.len() < self.per_target {
            of_target.push(Resting { connection, since });
        }
    }
}

impl Shelves {
    fn sweep(&mut self, now: Instant, generation: u64, idle_time: Duration) {
        if self.swept.is_some_and(|last| now.duration_since(last) < SWEEP_INTERVAL) {
            return;
        }
        self.swept = Some(now);
        self.of.retain(|_, shelf| {
            shelf.retain(|one| one.is_usable(now, generation, idle_time));
            !shelf.is_empty()
        });
        self.places.retain(|_, place| Arc::strong_count(place) > 1);
    }

    fn give_up_one(&mut self, target: &Target) {
        let mut of_target = self.of.iter_mut().filter(|((_, of), _)| of == target);
        drop(of_target.find_map(|(_, shelf)| shelf.pop()));
    }
}

impl Resting {
    fn is_usable(&self, now: Instant, generation: u64, idle_time: Duration) -> bool {
        now.duration_since(self.since) < idle_time
            && self.connection.generation == generation
            && !self.connection.sender.is_closed()
    }
}

/// The runtime of the caller.
pub(crate) fn here() -> Option<Id> {
    Handle::try_current().ok().map(|runtime| runtime.id())
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
    pub(crate) fn give_back(self, now: Instant) {
        if self.handover.is_done() && !self.connection.sender.is_closed() {
            self.pool.put(self.target, self.connection, now);
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

//! Session tickets: what lets a caller come back without showing its certificate again, and for how long.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use rustls::Error;
use rustls::crypto::aws_lc_rs::Ticketer;
use rustls::server::ProducesTickets;
use rustls::time_provider::TimeProvider;
use rustls_pki_types::UnixTime;

/// For how many seconds a key seals tickets and opens them.
///
/// A resumed session gets a new ticket, so callers that come often could go on from ticket to ticket. They cannot longer
/// than this: no key opens the tickets of the one before.
pub(crate) const LIFETIME: u32 = 600;

/// Seals and opens tickets with a random key that nobody else has and that is replaced when its time is over.
pub(crate) struct Tickets {
    time: Arc<dyn TimeProvider>,
    key: Mutex<Key>,
}

struct Key {
    since: UnixTime,
    seal: Arc<dyn ProducesTickets>,
}

impl Tickets {
    pub(crate) fn new(time: Arc<dyn TimeProvider>) -> Result<Self, Error> {
        let now = time.current_time().ok_or(Error::FailedToGetCurrentTime)?;
        let key = Mutex::new(Key::new(now)?);
        Ok(Self { time, key })
    }

    /// The key in force; absent when there is none to be had, and no session is resumed then.
    fn seal(&self) -> Option<Arc<dyn ProducesTickets>> {
        let now = self.time.current_time()?;
        let mut key = self.key.lock().unwrap_or_else(PoisonError::into_inner);
        if !key.is_in_force(now) {
            *key = Key::new(now).ok()?;
        }
        Some(Arc::clone(&key.seal))
    }
}

impl Key {
    fn new(since: UnixTime) -> Result<Self, Error> {
        let seal = Ticketer::new()?;
        Ok(Self { since, seal })
    }

    /// A clock that was put back ends it too: nobody knows how old it is then.
    fn is_in_force(&self, now: UnixTime) -> bool {
        let age = now.as_secs().checked_sub(self.since.as_secs());
        age.is_some_and(|age| age < u64::from(LIFETIME))
    }
}

impl ProducesTickets for Tickets {
    fn enabled(&self) -> bool {
        true
    }

    fn lifetime(&self) -> u32 {
        LIFETIME
    }

    fn encrypt(&self, plain: &[u8]) -> Option<Vec<u8>> {
        self.seal()?.encrypt(plain)
    }

    fn decrypt(&self, cipher: &[u8]) -> Option<Vec<u8>> {
        self.seal()?.decrypt(cipher)
    }
}

impl fmt::Debug for Tickets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tickets").finish_non_exhaustive()
    }
}

//! Session tickets: what lets a caller come back without showing its certificate again, and for how long.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use rustls::crypto::aws_lc_rs::Ticketer;
use rustls::server::ProducesTickets;
use rustls::{Error, ServerConfig};
use rustls_pki_types::UnixTime;

/// For how many seconds connections are taken with one key.
///
/// A resumed session gets a new ticket, so callers that come often could go on from ticket to ticket. They cannot: a
/// connection opens and seals with the key it was taken with, however long its handshake lasts, and no connection opens
/// what was sealed with the key of the ones before.
const LIFETIME: u32 = 600;

/// Settings of TLS whose key for tickets is random, nobody else's, and another one when its time is over.
pub(crate) struct TicketedSettings {
    /// Without a key: no session is resumed.
    plain: Arc<ServerConfig>,
    current: Mutex<Ticketed>,
}

struct Ticketed {
    since: UnixTime,
    config: Arc<ServerConfig>,
}

/// The library's seal, of which it is told for how long it holds.
struct Seal(Arc<dyn ProducesTickets>);

impl TicketedSettings {
    pub(crate) fn new(plain: ServerConfig) -> Result<Self, Error> {
        let now = plain
            .time_provider
            .current_time()
            .ok_or(Error::FailedToGetCurrentTime)?;
        let current = Mutex::new(Ticketed::new(&plain, now)?);
        let plain = Arc::new(plain);
        Ok(Self { plain, current })
    }

    /// For a connection that is taken now.
    pub(crate) fn current(&self) -> Arc<ServerConfig> {
        self.ticketed().unwrap_or_else(|| Arc::clone(&self.plain))
    }

    fn ticketed(&self) -> Option<Arc<ServerConfig>> {
        let now = self.plain.time_provider.current_time()?;
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        if !current.is_in_force(now) {
            *current = Ticketed::new(&self.plain, now).ok()?;
        }
        Some(Arc::clone(&current.config))
    }
}

impl Ticketed {
    fn new(plain: &ServerConfig, since: UnixTime) -> Result<Self, Error> {
        let mut config = plain.clone();
        config.ticketer = Arc::new(Seal(Ticketer::new()?));
        // A ticket of TLS 1.3 is used once; a caller with calls side by side would run out of them with one.
        config.send_tls13_tickets = 2;
        let config = Arc::new(config);
        Ok(Self { since, config })
    }

    /// A clock that was put back ends it too: nobody knows how old it is then.
    fn is_in_force(&self, now: UnixTime) -> bool {
        let age = now.as_secs().checked_sub(self.since.as_secs());
        age.is_some_and(|age| age < u64::from(LIFETIME))
    }
}

impl ProducesTickets for Seal {
    fn enabled(&self) -> bool {
        self.0.enabled()
    }

    fn lifetime(&self) -> u32 {
        LIFETIME
    }

    fn encrypt(&self, plain: &[u8]) -> Option<Vec<u8>> {
        self.0.encrypt(plain)
    }

    fn decrypt(&self, cipher: &[u8]) -> Option<Vec<u8>> {
        self.0.decrypt(cipher)
    }
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Seal").finish_non_exhaustive()
    }
}

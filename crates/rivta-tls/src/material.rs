//! Identity and trust as the TLS library wants them, made anew when they change on disk.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use arc_swap::ArcSwap;
use rivta_soap::time::Clock;
use rustls::crypto::CryptoProvider;
use rustls::time_provider::TimeProvider;
use rustls::{RootCertStore, SupportedProtocolVersion};
use rustls_pki_types::{CertificateDer, CertificateRevocationListDer, PrivateKeyDer, UnixTime};

use crate::agreement::Agreement;
use crate::error::Error;
use crate::identity::Identity;
use crate::pem::{self, Pem};
use crate::trust::Trust;

/// What the settings of a client or a server are made of.
#[derive(Debug)]
#[non_exhaustive]
pub struct Parts {
    /// Cryptography, with the cipher suites that may be agreed on.
    pub provider: Arc<CryptoProvider>,
    /// The versions that may be agreed on, the newest first.
    pub versions: Vec<&'static SupportedProtocolVersion>,
    /// The clock against which certificates are checked.
    pub time: Arc<dyn TimeProvider>,
    /// What is shown; absent without an identity.
    pub credentials: Option<Credentials>,
    /// Whom to trust; absent without a trust.
    pub anchors: Option<Anchors>,
}

/// A certificate chain and its key.
#[derive(Debug)]
#[non_exhaustive]
pub struct Credentials {
    /// The own certificate first, then any intermediates.
    pub chain: Vec<CertificateDer<'static>>,
    /// The private key.
    pub key: PrivateKeyDer<'static>,
    /// Where the chain stands: a file, or `memory`.
    pub origin: String,
}

/// Authorities and their revocation lists.
#[derive(Debug)]
#[non_exhaustive]
pub struct Anchors {
    /// The authorities' certificates.
    pub roots: RootCertStore,
    /// Their lists.
    pub revocations: Vec<CertificateRevocationListDer<'static>>,
    /// Where the authorities stand: a file, or `memory`.
    pub origin: String,
    /// The files the lists come from.
    pub lists: String,
}

/// Makes settings of parts.
type Make<T> = Box<dyn Fn(Parts) -> Result<T, Error> + Send + Sync>;

/// The settings in force, exchanged as a whole when the files behind them change.
pub struct Material<T> {
    identity: Option<Identity>,
    trust: Option<Trust>,
    clock: Arc<dyn Clock>,
    make: Make<T>,
    current: ArcSwap<T>,
    /// The bytes last looked at, good or bad: a broken file is complained about once, not at every look.
    seen: Mutex<Vec<Vec<u8>>>,
}

impl<T> Material<T> {
    /// Reads everything and makes the first settings.
    ///
    /// # Errors
    /// [`Error::Reading`], [`Error::Pem`], [`Error::Certificates`].
    pub fn new(
        identity: Option<Identity>,
        trust: Option<Trust>,
        clock: Arc<dyn Clock>,
        make: impl Fn(Parts) -> Result<T, Error> + Send + Sync + 'static,
    ) -> Result<Self, Error> {
        let seen = read(identity.as_ref(), trust.as_ref())?;
        let first = make(parse(identity.as_ref(), trust.as_ref(), &clock, &seen)?)?;
        Ok(Self {
            identity,
            trust,
            clock,
            make: Box::new(make),
            current: ArcSwap::from_pointee(first),
            seen: Mutex::new(seen),
        })
    }

    /// The settings in force.
    pub fn current(&self) -> Arc<T> {
        self.current.load_full()
    }

    /// Whether anything stands in files.
    pub fn has_files(&self) -> bool {
        sources(self.identity.as_ref(), self.trust.as_ref()).any(Pem::is_file)
    }

    /// Reads everything and takes new settings into use; gives `false` when nothing has changed since the last look.
    /// Blocks while files are read; looks take turns, so that what was read last is what is in force.
    ///
    /// # Errors
    /// [`Error::Reading`], [`Error::Pem`], [`Error::Certificates`]; the old settings then stay in force.
    pub fn reload(&self) -> Result<bool, Error> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let (identity, trust) = (self.identity.as_ref(), self.trust.as_ref());
        let read = read(identity, trust)?;
        if *seen == read {
            return Ok(false);
        }
        *seen = read;
        let fresh = (self.make)(parse(identity, trust, &self.clock, &seen)?)?;
        self.current.store(Arc::new(fresh));
        Ok(true)
    }
}

impl<T> fmt::Debug for Material<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Material")
            .field("identity", &self.identity)
            .field("trust", &self.trust)
            .finish_non_exhaustive()
    }
}

/// Everything in a fixed order: chain, key, authorities, revocation lists.
fn sources<'a>(identity: Option<&'a Identity>, trust: Option<&'a Trust>) -> impl Iterator<Item = &'a Pem> {
    let own = identity.into_iter().flat_map(|own| [&own.chain, &own.key]);
    let trusted = trust
        .into_iter()
        .flat_map(|trust| std::iter::once(&trust.authorities).chain(&trust.revocations));
    own.chain(trusted)
}

fn read(identity: Option<&Identity>, trust: Option<&Trust>) -> Result<Vec<Vec<u8>>, Error> {
    sources(identity, trust).map(Pem::read).collect()
}

/// Parses what [`read`] gave, in the same order.
fn parse(
    identity: Option<&Identity>,
    trust: Option<&Trust>,
    clock: &Arc<dyn Clock>,
    read: &[Vec<u8>],
) -> Result<Parts, Error> {
    let mut texts = read.iter().map(Vec::as_slice);
    let mut next = || texts.next().unwrap_or_default();
    let credentials = identity.map(|own| credentials(own, next(), next())).transpose()?;
    let anchors = trust.map(|trust| anchors(trust, &mut next)).transpose()?;
    let any = Agreement::default();
    let agreement = trust.map_or(&any, |trust| &trust.agreement);
    Ok(Parts {
        provider: agreement.provider(),
        versions: agreement.protocol_versions(),
        time: Arc::new(ClockTime(Arc::clone(clock))),
        credentials,
        anchors,
    })
}

fn credentials(identity: &Identity, chain: &[u8], key: &[u8]) -> Result<Credentials, Error> {
    let origin = identity.chain.origin();
    Ok(Credentials {
        chain: pem::certificates(chain, &origin)?,
        key: pem::private_key(key, &identity.key.origin())?,
        origin,
    })
}

fn anchors<'a>(trust: &Trust, mut next: impl FnMut() -> &'a [u8]) -> Result<Anchors, Error> {
    let origin = trust.authorities.origin();
    let mut roots = RootCertStore::empty();
    for certificate in pem::certificates(next(), &origin)? {
        roots
            .add(certificate)
            .map_err(|error| Error::refused(&*origin, &error))?;
    }
    let mut revocations = Vec::new();
    for list in &trust.revocations {
        revocations.extend(pem::revocation_lists(next(), &list.origin())?);
    }
    let lists: Vec<_> = trust.revocations.iter().map(Pem::origin).collect();
    Ok(Anchors {
        roots,
        revocations,
        origin,
        lists: lists.join(", "),
    })
}

/// The TLS library's view of our clock.
#[derive(Debug)]
struct ClockTime(Arc<dyn Clock>);

impl TimeProvider for ClockTime {
    fn current_time(&self) -> Option<UnixTime> {
        let seconds = u64::try_from(self.0.now().timestamp()).ok()?;
        Some(UnixTime::since_unix_epoch(Duration::from_secs(seconds)))
    }
}

//! Certificates, trust and revocation lists as the TLS library wants them, read anew when they change.

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use arc_swap::ArcSwap;
use chrono::{DateTime, Utc};
use rivta_soap::certificate::{CertificateSummary, Validity};
use rivta_soap::time::Clock;
use rustls::server::{NoServerSessionStorage, WebPkiClientVerifier};
use rustls::time_provider::TimeProvider;
use rustls::{RootCertStore, ServerConfig};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, CertificateRevocationListDer, PrivateKeyDer, UnixTime};

use tracing::warn;

use crate::agreement::Agreement;
use crate::error::Error;

/// PEM text, in memory or in a file that is read anew.
#[derive(Clone)]
enum Pem {
    Memory(Vec<u8>),
    File(PathBuf),
}

impl Pem {
    fn read(&self) -> Result<Vec<u8>, Error> {
        match self {
            Self::Memory(bytes) => Ok(bytes.clone()),
            Self::File(path) => std::fs::read(path).map_err(|source| Error::Reading {
                path: path.clone(),
                source,
            }),
        }
    }

    fn is_file(&self) -> bool {
        matches!(self, Self::File(_))
    }

    fn origin(&self) -> String {
        match self {
            Self::Memory(_) => "memory".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }
}

/// The producer's own certificate chain and private key.
#[derive(Clone)]
pub struct Identity {
    chain: Pem,
    key: Pem,
}

impl Identity {
    /// From PEM text: the certificate first, then any intermediates; and the private key (PKCS #8, PKCS #1 or SEC1).
    ///
    /// # Errors
    /// [`Error::Pem`] when there is no certificate or no key in the text.
    pub fn from_pem(chain: &[u8], key: &[u8]) -> Result<Self, Error> {
        Self {
            chain: Pem::Memory(chain.to_vec()),
            key: Pem::Memory(key.to_vec()),
        }
        .checked()
    }

    /// From PEM files, which are read anew when they change.
    ///
    /// # Errors
    /// [`Error::Reading`], [`Error::Pem`].
    pub fn from_pem_files(chain: impl Into<PathBuf>, key: impl Into<PathBuf>) -> Result<Self, Error> {
        Self {
            chain: Pem::File(chain.into()),
            key: Pem::File(key.into()),
        }
        .checked()
    }

    fn checked(self) -> Result<Self, Error> {
        certificates(&self.chain.read()?, &self.chain.origin())?;
        private_key(&self.key.read()?, &self.key.origin())?;
        Ok(self)
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity")
            .field("chain", &self.chain.origin())
            .finish_non_exhaustive()
    }
}

/// Whose certificates are admitted: the trusted authorities and their revocation lists.
///
/// With at least one list, every certificate must be covered by a list: one whose issuer has none is refused, because
/// nobody can tell whether it is revoked.
#[derive(Clone)]
pub struct ClientTrust {
    authorities: Pem,
    revocations: Vec<Pem>,
    agreement: Agreement,
}

impl ClientTrust {
    /// From the authorities' certificates as PEM text.
    ///
    /// # Errors
    /// [`Error::Pem`] when there is no certificate in the text.
    pub fn from_pem(authorities: &[u8]) -> Result<Self, Error> {
        Self {
            authorities: Pem::Memory(authorities.to_vec()),
            revocations: Vec::new(),
            agreement: Agreement::default(),
        }
        .checked()
    }

    /// From a PEM file of the authorities' certificates, which is read anew when it changes.
    ///
    /// # Errors
    /// [`Error::Reading`], [`Error::Pem`].
    pub fn from_pem_file(authorities: impl Into<PathBuf>) -> Result<Self, Error> {
        Self {
            authorities: Pem::File(authorities.into()),
            revocations: Vec::new(),
            agreement: Agreement::default(),
        }
        .checked()
    }

    /// Agrees with callers on these versions and cipher suites of TLS alone.
    pub fn agreeing_on(mut self, agreement: Agreement) -> Self {
        self.agreement = agreement;
        self
    }

    /// Honours the revocation lists in this PEM text as well.
    ///
    /// # Errors
    /// [`Error::Pem`] when there is no list in the text.
    pub fn with_crls(mut self, lists: &[u8]) -> Result<Self, Error> {
        self.revocations.push(Pem::Memory(lists.to_vec()));
        self.checked()
    }

    /// Honours the revocation lists in this PEM file as well; it is read anew when it changes.
    ///
    /// # Errors
    /// [`Error::Reading`], [`Error::Pem`].
    pub fn with_crl_file(mut self, lists: impl Into<PathBuf>) -> Result<Self, Error> {
        self.revocations.push(Pem::File(lists.into()));
        self.checked()
    }

    fn checked(self) -> Result<Self, Error> {
        certificates(&self.authorities.read()?, &self.authorities.origin())?;
        for list in &self.revocations {
            revocation_lists(&list.read()?, &list.origin())?;
        }
        Ok(self)
    }
}

impl fmt::Debug for ClientTrust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let revocations: Vec<_> = self.revocations.iter().map(Pem::origin).collect();
        let mut out = f.debug_struct("ClientTrust");
        out.field("authorities", &self.authorities.origin())
            .field("revocations", &revocations)
            .field("agreement", &self.agreement)
            .finish()
    }
}

/// The TLS settings in force, exchanged as a whole when the material behind them changes.
#[derive(Debug)]
pub(crate) struct ServerTls {
    identity: Identity,
    trust: ClientTrust,
    clock: Arc<dyn Clock>,
    current: ArcSwap<ServerConfig>,
    /// The bytes last looked at, good or bad: a broken file is complained about once, not at every look.
    seen: Mutex<Vec<Vec<u8>>>,
}

impl ServerTls {
    pub(crate) fn new(identity: Identity, trust: ClientTrust, clock: Arc<dyn Clock>) -> Result<Self, Error> {
        let material = read_all(&identity, &trust)?;
        let config = server_config(&identity, &trust, &material, &clock)?;
        warn_unless_valid(&identity, &material, clock.now());
        let current = ArcSwap::from_pointee(config);
        Ok(Self {
            identity,
            trust,
            clock,
            current,
            seen: Mutex::new(material),
        })
    }

    pub(crate) fn current(&self) -> Arc<ServerConfig> {
        self.current.load_full()
    }

    /// Whether any of the material stands in files.
    pub(crate) fn has_files(&self) -> bool {
        sources(&self.identity, &self.trust).any(Pem::is_file)
    }

    /// Reads the material and takes it into use; gives `false` when it is unchanged. On error the old stays in use.
    pub(crate) fn reload(&self) -> Result<bool, Error> {
        let material = read_all(&self.identity, &self.trust)?;
        {
            let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            if *seen == material {
                return Ok(false);
            }
            seen.clone_from(&material);
        }
        let config = server_config(&self.identity, &self.trust, &material, &self.clock)?;
        warn_unless_valid(&self.identity, &material, self.clock.now());
        self.current.store(Arc::new(config));
        Ok(true)
    }
}

fn read_all(identity: &Identity, trust: &ClientTrust) -> Result<Vec<Vec<u8>>, Error> {
    sources(identity, trust).map(Pem::read).collect()
}

/// All material in a fixed order: chain, key, authorities, revocation lists.
fn sources<'a>(identity: &'a Identity, trust: &'a ClientTrust) -> impl Iterator<Item = &'a Pem> {
    [&identity.chain, &identity.key, &trust.authorities]
        .into_iter()
        .chain(&trust.revocations)
}

/// Callers refuse a certificate that has expired or is not valid yet, and only they see why; so it is told here as well.
fn warn_unless_valid(identity: &Identity, material: &[Vec<u8>], now: DateTime<Utc>) {
    let chain = material.first().map(|pem| certificates(pem, &identity.chain.origin()));
    let Some(Ok(chain)) = chain else { return };
    let Some(Ok(own)) = chain.first().map(|der| CertificateSummary::from_der(der)) else {
        return;
    };
    if own.validity_at(now) != Validity::Valid {
        let (origin, from, to) = (identity.chain.origin(), own.not_before, own.not_after);
        warn!(certificate = origin, valid_from = %from, valid_to = %to, "our certificate has expired or is not valid yet; callers will refuse it");
    }
}

fn server_config(
    identity: &Identity,
    trust: &ClientTrust,
    material: &[Vec<u8>],
    clock: &Arc<dyn Clock>,
) -> Result<ServerConfig, Error> {
    let [chain, key, authorities, lists @ ..] = material else {
        return Err(Error::Certificates {
            origin: "memory".to_owned(),
            reason: "material is missing".to_owned(),
        });
    };
    let provider = trust.agreement.provider();
    let refused = |origin: String| move |reason: String| Error::Certificates { origin, reason };
    let mut crls = Vec::new();
    for (pem, bytes) in trust.revocations.iter().zip(lists) {
        crls.extend(revocation_lists(bytes, &pem.origin())?);
    }
    let roots = root_store(authorities, &trust.authorities.origin())?;
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider))
        .with_crls(crls)
        .build()
        .map_err(|error| refused(trust.authorities.origin())(error.to_string()))?;
    let chain = certificates(chain, &identity.chain.origin())?;
    let key = private_key(key, &identity.key.origin())?;
    let mut config = ServerConfig::builder_with_details(provider, Arc::new(ClockTime(Arc::clone(clock))))
        .with_protocol_versions(&trust.agreement.protocol_versions())
        .map_err(|error| refused("memory".to_owned())(error.to_string()))?
        .with_client_cert_verifier(verifier)
        .with_single_cert(chain, key)
        .map_err(|error| refused(identity.chain.origin())(error.to_string()))?;
    // A resumed session would skip the check of the client's certificate, and so of a revocation since then.
    config.session_storage = Arc::new(NoServerSessionStorage {});
    config.send_tls13_tickets = 0;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

fn root_store(pem: &[u8], origin: &str) -> Result<RootCertStore, Error> {
    let mut roots = RootCertStore::empty();
    for certificate in certificates(pem, origin)? {
        let refused = |error: rustls::Error| Error::Certificates {
            origin: origin.to_owned(),
            reason: error.to_string(),
        };
        roots.add(certificate).map_err(refused)?;
    }
    Ok(roots)
}

fn certificates(pem: &[u8], origin: &str) -> Result<Vec<CertificateDer<'static>>, Error> {
    several("certificate", pem, origin)
}

fn revocation_lists(pem: &[u8], origin: &str) -> Result<Vec<CertificateRevocationListDer<'static>>, Error> {
    several("revocation list", pem, origin)
}

fn private_key(pem: &[u8], origin: &str) -> Result<PrivateKeyDer<'static>, Error> {
    let failed = |error: rustls_pki_types::pem::Error| unusable("private key", origin, &error);
    PrivateKeyDer::from_pem_slice(pem).map_err(failed)
}

fn several<T: PemObject>(expected: &'static str, pem: &[u8], origin: &str) -> Result<Vec<T>, Error> {
    let found: Result<Vec<T>, _> = T::pem_slice_iter(pem).collect();
    let found = found.map_err(|error| unusable(expected, origin, &error))?;
    if found.is_empty() {
        return Err(unusable(expected, origin, &rustls_pki_types::pem::Error::NoItemsFound));
    }
    Ok(found)
}

fn unusable(expected: &'static str, origin: &str, error: &rustls_pki_types::pem::Error) -> Error {
    use rustls_pki_types::pem::Error as PemError;
    // The library's own text may quote the file, which may be a key: only the kind of failure is kept.
    let reason = match error {
        PemError::NoItemsFound => "none found",
        PemError::Base64Decode(_) => "the base64 text is broken",
        PemError::MissingSectionEnd { .. } => "an END line is missing",
        PemError::IllegalSectionStart { .. } => "a BEGIN line is malformed",
        _ => "not readable as PEM",
    };
    Error::Pem {
        expected,
        origin: origin.to_owned(),
        reason: reason.to_owned(),
    }
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

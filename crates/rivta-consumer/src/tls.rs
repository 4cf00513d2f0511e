//! Certificates, trust and revocation lists as the TLS library wants them, read anew when they change.

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use arc_swap::ArcSwap;
use rivta_soap::time::Clock;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{Resumption, WebPkiServerVerifier};
use rustls::crypto::CryptoProvider;
use rustls::time_provider::TimeProvider;
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, CertificateRevocationListDer, PrivateKeyDer, ServerName, UnixTime};

use tokio::time::Instant;
use tracing::{error, info};

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

    fn is_nothing(&self) -> bool {
        matches!(self, Self::Memory(bytes) if bytes.is_empty())
    }

    fn origin(&self) -> String {
        match self {
            Self::Memory(_) => "memory".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }
}

/// The consumer's own certificate chain and private key.
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

    /// Shows no certificate.
    pub(crate) fn none() -> Self {
        Self {
            chain: Pem::Memory(Vec::new()),
            key: Pem::Memory(Vec::new()),
        }
    }

    fn is_none(&self) -> bool {
        self.chain.is_nothing() && self.key.is_nothing()
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

/// Whom the consumer trusts: the authorities that issue servers' certificates, and their revocation lists.
///
/// With at least one list, every certificate must be covered by a list: one whose issuer has none is refused, because
/// nobody can tell whether it is revoked.
#[derive(Clone)]
pub struct Trust {
    authorities: Pem,
    revocations: Vec<Pem>,
    agreement: Agreement,
    any_host_name: bool,
}

impl Trust {
    /// From the authorities' certificates as PEM text.
    ///
    /// # Errors
    /// [`Error::Pem`] when there is no certificate in the text.
    pub fn from_pem(authorities: &[u8]) -> Result<Self, Error> {
        Self {
            authorities: Pem::Memory(authorities.to_vec()),
            revocations: Vec::new(),
            agreement: Agreement::default(),
            any_host_name: false,
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
            any_host_name: false,
        }
        .checked()
    }

    /// Agrees with servers on these versions and cipher suites of TLS alone.
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

    /// Trusts nobody.
    pub(crate) fn nobody() -> Self {
        Self {
            authorities: Pem::Memory(Vec::new()),
            revocations: Vec::new(),
            agreement: Agreement::default(),
            any_host_name: false,
        }
    }

    fn is_nobody(&self) -> bool {
        self.authorities.is_nothing()
    }

    /// Takes a certificate for any host name: only its issuer, validity and revocation are checked. Whoever holds any
    /// certificate of a trusted authority can then stand in for any host.
    pub fn for_any_host_name(mut self) -> Self {
        self.any_host_name = true;
        self
    }

    fn checked(self) -> Result<Self, Error> {
        certificates(&self.authorities.read()?, &self.authorities.origin())?;
        for list in &self.revocations {
            revocation_lists(&list.read()?, &list.origin())?;
        }
        Ok(self)
    }
}

impl Trust {
    fn verifier(&self, strict: Arc<WebPkiServerVerifier>) -> Arc<dyn ServerCertVerifier> {
        if self.any_host_name {
            Arc::new(AnyHostName(strict))
        } else {
            strict
        }
    }
}

/// Checks all but the host name, which the strict verifier looks at last.
#[derive(Debug)]
struct AnyHostName(Arc<WebPkiServerVerifier>);

impl ServerCertVerifier for AnyHostName {
    fn verify_server_cert(
        &self,
        own: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        use rustls::CertificateError::{NotValidForName, NotValidForNameContext};
        match self.0.verify_server_cert(own, intermediates, name, ocsp, now) {
            Err(rustls::Error::InvalidCertificate(NotValidForName | NotValidForNameContext { .. })) => {
                Ok(ServerCertVerified::assertion())
            }
            verdict => verdict,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.0.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.0.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_verify_schemes()
    }
}

impl fmt::Debug for Trust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let revocations: Vec<_> = self.revocations.iter().map(Pem::origin).collect();
        let mut out = f.debug_struct("Trust");
        out.field("authorities", &self.authorities.origin())
            .field("revocations", &revocations)
            .field("agreement", &self.agreement)
            .field("any_host_name", &self.any_host_name)
            .finish()
    }
}

/// TLS settings, and how many there were before them.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) config: Arc<ClientConfig>,
    pub(crate) generation: u64,
}

/// The TLS settings in force, exchanged as a whole when the material behind them changes.
#[derive(Debug)]
pub(crate) struct ClientTls {
    identity: Identity,
    trust: Trust,
    clock: Arc<dyn Clock>,
    current: ArcSwap<Settings>,
    /// The bytes last looked at, good or bad: a broken file is complained about once, not at every look.
    seen: Mutex<Vec<Vec<u8>>>,
    /// When the files are to be looked at next; `None` when there are no files.
    next_look: Option<Mutex<Instant>>,
    interval: Duration,
}

impl ClientTls {
    pub(crate) fn new(
        identity: Identity,
        trust: Trust,
        clock: Arc<dyn Clock>,
        interval: Duration,
    ) -> Result<Self, Error> {
        let material = read_all(&identity, &trust)?;
        let config = Arc::new(client_config(&identity, &trust, &material, &clock)?);
        let has_files = sources(&identity, &trust).any(Pem::is_file);
        let next_look = has_files.then(|| Mutex::new(Instant::now() + interval));
        let current = ArcSwap::from_pointee(Settings { config, generation: 0 });
        Ok(Self {
            identity,
            trust,
            clock,
            current,
            seen: Mutex::new(material),
            next_look,
            interval,
        })
    }

    /// The settings in force, after a look at the files if it is time for one.
    pub(crate) async fn current(self: Arc<Self>) -> Arc<Settings> {
        if self.is_time_to_look() {
            let this = Arc::clone(&self);
            // Files may stand on slow disks; the read must not hold up the calls of this thread.
            let looked = tokio::task::spawn_blocking(move || this.reload()).await;
            match looked {
                Ok(Ok(true)) => info!("new certificates, trust and revocation lists are in use"),
                Ok(Ok(false)) => {}
                Ok(Err(error)) => {
                    error!(%error, "the new certificates cannot be used; those in use stay in use");
                }
                Err(error) => error!(%error, "the certificates could not be read anew"),
            }
        }
        self.current.load_full()
    }

    fn is_time_to_look(&self) -> bool {
        let Some(next_look) = &self.next_look else {
            return false;
        };
        let mut next_look = next_look.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let due = *next_look <= now;
        if due {
            *next_look = now + self.interval;
        }
        due
    }

    /// Reads the material and takes it into use; gives `false` when it is unchanged. On error the old stays in use.
    pub(crate) fn reload(&self) -> Result<bool, Error> {
        let material = read_all(&self.identity, &self.trust)?;
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if *seen == material {
            return Ok(false);
        }
        seen.clone_from(&material);
        let config = Arc::new(client_config(&self.identity, &self.trust, &material, &self.clock)?);
        let generation = self.current.load().generation + 1;
        self.current.store(Arc::new(Settings { config, generation }));
        Ok(true)
    }
}

fn read_all(identity: &Identity, trust: &Trust) -> Result<Vec<Vec<u8>>, Error> {
    sources(identity, trust).map(Pem::read).collect()
}

/// All material in a fixed order: chain, key, authorities, revocation lists.
fn sources<'a>(identity: &'a Identity, trust: &'a Trust) -> impl Iterator<Item = &'a Pem> {
    [&identity.chain, &identity.key, &trust.authorities]
        .into_iter()
        .chain(&trust.revocations)
}

fn client_config(
    identity: &Identity,
    trust: &Trust,
    material: &[Vec<u8>],
    clock: &Arc<dyn Clock>,
) -> Result<ClientConfig, Error> {
    let [chain, key, authorities, lists @ ..] = material else {
        return Err(refused("memory", &"material is missing"));
    };
    let provider = trust.agreement.provider();
    let builder = ClientConfig::builder_with_details(Arc::clone(&provider), Arc::new(ClockTime(Arc::clone(clock))))
        .with_protocol_versions(&trust.agreement.protocol_versions())
        .map_err(|error| refused("memory", &error))?;
    let builder = if trust.is_nobody() {
        builder.with_root_certificates(RootCertStore::empty())
    } else {
        let strict = verifier(trust, authorities, lists, provider)?;
        builder
            .dangerous()
            .with_custom_certificate_verifier(trust.verifier(strict))
    };
    let mut config = if identity.is_none() {
        builder.with_no_client_auth()
    } else {
        let origin = identity.chain.origin();
        let chain = certificates(chain, &origin)?;
        let key = private_key(key, &identity.key.origin())?;
        builder
            .with_client_auth_cert(chain, key)
            .map_err(|error| refused(&origin, &error))?
    };
    // A resumed session would skip the check of the server's certificate, and so of a revocation since then.
    config.resumption = Resumption::disabled();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

fn verifier(
    trust: &Trust,
    authorities: &[u8],
    lists: &[Vec<u8>],
    provider: Arc<CryptoProvider>,
) -> Result<Arc<WebPkiServerVerifier>, Error> {
    let mut crls = Vec::new();
    for (pem, bytes) in trust.revocations.iter().zip(lists) {
        crls.extend(revocation_lists(bytes, &pem.origin())?);
    }
    let origin = trust.authorities.origin();
    let roots = root_store(authorities, &origin)?;
    WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider)
        .with_crls(crls)
        .build()
        .map_err(|error| refused(&origin, &error))
}

fn refused(origin: &str, reason: &dyn fmt::Display) -> Error {
    Error::Certificates {
        origin: origin.to_owned(),
        reason: reason.to_string(),
    }
}

fn root_store(pem: &[u8], origin: &str) -> Result<RootCertStore, Error> {
    let mut roots = RootCertStore::empty();
    for certificate in certificates(pem, origin)? {
        roots.add(certificate).map_err(|error| refused(origin, &error))?;
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

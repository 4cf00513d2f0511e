//! Certificates, trust and revocation lists as a client uses them, read anew when they change.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rivta_soap::time::Clock;
use rivta_tls::{Agreement, Anchors, Material, Parts};
#[doc(inline)]
pub use rivta_tls::{Error, Identity};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{Resumption, WebPkiServerVerifier};
use rustls::crypto::CryptoProvider;
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use tokio::time::Instant;
use tracing::{error, info};

/// Whom the consumer trusts: the authorities that issue servers' certificates, and their revocation lists.
///
/// With at least one list, every certificate must be covered by a list: one whose issuer has none is refused, because
/// nobody can tell whether it is revoked.
#[derive(Debug, Clone)]
pub struct Trust {
    issuers: rivta_tls::Trust,
    any_host_name: bool,
}

impl Trust {
    /// From the authorities' certificates as PEM text.
    ///
    /// # Errors
    /// [`Error::Pem`] when there is no certificate in the text.
    pub fn from_pem(authorities: &[u8]) -> Result<Self, Error> {
        rivta_tls::Trust::from_pem(authorities).map(Self::strict)
    }

    /// From a PEM file of the authorities' certificates, which is read anew when it changes.
    ///
    /// # Errors
    /// [`Error::Reading`], [`Error::Pem`].
    pub fn from_pem_file(authorities: impl Into<PathBuf>) -> Result<Self, Error> {
        rivta_tls::Trust::from_pem_file(authorities).map(Self::strict)
    }

    /// Agrees with servers on these versions and cipher suites of TLS alone.
    pub fn agreeing_on(mut self, agreement: Agreement) -> Self {
        self.issuers = self.issuers.agreeing_on(agreement);
        self
    }

    /// Honours the revocation lists in this PEM text as well.
    ///
    /// # Errors
    /// [`Error::Pem`] when there is no list in the text.
    pub fn with_crls(mut self, lists: &[u8]) -> Result<Self, Error> {
        self.issuers = self.issuers.with_crls(lists)?;
        Ok(self)
    }

    /// Honours the revocation lists in this PEM file as well; it is read anew when it changes.
    ///
    /// # Errors
    /// [`Error::Reading`], [`Error::Pem`].
    pub fn with_crl_file(mut self, lists: impl Into<PathBuf>) -> Result<Self, Error> {
        self.issuers = self.issuers.with_crl_file(lists)?;
        Ok(self)
    }

    /// Takes a certificate for any host name: only its issuer, validity and revocation are checked. Whoever holds any
    /// certificate of a trusted authority can then stand in for any host.
    pub fn for_any_host_name(mut self) -> Self {
        self.any_host_name = true;
        self
    }

    fn strict(issuers: rivta_tls::Trust) -> Self {
        Self {
            issuers,
            any_host_name: false,
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

/// TLS settings, and how many there were before them.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) config: Arc<ClientConfig>,
    pub(crate) generation: u64,
}

/// The TLS settings in force, and when the files behind them are to be looked at.
#[derive(Debug)]
pub(crate) struct ClientTls {
    material: Material<Settings>,
    /// When the files are to be looked at next; `None` when there are no files.
    next_look: Option<Mutex<Instant>>,
    interval: Duration,
}

impl ClientTls {
    /// Without `identity` no certificate is shown; without `trust` no server's is accepted.
    pub(crate) fn new(
        identity: Option<Identity>,
        trust: Option<Trust>,
        clock: Arc<dyn Clock>,
        interval: Duration,
    ) -> Result<Self, Error> {
        let any_host_name = trust.as_ref().is_some_and(|trust| trust.any_host_name);
        let generations = AtomicU64::new(0);
        let make = move |parts| {
            Ok(Settings {
                config: Arc::new(client_config(parts, any_host_name)?),
                generation: generations.fetch_add(1, Ordering::Relaxed),
            })
        };
        let material = Material::new(identity, trust.map(|trust| trust.issuers), clock, make)?;
        let next_look = material.has_files().then(|| Mutex::new(Instant::now() + interval));
        Ok(Self {
            material,
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
        self.material.current()
    }

    /// The settings in force; `None` when it is time to look at the files first.
    pub(crate) fn at_hand(&self, now: Instant) -> Option<Arc<Settings>> {
        let is_due = |next: &Mutex<Instant>| *next.lock().unwrap_or_else(PoisonError::into_inner) <= now;
        let is_due = self.next_look.as_ref().is_some_and(is_due);
        (!is_due).then(|| self.material.current())
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
        self.material.reload()
    }
}

fn client_config(parts: Parts, any_host_name: bool) -> Result<ClientConfig, Error> {
    let builder = ClientConfig::builder_with_details(Arc::clone(&parts.provider), parts.time)
        .with_protocol_versions(&parts.versions)
        .map_err(|error| Error::refused("memory", &error))?;
    let builder = match parts.anchors {
        None => builder.with_root_certificates(RootCertStore::empty()),
        Some(anchors) => {
            let verifier = verifier(anchors, any_host_name, parts.provider)?;
            builder.dangerous().with_custom_certificate_verifier(verifier)
        }
    };
    let mut config = match parts.credentials {
        None => builder.with_no_client_auth(),
        Some(own) => builder
            .with_client_auth_cert(own.chain, own.key)
            .map_err(|error| Error::identity(own.origin, &error))?,
    };
    // A resumed session would skip the check of the server's certificate, and so of a revocation since then.
    config.resumption = Resumption::disabled();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

fn verifier(
    anchors: Anchors,
    any_host_name: bool,
    provider: Arc<CryptoProvider>,
) -> Result<Arc<dyn ServerCertVerifier>, Error> {
    let strict = WebPkiServerVerifier::builder_with_provider(Arc::new(anchors.roots), provider)
        .with_crls(anchors.revocations)
        .build()
        .map_err(|error| Error::anchors(&anchors.origin, &anchors.lists, &error))?;
    Ok(if any_host_name {
        Arc::new(AnyHostName(strict))
    } else {
        strict
    })
}

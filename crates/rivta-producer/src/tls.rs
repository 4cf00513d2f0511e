//! Certificates, trust and revocation lists as a server uses them, read anew when they change.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use rivta_soap::certificate::{CertificateSummary, Validity};
use rivta_soap::time::Clock;
use rivta_tls::{Credentials, Material, Parts};
#[doc(inline)]
pub use rivta_tls::{Error, FILE_BYTES, Identity, Trust as ClientTrust};
use rustls::server::danger::ClientCertVerifier;
use rustls::server::{NoServerSessionStorage, WebPkiClientVerifier};
use rustls::time_provider::TimeProvider;
use rustls::{HandshakeKind, ServerConfig, ServerConnection};
use rustls_pki_types::{CertificateDer, UnixTime};
use tracing::warn;

use crate::tickets::TicketedSettings;

/// The TLS settings in force.
pub(crate) type ServerTls = Material<Admission>;

/// Whom to admit and how, as one reading of the files says.
pub(crate) struct Admission {
    settings: Settings,
    verifier: Arc<dyn ClientCertVerifier>,
    time: Arc<dyn TimeProvider>,
}

enum Settings {
    /// Nobody resumes a session.
    Plain(Arc<ServerConfig>),
    /// A resumed session skips the check of the client's certificate. The keys of its tickets therefore belong to one
    /// reading of the files and are gone with it: after a change every caller is checked anew.
    Ticketed(TicketedSettings),
}

/// Reads the material and makes the first settings of it.
pub(crate) fn server_tls(
    identity: Identity,
    trust: ClientTrust,
    clock: Arc<dyn Clock>,
    resumption: bool,
) -> Result<ServerTls, Error> {
    let now = Arc::clone(&clock);
    Material::new(Some(identity), Some(trust), clock, move |parts| {
        admission(parts, now.now(), resumption)
    })
}

impl Admission {
    /// The settings for a connection that is taken now.
    pub(crate) fn config(&self) -> Arc<ServerConfig> {
        match &self.settings {
            Settings::Plain(config) => Arc::clone(config),
            Settings::Ticketed(settings) => settings.current(),
        }
    }

    /// Whether a session that was resumed would be begun now.
    ///
    /// Its certificates were verified when it began, and under the same trust and revocation lists: no ticket outlives
    /// them. Time alone has gone on since.
    pub(crate) fn recheck(&self, connection: &ServerConnection) -> Result<(), rustls::Error> {
        if connection.handshake_kind() != Some(HandshakeKind::Resumed) {
            return Ok(());
        }
        let chain = connection.peer_certificates().unwrap_or_default();
        let (own, others) = chain.split_first().ok_or(rustls::Error::NoCertificatesPresented)?;
        let now = self.time.current_time().ok_or(rustls::Error::FailedToGetCurrentTime)?;
        if chain.iter().all(|certificate| is_valid(certificate, now)) {
            return Ok(());
        }
        // One that the chain does without may have run out.
        self.verifier.verify_client_cert(own, others, now).map(|_| ())
    }
}

fn is_valid(certificate: &CertificateDer<'_>, now: UnixTime) -> bool {
    let seconds = i64::try_from(now.as_secs()).ok();
    let now = seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    let certificate = CertificateSummary::from_der(certificate).ok();
    now.zip(certificate)
        .is_some_and(|(now, certificate)| certificate.validity_at(now) == Validity::Valid)
}

fn admission(parts: Parts, now: DateTime<Utc>, resumption: bool) -> Result<Admission, Error> {
    let (Some(own), Some(anchors)) = (parts.credentials, parts.anchors) else {
        return Err(Error::refused("memory", &"a server needs an identity and a trust"));
    };
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(anchors.roots), Arc::clone(&parts.provider))
        .with_crls(anchors.revocations)
        .build()
        .map_err(|error| Error::anchors(&anchors.origin, &anchors.lists, &error))?;
    warn_unless_valid(&own, now);
    let mut config = ServerConfig::builder_with_details(parts.provider, parts.time)
        .with_protocol_versions(&parts.versions)
        .map_err(|error| Error::refused("memory", &error))?
        .with_client_cert_verifier(Arc::<dyn ClientCertVerifier>::clone(&verifier))
        .with_single_cert(own.chain, own.key)
        .map_err(|error| Error::identity(own.origin, &error))?;
    config.session_storage = Arc::new(NoServerSessionStorage {});
    config.send_tls13_tickets = 0;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    let time = Arc::clone(&config.time_provider);
    let settings = if resumption {
        let settings = TicketedSettings::new(config).map_err(|error| Error::refused("memory", &error))?;
        Settings::Ticketed(settings)
    } else {
        Settings::Plain(Arc::new(config))
    };
    Ok(Admission {
        settings,
        verifier,
        time,
    })
}

/// Callers refuse a certificate that has expired or is not valid yet, and only they see why; so it is told here as well.
fn warn_unless_valid(own: &Credentials, now: DateTime<Utc>) {
    let Some(Ok(certificate)) = own.chain.first().map(|der| CertificateSummary::from_der(der)) else {
        return;
    };
    if certificate.validity_at(now) != Validity::Valid {
        let (from, to) = (certificate.not_before, certificate.not_after);
        warn!(certificate = own.origin, valid_from = %from, valid_to = %to, "our certificate has expired or is not valid yet; callers will refuse it");
    }
}

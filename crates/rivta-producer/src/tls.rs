//! Certificates, trust and revocation lists as a server uses them, read anew when they change.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use rivta_soap::certificate::{CertificateSummary, Validity};
use rivta_soap::time::Clock;
use rivta_tls::{Credentials, Material, Parts};
#[doc(inline)]
pub use rivta_tls::{Error, Identity, Trust as ClientTrust};
use rustls::ServerConfig;
use rustls::server::{NoServerSessionStorage, WebPkiClientVerifier};
use tracing::warn;

/// The TLS settings in force.
pub(crate) type ServerTls = Material<ServerConfig>;

/// Reads the material and makes the first settings of it.
pub(crate) fn server_tls(identity: Identity, trust: ClientTrust, clock: Arc<dyn Clock>) -> Result<ServerTls, Error> {
    let now = Arc::clone(&clock);
    Material::new(Some(identity), Some(trust), clock, move |parts| {
        server_config(parts, now.now())
    })
}

fn server_config(parts: Parts, now: DateTime<Utc>) -> Result<ServerConfig, Error> {
    let (Some(own), Some(anchors)) = (parts.credentials, parts.anchors) else {
        return Err(Error::refused("memory", &"a server needs an identity and a trust"));
    };
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(anchors.roots), Arc::clone(&parts.provider))
        .with_crls(anchors.revocations)
        .build()
        .map_err(|error| Error::refused(anchors.origin, &error))?;
    warn_unless_valid(&own, now);
    let mut config = ServerConfig::builder_with_details(parts.provider, parts.time)
        .with_protocol_versions(&parts.versions)
        .map_err(|error| Error::refused("memory", &error))?
        .with_client_cert_verifier(verifier)
        .with_single_cert(own.chain, own.key)
        .map_err(|error| Error::refused(own.origin, &error))?;
    // A resumed session would skip the check of the client's certificate, and so of a revocation since then.
    config.session_storage = Arc::new(NoServerSessionStorage {});
    config.send_tls13_tickets = 0;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
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

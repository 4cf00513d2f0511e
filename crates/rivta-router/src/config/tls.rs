//! Certificates toward consumers and producers.

use std::path::PathBuf;

use serde::Deserialize;

/// Certificates, as PEM files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// The router's own function certificate with its chain, used as server and as client.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
    /// The authorities that consumers' certificates must come from.
    pub trust: PathBuf,
    /// Revocation lists for consumers' certificates. Default none: then nothing counts as revoked.
    #[serde(default)]
    pub revocation_lists: Vec<PathBuf>,
    /// The authorities that producers' certificates must come from. Default: those of `trust`.
    pub producer_trust: Option<PathBuf>,
    /// Revocation lists for producers' certificates. Default none.
    #[serde(default)]
    pub producer_revocation_lists: Vec<PathBuf>,
    /// Versions of TLS that are agreed on with consumers (`tp.tls.allowedIncomingProtocols`): `TLSv1.2`, `TLSv1.3`.
    /// Default both; there are no others.
    #[serde(default)]
    pub protocols: Vec<String>,
    /// Cipher suites that are agreed on with consumers, by their registered names. Default all there are.
    #[serde(default)]
    pub cipher_suites: Vec<String>,
    /// Lets no consumer resume a TLS session, so that each shows its certificate on every connection. Default `false`.
    #[serde(default)]
    pub full_handshakes: bool,
    /// Versions of TLS that are agreed on with producers (`tp.tls.allowedOutgoingProtocols`). Default both.
    #[serde(default)]
    pub producer_protocols: Vec<String>,
    /// Cipher suites that are agreed on with producers. Default all there are.
    #[serde(default)]
    pub producer_cipher_suites: Vec<String>,
}

/// Certificates and trust toward some producers (`vp.tls.overrides`, platform router, section 6.3). What is left out is as in [`Tls`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProducerTls {
    /// Names these settings in logs. Must differ from every other.
    pub name: String,
    /// The producer's host, in any case. Wins over `domain_suffix`.
    pub domain_name: Option<String>,
    /// What the producer's host ends with, in any case.
    pub domain_suffix: Option<String>,
    /// The producer's port, 443 when the address has none. Default: any.
    pub port: Option<u16>,
    /// The certificate to show, with its chain.
    pub certificate: Option<PathBuf>,
    /// Its private key.
    pub key: Option<PathBuf>,
    /// The authorities that these producers' certificates must come from.
    pub trust: Option<PathBuf>,
    /// Revocation lists for them.
    pub revocation_lists: Option<Vec<PathBuf>>,
    /// Versions of TLS that are agreed on with them.
    pub protocols: Option<Vec<String>>,
    /// Cipher suites that are agreed on with them.
    pub cipher_suites: Option<Vec<String>>,
}

impl Tls {
    pub(super) fn paths(&mut self) -> impl Iterator<Item = &mut PathBuf> {
        let single = [&mut self.certificate, &mut self.key, &mut self.trust].into_iter();
        let lists = self
            .revocation_lists
            .iter_mut()
            .chain(&mut self.producer_revocation_lists);
        single.chain(&mut self.producer_trust).chain(lists)
    }
}

impl ProducerTls {
    pub(super) fn paths(&mut self) -> impl Iterator<Item = &mut PathBuf> {
        let single = [&mut self.certificate, &mut self.key, &mut self.trust]
            .into_iter()
            .flatten();
        single.chain(self.revocation_lists.iter_mut().flatten())
    }
}

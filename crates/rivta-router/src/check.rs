//! What an operator wants to know before the router is started.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use http::Uri;
use http::uri::Scheme;
use rivta_addressing::{CatalogueSource, Refresh, same_environment};
use rivta_catalog::{Environment, Loaded};
use rivta_producer::tls::FILE_BYTES;
use rivta_soap::bounded;
use rivta_soap::certificate::{CertificateSummary, RevocationListSummary, Validity};
use rivta_soap::time::Clock;
use rivta_soap::value::Base64Binary;
use uuid::Uuid;

use crate::address::ProducerAddress;
use crate::config::{Addressing, Configuration};
use crate::entrance::Listeners;
use crate::router::platform;
use crate::sender;

/// How long before its end a certificate is worth a warning.
const SOON: TimeDelta = TimeDelta::days(30);

/// How long before its end a revocation list is worth a warning. They are made for days, not for years.
const LIST_SOON: TimeDelta = TimeDelta::days(1);

/// Something an operator should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Whether the router cannot work like this; otherwise it can, but perhaps not as meant.
    pub is_error: bool,
    /// What it is, where, and what to do.
    pub text: String,
}

/// Checks configuration, certificates and catalogue without listening or calling.
pub fn check(configuration: &Configuration, clock: Arc<dyn Clock>) -> Vec<Finding> {
    let mut findings = Findings::default();
    let now = clock.now();
    findings.settings(configuration, now);
    findings.certificates(configuration, now);
    let source = configuration.catalogue_source(&clock);
    match source.and_then(|source| Ok((source.read_files()?, source))) {
        Ok((loaded, source)) => {
            // What a service holds is known when the router asks it.
            if let Some(loaded) = &loaded {
                findings.catalogue(configuration, loaded);
            }
            findings.start(configuration, Some(source), clock);
        }
        Err(error) => {
            findings.error(error.to_string());
            findings.start(configuration, None, clock);
        }
    }
    findings.0
}

#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn error(&mut self, text: impl Into<String>) {
        self.add(true, text.into());
    }

    fn warning(&mut self, text: impl Into<String>) {
        self.add(false, text.into());
    }

    fn add(&mut self, is_error: bool, text: String) {
        if !self.0.iter().any(|known| known.text == text) {
            self.0.push(Finding { is_error, text });
        }
    }

    /// Switches that are seldom meant to stay.
    fn settings(&mut self, configuration: &Configuration, now: DateTime<Utc>) {
        if !configuration.producer.verify_host_name {
            self.warning(
                "`producer.verify_host_name` is off: whoever holds a certificate we trust can pose as any producer",
            );
        }
        for log in configuration.payload_log.iter().filter(|log| log.until >= now) {
            self.warning(format!(
                "payload of {} is logged, masked, until {}",
                log.contract, log.until
            ));
        }
        for ordered in &configuration.disturbance {
            self.warning(format!(
                "the disturbance `{}` is on from the start",
                ordered.action.as_str()
            ));
        }
        for own in &configuration.producer.tls {
            if own.domain_name.is_none() && own.domain_suffix.is_none() {
                self.warning(format!(
                    "`producer.tls` {} has neither `domain_name` nor `domain_suffix` and matches nothing",
                    own.name
                ));
            }
        }
        if let Some(operation) = &configuration.operation
            && operation.listen.ip().is_unspecified()
        {
            self.warning("`operation.listen` is on every address: whoever reaches it may reset the catalogue");
        }
        self.listeners(configuration);
        let Some(plain) = &configuration.plain else { return };
        if plain.allowed_addresses.is_empty() {
            self.warning("`plain.allowed_addresses` is empty: nobody may call the plain listener");
        }
        if plain.allowed_addresses.iter().any(|entry| entry.trim().is_empty()) {
            self.error("`plain.allowed_addresses` holds an empty entry, which admits everybody");
        }
    }

    /// Two listeners at one address: the second could not start.
    fn listeners(&mut self, configuration: &Configuration) {
        let all = [
            ("listen", configuration.listen),
            ("plain.listen", configuration.plain.as_ref().map(|plain| plain.listen)),
            (
                "operation.listen",
                configuration.operation.as_ref().map(|own| own.listen),
            ),
            (
                "addressing.serve.listen",
                configuration.addressing.serve.as_ref().map(|own| own.listen),
            ),
        ];
        let mut seen: Vec<(&str, SocketAddr)> = Vec::new();
        for (key, address) in all {
            let Some(address) = address.filter(|address| address.port() != 0) else {
                continue;
            };
            if let Some((other, _)) = seen.iter().find(|(_, known)| *known == address) {
                self.error(format!(
                    "`{key}` and `{other}` are both {address}; each needs one of its own"
                ));
            }
            seen.push((key, address));
        }
    }

    fn certificates(&mut self, configuration: &Configuration, now: DateTime<Utc>) {
        let tls = &configuration.tls;
        let own = configuration.producer.tls.iter();
        let shown = own.clone().filter_map(|own| own.certificate.as_ref());
        for path in std::iter::once(&tls.certificate).chain(shown) {
            self.own_certificate(path, tls.trust.as_path(), configuration.environment, now);
        }
        let trusted = own.filter_map(|own| own.trust.as_ref());
        let mut authorities = Vec::new();
        for path in std::iter::once(&tls.trust).chain(&tls.producer_trust).chain(trusted) {
            let read = self.read(path);
            for certificate in &read {
                self.validity(path, certificate, now);
                self.environment(path, &certificate.subject, configuration.environment);
            }
            authorities.extend(read);
        }
        let own = configuration.producer.tls.iter();
        let own = own.filter_map(|own| own.revocation_lists.as_ref()).flatten();
        let shared = tls.revocation_lists.iter().chain(&tls.producer_revocation_lists);
        for path in shared.chain(own) {
            self.revocation_lists(path, &authorities, now);
        }
    }

    /// Lists that are old, which are honoured all the same, or of no authority that is trusted: nobody would notice.
    fn revocation_lists(&mut self, path: &Path, authorities: &[CertificateSummary], now: DateTime<Utc>) {
        let Some(text) = self.text(path) else { return };
        let mut blocks = text.split("-----BEGIN X509 CRL-----").skip(1).peekable();
        if blocks.peek().is_none() {
            self.error(format!("{} holds no revocation list (BEGIN X509 CRL)", path.display()));
        }
        for block in blocks {
            let base64 = block.split("-----END").next().unwrap_or_default();
            let der = Base64Binary::new(base64).map(|bytes| bytes.decode());
            let Some(list) = der.ok().and_then(|der| RevocationListSummary::from_der(&der).ok()) else {
                self.error(format!(
                    "{} holds a revocation list that cannot be read",
                    path.display()
                ));
                continue;
            };
            let (path, issuer) = (path.display(), &list.issuer);
            if !authorities.iter().any(|authority| authority.subject == *issuer) {
                self.warning(format!(
                    "{path}: {issuer}, whose revocation list it holds, is no authority that is trusted"
                ));
            }
            match list.next_update {
                Some(due) if due < now => self.warning(format!(
                    "{path}: the revocation list of {issuer} was due to be renewed on {due}; what has been revoked since \
                     is let through"
                )),
                Some(due) if due - now < LIST_SOON => {
                    self.warning(format!("{path}: the revocation list of {issuer} is due to be renewed on {due}"));
                }
                _ => {}
            }
        }
    }

    /// The router's own certificate: validity, HSA-id, and whether its issuer is at hand.
    fn own_certificate(&mut self, path: &Path, trust: &Path, environment: Environment, now: DateTime<Utc>) {
        let chain = self.read(path);
        let Some(own) = chain.first() else { return };
        for certificate in &chain {
            self.validity(path, certificate, now);
            self.environment(path, &certificate.issuer, environment);
        }
        if let Err(error) = &own.hsa_id {
            self.warning(format!(
                "{}: {error}; producers will not know who calls",
                path.display()
            ));
        }
        let known = self.read(trust);
        let is_known = |certificate: &CertificateSummary| {
            let is_issuer = |other: &CertificateSummary| other.subject == certificate.issuer;
            chain.iter().any(is_issuer) || known.iter().any(is_issuer)
        };
        if !is_known(own) {
            self.warning(format!(
                "{}: the certificate of its issuer ({}) stands neither after it nor in {}; others may not be able to check it",
                path.display(),
                own.issuer,
                trust.display()
            ));
        }
    }

    fn text(&mut self, path: &Path) -> Option<String> {
        match bounded::read_file(path, FILE_BYTES) {
            Ok(text) => Some(String::from_utf8_lossy(&text).into_owned()),
            Err(error) => {
                self.error(format!("{} could not be read: {error}", path.display()));
                None
            }
        }
    }

    fn read(&mut self, path: &Path) -> Vec<CertificateSummary> {
        let Some(text) = self.text(path) else { return Vec::new() };
        let blocks = text
            .split_inclusive("-----END CERTIFICATE-----")
            .filter(|block| block.contains("BEGIN CERTIFICATE"));
        let certificates = blocks.map(|block| {
            let der = sender::certificate(block.as_bytes()).ok()?;
            CertificateSummary::from_der(&der).ok()
        });
        let read: Option<Vec<_>> = certificates.collect();
        if read.is_none() {
            self.error(format!("{} holds a certificate that cannot be read", path.display()));
        }
        read.unwrap_or_default()
    }

    fn validity(&mut self, path: &Path, certificate: &CertificateSummary, now: DateTime<Utc>) {
        let (subject, path) = (&certificate.subject, path.display());
        match certificate.validity_at(now) {
            Validity::Expired => self.error(format!("{path}: {subject} expired on {}", certificate.not_after)),
            Validity::NotYet => self.error(format!(
                "{path}: {subject} is not valid before {}",
                certificate.not_before
            )),
            Validity::Valid if certificate.not_after - now < SOON => {
                self.warning(format!("{path}: {subject} expires on {}", certificate.not_after));
            }
            Validity::Valid => {}
        }
    }

    /// SITHS has authorities for test whose names begin with TEST, and others for production.
    fn environment(&mut self, path: &Path, authority: &str, environment: Environment) {
        let is_test = authority.contains("TEST ");
        let is_production = environment == Environment::Production;
        if is_production && is_test {
            self.error(format!(
                "{}: {authority} belongs to test and the router to production",
                path.display()
            ));
        }
        if !is_production && !is_test && authority.contains("SITHS") {
            self.error(format!(
                "{}: {authority} belongs to production and the router to {environment}",
                path.display()
            ));
        }
    }

    fn catalogue(&mut self, configuration: &Configuration, loaded: &Loaded) {
        if let Err(error) = same_environment(configuration.environment, &loaded.catalog) {
            self.error(error.to_string());
        }
        for warning in &loaded.warnings {
            self.warning(warning.to_string());
        }
        let plain = configuration.plain.as_ref().map(|plain| plain.listen);
        let own: Vec<SocketAddr> = configuration.listen.into_iter().chain(plain).collect();
        for route in loaded.catalog.routes().filter(|route| !route.has_blank_address()) {
            let what = match ProducerAddress::parse(&route.address, None) {
                None => "is no URL",
                Some(address) if own.iter().any(|own| leads_to(&address.uri, *own)) => {
                    "is this router's own: its calls come back to it"
                }
                Some(_) => continue,
            };
            let (receiver, address) = (&route.receiver, &route.address);
            self.warning(format!(
                "the route of {} to {receiver} leads to {address}, which {what}",
                route.contract
            ));
        }
    }

    /// Everything a start makes besides sockets.
    fn start(&mut self, configuration: &Configuration, source: Option<CatalogueSource>, clock: Arc<dyn Clock>) {
        let ids: rivta_producer::IdSource = Arc::new(Uuid::new_v4);
        if let Err(error) = Listeners::of(configuration, &clock, &ids).and_then(|listeners| listeners.check()) {
            self.error(error.to_string());
        }
        let nothing = Configuration {
            catalog: None,
            addressing: Addressing::default(),
            ..configuration.clone()
        };
        let source = source.map_or_else(|| nothing.catalogue_source(&clock), Ok);
        let made = source.and_then(|source| platform(configuration.clone(), Refresh::nothing(), source, clock, ids));
        match made {
            Ok(platform) => {
                for doubt in &platform.descriptions.doubts {
                    self.warning(format!("descriptions: {doubt}"));
                }
            }
            Err(error) => self.error(error.to_string()),
        }
        let missing = |path: &&PathBuf| !path.is_dir();
        if let Some(folder) = configuration.wsdl.directory.as_ref().filter(missing) {
            self.error(format!("`wsdl.directory` {} is no folder", folder.display()));
        }
    }
}

/// Whether a URL leads to a listener, as far as its spelling tells.
fn leads_to(url: &Uri, listener: SocketAddr) -> bool {
    let usual = if url.scheme() == Some(&Scheme::HTTPS) { 443 } else { 80 };
    let host = url.host().unwrap_or_default();
    let is_host = match host.trim_matches(['[', ']']).parse::<IpAddr>() {
        Ok(address) => address == listener.ip() || address.is_loopback(),
        Err(_) => host.eq_ignore_ascii_case("localhost"),
    };
    is_host && url.port_u16().unwrap_or(usual) == listener.port()
}

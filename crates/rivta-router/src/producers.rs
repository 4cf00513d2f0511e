//! The channels to producers: one for each set of certificates and trust, chosen by host and port (section 6.3).

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use http::Uri;
use rivta_consumer::{Agreement, Channel, Identity, Limits, Timeouts, Trust};
use rivta_soap::time::Clock;

use crate::config::{Configuration, ProducerCalls, ProducerTls, Tls};
use crate::entrance::tell_registered;
use crate::error::RouterError;

/// Connections that rest for one producer and one of our threads: a router has as many in use as there are calls in flight,
/// and what is not kept costs a handshake.
const RESTING: usize = 256;

/// The name of the settings that hold where no others match.
const DEFAULT: &str = "default";

/// All channels to producers.
pub(crate) struct Producers {
    default: Chosen,
    others: Vec<(Pattern, Chosen)>,
    timeouts: Timeouts,
}

/// A channel and the name of its settings.
pub(crate) struct Chosen {
    /// `SSLContext-<name>`, as the incumbent logs it.
    pub(crate) id: String,
    pub(crate) channel: Channel,
}

/// Which producers settings are for.
#[derive(Debug, PartialEq, Eq)]
struct Pattern {
    host: Host,
    port: Option<u16>,
}

#[derive(Debug, PartialEq, Eq)]
enum Host {
    Name(String),
    Suffix(String),
}

impl Producers {
    pub(crate) fn open(configuration: &Configuration, clock: &Arc<dyn Clock>) -> Result<Self, RouterError> {
        let calls = &configuration.producer;
        check_names(&calls.tls)?;
        let open = |name: &str, own: &ProducerTls| -> Result<Chosen, RouterError> {
            Ok(Chosen {
                id: format!("SSLContext-{name}"),
                channel: channel(&configuration.tls, own, name, calls, Arc::clone(clock))?,
            })
        };
        let mut others = Vec::new();
        for own in &calls.tls {
            let Some(pattern) = Pattern::of(own) else {
                let name = own.name.as_str();
                tracing::warn!(
                    name,
                    "`producer.tls` without `domain_name` and `domain_suffix` matches nothing"
                );
                continue;
            };
            others.push((pattern, open(&own.name, own)?));
        }
        Ok(Self {
            default: open(DEFAULT, &ProducerTls::default())?,
            others,
            timeouts: timeouts(calls),
        })
    }

    /// The channel to the producer at this URL.
    pub(crate) fn channel(&self, uri: &Uri) -> &Chosen {
        if self.others.is_empty() {
            return &self.default;
        }
        let (host, port) = (uri.host().unwrap_or_default(), uri.port_u16().unwrap_or(443));
        let other = self.others.iter().find(|(pattern, _)| pattern.matches(host, port));
        other.map_or(&self.default, |(_, chosen)| chosen)
    }

    /// Time limits for a producer that may be silent for so long.
    pub(crate) fn timeouts(&self, silence: Duration) -> Timeouts {
        Timeouts {
            tls: self.timeouts.tls.min(silence),
            first_byte: silence,
            read: silence,
            ..self.timeouts.clone()
        }
    }

    pub(crate) fn reload_certificates(&self) -> Result<bool, RouterError> {
        let mut is_changed = self.default.channel.reload_certificates()?;
        for (_, other) in &self.others {
            is_changed |= other.channel.reload_certificates()?;
        }
        Ok(is_changed)
    }
}

impl Pattern {
    fn of(own: &ProducerTls) -> Option<Self> {
        let name = own
            .domain_name
            .as_ref()
            .map(|name| Host::Name(name.to_ascii_lowercase()));
        let suffix = || {
            own.domain_suffix
                .as_ref()
                .map(|suffix| Host::Suffix(suffix.to_ascii_lowercase()))
        };
        Some(Self {
            host: name.or_else(suffix)?,
            port: own.port,
        })
    }

    fn matches(&self, host: &str, port: u16) -> bool {
        let host = host.to_ascii_lowercase();
        let is_host = match &self.host {
            Host::Name(name) => host == *name,
            Host::Suffix(suffix) => host.ends_with(suffix.as_str()),
        };
        is_host && self.port.is_none_or(|own| own == port)
    }
}

fn check_names(all: &[ProducerTls]) -> Result<(), RouterError> {
    let mut seen = BTreeSet::from([DEFAULT]);
    let refused = |reason: String| RouterError::Value {
        key: "producer.tls.name",
        reason,
    };
    for own in all {
        if own.name.trim().is_empty() {
            return Err(refused("it is empty".to_owned()));
        }
        if !seen.insert(&own.name) {
            return Err(refused(format!("{} stands twice", own.name)));
        }
    }
    Ok(())
}

fn channel(
    shared: &Tls,
    own: &ProducerTls,
    name: &str,
    calls: &ProducerCalls,
    clock: Arc<dyn Clock>,
) -> Result<Channel, rivta_consumer::Error> {
    let certificate = own.certificate.as_ref().unwrap_or(&shared.certificate);
    let identity = Identity::from_pem_files(certificate, own.key.as_ref().unwrap_or(&shared.key))?;
    let trust = own
        .trust
        .as_ref()
        .or(shared.producer_trust.as_ref())
        .unwrap_or(&shared.trust);
    let protocols = own.protocols.as_ref().unwrap_or(&shared.producer_protocols);
    let suites = own.cipher_suites.as_ref().unwrap_or(&shared.producer_cipher_suites);
    let agreement = Agreement::of(protocols, suites)?;
    tell_registered(name, &agreement.versions(), &agreement.cipher_suites());
    let mut trust = Trust::from_pem_file(trust)?.agreeing_on(agreement);
    for list in own
        .revocation_lists
        .as_ref()
        .unwrap_or(&shared.producer_revocation_lists)
    {
        trust = trust.with_crl_file(list)?;
    }
    if !calls.verify_host_name {
        trust = trust.for_any_host_name();
    }
    let defaults = Limits::default();
    let limits = Limits {
        answer_bytes: calls.answer_bytes,
        connections: calls.calls,
        idle_connections: if calls.keep_alive { RESTING } else { 0 },
        ..defaults
    };
    let builder = Channel::builder(trust, identity)
        .limits(limits)
        .timeouts(timeouts(calls));
    builder.clock(clock).build()
}

/// What the router shows and whom it trusts where no producer's own settings hold.
pub(crate) fn credentials(tls: &Tls) -> Result<(Trust, Identity), rivta_consumer::Error> {
    let agreement = Agreement::of(&tls.producer_protocols, &tls.producer_cipher_suites)?;
    let trust = Trust::from_pem_file(tls.producer_trust.as_ref().unwrap_or(&tls.trust))?;
    let mut trust = trust.agreeing_on(agreement);
    for list in &tls.producer_revocation_lists {
        trust = trust.with_crl_file(list)?;
    }
    Ok((trust, Identity::from_pem_files(&tls.certificate, &tls.key)?))
}

fn timeouts(calls: &ProducerCalls) -> Timeouts {
    Timeouts {
        connect: calls.connect_timeout,
        tls: calls.handshake_timeout,
        first_byte: calls.silence_timeout,
        read: calls.silence_timeout,
        write: calls.silence_timeout,
        total: calls.total_timeout,
    }
}

#[cfg(test)]
mod tests {
    use super::{Pattern, check_names};
    use crate::config::ProducerTls;

    fn own(name: Option<&str>, suffix: Option<&str>, port: Option<u16>) -> ProducerTls {
        ProducerTls {
            domain_name: name.map(str::to_owned),
            domain_suffix: suffix.map(str::to_owned),
            port,
            ..ProducerTls::default()
        }
    }

    #[test]
    fn section_6_3_settings_are_chosen_by_host_and_port() {
        let rows = [
            (
                own(Some("Producer.Example"), None, None),
                "producer.EXAMPLE",
                8443,
                true,
            ),
            (
                own(Some("producer.example"), None, None),
                "other.producer.example",
                443,
                false,
            ),
            (
                own(Some("producer.example"), None, Some(443)),
                "producer.example",
                443,
                true,
            ),
            (
                own(Some("producer.example"), None, Some(443)),
                "producer.example",
                8443,
                false,
            ),
            (own(None, Some(".Example"), None), "a.b.example", 1, true),
            (own(None, Some(".example"), None), "a.example.org", 1, false),
            (own(Some("a"), Some(".example"), None), "b.example", 1, false),
        ];
        for (settings, host, port, expected) in rows {
            assert_eq!(
                Pattern::of(&settings).unwrap().matches(host, port),
                expected,
                "{settings:?} {host}"
            );
        }
        assert_eq!(Pattern::of(&own(None, None, Some(1))), None);
    }

    #[test]
    fn section_6_3_names_must_differ() {
        let named = |name: &str| ProducerTls {
            name: name.to_owned(),
            ..ProducerTls::default()
        };
        check_names(&[named("a"), named("b")]).unwrap();
        for names in [&["a", "a"][..], &["default"], &[" "]] {
            let all: Vec<_> = names.iter().map(|name| named(name)).collect();
            assert!(check_names(&all).is_err(), "{names:?}");
        }
    }
}

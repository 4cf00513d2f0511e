//! Where calls come in: over mutual TLS, and without TLS for proxies and other parts of the platform.

use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::sync::Arc;

use rivta_producer::IdSource;
use rivta_producer::listener::{Listener, OpenConnections, Running};
use rivta_soap::time::Clock;

use crate::config::{Configuration, ProducerCalls};
use crate::error::RouterError;
use crate::exchange::Entrance;
use crate::platform::Platform;
use crate::service;

/// The configured listeners, which have yet to be opened.
pub(crate) struct Listeners {
    tls: Option<Listener>,
    plain: Option<Listener>,
}

/// Open listeners.
pub(crate) struct Entrances {
    pub(crate) tls: Option<Running>,
    pub(crate) plain: Option<Running>,
}

/// What is told of the open listeners.
#[derive(Default)]
pub(crate) struct Doors {
    pub(crate) plain: Option<SocketAddr>,
    pub(crate) operation: Option<SocketAddr>,
    counts: Vec<OpenConnections>,
}

impl Doors {
    /// How many connections calls may come on.
    pub(crate) fn connections(&self) -> usize {
        self.counts.iter().map(OpenConnections::count).sum()
    }
}

impl Listeners {
    pub(crate) fn of(
        configuration: &Configuration,
        clock: &Arc<dyn Clock>,
        ids: &IdSource,
    ) -> Result<Self, RouterError> {
        let settled = |listener: Listener| {
            let limited = listener.limits(limits(configuration)).timeouts(timeouts(configuration));
            // The incumbent sets no `Date`, and drops that of producers.
            limited.clock(Arc::clone(clock)).ids(Arc::clone(ids)).undated()
        };
        let tls = configuration
            .listen
            .map(|address| mutual_tls(address, configuration))
            .transpose()?;
        let plain = configuration
            .plain
            .as_ref()
            .map(|plain| Listener::in_clear(plain.listen));
        if tls.is_none() && plain.is_none() {
            return Err(RouterError::Value {
                key: "listen",
                reason: "neither it nor `plain` is there, so nobody could call".to_owned(),
            });
        }
        Ok(Self {
            tls: tls.map(settled),
            plain: plain.map(settled),
        })
    }

    /// Gives each listener so many threads of its own.
    pub(crate) fn cores(self, cores: Option<NonZeroUsize>) -> Self {
        let given = |listener: Listener| match cores {
            Some(cores) => listener.cores(cores),
            None => listener,
        };
        Self {
            tls: self.tls.map(given),
            plain: self.plain.map(given),
        }
    }

    /// Whether the certificates can be used.
    pub(crate) fn check(&self) -> Result<(), RouterError> {
        for listener in [&self.tls, &self.plain].into_iter().flatten() {
            listener.check()?;
        }
        Ok(())
    }

    pub(crate) async fn open(self, platform: &Arc<Platform>) -> Result<Entrances, RouterError> {
        Ok(Entrances {
            tls: open(self.tls, Entrance::Tls, platform).await?,
            plain: open(self.plain, Entrance::Plain, platform).await?,
        })
    }
}

impl Entrances {
    pub(crate) fn addresses(&self) -> impl Iterator<Item = SocketAddr> {
        [&self.tls, &self.plain].into_iter().flatten().map(Running::local_addr)
    }

    pub(crate) fn doors(&self, operation: Option<SocketAddr>) -> Doors {
        Doors {
            plain: self.plain.as_ref().map(Running::local_addr),
            operation,
            counts: [&self.tls, &self.plain]
                .into_iter()
                .flatten()
                .map(Running::connections)
                .collect(),
        }
    }

    pub(crate) fn reload_certificates(&self) -> Result<bool, RouterError> {
        let reloaded = self.tls.as_ref().map(Running::reload_certificates).transpose()?;
        Ok(reloaded.unwrap_or(false))
    }

    /// Gives `false` when calls had to be cut off.
    pub(crate) async fn shutdown(self) -> bool {
        let closing = |running: Option<Running>| async move {
            match running {
                Some(running) => running.shutdown().await,
                None => true,
            }
        };
        let (tls, plain) = tokio::join!(closing(self.tls), closing(self.plain));
        tls && plain
    }
}

async fn open(
    listener: Option<Listener>,
    entrance: Entrance,
    platform: &Arc<Platform>,
) -> Result<Option<Running>, RouterError> {
    let Some(listener) = listener else {
        return Ok(None);
    };
    let shared = Arc::clone(platform);
    let serving = listener.serve(move |request| service::answer(Arc::clone(&shared), entrance, request));
    Ok(Some(serving.await?))
}

fn mutual_tls(address: SocketAddr, configuration: &Configuration) -> Result<Listener, rivta_producer::Error> {
    let tls = &configuration.tls;
    let identity = rivta_producer::Identity::from_pem_files(&tls.certificate, &tls.key)?;
    let agreement = rivta_producer::Agreement::of(&tls.protocols, &tls.cipher_suites)?;
    tell_registered("incoming", &agreement.versions(), &agreement.cipher_suites());
    let mut trust = rivta_producer::ClientTrust::from_pem_file(&tls.trust)?.agreeing_on(agreement);
    for list in &tls.revocation_lists {
        trust = trust.with_crl_file(list)?;
    }
    let listener = Listener::mutual_tls(address, identity, trust);
    Ok(if tls.full_handshakes {
        listener.without_resumption()
    } else {
        listener
    })
}

/// What TLS may be agreed on in a place, once at the start (section 8.2).
pub(crate) fn tell_registered(name: &str, protocols: &[&str], suites: &[String]) {
    tracing::info!(
        { event.kind = "event", event.category = "configuration,network", event.module = "skltp-tls",
          event.action = "ssl-context-register", labels.sslContextId = format!("SSLContext-{name}"),
          labels.protocolCount = protocols.len(), labels.protocols = protocols.join(","),
          labels.cipherSuiteCount = suites.len(), labels.cipherSuites = suites.join(",") },
        "TLS settings SSLContext-{name}"
    );
}

fn limits(configuration: &Configuration) -> rivta_producer::Limits {
    let consumer = &configuration.consumer;
    // What is a little too large is answered by the router itself, with the incumbent's status.
    let header_bytes = 2 * (consumer.line_bytes + consumer.header_bytes);
    rivta_producer::Limits {
        connections: consumer.connections,
        header_bytes: header_bytes.max(64 << 10),
        body_bytes: consumer.call_bytes,
        ..rivta_producer::Limits::default()
    }
}

fn timeouts(configuration: &Configuration) -> rivta_producer::Timeouts {
    let limits = &configuration.consumer;
    rivta_producer::Timeouts {
        handshake: limits.handshake_timeout,
        headers: limits.header_timeout,
        body_idle: limits.pause_timeout,
        body_total: limits.body_timeout,
        answer: longest_call(configuration),
        shutdown: limits.shutdown_timeout,
        ..rivta_producer::Timeouts::default()
    }
}

/// Longer than every way a call can end by itself, so that the listener's own limit is never what ends it.
fn longest_call(configuration: &Configuration) -> std::time::Duration {
    let ProducerCalls {
        retries,
        retry_delay,
        total_timeout,
        ..
    } = configuration.producer;
    let attempt = total_timeout.saturating_add(retry_delay);
    attempt
        .saturating_mul(retries.saturating_add(1))
        .saturating_add(configuration.consumer.body_timeout * 2)
}

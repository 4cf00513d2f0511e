//! Starting, reloading and stopping a router.

use std::net::SocketAddr;
use std::sync::Arc;

use arc_swap::ArcSwap;
use http::HeaderValue;
use rivta_catalog::{Catalog, Loaded, Warning};
use rivta_consumer::Channel;
use rivta_producer::IdSource;
use rivta_producer::listener::{self, Listener};
use rivta_soap::time::{Clock, SystemClock};
use rivta_soap::xml::Limits;
use uuid::Uuid;

use crate::config::{Configuration, ConsumerLimits, ProducerCalls, Tls};
use crate::description::Descriptions;
use crate::error::RouterError;
use crate::platform::Platform;
use crate::service;

/// A router that has yet to be started.
pub struct Router {
    configuration: Configuration,
    catalog: Option<Catalog>,
    clock: Arc<dyn Clock>,
    ids: IdSource,
}

impl Router {
    /// A router with this configuration; its catalogue is read from the configured file at the start.
    pub fn new(configuration: Configuration) -> Self {
        Self {
            configuration,
            catalog: None,
            clock: Arc::new(SystemClock),
            ids: Arc::new(Uuid::new_v4),
        }
    }

    /// Uses this catalogue instead of the configured file.
    pub fn catalog(mut self, catalog: Catalog) -> Self {
        self.catalog = Some(catalog);
        self
    }

    /// Sets the clock by which validity is judged; the system's unless set.
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// Sets where new correlation ids come from; random UUIDs unless set.
    pub fn ids(mut self, ids: IdSource) -> Self {
        self.ids = ids;
        self
    }

    /// Reads catalogue and certificates and begins to take calls.
    ///
    /// # Errors
    ///
    /// [`RouterError`] when the configuration, the catalogue or the certificates cannot be used, or the address is
    /// taken.
    pub async fn start(self) -> Result<Running, RouterError> {
        let Self {
            configuration,
            catalog,
            clock,
            ids,
        } = self;
        let catalog = match catalog {
            Some(catalog) => catalog,
            None => load(&configuration)?,
        };
        same_environment(&configuration, &catalog)?;
        let listener = listener(&configuration)?
            .clock(Arc::clone(&clock))
            .ids(Arc::clone(&ids));
        let channel = channel(&configuration, Arc::clone(&clock))?;
        let platform = Arc::new(platform(configuration, catalog, channel, clock, ids)?);
        let shared = Arc::clone(&platform);
        let listening = listener
            .serve(move |request| service::answer(Arc::clone(&shared), request))
            .await?;
        Ok(Running { platform, listening })
    }
}

/// A router at work. Dropping it cuts off every call; [`Running::shutdown`] lets them finish.
#[must_use = "dropping it stops the router"]
pub struct Running {
    platform: Arc<Platform>,
    listening: listener::Running,
}

impl Running {
    /// The address listened on, with the real port when port 0 was asked for.
    pub fn local_addr(&self) -> SocketAddr {
        self.listening.local_addr()
    }

    /// Reads the configured catalogue anew and takes it into use. Calls in flight keep the one they began with.
    ///
    /// # Errors
    ///
    /// As [`Router::start`] for the catalogue; the old one then stays in use.
    pub fn reload_catalog(&self) -> Result<Vec<Warning>, RouterError> {
        let path = self
            .platform
            .configuration
            .catalog
            .as_ref()
            .ok_or(RouterError::NoCatalog)?;
        let Loaded { catalog, warnings } = Catalog::from_toml_file(path)?;
        self.replace_catalog(catalog)?;
        Ok(warnings)
    }

    /// Takes another catalogue into use. Calls in flight keep the one they began with.
    ///
    /// # Errors
    ///
    /// [`RouterError::MixedEnvironments`]; the old one then stays in use.
    pub fn replace_catalog(&self, catalog: Catalog) -> Result<(), RouterError> {
        same_environment(&self.platform.configuration, &catalog)?;
        let (routes, permissions) = (catalog.route_count(), catalog.permission_count());
        self.platform.catalog.store(Arc::new(catalog));
        tracing::info!(routes, permissions, "a new catalogue is in use");
        Ok(())
    }

    /// Reads certificates, trust and revocation lists of both sides anew; gives `false` when nothing has changed.
    ///
    /// # Errors
    ///
    /// [`RouterError::Listening`] or [`RouterError::Calling`] when they cannot be used; the old ones then stay in use.
    pub fn reload_certificates(&self) -> Result<bool, RouterError> {
        let toward_producers = self.platform.channel.reload_certificates()?;
        let toward_consumers = self.listening.reload_certificates()?;
        Ok(toward_producers || toward_consumers)
    }

    /// Takes no more calls and lets those in flight finish; gives `false` when some had to be cut off.
    pub async fn shutdown(self) -> bool {
        self.listening.shutdown().await
    }
}

fn load(configuration: &Configuration) -> Result<Catalog, RouterError> {
    let path = configuration.catalog.as_ref().ok_or(RouterError::NoCatalog)?;
    let Loaded { catalog, warnings } = Catalog::from_toml_file(path)?;
    for warning in warnings {
        tracing::warn!(catalog = %path.display(), "{warning}");
    }
    Ok(catalog)
}

fn same_environment(configuration: &Configuration, catalog: &Catalog) -> Result<(), RouterError> {
    let (router, catalog) = (configuration.environment, catalog.environment());
    if router == catalog {
        Ok(())
    } else {
        Err(RouterError::MixedEnvironments { router, catalog })
    }
}

fn platform(
    configuration: Configuration,
    catalog: Catalog,
    channel: Channel,
    clock: Arc<dyn Clock>,
    ids: IdSource,
) -> Result<Platform, RouterError> {
    let value = |key, text: &str| {
        let reason = "it cannot stand in an HTTP header";
        HeaderValue::from_str(text).map_err(|_| RouterError::Value { key, reason })
    };
    value("instance.id", &configuration.instance.id)?;
    if !configuration.path.starts_with('/') {
        return Err(RouterError::Value {
            key: "path",
            reason: "it must begin with /",
        });
    }
    let ConsumerLimits { head_bytes, depth, .. } = configuration.consumer;
    Ok(Platform {
        user_agent: value("producer.user_agent", &configuration.producer.user_agent)?,
        content_type: value("producer.content_type", &configuration.producer.content_type)?,
        head_limits: Limits {
            bytes: head_bytes,
            depth,
            ..Limits::default()
        },
        catalog: ArcSwap::from_pointee(catalog),
        descriptions: Descriptions::below(&configuration.path),
        configuration,
        channel,
        clock,
        ids,
    })
}

fn listener(configuration: &Configuration) -> Result<Listener, RouterError> {
    let Tls {
        certificate,
        key,
        trust,
        revocation_lists,
        ..
    } = &configuration.tls;
    let identity = rivta_producer::Identity::from_pem_files(certificate, key)?;
    let mut trust = rivta_producer::ClientTrust::from_pem_file(trust)?;
    for list in revocation_lists {
        trust = trust.with_crl_file(list)?;
    }
    let limits = &configuration.consumer;
    Ok(Listener::mutual_tls(configuration.listen, identity, trust)
        .limits(rivta_producer::Limits {
            connections: limits.connections,
            body_bytes: limits.call_bytes,
            ..rivta_producer::Limits::default()
        })
        .timeouts(rivta_producer::Timeouts {
            handshake: limits.handshake_timeout,
            headers: limits.header_timeout,
            body_idle: limits.pause_timeout,
            body_total: limits.body_timeout,
            answer: longest_call(configuration),
            shutdown: limits.shutdown_timeout,
            ..rivta_producer::Timeouts::default()
        }))
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

fn channel(configuration: &Configuration, clock: Arc<dyn Clock>) -> Result<Channel, RouterError> {
    let Tls {
        certificate,
        key,
        trust,
        producer_trust,
        producer_revocation_lists,
        ..
    } = &configuration.tls;
    let identity = rivta_consumer::Identity::from_pem_files(certificate, key)?;
    let mut trust = rivta_consumer::Trust::from_pem_file(producer_trust.as_ref().unwrap_or(trust))?;
    for list in producer_revocation_lists {
        trust = trust.with_crl_file(list)?;
    }
    let calls = &configuration.producer;
    let limits = rivta_consumer::Limits {
        answer_bytes: calls.answer_bytes,
        ..rivta_consumer::Limits::default()
    };
    let timeouts = rivta_consumer::Timeouts {
        connect: calls.connect_timeout,
        first_byte: calls.silence_timeout,
        read: calls.silence_timeout,
        write: calls.silence_timeout,
        total: calls.total_timeout,
        ..rivta_consumer::Timeouts::default()
    };
    Ok(Channel::builder(trust, identity)
        .limits(limits)
        .timeouts(timeouts)
        .clock(clock)
        .build()?)
}

//! What all calls of an aggregator share.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use http::{HeaderValue, Uri};
use rivta_consumer::channel::ChannelBuilder;
use rivta_consumer::{Channel, Identity, Trust};
use rivta_producer::IdSource;
use rivta_soap::time::Clock;
use rivta_soap::xml::Limits;
use tokio::sync::Semaphore;

use crate::addresses::Addresses;
use crate::config::{Configuration, ServiceSettings, Tls};
use crate::error::AggregatorError;
use crate::exchange::{Callee, timeouts};
use crate::metrics::Metrics;
use crate::services::AggregatingService;
use crate::status::LastAnswers;

/// What all calls of an aggregator share.
pub(crate) struct Platform {
    pub(crate) configuration: Configuration,
    pub(crate) services: Vec<Served>,
    pub(crate) addresses: Arc<Addresses>,
    pub(crate) index: Callee,
    pub(crate) index_sender: HeaderValue,
    pub(crate) instance: HeaderValue,
    pub(crate) last_answers: LastAnswers,
    pub(crate) metrics: Metrics,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: IdSource,
    pub(crate) started: Instant,
    pub(crate) stopping: AtomicBool,
    /// What a message may be.
    pub(crate) xml_limits: Limits,
    /// What an answer of a source may be.
    pub(crate) answer_limits: Limits,
}

/// A service as it is configured.
pub(crate) struct Served {
    pub(crate) service: Arc<dyn AggregatingService>,
    pub(crate) service_domain: String,
    pub(crate) categories: Vec<String>,
    pub(crate) validates: bool,
    /// The router, with the time-outs of this service.
    pub(crate) platform: Callee,
}

impl Platform {
    pub(crate) fn new(
        configuration: Configuration,
        services: Vec<Arc<dyn AggregatingService>>,
        addresses: Arc<Addresses>,
        clock: Arc<dyn Clock>,
        ids: IdSource,
    ) -> Result<Self, AggregatorError> {
        let callee = callee(&configuration, &clock)?;
        let known = |settings: &ServiceSettings| services.iter().any(|one| one.facts().name == settings.name);
        if !configuration.service.iter().all(known) {
            return Err(refused("service.name", "there is no such service here"));
        }
        let index = &configuration.index;
        let sender = index.sender_id.as_ref().unwrap_or(&configuration.instance_id);
        let index = Callee {
            url: url("index.url", index.url.as_ref().unwrap_or(&configuration.platform))?,
            timeouts: timeouts(index.connect_timeout, index.receive_timeout),
            ..callee.clone()
        };
        let served: Vec<Served> = services
            .into_iter()
            .map(|service| served(service, &configuration, &callee))
            .collect();
        check_categories(&served)?;
        Ok(Self {
            services: served,
            addresses,
            index,
            instance: header("instance_id", &configuration.instance_id)?,
            index_sender: header("index.sender_id", sender)?,
            last_answers: LastAnswers::default(),
            metrics: Metrics::new(configuration.limits.calls),
            clock,
            ids,
            started: Instant::now(),
            stopping: AtomicBool::new(false),
            xml_limits: Limits {
                bytes: usize::try_from(configuration.limits.call_bytes).unwrap_or(usize::MAX),
                ..Limits::default()
            },
            answer_limits: callee.limits,
            configuration,
        })
    }

    pub(crate) fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }

    pub(crate) fn uptime(&self) -> Duration {
        self.started.elapsed()
    }
}

fn channel(tls: &Tls) -> Result<ChannelBuilder, rivta_consumer::Error> {
    let mut trust = Trust::from_pem_file(&tls.trust)?;
    for list in &tls.revocation_lists {
        trust = trust.with_crl_file(list)?;
    }
    Ok(Channel::builder(
        trust,
        Identity::from_pem_files(&tls.certificate, &tls.key)?,
    ))
}

/// The router, with the time-outs of all services.
fn callee(configuration: &Configuration, clock: &Arc<dyn Clock>) -> Result<Callee, AggregatorError> {
    let sources = &configuration.sources;
    let limits = rivta_consumer::Limits {
        answer_bytes: sources.answer_bytes,
        // So many sources are asked at once that resting connections pay.
        idle_connections: 256,
        ..rivta_consumer::Limits::default()
    };
    let timeouts = timeouts(sources.connect_timeout, sources.receive_timeout);
    let channel = channel(&configuration.tls)?
        .limits(limits)
        .timeouts(timeouts.clone())
        .clock(Arc::clone(clock))
        .build()?;
    Ok(Callee {
        channel,
        url: url("platform", &configuration.platform)?,
        timeouts,
        places: Arc::new(Semaphore::new(sources.calls.clamp(1, Semaphore::MAX_PERMITS))),
        limits: Limits {
            bytes: usize::try_from(sources.answer_bytes).unwrap_or(usize::MAX),
            ..Limits::default()
        },
    })
}

fn served(service: Arc<dyn AggregatingService>, configuration: &Configuration, callee: &Callee) -> Served {
    let facts = *service.facts();
    let own = configuration
        .service
        .iter()
        .find(|settings| settings.name == facts.name);
    let own = own.cloned().unwrap_or_default();
    let sources = &configuration.sources;
    let categories = || facts.categories.iter().map(|category| (*category).to_owned()).collect();
    Served {
        service,
        service_domain: own.service_domain.unwrap_or_else(|| facts.service_domain.to_owned()),
        categories: own.categories.unwrap_or_else(categories),
        validates: own.validate_answers,
        platform: Callee {
            timeouts: timeouts(
                own.connect_timeout.unwrap_or(sources.connect_timeout),
                own.receive_timeout.unwrap_or(sources.receive_timeout),
            ),
            ..callee.clone()
        },
    }
}

/// With several categories a hit's own is put in lower case before it is compared, so others would never match.
fn check_categories(served: &[Served]) -> Result<(), AggregatorError> {
    for Served { categories, .. } in served {
        let is_wrong = |category: &String| *category != category.to_lowercase() || category.trim() != category;
        if categories.len() > 1 && categories.iter().any(is_wrong) {
            return Err(refused(
                "service.categories",
                "several must be in lower case and without blanks around them",
            ));
        }
    }
    Ok(())
}

fn refused(key: &'static str, reason: &str) -> AggregatorError {
    let reason = reason.to_owned();
    AggregatorError::Value { key, reason }
}

fn url(key: &'static str, text: &str) -> Result<Uri, AggregatorError> {
    let parsed = text
        .parse::<Uri>()
        .ok()
        .filter(|uri| uri.scheme().is_some() && uri.authority().is_some());
    parsed.ok_or_else(|| refused(key, "it is no URL with scheme and host"))
}

fn header(key: &'static str, text: &str) -> Result<HeaderValue, AggregatorError> {
    HeaderValue::from_str(text).map_err(|_| refused(key, "it cannot stand in an HTTP header"))
}

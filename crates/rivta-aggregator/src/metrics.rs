//! Figures for Prometheus.

use std::sync::Arc;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::journal::Journal;
use crate::status::Record;

/// Upper ends of the histograms' buckets, in seconds.
const SECONDS: [f64; 10] = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 15.0, 30.0];

/// What a call or a source's answer is counted by.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Labels {
    service: &'static str,
    outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Service {
    service: &'static str,
}

/// All figures, and the number of calls that may be in flight.
pub(crate) struct Metrics {
    registry: Registry,
    calls: Family<Labels, Counter>,
    sources: Family<Labels, Counter>,
    durations: Family<Service, Histogram, fn() -> Histogram>,
    turned_away: Counter,
    in_flight: Gauge,
    places: Arc<Semaphore>,
}

/// A call in flight; its place is free again when this is dropped.
pub(crate) struct InFlight {
    _place: OwnedSemaphorePermit,
    in_flight: Gauge,
}

impl Metrics {
    /// Figures of an aggregator that takes so many calls at once.
    pub(crate) fn new(calls_at_once: usize) -> Self {
        let make: fn() -> Histogram = || Histogram::new(SECONDS);
        let mut registry = Registry::with_prefix("rivta_aggregator");
        let calls = Family::<Labels, Counter>::default();
        let sources = Family::<Labels, Counter>::default();
        let durations = Family::new_with_constructor(make);
        let (turned_away, in_flight) = (Counter::default(), Gauge::default());
        registry.register("calls", "Calls by service and outcome", calls.clone());
        registry.register("sources", "Sources asked, by service and outcome", sources.clone());
        registry.register(
            "call_duration_seconds",
            "From a call's headers to its answer",
            durations.clone(),
        );
        registry.register(
            "turned_away",
            "Calls answered with 503 because too many were in flight",
            turned_away.clone(),
        );
        registry.register("calls_in_flight", "Calls in flight", in_flight.clone());
        Self {
            registry,
            calls,
            sources,
            durations,
            turned_away,
            in_flight,
            places: Arc::new(Semaphore::new(calls_at_once.min(Semaphore::MAX_PERMITS))),
        }
    }

    /// A place for one more call; `None` when there is none, which is counted.
    pub(crate) fn enter(&self) -> Option<InFlight> {
        let Ok(place) = Arc::clone(&self.places).try_acquire_owned() else {
            self.turned_away.inc();
            return None;
        };
        self.in_flight.inc();
        Some(InFlight {
            _place: place,
            in_flight: self.in_flight.clone(),
        })
    }

    /// Counts a call that has ended.
    pub(crate) fn count(&self, journal: &Journal) {
        let service = journal.service.unwrap_or("unknown");
        let outcome = journal.failure().unwrap_or("answered");
        self.calls.get_or_create(&Labels { service, outcome }).inc();
        let duration = self.durations.get_or_create(&Service { service });
        duration.observe(journal.elapsed().as_secs_f64());
    }

    /// Counts how it went with the sources of a call.
    pub(crate) fn count_sources(&self, service: &'static str, records: &[Record]) {
        for record in records {
            let outcome = if record.failure.is_none() { "answered" } else { "failed" };
            self.sources.get_or_create(&Labels { service, outcome }).inc();
        }
    }

    /// All figures as Prometheus reads them.
    pub(crate) fn page(&self) -> String {
        let mut page = String::new();
        // Writing to a string does not fail.
        let _ = encode(&mut page, &self.registry);
        page
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.in_flight.dec();
    }
}

//! Figures for Prometheus.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use crate::journal::Journal;
use crate::refusal::Code;
use crate::remembered::Remembered;

/// Upper ends of the histograms' buckets, in seconds.
const SECONDS: [f64; 13] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0,
];

/// The outcome of a call that a producer has answered.
const ANSWERED: &str = "answered";

/// What a call is counted by. Contracts that no route leads to count as one, so that callers cannot make series.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Labels {
    contract: String,
    outcome: &'static str,
    code: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Contract {
    contract: String,
}

type Durations = Family<Contract, Histogram, fn() -> Histogram>;

/// All figures, and how many calls may be in flight.
pub(crate) struct Metrics {
    registry: Registry,
    calls: Family<Labels, Counter>,
    durations: Durations,
    producer_durations: Durations,
    /// By contract: what nearly all calls are counted by.
    answered: Remembered<String, Arc<AnsweredCalls>>,
    turned_away: Counter,
    in_flight: Gauge,
    connections: Gauge,
    catalogue_age: Gauge,
    routes: Gauge,
    permissions: Gauge,
    calls_at_once: i64,
}

/// Figures of calls with one contract that a producer answered, found once.
#[derive(Debug)]
struct AnsweredCalls {
    calls: Counter,
    durations: Histogram,
    producer_durations: Histogram,
}

/// A call in flight; its place is free again when this is dropped.
pub(crate) struct InFlight(Gauge);

/// What is read when the figures are asked for.
pub(crate) struct Reading {
    pub(crate) connections: i64,
    pub(crate) catalogue_age: i64,
    pub(crate) routes: i64,
    pub(crate) permissions: i64,
}

impl Metrics {
    /// Figures of a router that takes so many calls at once.
    pub(crate) fn new(calls_at_once: usize) -> Self {
        let mut registry = Registry::with_prefix("rivta_router");
        let make: fn() -> Histogram = || Histogram::new(SECONDS);
        let this = Self {
            calls: Family::default(),
            durations: Durations::new_with_constructor(make),
            producer_durations: Durations::new_with_constructor(make),
            answered: Remembered::default(),
            turned_away: Counter::default(),
            in_flight: Gauge::default(),
            connections: Gauge::default(),
            catalogue_age: Gauge::default(),
            routes: Gauge::default(),
            permissions: Gauge::default(),
            calls_at_once: i64::try_from(calls_at_once).unwrap_or(i64::MAX),
            registry: Registry::default(),
        };
        registry.register("calls", "Calls by contract, outcome and code", this.calls.clone());
        registry.register(
            "call_duration_seconds",
            "From the call's first byte to the answer's last",
            this.durations.clone(),
        );
        registry.register(
            "producer_duration_seconds",
            "What the producer took",
            this.producer_durations.clone(),
        );
        registry.register(
            "turned_away",
            "Calls answered with 503 because too many were in flight",
            this.turned_away.clone(),
        );
        registry.register("calls_in_flight", "Calls in flight", this.in_flight.clone());
        registry.register("connections", "Open connections of consumers", this.connections.clone());
        registry.register(
            "catalogue_age_seconds",
            "Time since the catalogue was read",
            this.catalogue_age.clone(),
        );
        registry.register("catalogue_routes", "Routes in the catalogue", this.routes.clone());
        registry.register(
            "catalogue_permissions",
            "Permissions in the catalogue",
            this.permissions.clone(),
        );
        Self { registry, ..this }
    }

    /// A place for one more call; `None` when there is none, which is counted.
    pub(crate) fn enter(&self) -> Option<InFlight> {
        let more = |calls| (calls < self.calls_at_once).then_some(calls + 1);
        let entered = self
            .in_flight
            .inner()
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
        if entered.is_err() {
            self.turned_away.inc();
            return None;
        }
        Some(InFlight(self.in_flight.clone()))
    }

    /// Counts a call that has ended so long after it came in.
    pub(crate) fn count(&self, journal: &Journal, elapsed: Duration) {
        let elapsed = elapsed.as_secs_f64();
        let contract = journal.contract().filter(|_| journal.is_addressed());
        let contract = contract.unwrap_or("unknown");
        let code = journal.error_code();
        let outcome = match code {
            Some(Code::Vp009) => "failed",
            Some(_) => "refused",
            None if journal.has_failed() && journal.producer_time.is_some() => "fault",
            None if journal.has_failed() => "broken",
            None => ANSWERED,
        };
        if let (ANSWERED, Some(took)) = (outcome, journal.producer_time) {
            let answered = self.answered.get(contract, || self.figures_of_answered(contract));
            answered.calls.inc();
            answered.durations.observe(elapsed);
            answered.producer_durations.observe(took.as_secs_f64());
            return;
        }
        let contract = contract.to_owned();
        let by = Contract { contract };
        self.durations.get_or_create(&by).observe(elapsed);
        if let Some(took) = journal.producer_time {
            self.producer_durations.get_or_create(&by).observe(took.as_secs_f64());
        }
        let labels = Labels {
            contract: by.contract,
            outcome,
            code: code.map_or("", Code::as_str),
        };
        self.calls.get_or_create(&labels).inc();
    }

    fn figures_of_answered(&self, contract: &str) -> Arc<AnsweredCalls> {
        let contract = contract.to_owned();
        let labels = Labels {
            contract: contract.clone(),
            outcome: ANSWERED,
            code: "",
        };
        let by = Contract { contract };
        Arc::new(AnsweredCalls {
            calls: self.calls.get_or_create_owned(&labels),
            durations: self.durations.get_or_create_owned(&by),
            producer_durations: self.producer_durations.get_or_create_owned(&by),
        })
    }

    /// All figures as Prometheus reads them.
    pub(crate) fn page(&self, reading: &Reading) -> String {
        self.connections.set(reading.connections);
        self.catalogue_age.set(reading.catalogue_age);
        self.routes.set(reading.routes);
        self.permissions.set(reading.permissions);
        let mut page = String::new();
        // Writing to a string does not fail.
        let _ = encode(&mut page, &self.registry);
        page
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.dec();
    }
}

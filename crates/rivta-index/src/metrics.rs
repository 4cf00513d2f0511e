//! Figures for Prometheus.

use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use crate::refusal::Refusal;

/// Upper ends of the histograms' buckets, in seconds.
const SECONDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 1.0, 10.0];

/// What a call is counted by. The code is empty for a call that was answered.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Labels {
    contract: &'static str,
    code: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Contract {
    contract: &'static str,
}

type Durations = Family<Contract, Histogram, fn() -> Histogram>;

/// All figures.
pub(crate) struct Metrics {
    registry: Registry,
    calls: Family<Labels, Counter>,
    durations: Durations,
    waiting: Gauge,
    dead: Gauge,
    held: Gauge,
}

/// What is read when the figures are asked for.
pub(crate) struct Reading {
    /// Notifications that wait.
    pub(crate) waiting: u64,
    /// Notifications that were given up.
    pub(crate) dead: u64,
    /// Messages behind the write lock.
    pub(crate) held: u64,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("rivta_index");
        let make: fn() -> Histogram = || Histogram::new(SECONDS);
        let (calls, durations) = (Family::default(), Durations::new_with_constructor(make));
        let (waiting, dead, held) = (Gauge::default(), Gauge::default(), Gauge::default());
        registry.register("calls", "Calls by contract and code of refusal", calls.clone());
        registry.register("call_duration_seconds", "From request to answer", durations.clone());
        registry.register("notifications_waiting", "Notifications that wait", waiting.clone());
        registry.register("notifications_dead", "Notifications that were given up", dead.clone());
        registry.register("messages_held", "Messages behind the write lock", held.clone());
        Self {
            registry,
            calls,
            durations,
            waiting,
            dead,
            held,
        }
    }
}

impl Metrics {
    /// Counts a call that has ended.
    pub(crate) fn count<T>(&self, contract: &'static str, outcome: &Result<T, Refusal>, took: Duration) {
        let code = outcome.as_ref().err().map_or("", Refusal::code);
        self.calls.get_or_create(&Labels { contract, code }).inc();
        self.durations
            .get_or_create(&Contract { contract })
            .observe(took.as_secs_f64());
    }

    /// All figures as Prometheus reads them.
    pub(crate) fn page(&self, reading: &Reading) -> String {
        let level = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        self.waiting.set(level(reading.waiting));
        self.dead.set(level(reading.dead));
        self.held.set(level(reading.held));
        let mut page = String::new();
        // Writing to a string does not fail.
        let _ = encode(&mut page, &self.registry);
        page
    }
}

//! How long, how much and how many (section 1.2).

use std::time::Duration;

use rivta_addressing::amount;
use serde::Deserialize;

/// How the engagement index is asked.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Index {
    /// Its URL (`ei.findContentUrl`). Default: the router's.
    pub url: Option<String>,
    /// Its logical address (`ei.logicalAddress`). Default `5565594230`.
    pub logical_address: String,
    /// As whom it is asked (`ei.senderId`). Default: `instance_id`.
    pub sender_id: Option<String>,
    /// How long connecting may take, and how long the TLS handshake, in milliseconds (`ei.connectTimeout`). Default
    /// 2,000.
    #[serde(rename = "connect_timeout_ms", deserialize_with = "amount::timeout")]
    pub connect_timeout: Duration,
    /// How long it may be silent, in milliseconds (`ei.receiveTimeout`). Default 20,000.
    #[serde(rename = "receive_timeout_ms", deserialize_with = "amount::timeout")]
    pub receive_timeout: Duration,
}

/// How sources are asked.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sources {
    /// How long connecting may take, and how long the TLS handshake, in milliseconds (`vp.defaultConnectTimeout`).
    /// Default 2,000.
    #[serde(rename = "connect_timeout_ms", deserialize_with = "amount::timeout")]
    pub connect_timeout: Duration,
    /// How long a source may be silent, in milliseconds (`vp.defaultReceiveTimeout`). Default 27,000.
    #[serde(rename = "receive_timeout_ms", deserialize_with = "amount::timeout")]
    pub receive_timeout: Duration,
    /// How long all of them together may take, in milliseconds (`aggregate.timeout`). Default 28,000.
    #[serde(rename = "total_timeout_ms", deserialize_with = "amount::timeout")]
    pub total_timeout: Duration,
    /// How many sources may be under way at once, for all calls together. Default 2,000. The others wait, and their time
    /// runs.
    #[serde(deserialize_with = "amount::count")]
    pub calls: usize,
    /// Bytes of one source's answer. Default 15 MiB.
    #[serde(deserialize_with = "amount::bytes")]
    pub answer_bytes: u64,
    /// Bytes of all sources' answers to one call together; the source whose answer would exceed them counts as failed.
    /// Default 15 MiB: a router does not let a larger aggregate through (`vp.max.receive.length`).
    #[serde(deserialize_with = "amount::bytes")]
    pub total_bytes: u64,
}

/// What callers may send.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Bytes of a call's body; more is answered with 413. Default 1 MiB.
    #[serde(deserialize_with = "amount::bytes")]
    pub call_bytes: u64,
    /// Connections open at the same time. Default 1,024.
    #[serde(deserialize_with = "amount::count")]
    pub connections: usize,
    /// Calls in flight at the same time; more are answered with 503 at once. Default 500.
    #[serde(deserialize_with = "amount::count")]
    pub calls: usize,
    /// How long a shutdown waits for calls in flight, in milliseconds. Default 30,000.
    #[serde(rename = "shutdown_timeout_ms", deserialize_with = "amount::pause")]
    pub shutdown_timeout: Duration,
}

/// What differs from the rest for one service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceSettings {
    /// Its name, for example `GetAggregatedRequestExemptionStatuses-v1`.
    pub name: String,
    /// The service domain of its posts (`eiServiceDomain`). Default: the service's own.
    pub service_domain: Option<String>,
    /// The categories of its posts (`eiCategorization`), in lower case: with one, the index is asked for it; with several,
    /// its answer is sifted; with none, all posts count. Default: the service's own.
    pub categories: Option<Vec<String>>,
    /// How long connecting to a source may take, in milliseconds. Default: as for all.
    #[serde(
        rename = "connect_timeout_ms",
        default,
        deserialize_with = "amount::optional_timeout"
    )]
    pub connect_timeout: Option<Duration>,
    /// How long a source may be silent, in milliseconds. Default: as for all.
    #[serde(
        rename = "receive_timeout_ms",
        default,
        deserialize_with = "amount::optional_timeout"
    )]
    pub receive_timeout: Option<Duration>,
    /// Whether sources' answers are judged by the schema (`enableSchemaValidation`); what departs from it counts as
    /// failed. Default no.
    #[serde(default)]
    pub validate_answers: bool,
}

impl Default for Index {
    fn default() -> Self {
        Self {
            url: None,
            logical_address: "5565594230".to_owned(),
            sender_id: None,
            connect_timeout: Duration::from_secs(2),
            receive_timeout: Duration::from_secs(20),
        }
    }
}

impl Default for Sources {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(2),
            receive_timeout: Duration::from_secs(27),
            total_timeout: Duration::from_secs(28),
            calls: 2000,
            answer_bytes: 15 << 20,
            total_bytes: 15 << 20,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            call_bytes: 1 << 20,
            connections: 1024,
            calls: 500,
            shutdown_timeout: Duration::from_secs(30),
        }
    }
}

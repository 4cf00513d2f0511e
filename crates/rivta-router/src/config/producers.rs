//! How producers are called.

use std::time::Duration;

use rivta_addressing::amount;
use serde::{Deserialize, Deserializer};

use super::ProducerTls;

/// How producers are called (platform router, section 6.1).
// Each switch is a key of the file and independent of the others.
#[allow(clippy::struct_excessive_bools)]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProducerCalls {
    /// How long a connection may take to come about, in milliseconds. Default 2,000.
    #[serde(rename = "connect_timeout_ms", deserialize_with = "amount::timeout")]
    pub connect_timeout: Duration,
    /// How long a TLS handshake may take, in milliseconds, and no longer than the silence. Default 10,000.
    #[serde(rename = "handshake_timeout_ms", deserialize_with = "amount::timeout")]
    pub handshake_timeout: Duration,
    /// How long a producer may be silent while an answer is due or in progress, in milliseconds. Default 29,000.
    #[serde(rename = "silence_timeout_ms", deserialize_with = "amount::timeout")]
    pub silence_timeout: Duration,
    /// How many more times a producer is called after a failed connect or a reset. Default 1. Unlike the incumbent's
    /// key, a negative number does not mean for ever; it is refused.
    #[serde(deserialize_with = "retries")]
    pub retries: u32,
    /// The pause before each of them, in milliseconds. Default 2,000.
    #[serde(rename = "retry_delay_ms", deserialize_with = "amount::pause")]
    pub retry_delay: Duration,
    /// Calls in flight to one host and port; more are refused at once, so that one producer that is slow, or an address that leads
    /// back to the router, takes no more than its share. Default 800.
    #[serde(deserialize_with = "amount::count")]
    pub calls: usize,
    /// Bytes of an answer; a larger one is cut off or refused. Default 15 MiB.
    #[serde(deserialize_with = "amount::bytes")]
    pub answer_bytes: u64,
    /// Bytes of an answer that are gathered before any is passed on, so that a producer that fails early becomes a
    /// proper fault; of an answer with status 500, which may be a fault of the producer's own, all is. Default 64 KiB.
    #[serde(deserialize_with = "amount::bytes")]
    pub opening_bytes: usize,
    /// How long a call may take as a whole, the answer's last byte included, in milliseconds. Default 300,000.
    #[serde(rename = "total_timeout_ms", deserialize_with = "amount::timeout")]
    pub total_timeout: Duration,
    /// Other values of `silence_timeout_ms` for some contracts.
    pub timeout: Vec<ContractTimeout>,
    /// Whether the body is sent in chunks instead of with `Content-Length` (`producer.chunked.encoding`). Default no: only
    /// a body of unknown length that is larger than `consumer.head_bytes` is sent in chunks.
    pub chunked: bool,
    /// Whether a connection is used for more than one call. Default yes.
    pub keep_alive: bool,
    /// Whether a producer's certificate must be for the host called. Default yes; the incumbent's default is no.
    pub verify_host_name: bool,
    /// Other certificates and trust for some producers; the first that matches counts.
    pub tls: Vec<ProducerTls>,
    /// Whether producers behind TLS are told the correlation id. Default no.
    pub propagate_correlation_id: bool,
    /// `User-Agent` toward producers. Default `SKLTP VP/4.3.x`, as the incumbent's.
    pub user_agent: String,
    /// `Content-Type` toward producers. Default `text/xml;charset=UTF-8`, as the incumbent's.
    pub content_type: String,
}

impl Default for ProducerCalls {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(2),
            handshake_timeout: Duration::from_secs(10),
            silence_timeout: Duration::from_secs(29),
            retries: 1,
            retry_delay: Duration::from_secs(2),
            calls: 800,
            answer_bytes: 15 << 20,
            opening_bytes: 64 << 10,
            total_timeout: Duration::from_mins(5),
            timeout: Vec::new(),
            chunked: false,
            keep_alive: true,
            verify_host_name: true,
            tls: Vec::new(),
            propagate_correlation_id: false,
            user_agent: "SKLTP VP/4.3.x".to_owned(),
            content_type: "text/xml;charset=UTF-8".to_owned(),
        }
    }
}

/// The most attempts that make sense; a consumer has long given up by then.
const RETRIES: u32 = 100;

fn retries<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    use serde::de::Error as _;
    let retries = i64::deserialize(deserializer)?;
    let retries = u32::try_from(retries).ok().filter(|retries| *retries <= RETRIES);
    retries.ok_or_else(|| {
        let text = format!("`retries` is a number from 0 to {RETRIES}; retrying for ever is not offered");
        D::Error::custom(text)
    })
}

/// How long producers of one contract may be silent.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContractTimeout {
    /// The contract's namespace, exactly.
    pub contract: String,
    /// As in [`ProducerCalls::silence_timeout`], in milliseconds.
    #[serde(rename = "silence_timeout_ms", deserialize_with = "amount::timeout")]
    pub silence_timeout: Duration,
}

impl ProducerCalls {
    /// How long a producer of this contract may be silent.
    pub(crate) fn silence_timeout_for(&self, contract: Option<&str>) -> Duration {
        let own = self.timeout.iter().find(|row| Some(row.contract.as_str()) == contract);
        own.map_or(self.silence_timeout, |row| row.silence_timeout)
    }
}

//! Who may call, and how much and how long.

use std::net::SocketAddr;
use std::time::Duration;

use rivta_addressing::amount;
use serde::Deserialize;

/// What consumers may send and how long they may take.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ConsumerLimits {
    /// Bytes of a call's body (`vp.max.receive.length`); more is answered with 413. Default 15 MiB.
    #[serde(deserialize_with = "amount::bytes")]
    pub call_bytes: u64,
    /// Bytes in which the address and the first child of Body must be found; more is answered with VP015. A call
    /// whose body fits in them can be sent to the producer again. Default 64 KiB.
    #[serde(deserialize_with = "amount::bytes")]
    pub head_bytes: usize,
    /// Bytes of a request's first line; more is answered with 400. Default 4,096.
    #[serde(deserialize_with = "amount::bytes")]
    pub line_bytes: usize,
    /// Bytes of all headers together; more is answered with 400. Default 8,192; whole chains of certificates need more.
    #[serde(deserialize_with = "amount::bytes")]
    pub header_bytes: usize,
    /// How deep elements may be nested in the head. Default 100.
    #[serde(deserialize_with = "amount::count")]
    pub depth: usize,
    /// Connections open at the same time. Default 1,024.
    #[serde(deserialize_with = "amount::count")]
    pub connections: usize,
    /// Calls in flight at the same time; more are answered with 503 at once. Default 2,000.
    #[serde(deserialize_with = "amount::count")]
    pub calls: usize,
    /// How long a TLS handshake may take, in milliseconds. Default 10,000.
    #[serde(rename = "handshake_timeout_ms", deserialize_with = "amount::timeout")]
    pub handshake_timeout: Duration,
    /// How long the headers of a call may take, and how long a connection may rest, in milliseconds. Default 30,000.
    #[serde(rename = "header_timeout_ms", deserialize_with = "amount::timeout")]
    pub header_timeout: Duration,
    /// How long the pause between two pieces of a call's body may be, in milliseconds. Default 10,000.
    #[serde(rename = "pause_timeout_ms", deserialize_with = "amount::timeout")]
    pub pause_timeout: Duration,
    /// How long a call's whole body may take, in milliseconds. Default 60,000.
    #[serde(rename = "body_timeout_ms", deserialize_with = "amount::timeout")]
    pub body_timeout: Duration,
    /// How long a shutdown waits for calls in flight, in milliseconds. Default 30,000.
    #[serde(rename = "shutdown_timeout_ms", deserialize_with = "amount::pause")]
    pub shutdown_timeout: Duration,
}

impl Default for ConsumerLimits {
    fn default() -> Self {
        Self {
            call_bytes: 15 << 20,
            head_bytes: 64 << 10,
            line_bytes: 4 << 10,
            header_bytes: 8 << 10,
            depth: 100,
            connections: 1024,
            calls: 2000,
            handshake_timeout: Duration::from_secs(10),
            header_timeout: Duration::from_secs(30),
            pause_timeout: Duration::from_secs(10),
            body_timeout: Duration::from_mins(1),
            shutdown_timeout: Duration::from_secs(30),
        }
    }
}

/// Calls without TLS (platform router, section 3.2). Whoever may connect here is believed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plain {
    /// Where such calls are taken. Port 0 takes a free one.
    pub listen: SocketAddr,
    /// Beginnings of the network addresses that may call (`ip.whitelist`): `10.1.` admits `10.1.2.3`. An empty list
    /// admits nobody. Default `127.0.0.1`.
    #[serde(default = "loopback")]
    pub allowed_addresses: Vec<String>,
    /// The header in which the proxy passes on the consumer's certificate. Default `x-vp-auth-cert`.
    #[serde(default = "certificate_header")]
    pub certificate_header: String,
    /// Whether calls from outside are marked in `x-rivta-routing-history`, and refused when they have been here
    /// before. Default yes.
    #[serde(default = "yes")]
    pub routing_history: bool,
}

/// How a sender is recognized, and what it may claim.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sender {
    /// Searched for in the subject of the certificate; its first group is the sender's id
    /// (`certificate.senderid.subject.pattern`). Default `(?:2.5.4.5|SERIALNUMBER)=([^,]+)`.
    pub subject_pattern: String,
    /// Senders that may name an original consumer (`sender.id.allowed.list`). Default none, which means all.
    pub original_consumer_from: Vec<String>,
    /// Whether others are refused when they do (VP013). Default no: they are warned of in the log.
    pub refuse_original_consumer: bool,
}

impl Default for Sender {
    fn default() -> Self {
        Self {
            subject_pattern: "(?:2.5.4.5|SERIALNUMBER)=([^,]+)".to_owned(),
            original_consumer_from: Vec::new(),
            refuse_original_consumer: false,
        }
    }
}

/// Names of the headers in which a proxy tells how it was called.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Forwarded {
    /// Who called the proxy. Default `X-Forwarded-For`.
    #[serde(rename = "for")]
    pub client: String,
    /// By which host name. Default `X-VP-Forwarded-Host`.
    pub host: String,
    /// On which port. Default `X-VP-Forwarded-Port`.
    pub port: String,
    /// By which scheme. Default `X-VP-Forwarded-Proto`.
    pub proto: String,
}

impl Default for Forwarded {
    fn default() -> Self {
        Self {
            client: "X-Forwarded-For".to_owned(),
            host: "X-VP-Forwarded-Host".to_owned(),
            port: "X-VP-Forwarded-Port".to_owned(),
            proto: "X-VP-Forwarded-Proto".to_owned(),
        }
    }
}

impl Plain {
    /// Calls without TLS at this address, with defaults everywhere else.
    pub fn new(listen: SocketAddr) -> Self {
        Self {
            listen,
            allowed_addresses: loopback(),
            certificate_header: certificate_header(),
            routing_history: yes(),
        }
    }
}

fn loopback() -> Vec<String> {
    vec!["127.0.0.1".to_owned()]
}

fn certificate_header() -> String {
    "x-vp-auth-cert".to_owned()
}

fn yes() -> bool {
    true
}

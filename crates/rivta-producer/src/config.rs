//! Limits and time-outs of a listener: how much, how many and how long.

use std::time::Duration;

/// How much one caller may send and how many may be connected.
///
/// Fields can be set one by one: `Limits { body_bytes: 1 << 20, ..Limits::default() }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Connections open at the same time, handshakes included. Further callers wait in the operating system's queue
    /// until one closes. Default 1,024. Each costs about 50 KiB.
    pub connections: usize,
    /// Bytes of a request's line and headers; more is answered with 431. Default 16 KiB.
    pub header_bytes: usize,
    /// Header fields of a request; more is answered with 431. Default 100.
    pub headers: usize,
    /// Bytes of a request's body; more is answered with 413. Default 15 MiB, which is the national platform's.
    /// A typed producer holds a body in memory while it is read, so this times `connections` is the most it takes.
    pub body_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 1024,
            header_bytes: 16 << 10,
            headers: 100,
            body_bytes: 15 << 20,
        }
    }
}

/// How long each phase of a call may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeouts {
    /// From the accepted connection to the finished TLS handshake. Default 10 s.
    pub handshake: Duration,
    /// From the start of waiting for a request to its last header; so also how long a kept-alive connection may rest
    /// between two calls. A caller's pool must give up idle connections sooner. Default 30 s.
    pub headers: Duration,
    /// Between two pieces of a request's body. Default 10 s.
    pub body_idle: Duration,
    /// For a request's whole body. Default 60 s.
    pub body_total: Duration,
    /// From a request's last header to the head of the answer: reading the body and handling it. Default 90 s.
    pub answer: Duration,
    /// How long the caller may refuse to take more bytes of the answer. Default 20 s.
    pub write: Duration,
    /// How long a shutdown waits for calls in flight before it cuts them off. Default 30 s.
    pub shutdown: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self {
            handshake: seconds(10),
            headers: seconds(30),
            body_idle: seconds(10),
            body_total: seconds(60),
            answer: seconds(90),
            write: seconds(20),
            shutdown: seconds(30),
        }
    }
}

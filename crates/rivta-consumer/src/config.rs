//! Limits and time-outs of a consumer: how much, how many and how long.

use std::time::Duration;

/// How much an answer may hold and how many connections there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of an answer's body. Default 15 MiB, which is the national platform's.
    pub answer_bytes: u64,
    /// Bytes of an answer's status line and headers. Default 16 KiB.
    pub header_bytes: usize,
    /// Connections to one host and port at once, and so calls in flight there; more fail with [`ChannelError::Busy`]. Default
    /// `usize::MAX`.
    ///
    /// [`ChannelError::Busy`]: crate::ChannelError::Busy
    pub connections: usize,
    /// Connections that rest in the pool for one host and port, each thread with a runtime of its own counted for itself.
    /// Default 32.
    pub idle_connections: usize,
    /// How long a connection may rest before it is given up; shorter than the other side's patience, so that the
    /// other side does not close it just as it is used again. Default 15 s.
    pub idle_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            answer_bytes: 15 << 20,
            header_bytes: 16 << 10,
            connections: usize::MAX,
            idle_connections: 32,
            idle_time: Duration::from_secs(15),
        }
    }
}

/// How long each phase of a call may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeouts {
    /// Finding the host's address and connecting. Default 5 s.
    pub connect: Duration,
    /// The TLS handshake. Default 5 s.
    pub tls: Duration,
    /// How long the other side may refuse to take more bytes of the request. Default 20 s.
    pub write: Duration,
    /// The silence between the last byte of the request and the head of the answer; up to twice as long within the head.
    /// Default 30 s.
    pub first_byte: Duration,
    /// Between two pieces of the answer's body. Default 10 s.
    pub read: Duration,
    /// From the start of the call to the last byte of the answer. Default 90 s.
    pub total: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self {
            connect: seconds(5),
            tls: seconds(5),
            write: seconds(20),
            first_byte: seconds(30),
            read: seconds(10),
            total: seconds(90),
        }
    }
}

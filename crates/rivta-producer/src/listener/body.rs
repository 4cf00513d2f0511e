//! A request's body as it arrives: limited in size and time, never gathered.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant as StdInstant};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use tokio::time::{Instant, Sleep, sleep_until, timeout};

/// How much of a body that nobody wants is read all the same, and for how long.
const DISCARDED_BYTES: u64 = 64 << 20;
const DISCARD_TIME: Duration = Duration::from_secs(10);

/// Any error, as bodies carry it.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The body of an answer.
pub type OutgoingBody = http_body_util::combinators::BoxBody<Bytes, BoxError>;

/// An answer's body that ends with this error ends the connection with a TCP reset, for tests of callers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the connection is to be reset")]
pub struct ConnectionReset;

/// Why a request's body could not be read to its end.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BodyError {
    /// The caller sends more than the limit; reading stopped there.
    #[error("the body is larger than the limit of {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// The caller paused for too long.
    #[error("no byte of the body arrived for {after:?}")]
    Idle {
        /// The time allowed between two pieces.
        after: Duration,
    },
    /// The whole body took too long.
    #[error("the body was not complete after {after:?}")]
    Slow {
        /// The time allowed for the whole.
        after: Duration,
    },
    /// The connection ended, or broke the rules of HTTP, before the body was complete.
    #[error("the body ended before it was complete: {0}")]
    Interrupted(#[source] hyper::Error),
}

/// A request's body, read from the connection as it is polled.
///
/// Ends with [`BodyError`] at the first breach of a limit. The idle time runs only while somebody waits for the next
/// piece, so a slow reader is not held against the caller.
///
/// Dropped before its end, the rest is read and thrown away while the answer is sent: a caller that is still sending
/// would otherwise meet a reset and never see the answer. A caller that waits for `100 Continue` is not waited for.
#[derive(Debug)]
pub struct IncomingBody {
    /// Absent once it has ended or is not worth reading any more.
    inner: Option<Incoming>,
    /// Whether the caller sends nothing before it is asked to.
    is_held_back: bool,
    left: u64,
    limit: u64,
    /// Set while a piece is waited for, to the nearer of both limits.
    alarm: Option<Pin<Box<Sleep>>>,
    idle_after: Duration,
    waiting: bool,
    begun: Instant,
    deadline: Instant,
    total_after: Duration,
}

impl IncomingBody {
    pub(crate) fn new(
        inner: Incoming,
        limit: u64,
        begun: Instant,
        idle_after: Duration,
        total_after: Duration,
    ) -> Self {
        Self {
            inner: Some(inner),
            is_held_back: false,
            left: limit,
            limit,
            alarm: None,
            idle_after,
            waiting: false,
            begun,
            deadline: begun + total_after,
            total_after,
        }
    }

    /// When the call began: the last header of its request had been read.
    pub fn begun(&self) -> StdInstant {
        self.begun.into_std()
    }

    /// Notes whether the caller sent `Expect: 100-continue`.
    pub(crate) fn held_back(mut self, is_held_back: bool) -> Self {
        self.is_held_back = is_held_back;
        self
    }

    fn count(&mut self, frame: Frame<Bytes>) -> Result<Frame<Bytes>, BodyError> {
        let length = frame.data_ref().map_or(0, Bytes::len) as u64;
        self.left = self
            .left
            .checked_sub(length)
            .ok_or(BodyError::TooLarge { limit: self.limit })?;
        Ok(frame)
    }

    fn poll_timeouts(&mut self, cx: &mut Context<'_>) -> Poll<BodyError> {
        let alarm = self.alarm.get_or_insert_with(|| Box::pin(sleep_until(self.deadline)));
        if !self.waiting {
            self.waiting = true;
            alarm
                .as_mut()
                .reset(self.deadline.min(Instant::now() + self.idle_after));
        }
        ready!(alarm.as_mut().poll(cx));
        Poll::Ready(if alarm.deadline() >= self.deadline {
            BodyError::Slow {
                after: self.total_after,
            }
        } else {
            BodyError::Idle { after: self.idle_after }
        })
    }
}

impl Body for IncomingBody {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let this = self.get_mut();
        let Some(inner) = &mut this.inner else {
            return Poll::Ready(None);
        };
        this.is_held_back = false;
        match Pin::new(inner).poll_frame(cx) {
            Poll::Ready(Some(Ok(frame))) => {
                this.waiting = false;
                Poll::Ready(Some(this.count(frame)))
            }
            Poll::Ready(ended) => {
                this.inner = None;
                Poll::Ready(ended.map(|ended| ended.map_err(BodyError::Interrupted)))
            }
            Poll::Pending => this.poll_timeouts(cx).map(|error| {
                // Whoever was too slow is not waited for once more.
                this.inner = None;
                Some(Err(error))
            }),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.inner.as_ref().is_none_or(Incoming::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        let ended = || SizeHint::with_exact(0);
        self.inner.as_ref().map_or_else(ended, Incoming::size_hint)
    }
}

impl Drop for IncomingBody {
    fn drop(&mut self) {
        if let Some(rest) = self.inner.take().filter(|_| !self.is_held_back) {
            discard(rest);
        }
    }
}

/// Reads what a caller still sends, within limits, and throws it away.
pub(crate) fn discard(mut rest: Incoming) {
    if rest.is_end_stream() {
        return;
    }
    let Ok(runtime) = tokio::runtime::Handle::try_current() else {
        return;
    };
    let reading = async move {
        let mut left = DISCARDED_BYTES;
        while let Some(Ok(frame)) = rest.frame().await {
            let length = frame.data_ref().map_or(0, Bytes::len) as u64;
            let Some(after) = left.checked_sub(length) else { return };
            left = after;
        }
    };
    runtime.spawn(timeout(DISCARD_TIME, reading));
}

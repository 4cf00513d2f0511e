//! Bodies on their way out and in: streamed, watched and limited.

use std::future::Future as _;
use std::pin::Pin;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use hyper::body::Incoming;
use tokio::time::{Instant, Sleep, sleep_until};

use super::connection::Target;
use super::failure::{BoxError, ChannelError, Phase};
use super::pool::Lease;
use super::stream::Record;

/// The body of a request.
pub type OutgoingBody = http_body_util::combinators::BoxBody<Bytes, BoxError>;

/// Tells when a request's body has been handed over, and whether it failed by itself.
#[derive(Debug, Clone)]
pub(crate) struct Handover(Arc<Sending>);

#[derive(Debug)]
struct Sending {
    ended: OnceLock<Instant>,
    failure: Mutex<Option<BoxError>>,
}

impl Handover {
    pub(crate) fn is_done(&self) -> bool {
        self.0.ended.get().is_some()
    }

    /// Waits until nothing has come for so long after the last piece was handed over or the body was given up, or until
    /// `deadline`; tells which. The body did not end before `since`. `record` is looked at only when the time is over, so the
    /// silence after the beginning of an answer's head lasts up to twice as long.
    pub(crate) async fn silence(
        &self,
        mut alarm: Pin<&mut Sleep>,
        record: &Record,
        mut since: Instant,
        allowed: Duration,
        deadline: Instant,
    ) -> Phase {
        let mut reads = record.reads();
        let mut heard = None;
        loop {
            let due = heard.or(self.0.ended.get().copied()).unwrap_or(since) + allowed;
            until(alarm.as_mut(), due.min(deadline)).await;
            if deadline <= due {
                return Phase::Total;
            }
            let now = Instant::now();
            if reads != record.reads() {
                reads = record.reads();
                heard = Some(now);
            } else if self
                .0
                .ended
                .get()
                .is_some_and(|ended| heard.unwrap_or(*ended) + allowed <= due)
            {
                return Phase::FirstByte;
            }
            // A body that is still on its way ends now at the earliest.
            since = now;
        }
    }

    pub(crate) fn take_failure(&self) -> Option<BoxError> {
        self.0.failure.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Waits with a timer that may be set to an earlier moment: it is left so, as nearly all that it limits ends before.
async fn until(mut alarm: Pin<&mut Sleep>, deadline: Instant) {
    if alarm.deadline() > deadline {
        alarm.as_mut().reset(deadline);
    }
    loop {
        alarm.as_mut().await;
        if alarm.deadline() >= deadline {
            return;
        }
        alarm.as_mut().reset(deadline);
    }
}

/// A request's body as it is sent.
#[derive(Debug)]
pub(crate) struct SentBody {
    inner: OutgoingBody,
    sending: Arc<Sending>,
}

impl SentBody {
    pub(crate) fn new(inner: OutgoingBody) -> (Self, Handover) {
        let sending = Arc::new(Sending {
            ended: OnceLock::new(),
            failure: Mutex::default(),
        });
        let handover = Handover(Arc::clone(&sending));
        let body = Self { inner, sending };
        if body.is_end_stream() {
            body.end();
        }
        (body, handover)
    }

    fn end(&self) {
        self.sending.ended.get_or_init(Instant::now);
    }
}

/// A body of known length is dropped, not asked again, when its last byte has been taken.
impl Drop for SentBody {
    fn drop(&mut self) {
        self.end();
    }
}

impl Body for SentBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = self.get_mut();
        let polled = Pin::new(&mut this.inner).poll_frame(cx);
        match polled {
            Poll::Ready(Some(Err(error))) => {
                *this.sending.failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                Poll::Ready(Some(Err("the request's body failed".into())))
            }
            Poll::Ready(piece) => {
                if piece.is_none() || this.inner.is_end_stream() {
                    this.end();
                }
                Poll::Ready(piece)
            }
            Poll::Pending => Poll::Pending,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

/// The body of an answer, read from the connection as it is polled.
///
/// Ends with [`ChannelError`] at the first breach of a limit. When it has been read to its end, the connection goes
/// back to the pool; dropped before, it is closed.
// On the heap: it is large, and whoever passes an answer on moves it often.
#[derive(Debug)]
pub struct IncomingBody(Box<Reading>);

#[derive(Debug)]
struct Reading {
    inner: Incoming,
    limit: u64,
    left: u64,
    /// Set while a piece is waited for, to the nearer of both limits.
    alarm: Option<Pin<Box<Sleep>>>,
    idle_after: Duration,
    waiting: bool,
    begun: Instant,
    /// Set when the connection goes back.
    ended: Option<Instant>,
    deadline: Instant,
    total: Duration,
    lease: Option<Lease>,
    target: Target,
    write: Duration,
}

/// How much and how long an answer's body may be.
pub(crate) struct Bounds {
    pub(crate) bytes: u64,
    pub(crate) idle: Duration,
    pub(crate) write: Duration,
    pub(crate) total: Duration,
    pub(crate) begun: Instant,
    pub(crate) deadline: Instant,
}

impl IncomingBody {
    pub(crate) fn new(inner: Incoming, bounds: &Bounds, lease: Lease) -> Self {
        let mut reading = Box::new(Reading {
            inner,
            limit: bounds.bytes,
            left: bounds.bytes,
            alarm: None,
            idle_after: bounds.idle,
            waiting: false,
            begun: bounds.begun,
            ended: None,
            deadline: bounds.deadline,
            total: bounds.total,
            target: lease.target.clone(),
            lease: Some(lease),
            write: bounds.write,
        });
        reading.return_at_end();
        Self(reading)
    }

    /// How long the call took: from its start to the body's last byte, or until now when more is to come.
    pub fn took(&self) -> Duration {
        self.0.ended.unwrap_or_else(Instant::now) - self.0.begun
    }
}

impl Reading {
    fn return_at_end(&mut self) {
        if self.inner.is_end_stream() {
            self.give_back();
        }
    }

    fn give_back(&mut self) {
        if let Some(lease) = self.lease.take() {
            let now = Instant::now();
            self.ended = Some(now);
            lease.give_back(now);
        }
    }

    fn count(&mut self, frame: Frame<Bytes>) -> Result<Frame<Bytes>, ChannelError> {
        let length = frame.data_ref().map_or(0, Bytes::len) as u64;
        let left = self.left.checked_sub(length);
        self.left = left.ok_or_else(|| ChannelError::TooLarge {
            authority: self.target.authority(),
            limit: self.limit,
        })?;
        Ok(frame)
    }

    fn poll_timeouts(&mut self, cx: &mut Context<'_>) -> Poll<ChannelError> {
        let alarm = self.alarm.get_or_insert_with(|| Box::pin(sleep_until(self.deadline)));
        if !self.waiting {
            self.waiting = true;
            alarm
                .as_mut()
                .reset(self.deadline.min(Instant::now() + self.idle_after));
        }
        ready!(alarm.as_mut().poll(cx));
        let (phase, after) = if alarm.deadline() >= self.deadline {
            (Phase::Total, self.total)
        } else {
            (Phase::Read, self.idle_after)
        };
        Poll::Ready(ChannelError::Timeout {
            authority: self.target.authority(),
            phase,
            after,
        })
    }

    fn failure(&self, source: hyper::Error) -> ChannelError {
        let authority = self.target.authority();
        match self.lease.as_ref().and_then(Lease::failure) {
            Some(failure) => failure.at(authority, self.write),
            None if source.is_parse() => ChannelError::Protocol { authority, source },
            None => ChannelError::Truncated { authority },
        }
    }
}

impl Body for IncomingBody {
    type Data = Bytes;
    type Error = ChannelError;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, ChannelError>>> {
        let this = &mut *self.get_mut().0;
        match Pin::new(&mut this.inner).poll_frame(cx) {
            Poll::Ready(None) => {
                this.give_back();
                Poll::Ready(None)
            }
            Poll::Ready(Some(Ok(frame))) => {
                this.waiting = false;
                this.return_at_end();
                Poll::Ready(Some(this.count(frame)))
            }
            Poll::Ready(Some(Err(error))) => Poll::Ready(Some(Err(this.failure(error)))),
            Poll::Pending => this.poll_timeouts(cx).map(|error| Some(Err(error))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.0.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.inner.size_hint()
    }
}

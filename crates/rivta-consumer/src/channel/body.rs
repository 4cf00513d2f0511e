//! Bodies on their way out and in: streamed, watched and limited.

use std::future::Future as _;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use hyper::body::Incoming;
use tokio::sync::watch;
use tokio::time::{Instant, Sleep, sleep_until};

use super::failure::{BoxError, ChannelError, Phase};
use super::pool::Lease;

/// The body of a request.
pub type OutgoingBody = http_body_util::combinators::BoxBody<Bytes, BoxError>;

/// Tells when a request's body has been handed over, and whether it failed by itself.
#[derive(Debug, Clone)]
pub(crate) struct Handover {
    done: watch::Receiver<bool>,
    failure: Arc<Mutex<Option<BoxError>>>,
}

impl Handover {
    pub(crate) fn is_done(&self) -> bool {
        *self.done.borrow()
    }

    /// Waits until the last piece was handed over or the body was given up.
    pub(crate) async fn done(&mut self) {
        // The sender says so before it goes.
        let _ = self.done.wait_for(|&done| done).await;
    }

    pub(crate) fn take_failure(&self) -> Option<BoxError> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// A request's body as it is sent.
#[derive(Debug)]
pub(crate) struct SentBody {
    inner: OutgoingBody,
    done: watch::Sender<bool>,
    failure: Arc<Mutex<Option<BoxError>>>,
}

impl SentBody {
    pub(crate) fn new(inner: OutgoingBody) -> (Self, Handover) {
        let (done, receiver) = watch::channel(inner.is_end_stream());
        let failure = Arc::new(Mutex::new(None));
        let handover = Handover {
            done: receiver,
            failure: Arc::clone(&failure),
        };
        (Self { inner, done, failure }, handover)
    }
}

/// A body of known length is dropped, not asked again, when its last byte has been taken.
impl Drop for SentBody {
    fn drop(&mut self) {
        self.done.send_replace(true);
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
                *this.failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                Poll::Ready(Some(Err("the request's body failed".into())))
            }
            Poll::Ready(piece) => {
                if piece.is_none() || this.inner.is_end_stream() {
                    this.done.send_replace(true);
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
#[derive(Debug)]
pub struct IncomingBody {
    inner: Incoming,
    limit: u64,
    left: u64,
    idle: Pin<Box<Sleep>>,
    idle_after: Duration,
    waiting: bool,
    deadline: Pin<Box<Sleep>>,
    total: Duration,
    lease: Option<Lease>,
    authority: String,
    write: Duration,
}

/// How much and how long an answer's body may be.
pub(crate) struct Bounds {
    pub(crate) bytes: u64,
    pub(crate) idle: Duration,
    pub(crate) write: Duration,
    pub(crate) total: Duration,
    pub(crate) deadline: Instant,
}

impl IncomingBody {
    pub(crate) fn new(inner: Incoming, bounds: &Bounds, lease: Lease, authority: String) -> Self {
        let mut body = Self {
            inner,
            limit: bounds.bytes,
            left: bounds.bytes,
            idle: Box::pin(sleep_until(bounds.deadline)),
            idle_after: bounds.idle,
            waiting: false,
            deadline: Box::pin(sleep_until(bounds.deadline)),
            total: bounds.total,
            lease: Some(lease),
            authority,
            write: bounds.write,
        };
        body.return_at_end();
        body
    }

    fn return_at_end(&mut self) {
        if self.inner.is_end_stream()
            && let Some(lease) = self.lease.take()
        {
            lease.give_back();
        }
    }

    fn count(&mut self, frame: Frame<Bytes>) -> Result<Frame<Bytes>, ChannelError> {
        let length = frame.data_ref().map_or(0, Bytes::len) as u64;
        let left = self.left.checked_sub(length);
        self.left = left.ok_or_else(|| ChannelError::TooLarge {
            authority: self.authority.clone(),
            limit: self.limit,
        })?;
        Ok(frame)
    }

    fn poll_timeouts(&mut self, cx: &mut Context<'_>) -> Poll<ChannelError> {
        if !self.waiting {
            self.waiting = true;
            self.idle.as_mut().reset(Instant::now() + self.idle_after);
        }
        let (phase, after) = if self.deadline.as_mut().poll(cx).is_ready() {
            (Phase::Total, self.total)
        } else if self.idle.as_mut().poll(cx).is_ready() {
            (Phase::Read, self.idle_after)
        } else {
            return Poll::Pending;
        };
        Poll::Ready(ChannelError::Timeout {
            authority: self.authority.clone(),
            phase,
            after,
        })
    }

    fn failure(&self, source: hyper::Error) -> ChannelError {
        let authority = self.authority.clone();
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
        let this = self.get_mut();
        match Pin::new(&mut this.inner).poll_frame(cx) {
            Poll::Ready(None) => {
                if let Some(lease) = this.lease.take() {
                    lease.give_back();
                }
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
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

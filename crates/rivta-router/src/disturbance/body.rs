//! Bodies that end badly.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use rivta_producer::listener::{BoxError, ConnectionReset};

/// A body that breaks off.
#[derive(Debug)]
pub(crate) struct Disturbed {
    first: Option<Bytes>,
    /// The length that is told.
    length: u64,
    has_paused: bool,
    is_reset: bool,
}

/// The order was to end the connection here.
#[derive(Debug, thiserror::Error)]
#[error("the answer was cut as ordered")]
struct Cut;

impl Disturbed {
    /// Half of an answer.
    pub(crate) fn cut(answer: &Bytes) -> Self {
        Self {
            first: Some(answer.slice(..answer.len() / 2)),
            length: answer.len() as u64,
            has_paused: false,
            is_reset: false,
        }
    }

    /// Nothing, and the connection is reset.
    pub(crate) fn reset() -> Self {
        Self {
            first: None,
            length: 1,
            has_paused: true,
            is_reset: true,
        }
    }
}

impl Body for Disturbed {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = self.get_mut();
        if let Some(first) = this.first.take() {
            return Poll::Ready(Some(Ok(Frame::data(first))));
        }
        if !this.has_paused {
            // What was given before is on its way before the connection ends.
            this.has_paused = true;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let error: BoxError = if this.is_reset {
            ConnectionReset.into()
        } else {
            Cut.into()
        };
        Poll::Ready(Some(Err(error)))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length)
    }
}

/// The same number of bytes, none of them XML.
pub(super) fn garbled(answer: &Bytes) -> Bytes {
    answer.iter().map(|byte| byte ^ 0xA5).collect()
}

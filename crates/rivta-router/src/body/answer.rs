//! An answer's body: its opening is gathered, the rest passes through.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::HeaderMap;
use http::header::TRANSFER_ENCODING;
use http_body::{Body, Frame, SizeHint};
use http_body_util::BodyExt as _;
use memchr::memmem;
use rivta_consumer::channel::{ChannelError, IncomingBody};
use rivta_producer::listener::BoxError;

use crate::disturbance::Disturbed;
use crate::journal::Departure;

/// The first part of an answer, gathered before it is known what the consumer gets.
#[derive(Debug, Default)]
pub(crate) struct Opening {
    pieces: VecDeque<Bytes>,
    bytes: usize,
    /// What comes after it; `None` when the opening is all there is. On the heap: answers are moved often, and few are
    /// larger than their opening.
    rest: Option<Box<Rest>>,
}

/// What comes after the opening.
#[derive(Debug)]
enum Rest {
    Producer(ProducerBody),
    Disturbed(Disturbed),
}

/// An answer as it comes from the producer, and what its end without farewell means.
#[derive(Debug)]
pub(crate) struct ProducerBody {
    body: IncomingBody,
    /// Whether it comes in chunks, of which the last one tells that it is whole.
    in_chunks: bool,
}

impl ProducerBody {
    pub(crate) fn new(body: IncomingBody, headers: &HeaderMap) -> Self {
        let in_chunks = headers.contains_key(TRANSFER_ENCODING);
        Self { body, in_chunks }
    }

    /// The next piece. A producer that declares more than it sends, or does not say how much it sends, and then closes
    /// has answered what it sent (platform router, section 6.2).
    async fn next(&mut self) -> Option<Result<Frame<Bytes>, ChannelError>> {
        let next = self.body.frame().await;
        next.filter(|next| self.in_chunks || !is_truncated(next))
    }

    /// As [`Self::next`], for an answer whose length, if declared, the consumer has been told already.
    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, ChannelError>>> {
        let is_measured = self.in_chunks || self.length().is_some();
        let polled = Pin::new(&mut self.body).poll_frame(context);
        polled.map(|next| next.filter(|next| is_measured || !is_truncated(next)))
    }

    fn length(&self) -> Option<u64> {
        self.body.size_hint().exact()
    }
}

fn is_truncated(next: &Result<Frame<Bytes>, ChannelError>) -> bool {
    matches!(next, Err(ChannelError::Truncated { .. }))
}

impl Opening {
    /// An answer that ends badly, as ordered.
    pub(crate) fn disturbed(body: Disturbed) -> Self {
        Self {
            rest: Some(Box::new(Rest::Disturbed(body))),
            ..Self::default()
        }
    }

    /// The first `limit` bytes of what has been gathered.
    pub(crate) fn beginning(&self, limit: usize) -> Vec<u8> {
        self.pieces.iter().flatten().copied().take(limit).collect()
    }

    /// An answer that is all there.
    pub(crate) fn whole(body: impl Into<Bytes>) -> Self {
        let body = body.into();
        Self {
            bytes: body.len(),
            pieces: VecDeque::from([body]),
            rest: None,
        }
    }

    /// Gathers the first `limit` bytes, and a little more when they come in one piece. Tells how long that took, from the
    /// start of the call.
    pub(crate) async fn gather(mut body: ProducerBody, limit: usize) -> Result<(Self, Duration), ChannelError> {
        let mut opening = Self::default();
        while opening.bytes < limit {
            match body.next().await {
                None => return Ok((opening, body.body.took())),
                Some(frame) => opening.push(frame?),
            }
            if body.body.is_end_stream() {
                return Ok((opening, body.body.took()));
            }
        }
        let took = body.body.took();
        opening.rest = Some(Box::new(Rest::Producer(body)));
        Ok((opening, took))
    }

    fn push(&mut self, frame: Frame<Bytes>) {
        if let Ok(piece) = frame.into_data() {
            self.bytes += piece.len();
            self.pieces.push_back(piece);
        }
    }

    /// The whole body, read to its end.
    pub(crate) async fn collect(mut self) -> Result<Bytes, ChannelError> {
        if let Some(Rest::Producer(mut rest)) = self.rest.take().map(|rest| *rest) {
            while let Some(frame) = rest.next().await {
                self.push(frame?);
            }
        }
        Ok(match self.pieces.as_slices() {
            ([only], []) => only.clone(),
            _ => self.pieces.iter().flatten().copied().collect(),
        })
    }

    /// Whether the answer has no body at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.bytes == 0 && self.rest.is_none()
    }

    /// Whether `text` stands in the opening.
    pub(crate) fn contains(&self, text: &str) -> bool {
        if let ([only], []) = self.pieces.as_slices() {
            return memmem::find(only, text.as_bytes()).is_some();
        }
        let whole: Vec<u8> = self.pieces.iter().flatten().copied().collect();
        memmem::find(&whole, text.as_bytes()).is_some()
    }
}

impl Rest {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match self {
            Self::Producer(body) => {
                let polled = body.poll_next(context);
                polled.map(|frame| frame.map(|frame| frame.map_err(BoxError::from)))
            }
            Self::Disturbed(body) => Pin::new(body).poll_frame(context),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Producer(body) => body.body.is_end_stream(),
            Self::Disturbed(body) => body.is_end_stream(),
        }
    }

    fn length(&self) -> Option<u64> {
        match self {
            Self::Producer(body) => body.length(),
            Self::Disturbed(body) => body.size_hint().exact(),
        }
    }
}

/// The body toward the consumer. When it ends, for whatever reason, the call's last event is logged.
pub(crate) struct AnswerBody {
    opening: Opening,
    /// Absent for documents, of which nothing is told.
    departure: Option<Departure>,
}

impl AnswerBody {
    pub(crate) fn new(opening: Opening, departure: Option<Departure>) -> Self {
        let mut body = Self { opening, departure };
        // A body that is known to be empty is never polled.
        if body.is_end_stream() {
            body.depart(0);
        }
        body
    }

    /// Counts bytes that leave, and tells of the end when they are the last.
    fn depart(&mut self, bytes: usize) {
        let is_last = self.is_end_stream();
        if let Some(departure) = &mut self.departure {
            departure.count(bytes);
            if is_last {
                departure.complete();
            }
        }
    }
}

impl Body for AnswerBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = self.get_mut();
        let opening = &mut this.opening;
        let frame = match (opening.pieces.pop_front(), &mut opening.rest) {
            (Some(piece), _) => {
                opening.bytes -= piece.len();
                Some(Ok(Frame::data(piece)))
            }
            (None, None) => None,
            (None, Some(rest)) => match rest.poll(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(frame) => frame,
            },
        };
        match &frame {
            None => {
                opening.rest = None;
                this.depart(0);
            }
            Some(Ok(frame)) => this.depart(frame.data_ref().map_or(0, Bytes::len)),
            // What is lost of the answer is told when the body is dropped.
            Some(Err(_)) => {}
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.opening.pieces.is_empty() && self.opening.rest.as_ref().is_none_or(|rest| rest.is_end_stream())
    }

    fn size_hint(&self) -> SizeHint {
        let gathered = self.opening.bytes as u64;
        let rest = self.opening.rest.as_ref().map_or(Some(0), |rest| rest.length());
        rest.map_or_else(SizeHint::default, |rest| SizeHint::with_exact(gathered + rest))
    }
}

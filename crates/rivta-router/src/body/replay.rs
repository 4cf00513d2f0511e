//! A request's body that can be sent a second time as long as it is small or unread.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use http_body::{Body, Frame, SizeHint};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt as _, Empty};
use rivta_producer::listener::{BodyError, BoxError};

/// A consumer's body as it arrives.
pub(crate) type Arriving = UnsyncBoxBody<Bytes, BodyError>;

/// Why a consumer's body could not be read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BodyFailure {
    /// It is larger than the limit.
    #[error("the body of the call is larger than the limit")]
    TooLarge,
    /// The consumer was too slow.
    #[error("the body of the call arrived too slowly")]
    Slow,
    /// The connection ended before the body did.
    #[error("the body of the call ended before it was complete")]
    Interrupted,
}

/// A request's body on its way from the consumer to the producer.
///
/// What has been read is kept up to a limit: the head of the envelope is looked for in it, and another attempt can
/// begin with it. A body that outgrows the limit passes through and can be sent once only.
pub(crate) struct Replay {
    source: Arc<Mutex<Source>>,
}

struct Source {
    arriving: Arriving,
    /// The length that the consumer declared.
    declared: Option<u64>,
    kept: Vec<Bytes>,
    kept_bytes: usize,
    keep_limit: usize,
    /// Whether something was passed on without being kept.
    has_let_go: bool,
    ended: bool,
    failure: Option<BodyFailure>,
    /// The number of the latest attempt; an earlier one may still be held by its connection and gets no more.
    attempt: u64,
}

impl Replay {
    pub(crate) fn new(arriving: Arriving, keep_limit: usize) -> Self {
        let source = Source {
            declared: arriving.size_hint().exact(),
            arriving,
            kept: Vec::new(),
            kept_bytes: 0,
            keep_limit,
            has_let_go: false,
            ended: false,
            failure: None,
            attempt: 0,
        };
        Self {
            source: Arc::new(Mutex::new(source)),
        }
    }

    /// A body that is all there.
    pub(crate) fn whole(body: Bytes) -> Self {
        let source = Source {
            declared: None,
            arriving: Empty::new().map_err(|never: Infallible| match never {}).boxed_unsync(),
            kept_bytes: body.len(),
            kept: vec![body],
            keep_limit: 0,
            has_let_go: false,
            ended: true,
            failure: None,
            attempt: 0,
        };
        Self {
            source: Arc::new(Mutex::new(source)),
        }
    }

    /// Reads the body to its end, up to the consumer's limit, and gives it.
    pub(crate) async fn gather(&self) -> Result<Bytes, BodyFailure> {
        while self.fill().await? {}
        Ok(self.kept())
    }

    /// Reads one more piece and keeps it; `false` at the end of the body.
    pub(crate) async fn fill(&self) -> Result<bool, BodyFailure> {
        std::future::poll_fn(|context| {
            let mut source = lock(&self.source);
            let piece = ready!(source.poll_arriving(context));
            Poll::Ready(piece.map(|piece| piece.inspect(|piece| source.keep(piece)).is_some()))
        })
        .await
    }

    /// Reads on until the length of the body is known, or more than is kept for another attempt has come: a body of known
    /// length is sent on with its length (platform router, section 2.5). Gives what [`Self::length`] then is.
    pub(crate) async fn measure(&self) -> Result<Option<u64>, BodyFailure> {
        loop {
            let length = {
                let source = lock(&self.source);
                let may_grow = source.declared.is_none() && !source.ended && source.kept_bytes < source.keep_limit;
                (!may_grow).then(|| source.length())
            };
            if let Some(length) = length {
                return Ok(length);
            }
            self.fill().await?;
        }
    }

    /// All that has been read and kept so far.
    pub(crate) fn kept(&self) -> Bytes {
        lock(&self.source).kept()
    }

    /// The same, if it is at least so many bytes.
    pub(crate) fn kept_from(&self, bytes: usize) -> Option<Bytes> {
        let source = lock(&self.source);
        (source.kept_bytes >= bytes).then(|| source.kept())
    }

    /// How much has been read and kept, in bytes.
    pub(crate) fn kept_bytes(&self) -> usize {
        lock(&self.source).kept_bytes
    }

    /// Its length, in bytes: what the consumer declared, or what is there when all of it is.
    pub(crate) fn length(&self) -> Option<u64> {
        lock(&self.source).length()
    }

    /// The body from its beginning, for one attempt to send it; `None` when its beginning is gone. Earlier attempts
    /// end with an error. With `in_chunks` its length is not told.
    pub(crate) fn attempt(&self, in_chunks: bool) -> Option<Attempt> {
        let mut source = lock(&self.source);
        if !source.can_be_sent() {
            return None;
        }
        source.attempt += 1;
        Some(Attempt {
            source: Arc::clone(&self.source),
            number: source.attempt,
            next: 0,
            given: 0,
            in_chunks,
        })
    }

    /// Whether another attempt can begin.
    pub(crate) fn can_be_sent_again(&self) -> bool {
        lock(&self.source).can_be_sent()
    }

    /// What went wrong on the consumer's side, if anything did.
    pub(crate) fn failure(&self) -> Option<BodyFailure> {
        lock(&self.source).failure
    }
}

impl Source {
    /// The next piece of data, not empty; trailers are passed over, as the incumbent drops them.
    fn poll_arriving(&mut self, context: &mut Context<'_>) -> Poll<Result<Option<Bytes>, BodyFailure>> {
        if let Some(failure) = self.failure {
            return Poll::Ready(Err(failure));
        }
        while !self.ended {
            let frame = ready!(Pin::new(&mut self.arriving).poll_frame(context));
            match frame {
                None => self.ended = true,
                Some(Err(error)) => return Poll::Ready(Err(self.fail(&error))),
                Some(Ok(frame)) => {
                    if let Some(piece) = frame.into_data().ok().filter(|piece| !piece.is_empty()) {
                        // Learnt now, the end of a body of unknown length gives it a length when it is sent on.
                        self.ended = self.arriving.is_end_stream();
                        return Poll::Ready(Ok(Some(piece)));
                    }
                }
            }
        }
        Poll::Ready(Ok(None))
    }

    fn kept(&self) -> Bytes {
        match self.kept.as_slice() {
            [only] => only.clone(),
            pieces => {
                let mut whole = BytesMut::with_capacity(self.kept_bytes);
                for piece in pieces {
                    whole.extend_from_slice(piece);
                }
                whole.freeze()
            }
        }
    }

    fn length(&self) -> Option<u64> {
        let is_whole = self.ended && !self.has_let_go;
        self.declared.or_else(|| is_whole.then_some(self.kept_bytes as u64))
    }

    fn fail(&mut self, error: &BodyError) -> BodyFailure {
        let failure = match error {
            BodyError::TooLarge { .. } => BodyFailure::TooLarge,
            BodyError::Idle { .. } | BodyError::Slow { .. } => BodyFailure::Slow,
            _ => BodyFailure::Interrupted,
        };
        self.failure = Some(failure);
        failure
    }

    fn keep(&mut self, piece: &Bytes) {
        self.kept_bytes += piece.len();
        self.kept.push(piece.clone());
    }

    /// Keeps a piece while the limit allows; from the first one that does not fit, nothing is kept any more.
    fn keep_or_let_go(&mut self, piece: &Bytes) {
        if !self.has_let_go && self.kept_bytes + piece.len() <= self.keep_limit {
            self.keep(piece);
        } else {
            self.has_let_go = true;
            self.kept = Vec::new();
            self.kept_bytes = 0;
        }
    }

    fn can_be_sent(&self) -> bool {
        !self.has_let_go && self.failure.is_none()
    }
}

/// A request's body for one attempt to send it.
pub(crate) struct Attempt {
    source: Arc<Mutex<Source>>,
    number: u64,
    /// The next kept piece to give.
    next: usize,
    given: u64,
    in_chunks: bool,
}

/// Another attempt has taken over the body.
#[derive(Debug, thiserror::Error)]
#[error("another attempt sends this body")]
struct Superseded;

impl Body for Attempt {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = self.get_mut();
        let mut source = lock(&this.source);
        if source.attempt != this.number {
            return Poll::Ready(Some(Err(Superseded.into())));
        }
        let kept = source.kept.get(this.next).cloned();
        let piece = match kept {
            Some(piece) => Some(piece),
            None => match ready!(source.poll_arriving(context)) {
                Ok(piece) => piece.inspect(|piece| source.keep_or_let_go(piece)),
                Err(failure) => return Poll::Ready(Some(Err(failure.into()))),
            },
        };
        this.next += 1;
        this.given += piece.as_ref().map_or(0, Bytes::len) as u64;
        Poll::Ready(piece.map(|piece| Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        if self.in_chunks && self.next == 0 {
            return false;
        }
        let source = lock(&self.source);
        source.ended && self.next >= source.kept.len() && source.attempt == self.number
    }

    fn size_hint(&self) -> SizeHint {
        if self.in_chunks {
            return SizeHint::default();
        }
        let source = lock(&self.source);
        let whole = if source.ended && !source.has_let_go {
            Some(source.kept_bytes as u64)
        } else {
            source.declared
        };
        let left = whole.map(|whole| whole.saturating_sub(self.given));
        left.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

fn lock(source: &Mutex<Source>) -> MutexGuard<'_, Source> {
    source.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use bytes::Bytes;
    use http_body::{Body as _, Frame};
    use http_body_util::{BodyExt as _, Full, StreamBody};
    use rivta_producer::listener::BodyError;

    use super::{Arriving, Attempt, BodyFailure, Replay};

    fn pieces(pieces: Vec<Result<&'static str, BodyError>>) -> Arriving {
        let frames = pieces
            .into_iter()
            .map(|piece| piece.map(|text| Frame::data(Bytes::from(text))));
        StreamBody::new(futures_util::stream::iter(frames)).boxed_unsync()
    }

    async fn read(mut attempt: Attempt) -> Result<String, String> {
        let mut whole = String::new();
        while let Some(frame) = attempt.frame().await {
            let data = frame.map_err(|error| error.to_string())?.into_data().unwrap();
            whole.push_str(std::str::from_utf8(&data).unwrap());
        }
        Ok(whole)
    }

    #[tokio::test]
    async fn a_small_body_can_be_sent_again() {
        let replay = Replay::new(pieces(vec![Ok("ab"), Ok(""), Ok("cd"), Ok("ef")]), 6);
        assert!(replay.fill().await.unwrap());
        assert_eq!(replay.kept(), "ab");
        assert_eq!(read(replay.attempt(false).unwrap()).await.unwrap(), "abcdef");
        assert_eq!(read(replay.attempt(false).unwrap()).await.unwrap(), "abcdef");
        assert_eq!((replay.kept_bytes(), replay.kept()), (6, Bytes::from("abcdef")));
    }

    #[tokio::test]
    async fn a_large_body_passes_through_once() {
        let replay = Replay::new(pieces(vec![Ok("ab"), Ok("cd"), Ok("efg"), Ok("h")]), 5);
        let mut attempt = replay.attempt(false).unwrap();
        for _ in 0..2 {
            attempt.frame().await.unwrap().unwrap();
        }
        let again = replay.attempt(false).unwrap();
        assert!(
            attempt.frame().await.unwrap().is_err(),
            "the earlier attempt must get no more"
        );
        assert_eq!(read(again).await.unwrap(), "abcdefgh");
        assert!(replay.attempt(false).is_none());
        assert_eq!(replay.kept_bytes(), 0);
    }

    #[tokio::test]
    async fn a_failure_ends_the_attempt_and_is_remembered() {
        let replay = Replay::new(pieces(vec![Ok("ab"), Err(BodyError::TooLarge { limit: 1 })]), 10);
        assert!(read(replay.attempt(false).unwrap()).await.is_err());
        assert_eq!(replay.failure(), Some(BodyFailure::TooLarge));
        assert!(replay.attempt(false).is_none());
        assert_eq!(replay.fill().await, Err(BodyFailure::TooLarge));
    }

    #[tokio::test]
    async fn a_whole_body_has_a_known_length() {
        let full = Full::new(Bytes::from("abc")).map_err(|never: Infallible| match never {});
        let replay = Replay::new(full.boxed_unsync(), 10);
        assert_eq!(replay.attempt(false).unwrap().size_hint().exact(), Some(3));
        let replay = Replay::new(pieces(vec![Ok("abc")]), 10);
        assert_eq!(replay.attempt(false).unwrap().size_hint().exact(), None);
        while replay.fill().await.unwrap() {}
        assert_eq!(replay.attempt(false).unwrap().size_hint().exact(), Some(3));
    }
}

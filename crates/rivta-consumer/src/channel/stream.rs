//! The stream below HTTP: remembers why it failed, watches for a stalled write, and hears the other side out.

use std::future::Future as _;
use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep};

use super::failure::StreamFailure;

/// TLS or, for `http` addresses, plain TCP.
pub(crate) trait Transport: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Transport for T {}

/// What whoever waits for the answer asks of the stream: HTTP itself only says that the connection ended.
#[derive(Debug, Clone, Default)]
pub(crate) struct Record(Arc<Told>);

#[derive(Debug, Default)]
struct Told {
    failure: Mutex<Option<StreamFailure>>,
    /// How many times something was read.
    reads: AtomicUsize,
}

impl Record {
    fn note(&self, error: &io::Error) {
        if let Some(failure) = StreamFailure::of(error) {
            // The first failure is the cause; later ones are its consequences.
            self.0
                .failure
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .get_or_insert(failure);
        }
    }

    /// The other side's last word, which is heard after our write failed, explains more than the failed write.
    fn note_last_word(&self, error: &io::Error) {
        if let Some(failure @ StreamFailure::Tls(_)) = StreamFailure::of(error) {
            *self.0.failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(failure);
        }
    }

    pub(crate) fn failure(&self) -> Option<StreamFailure> {
        self.0.failure.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A count that grows whenever something has come, so that two looks tell whether the other side was silent between them.
    pub(crate) fn reads(&self) -> usize {
        self.0.reads.load(Ordering::Relaxed)
    }
}

/// A stream to the other side.
///
/// When a write fails because the other side has closed, writing pauses and reading goes on: the other side may have
/// said why before it closed, with an early answer (413) or a TLS alert (certificate revoked). The pause is limited
/// like any stalled write.
pub(crate) struct ClientStream {
    inner: Box<dyn Transport>,
    record: Record,
    write_failed: Option<io::ErrorKind>,
    after: Duration,
    stalled: Pin<Box<Sleep>>,
    waiting: bool,
}

impl ClientStream {
    pub(crate) fn new(inner: Box<dyn Transport>, write: Duration) -> Self {
        let stalled = Box::pin(sleep(write));
        Self {
            inner,
            record: Record::default(),
            write_failed: None,
            after: write,
            stalled,
            waiting: false,
        }
    }

    pub(crate) fn record(&self) -> Record {
        self.record.clone()
    }

    fn poll_stalled(&mut self, cx: &mut Context<'_>) -> Poll<io::Error> {
        if !self.waiting {
            self.waiting = true;
            self.stalled.as_mut().reset(Instant::now() + self.after);
        }
        self.stalled.as_mut().poll(cx).map(|()| io::ErrorKind::TimedOut.into())
    }

    /// Passes on what became of a write.
    fn written<R>(&mut self, outcome: Poll<io::Result<R>>, cx: &mut Context<'_>) -> Poll<io::Result<R>> {
        match outcome {
            Poll::Ready(Ok(done)) => {
                self.waiting = false;
                return Poll::Ready(Ok(done));
            }
            Poll::Ready(Err(error)) => {
                self.record.note(&error);
                if !matches!(StreamFailure::of(&error), Some(StreamFailure::Reset)) {
                    return Poll::Ready(Err(error));
                }
                self.write_failed = Some(error.kind());
                // Reading may have been tried before the end was noticed.
                cx.waker().wake_by_ref();
            }
            Poll::Pending => {}
        }
        self.paused(cx)
    }

    fn paused<R>(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<R>> {
        let error = ready!(self.poll_stalled(cx));
        self.record.note(&error);
        Poll::Ready(Err(error))
    }
}

impl AsyncRead for ClientStream {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buf.filled().len();
        let outcome = Pin::new(&mut this.inner).poll_read(cx, buf);
        match (&outcome, this.write_failed) {
            (Poll::Ready(Err(error)), None) => this.record.note(error),
            (Poll::Ready(Err(error)), Some(_)) => this.record.note_last_word(error),
            (Poll::Ready(Ok(())), Some(kind)) if buf.filled().len() == before => {
                return Poll::Ready(Err(kind.into()));
            }
            (Poll::Ready(Ok(())), _) => {
                this.record.0.reads.fetch_add(1, Ordering::Relaxed);
            }
            _ => {}
        }
        outcome
    }
}

impl AsyncWrite for ClientStream {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        if this.write_failed.is_some() {
            return this.paused(cx);
        }
        let outcome = Pin::new(&mut this.inner).poll_write(cx, bytes);
        this.written(outcome, cx)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if this.write_failed.is_some() {
            return this.paused(cx);
        }
        let outcome = Pin::new(&mut this.inner).poll_flush(cx);
        this.written(outcome, cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let outcome = Pin::new(&mut this.inner).poll_shutdown(cx);
        this.written(outcome, cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        if this.write_failed.is_some() {
            return this.paused(cx);
        }
        let outcome = Pin::new(&mut this.inner).poll_write_vectored(cx, pieces);
        this.written(outcome, cx)
    }
}

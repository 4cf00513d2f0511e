//! What lies below TLS: a connection that is read and written with few and cheap calls of the operating system.

use std::cell::Cell;
use std::fmt;
use std::io;
use std::ops::Range;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// So much is asked of the operating system at once: the largest record of TLS, and more than most messages.
const AHEAD: usize = 16 << 10;

thread_local! {
    /// What was read ahead stands here, so that a connection needs no room of its own while it rests.
    static ROOM: Cell<Option<Box<[u8]>>> = const { Cell::new(None) };
}

/// Reads ahead once a read has filled all the room it was given, and from then on as long as messages are so large. TLS reads
/// 4 KB at a time, which would be four reads for a message of 12 KB.
///
/// What is written in one piece, as nearly every record of TLS is, is written as such: `send` takes less than `writev`.
#[derive(Debug)]
pub struct ReadAhead<T> {
    inner: T,
    ahead: Option<Ahead>,
    /// Whether the last read may have left something, or the next will be of more than there is room for.
    has_more: bool,
}

/// What was read and not yet given out.
struct Ahead {
    /// The thread's, until all was given out.
    room: Box<[u8]>,
    rest: Range<usize>,
}

impl<T> ReadAhead<T> {
    /// Nothing is read yet.
    pub fn new(inner: T) -> Self {
        Self {
            inner,
            ahead: None,
            has_more: false,
        }
    }

    /// The connection itself; what was read ahead is lost.
    pub fn into_inner(self) -> T {
        self.inner
    }
}

impl Ahead {
    /// Nothing, in the thread's room, or in a new one when another connection has that.
    fn nothing() -> Self {
        let room = ROOM.try_with(Cell::take).ok().flatten();
        Self {
            room: room.unwrap_or_else(|| vec![0; AHEAD].into()),
            rest: 0..0,
        }
    }

    /// Gives out as much as there is room for; what is left.
    fn give(mut self, buf: &mut ReadBuf<'_>) -> Option<Self> {
        let length = self.rest.len().min(buf.remaining());
        let end = self.rest.start + length;
        buf.put_slice(self.room.get(self.rest.start..end).unwrap_or_default());
        self.rest.start = end;
        if self.rest.is_empty() {
            // A thread that ends needs no room.
            let _ = ROOM.try_with(|room| room.set(Some(self.room)));
            return None;
        }
        Some(self)
    }
}

/// What was read is no matter of whoever prints this.
impl fmt::Debug for Ahead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ahead")
            .field("rest", &self.rest)
            .finish_non_exhaustive()
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for ReadAhead<T> {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if let Some(ahead) = this.ahead.take() {
            this.ahead = ahead.give(buf);
            return Poll::Ready(Ok(()));
        }
        let mut inner = Pin::new(&mut this.inner);
        if !this.has_more || buf.remaining() >= AHEAD {
            ready!(inner.poll_read(cx, buf))?;
            this.has_more = buf.remaining() == 0;
            return Poll::Ready(Ok(()));
        }
        let mut ahead = Ahead::nothing();
        let mut read = ReadBuf::new(&mut ahead.room);
        let polled = inner.as_mut().poll_read(cx, &mut read);
        ahead.rest = 0..read.filled().len();
        this.ahead = ahead.give(buf);
        if polled.is_ready() {
            this.has_more = this.ahead.is_some();
        }
        polled
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for ReadAhead<T> {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().inner).poll_write(cx, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().inner).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().inner).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let inner = Pin::new(&mut self.get_mut().inner);
        match pieces {
            [piece] => inner.poll_write(cx, piece),
            pieces => inner.poll_write_vectored(cx, pieces),
        }
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::pin::Pin;
    use std::task::{Context, Poll};

    use tokio::io::{AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};

    use super::{AHEAD, ReadAhead};

    #[tokio::test]
    async fn all_that_comes_is_given_in_order_and_nothing_is_kept() {
        let sent: Vec<u8> = (0..5 * AHEAD + 77).map(|at| u8::try_from(at % 251).unwrap()).collect();
        let (mut there, here) = tokio::io::duplex(3 * AHEAD);
        let mut here = ReadAhead::new(here);
        let writing = async {
            for piece in sent.chunks(AHEAD + 5_000) {
                there.write_all(piece).await.unwrap();
            }
            drop(there);
        };
        let reading = async {
            let mut read = Vec::new();
            let mut room = [0; 4_096];
            loop {
                let length = here.read(&mut room).await.unwrap();
                if length == 0 {
                    return read;
                }
                read.extend_from_slice(&room[..length]);
            }
        };
        let ((), read) = tokio::join!(writing, reading);
        assert!(read == sent);
        assert!(here.ahead.is_none());
    }

    #[tokio::test]
    async fn much_is_read_at_once_when_there_is_much_and_as_long_as_there_is() {
        let (mut there, here) = tokio::io::duplex(2 * AHEAD);
        let mut here = ReadAhead::new(here);
        let mut room = [0; 4_096];
        let mut kept = Vec::new();
        for (message, reads) in [(12_000, 3), (12_000, 3), (2_000, 1), (12_000, 3)] {
            there.write_all(&vec![7; message]).await.unwrap();
            for _ in 0..reads {
                assert!(here.read(&mut room).await.unwrap() > 0);
                kept.push(here.ahead.as_ref().map_or(0, |ahead| ahead.rest.len()));
            }
        }
        let (first, second) = (12_000 - 4_096, 12_000 - 2 * 4_096);
        assert_eq!(kept, [0, second, 0, first, second, 0, 0, 0, second, 0]);
    }

    #[tokio::test]
    async fn one_piece_is_written_as_such() {
        /// Tells which way it was written.
        struct Told(Vec<&'static str>);

        impl AsyncWrite for Told {
            fn poll_write(mut self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
                self.0.push("piece");
                Poll::Ready(Ok(bytes.len()))
            }

            fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
                Poll::Ready(Ok(()))
            }

            fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
                Poll::Ready(Ok(()))
            }

            fn poll_write_vectored(
                mut self: Pin<&mut Self>,
                _: &mut Context<'_>,
                pieces: &[io::IoSlice<'_>],
            ) -> Poll<io::Result<usize>> {
                self.0.push("pieces");
                Poll::Ready(Ok(pieces.iter().map(|piece| piece.len()).sum()))
            }

            fn is_write_vectored(&self) -> bool {
                true
            }
        }

        let mut stream = ReadAhead::new(Told(Vec::new()));
        let [one, two] = [b"one", b"two"].map(|text| io::IoSlice::new(text));
        assert_eq!(stream.write_vectored(&[one]).await.unwrap(), 3);
        assert_eq!(stream.write_vectored(&[one, two]).await.unwrap(), 6);
        assert_eq!(stream.into_inner().0, ["piece", "pieces"]);
    }
}

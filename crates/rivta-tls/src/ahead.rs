//! What lies below TLS: a connection that is read and written with few and cheap calls of the operating system.

use std::cell::RefCell;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf as _, Bytes};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// So much is asked of the operating system at once: the largest record of TLS, and more than most messages.
const AHEAD: usize = 16 << 10;

thread_local! {
    /// What was read passes through here, so that a connection needs no room of its own while it rests.
    static ROOM: RefCell<Vec<u8>> = RefCell::new(vec![0; AHEAD]);
}

/// Reads ahead once a read has filled all the room it was given, and from then on as long as messages are so large. TLS reads
/// 4 KB at a time, which would be four reads for a message of 12 KB.
///
/// What is written in one piece, as nearly every record of TLS is, is written as such: `send` takes less than `writev`.
#[derive(Debug)]
pub struct ReadAhead<T> {
    inner: T,
    /// What was read and not yet given out.
    ahead: Bytes,
    /// Whether the last read may have left something, or the next will be of more than there is room for.
    has_more: bool,
}

impl<T> ReadAhead<T> {
    /// Nothing is read yet.
    pub fn new(inner: T) -> Self {
        Self {
            inner,
            ahead: Bytes::new(),
            has_more: false,
        }
    }

    /// The connection itself; what was read ahead is lost.
    pub fn into_inner(self) -> T {
        self.inner
    }
}

impl<T: AsyncRead + Unpin> ReadAhead<T> {
    /// Reads more than `buf` has room for, and keeps what is over.
    fn poll_ahead(&mut self, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        ROOM.with_borrow_mut(|room| {
            let mut read = ReadBuf::new(room);
            ready!(Pin::new(&mut self.inner).poll_read(cx, &mut read))?;
            let (given, over) = read.filled().split_at(read.filled().len().min(buf.remaining()));
            self.has_more = !over.is_empty();
            buf.put_slice(given);
            self.ahead = Bytes::copy_from_slice(over);
            Poll::Ready(Ok(()))
        })
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for ReadAhead<T> {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if !this.ahead.is_empty() {
            let length = this.ahead.len().min(buf.remaining());
            buf.put_slice(this.ahead.get(..length).unwrap_or_default());
            this.ahead.advance(length);
            return Poll::Ready(Ok(()));
        }
        if this.has_more && buf.remaining() < AHEAD {
            return this.poll_ahead(cx, buf);
        }
        ready!(Pin::new(&mut this.inner).poll_read(cx, buf))?;
        this.has_more = buf.remaining() == 0;
        Poll::Ready(Ok(()))
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
        assert!(here.ahead.is_empty());
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
                kept.push(here.ahead.len());
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

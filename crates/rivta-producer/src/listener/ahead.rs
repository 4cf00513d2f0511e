//! A connection of which much is read at once when there is much to read.

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

/// Reads ahead once a read has filled all the room it was given. TLS reads 4 KB at a time, which would be four reads for a
/// message of 12 KB.
pub(crate) struct ReadAhead<T> {
    inner: T,
    /// What was read and not yet given out.
    ahead: Bytes,
    /// Whether the last read may have left something.
    has_more: bool,
}

impl<T> ReadAhead<T> {
    pub(crate) fn new(inner: T) -> Self {
        Self {
            inner,
            ahead: Bytes::new(),
            has_more: false,
        }
    }

    pub(crate) fn into_inner(self) -> T {
        self.inner
    }
}

impl<T: AsyncRead + Unpin> ReadAhead<T> {
    /// Reads more than `buf` has room for, and keeps what is over.
    fn poll_ahead(&mut self, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        ROOM.with_borrow_mut(|room| {
            let mut read = ReadBuf::new(room);
            ready!(Pin::new(&mut self.inner).poll_read(cx, &mut read))?;
            self.has_more = read.remaining() == 0;
            let (given, over) = read.filled().split_at(read.filled().len().min(buf.remaining()));
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
        Pin::new(&mut self.get_mut().inner).poll_write_vectored(cx, pieces)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

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
    async fn much_is_read_at_once_when_there_is_much() {
        let (mut there, here) = tokio::io::duplex(2 * AHEAD);
        there.write_all(&[7; 12_000]).await.unwrap();
        let mut here = ReadAhead::new(here);
        let mut room = [0; 4_096];
        let mut kept = Vec::new();
        for _ in 0..3 {
            assert!(here.read(&mut room).await.unwrap() > 0);
            kept.push(here.ahead.len());
        }
        assert_eq!(kept, [0, 12_000 - 2 * 4_096, 0]);
    }
}

//! As much of HTTP/1.1 as both ends of the measurement need.

use tokio::io::{AsyncRead, AsyncReadExt as _};

use crate::Outcome;

/// Reads messages from a stream, one after the other.
#[derive(Default)]
pub(crate) struct Reader {
    buffer: Vec<u8>,
    /// How much of the buffer belongs to messages that have been read.
    done: usize,
}

impl Reader {
    /// Reads one message to its end and gives its first line; `None` when the other side has closed instead.
    pub(crate) async fn message<S: AsyncRead + Unpin>(&mut self, stream: &mut S) -> Outcome<Option<String>> {
        self.buffer.drain(..self.done);
        self.done = 0;
        let end = loop {
            if let Some(at) = find(&self.buffer, b"\r\n\r\n") {
                break at;
            }
            if !self.fill(stream).await? {
                return Ok(None);
            }
        };
        let head = std::str::from_utf8(self.buffer.get(..end).unwrap_or_default())?.to_owned();
        let (first, fields) = head.split_once("\r\n").unwrap_or((&head, ""));
        let length = length(fields)?;
        self.skip(stream, end + 4, length).await?;
        Ok(Some(first.to_owned()))
    }

    /// Lets go of a body whose length is known; large ones are not kept.
    async fn skip<S: AsyncRead + Unpin>(&mut self, stream: &mut S, head: usize, mut length: usize) -> Outcome<()> {
        self.done = head;
        loop {
            let here = length.min(self.buffer.len() - self.done);
            self.done += here;
            length -= here;
            if length == 0 {
                return Ok(());
            }
            self.buffer.clear();
            self.done = 0;
            if !self.fill(stream).await? {
                return Err("the connection ended in the middle of a message".into());
            }
        }
    }

    async fn fill<S: AsyncRead + Unpin>(&mut self, stream: &mut S) -> Outcome<bool> {
        self.buffer.reserve(16 << 10);
        Ok(stream.read_buf(&mut self.buffer).await? > 0)
    }
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

fn length(fields: &str) -> Outcome<usize> {
    for field in fields.split("\r\n") {
        if let Some((name, value)) = field.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            return Ok(value.trim().parse()?);
        }
    }
    Err("a message without Content-Length".into())
}

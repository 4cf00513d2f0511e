//! As much of HTTP/1.1 as both ends of the measurement need.

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt as _};

use crate::Outcome;

/// First line and header fields of a message.
#[derive(Debug)]
pub(crate) struct Head(String);

/// A message with its body, as far as it came.
#[derive(Debug)]
pub(crate) struct Received {
    /// `None` when not even that came.
    pub(crate) head: Option<Head>,
    pub(crate) body: Vec<u8>,
    pub(crate) end: End,
}

/// How the reading of a message ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// All that was announced is there.
    Complete,
    /// The other side closed before.
    Closed,
    /// The connection was reset.
    Reset,
    /// The other side broke off TLS with this alert.
    Alert(rustls::AlertDescription),
    /// Anything else, in words.
    Other(String),
}

impl Head {
    pub(crate) fn first_line(&self) -> &str {
        self.0.split("\r\n").next().unwrap_or_default()
    }

    /// The value of a header field, by its name in any case.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        let fields = self.0.split("\r\n").skip(1);
        let mut pairs = fields.filter_map(|field| field.split_once(':'));
        let found = pairs.find(|(own, _)| own.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.trim())
    }

    fn length(&self) -> io::Result<usize> {
        let length = self.field("content-length").and_then(|value| value.parse().ok());
        length.ok_or_else(|| io::Error::other("a message without Content-Length"))
    }
}

impl Received {
    /// Nothing came.
    pub(crate) fn nothing(end: End) -> Self {
        Self {
            head: None,
            body: Vec::new(),
            end,
        }
    }
}

impl From<io::Error> for End {
    fn from(error: io::Error) -> Self {
        let of_tls = error.get_ref().and_then(|inner| inner.downcast_ref());
        match (error.kind(), of_tls) {
            (_, Some(rustls::Error::AlertReceived(alert))) => Self::Alert(*alert),
            (io::ErrorKind::UnexpectedEof, _) => Self::Closed,
            (io::ErrorKind::ConnectionReset, _) => Self::Reset,
            _ => Self::Other(error.to_string()),
        }
    }
}

/// Reads messages from a stream, one after the other.
#[derive(Default)]
pub(crate) struct Reader {
    buffer: Vec<u8>,
    /// How much of the buffer belongs to messages that have been read.
    done: usize,
}

impl Reader {
    /// Reads one message to its end and gives its head; `None` when the other side has closed instead.
    pub(crate) async fn message<S: AsyncRead + Unpin>(&mut self, stream: &mut S) -> Outcome<Option<Head>> {
        let Some((head, end)) = self.head(stream).await? else {
            return Ok(None);
        };
        self.skip(stream, end, head.length()?).await?;
        Ok(Some(head))
    }

    /// Reads one message and keeps its body, whatever becomes of it.
    pub(crate) async fn received<S: AsyncRead + Unpin>(&mut self, stream: &mut S) -> Received {
        let mut received = Received::nothing(End::Closed);
        received.end = match self.keep(&mut received, stream).await {
            Ok(true) => End::Complete,
            Ok(false) => End::Closed,
            Err(error) => error.into(),
        };
        received
    }

    /// Gives `false` when the other side has closed before the end.
    async fn keep<S: AsyncRead + Unpin>(&mut self, received: &mut Received, stream: &mut S) -> io::Result<bool> {
        let Some((head, end)) = self.head(stream).await? else {
            return Ok(false);
        };
        let length = head.length()?;
        received.head = Some(head);
        self.buffer.drain(..end);
        let read = loop {
            if self.buffer.len() >= length {
                break Ok(true);
            }
            match self.fill(stream).await {
                Ok(true) => {}
                ended => break ended,
            }
        };
        let here = length.min(self.buffer.len());
        received.body = self.buffer.drain(..here).collect();
        read
    }

    /// The next head and where it ends in the buffer.
    async fn head<S: AsyncRead + Unpin>(&mut self, stream: &mut S) -> io::Result<Option<(Head, usize)>> {
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
        let head = std::str::from_utf8(self.buffer.get(..end).unwrap_or_default());
        Ok(Some((Head(head.map_err(io::Error::other)?.to_owned()), end + 4)))
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

    async fn fill<S: AsyncRead + Unpin>(&mut self, stream: &mut S) -> io::Result<bool> {
        self.buffer.reserve(16 << 10);
        Ok(stream.read_buf(&mut self.buffer).await? > 0)
    }
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

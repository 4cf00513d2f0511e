//! Heads that were read before.
//!
//! A consumer that sends many messages mostly begins them alike: the same prolog and envelope, the same address, the same first
//! child of the body. Comparing bytes is much cheaper than reading them.

use encoding_rs::Encoding;

use super::head::{FIRST_LOOK, Head, Scan, first_look, look};
use crate::xml::{DecodeError, Limits, labelled};

/// So many heads are remembered.
const LIMIT: usize = 16;

/// Where a head comes that was read for the first time. The half before it are heads that came again, so that messages which
/// never begin alike do not push those out.
const NEW: usize = LIMIT / 2;

/// The beginnings of at most 16 messages, each no longer than 1 KiB, with what was made of their heads.
///
/// A beginning may hold a person's number. Nothing here is shown or logged.
pub struct KnownHeads<T> {
    /// The latest that came again is the first.
    known: Vec<Box<Known<T>>>,
}

/// A head, and all that it follows from.
struct Known<T> {
    /// The message to the end of its head.
    beginning: Box<[u8]>,
    /// The encoding that HTTP named.
    named: Option<&'static Encoding>,
    limits: Limits,
    value: T,
}

impl<T: Clone> KnownHeads<T> {
    /// None yet.
    pub const fn new() -> Self {
        Self { known: Vec::new() }
    }

    /// As [`scan`](super::head::scan), and gives what `make` makes of the head. A message that begins as one before, to the end
    /// of its head, is not read, and a clone is given of what was made then.
    ///
    /// # Errors
    ///
    /// Those of [`scan`](super::head::scan).
    pub fn scan(
        &mut self,
        bytes: &[u8],
        complete: bool,
        charset: Option<&str>,
        limits: &Limits,
        make: impl FnOnce(Head) -> T,
    ) -> Result<Scan<T>, DecodeError> {
        let named = charset.and_then(labelled);
        if let Some(value) = self.find(bytes, named, limits) {
            return Ok(Scan::Found(value));
        }
        let Some((head, length)) = first_look(bytes, charset, limits) else {
            return Ok(match look(bytes, complete, charset, limits)? {
                Scan::Found(head) => Scan::Found(make(head)),
                Scan::Incomplete => Scan::Incomplete,
            });
        };
        let value = make(head);
        // Where even a first look may be too much, the size of the whole message decides.
        if limits.bytes >= FIRST_LOOK
            && let Some(beginning) = bytes.get(..length)
        {
            self.keep(Known {
                beginning: beginning.into(),
                named,
                limits: *limits,
                value: value.clone(),
            });
        }
        Ok(Scan::Found(value))
    }

    fn find(&mut self, bytes: &[u8], named: Option<&'static Encoding>, limits: &Limits) -> Option<T> {
        let mut known = self.known.iter();
        let at = known
            .position(|known| bytes.starts_with(&known.beginning) && known.named == named && known.limits == *limits)?;
        self.known.get_mut(..=at)?.rotate_right(1);
        self.known.first().map(|known| known.value.clone())
    }

    fn keep(&mut self, known: Known<T>) {
        self.known.truncate(LIMIT - 1);
        self.known.insert(self.known.len().min(NEW), Box::new(known));
    }
}

impl<T: Clone> Default for KnownHeads<T> {
    fn default() -> Self {
        Self::new()
    }
}

//! The head of an envelope, read from a message that is still arriving.
//!
//! The platform decides everything by the address header and the first child of the body, and
//! passes the rest on unread. It looks at local names only: namespaces, prefixes, the SOAP version
//! and the name of the root are never checked (facts on the platform router, section 2.1).

use encoding_rs::{Encoding, UTF_8};

use crate::profile::Profile;
use crate::xml::{
    DecodeError, DecodeErrorKind, Limits, Token, Tokens, check_text, decode_beginning, encoding_of, utf_8_beginning,
};

/// Most heads end within so many bytes; what a message has beyond them is then not looked at.
pub(super) const FIRST_LOOK: usize = 1 << 10;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// What the head of a message says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The logical address as written, spaces kept; `None` when there is no address element or
    /// nothing but white space in it.
    pub receiver: Option<String>,
    /// The profile that the address element belongs to by its local name: `To` or `LogicalAddress`.
    pub profile: Option<Profile>,
    /// Namespace of the first element after the start tag of the body; `None` when there is no element or it has none.
    pub contract: Option<String>,
    /// The encoding of the message.
    pub encoding: &'static Encoding,
}

/// What could be read from the bytes that have arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scan<T = Head> {
    /// The head is not complete yet.
    Incomplete,
    /// The head is complete, and this is what it says; nothing after the first child's start tag has been looked at.
    Found(T),
}

/// Reads the head from the bytes that have arrived so far.
///
/// `complete` says that no more will come; `charset` is that of the HTTP `Content-Type`. Calling
/// again with more bytes reads them all anew, so callers let the buffer grow by doubling.
///
/// # Errors
///
/// When the head is not well-formed, exceeds a limit, holds a DTD, or (with `complete`) is cut off.
pub fn scan(bytes: &[u8], complete: bool, charset: Option<&str>, limits: &Limits) -> Result<Scan, DecodeError> {
    match first_look(bytes, charset, limits) {
        Some((head, _)) => Ok(Scan::Found(head)),
        None => look(bytes, complete, charset, limits),
    }
}

/// The head, if it is complete in the first bytes of a message in UTF-8, and how many bytes it takes, a byte order mark
/// included. Every message that begins with these bytes has this head. Without a contract it ends with the message, of which all
/// must be seen.
pub(super) fn first_look(bytes: &[u8], charset: Option<&str>, limits: &Limits) -> Option<(Head, usize)> {
    if encoding_of(bytes, charset) != UTF_8 {
        return None;
    }
    let beginning = bytes.get(..FIRST_LOOK).unwrap_or(bytes);
    let (text, _) = utf_8_beginning(beginning, charset, limits).ok()?;
    let (head, end) = walk(text, UTF_8, limits).ok()?;
    head.contract.as_ref()?;
    // What is not allowed after the head is not looked at.
    check_text(text.get(..end)?, limits).ok()?;
    let mark = if bytes.starts_with(BYTE_ORDER_MARK) {
        BYTE_ORDER_MARK.len()
    } else {
        0
    };
    Some((head, mark + end))
}

/// As [`scan`], at all that has arrived.
pub(super) fn look(bytes: &[u8], complete: bool, charset: Option<&str>, limits: &Limits) -> Result<Scan, DecodeError> {
    // A byte order mark, and UTF-16 without one, show in the first four bytes.
    if !complete && bytes.len() < 4 {
        return Ok(Scan::Incomplete);
    }
    let mut encoding = encoding_of(bytes, charset);
    let whole = if complete || encoding != UTF_8 {
        bytes
    } else {
        whole_characters(bytes)
    };
    let (text, flaw) = match decode_beginning(whole, charset, limits) {
        Ok(decoded) => decoded,
        // Bytes that are plain UTF-8 whatever the sender claims are read as such, once.
        Err(_) if complete && encoding != UTF_8 => {
            encoding = UTF_8;
            decode_beginning(bytes, Some("utf-8"), limits)?
        }
        Err(error) if !complete && matches!(error.kind(), DecodeErrorKind::Encoding(_)) && encoding != UTF_8 => {
            return Ok(Scan::Incomplete);
        }
        Err(error) => return Err(error),
    };
    match walk(&text, encoding, limits) {
        Ok((head, _)) => Ok(Scan::Found(head)),
        Err(error) if *error.kind() == DecodeErrorKind::Incomplete => match flaw {
            // What cannot be read counts only where the head has not ended before it.
            Some(flaw) => Err(flaw),
            None if complete => Err(error),
            None => Ok(Scan::Incomplete),
        },
        Err(error) => Err(error),
    }
}

/// The bytes without the first part of a character whose rest has not arrived.
fn whole_characters(bytes: &[u8]) -> &[u8] {
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => bytes.get(..error.valid_up_to()).unwrap_or(bytes),
        _ => bytes,
    }
}

/// The head of a document, and where it ends.
fn walk(document: &str, encoding: &'static Encoding, limits: &Limits) -> Result<(Head, usize), DecodeError> {
    let mut tokens = Tokens::new(document, limits);
    let mut head = Head {
        receiver: None,
        profile: None,
        contract: None,
        encoding,
    };
    let (mut in_header, mut in_body) = (false, false);
    let mut address: Option<Address> = None;
    loop {
        let before = tokens.offset();
        let token = tokens.next()?;
        if let Some(open) = &mut address {
            let raw = document.get(before..).unwrap_or_default();
            if open.begins_without_text(&token, raw) {
                return Err(tokens.error(before, DecodeErrorKind::ElementInAddress));
            }
            if open.read(&token, raw) {
                head.receiver = open.receiver();
                address = None;
            }
        }
        match token {
            Token::Start(tag) if in_body => {
                head.contract = tokens.scope().uri(tag.binding).map(str::to_owned);
                return Ok((head, tokens.offset()));
            }
            Token::Start(tag) => match tag.local {
                "Body" => in_body = true,
                "Header" => in_header = true,
                "To" | "LogicalAddress" if in_header => {
                    let addressing = tag.local == "To";
                    head.profile = Some(if addressing {
                        Profile::Rivtabp20
                    } else {
                        Profile::Rivtabp21
                    });
                    let is_empty = document.get(..tokens.offset()).is_some_and(|read| read.ends_with("/>"));
                    address = Some(Address::new(is_empty));
                }
                _ => {}
            },
            Token::Text(_) | Token::End => {}
            // Nothing came after the start of a body, or there was none: the contract is unknown.
            Token::Eof => return Ok((head, document.len())),
        }
    }
}

/// The text of an address element: what stands first in it. Whatever follows a comment, an instruction, a section or an
/// element is not looked at.
struct Address {
    text: String,
    /// Whether its tag ends with `/>`.
    is_empty: bool,
    /// Whether nothing of its content has been seen.
    is_untouched: bool,
}

impl Address {
    fn new(is_empty: bool) -> Self {
        Self {
            text: String::new(),
            is_empty,
            is_untouched: true,
        }
    }

    fn begins_without_text(&self, token: &Token<'_>, raw: &str) -> bool {
        let is_start = matches!(token, Token::Start(_)) && !raw.starts_with("<!--");
        (is_start || raw.starts_with("<?")) && self.is_untouched && !self.is_empty
    }

    /// Takes up a token, before which `raw` began; gives `true` when the address is complete.
    ///
    /// The tokenizer passes over comments and instructions, and the incumbent does not: a comment that comes first is the
    /// address.
    fn read(&mut self, token: &Token<'_>, raw: &str) -> bool {
        let comment = raw.strip_prefix("<!--").filter(|_| !self.is_empty);
        if let Some((comment, _)) = comment.and_then(|rest| rest.split_once("-->")) {
            if self.is_untouched {
                comment.clone_into(&mut self.text);
            }
            return true;
        }
        let is_first = std::mem::replace(&mut self.is_untouched, false);
        let is_section = raw.starts_with("<![CDATA[");
        match token {
            Token::Text(text) if !raw.starts_with("<?") && (is_first || !is_section) => {
                self.text.push_str(text);
                is_section
            }
            _ => true,
        }
    }

    fn receiver(&mut self) -> Option<String> {
        let is_white_space = |text: &String| text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
        Some(std::mem::take(&mut self.text)).filter(|text| !is_white_space(text))
    }
}

//! The pieces of a document: tags, texts, references and what else XML 1.0 knows, still as written.

use super::DecodeErrorKind;
use super::ncname::{NameEnd, is_name_character, scan_name, split_name};

/// One piece of a document. An end tag's name is its opener's, which the caller knows.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    Start(StartTag<'a>),
    End,
    /// Up to the next `<` or `&`; never empty.
    Text(&'a str),
    /// What stands in a `CDATA` section.
    Section(&'a str),
    /// What stands between `&` and `;`.
    Reference(&'a str),
    /// What stands between `<?` and `?>`.
    Instruction(&'a str),
    Comment,
    Eof,
}

/// A start tag, or the tag of an empty element.
#[derive(Debug)]
pub(super) struct StartTag<'a> {
    pub(super) qualified: &'a str,
    pub(super) prefix: &'a str,
    pub(super) local: &'a str,
    /// What follows the name, for [`RawAttributes`](super::attribute::RawAttributes).
    pub(super) attributes: &'a str,
    pub(super) empty: bool,
}

/// A scanner over a whole document.
pub(super) struct Scanner<'a> {
    document: &'a str,
    at: usize,
}

type Found<'a> = Result<Piece<'a>, DecodeErrorKind>;

const NOT_A_NAME: DecodeErrorKind = DecodeErrorKind::Malformed("a name that XML does not allow");

impl<'a> Scanner<'a> {
    pub(super) fn new(document: &'a str) -> Self {
        Self { document, at: 0 }
    }

    /// Offset of the first byte not scanned yet.
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'a str {
        self.document.get(self.at..).unwrap_or("")
    }

    /// The next piece. `open` is the name of the element that an end tag must close. A mistake begins
    /// where the piece does.
    pub(super) fn next(&mut self, open: Option<&str>) -> Found<'a> {
        let rest = self.rest();
        match rest.as_bytes() {
            [] => Ok(Piece::Eof),
            [b'<', b'/', ..] => self.end(rest, open),
            [b'<', b'!', ..] => self.declaration(rest),
            [b'<', b'?', ..] => {
                let inner = rest.get(2..).unwrap_or("");
                let end = memchr::memmem::find(inner.as_bytes(), b"?>").ok_or(DecodeErrorKind::Incomplete)?;
                self.at += end + 4;
                Ok(Piece::Instruction(inner.get(..end).unwrap_or("")))
            }
            [b'<', ..] => self.start(rest),
            [b'&', ..] => self.reference(rest),
            _ => {
                let end = memchr::memchr2(b'<', b'&', rest.as_bytes()).unwrap_or(rest.len());
                self.at += end;
                Ok(Piece::Text(rest.get(..end).unwrap_or(rest)))
            }
        }
    }

    fn start(&mut self, rest: &'a str) -> Found<'a> {
        let inner = rest.get(1..).unwrap_or("");
        let NameEnd { colon, end } = scan_name(inner);
        let (length, empty) = match inner.as_bytes().get(end..).unwrap_or(&[]) {
            [b'>', ..] => (end, false),
            [b'/', b'>', ..] => (end, true),
            _ => return self.unusual_start(inner),
        };
        let qualified = inner.get(..end).unwrap_or("");
        let (prefix, local) = match colon {
            None => ("", qualified),
            Some(colon) => qualified
                .split_at_checked(colon)
                .map_or(("", ""), |(prefix, local)| (prefix, local.get(1..).unwrap_or(""))),
        };
        if end == 0 || local.is_empty() {
            return self.unusual_start(inner);
        }
        self.at += length + 2 + usize::from(empty);
        Ok(Piece::Start(StartTag {
            qualified,
            prefix,
            local,
            attributes: "",
            empty,
        }))
    }

    /// A start tag with attributes or white space, with letters beyond ASCII, or that is none.
    fn unusual_start(&mut self, inner: &'a str) -> Found<'a> {
        let end = tag_end(inner.as_bytes()).ok_or(DecodeErrorKind::Incomplete)?;
        let whole = inner.get(..end).unwrap_or("");
        let (content, empty) = whole
            .strip_suffix('/')
            .map_or((whole, false), |content| (content, true));
        let name_end = content.bytes().position(is_space).unwrap_or(content.len());
        let (qualified, attributes) = content.split_at_checked(name_end).ok_or(NOT_A_NAME)?;
        let (prefix, local) = split_name(qualified).ok_or(NOT_A_NAME)?;
        self.at += end + 2;
        Ok(Piece::Start(StartTag {
            qualified,
            prefix,
            local,
            attributes,
            empty,
        }))
    }

    fn end(&mut self, rest: &'a str, open: Option<&str>) -> Found<'a> {
        let inner = rest.get(2..).unwrap_or("");
        let after = open.and_then(|open| inner.strip_prefix(open));
        if let (Some(after), Some(open)) = (after, open)
            && after.starts_with('>')
        {
            self.at += open.len() + 3;
            return Ok(Piece::End);
        }
        let end = memchr::memchr(b'>', inner.as_bytes()).ok_or(DecodeErrorKind::Incomplete)?;
        let open = open.ok_or(DecodeErrorKind::Malformed("an end tag without a start tag"))?;
        let name = inner.get(..end).unwrap_or("");
        if name.trim_end_matches(|c: char| c.is_ascii() && is_space(c as u8)) != open {
            return Err(DecodeErrorKind::Malformed(
                "an end tag that does not match its start tag",
            ));
        }
        self.at += end + 3;
        Ok(Piece::End)
    }

    /// A comment, a `CDATA` section, or what must not stand here.
    fn declaration(&mut self, rest: &'a str) -> Found<'a> {
        const DTD: &str = "<!DOCTYPE";
        if let Some(inner) = rest.strip_prefix("<!--") {
            let end = memchr::memmem::find(inner.as_bytes(), b"--").ok_or(DecodeErrorKind::Incomplete)?;
            return match inner.as_bytes().get(end + 2) {
                Some(b'>') => {
                    self.at += end + 7;
                    Ok(Piece::Comment)
                }
                Some(_) => Err(DecodeErrorKind::Malformed("-- in a comment")),
                None => Err(DecodeErrorKind::Incomplete),
            };
        }
        if let Some(inner) = rest.strip_prefix("<![CDATA[") {
            let end = memchr::memmem::find(inner.as_bytes(), b"]]>").ok_or(DecodeErrorKind::Incomplete)?;
            self.at += end + 12;
            return Ok(Piece::Section(inner.get(..end).unwrap_or("")));
        }
        let is_dtd = rest
            .get(..DTD.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(DTD));
        let unfinished = ["<!--", "<![CDATA[", DTD].iter().any(|markup| markup.starts_with(rest));
        Err(match (is_dtd, unfinished) {
            (true, _) => DecodeErrorKind::Dtd,
            (_, true) => DecodeErrorKind::Incomplete,
            _ => DecodeErrorKind::Malformed("markup that XML does not know"),
        })
    }

    fn reference(&mut self, rest: &'a str) -> Found<'a> {
        let inner = rest.get(1..).unwrap_or("");
        match inner.bytes().position(|byte| matches!(byte, b';' | b'&' | b'<')) {
            Some(end) if inner.as_bytes().get(end) == Some(&b';') => {
                self.at += end + 2;
                Ok(Piece::Reference(inner.get(..end).unwrap_or("")))
            }
            // At the end of the document, the rest of a reference may be missing.
            None if inner.chars().all(|c| c == '#' || is_name_character(c)) => Err(DecodeErrorKind::Incomplete),
            _ => Err(DecodeErrorKind::Malformed("an & that begins no reference")),
        }
    }
}

/// Where in a tag the `>` stands that ends it: outside of quotes.
fn tag_end(inner: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let found = at + memchr::memchr3(b'>', b'"', b'\'', inner.get(at..)?)?;
        match inner.get(found)? {
            b'>' => return Some(found),
            quote => at = found + 2 + memchr::memchr(*quote, inner.get(found + 1..)?)?,
        }
    }
}

/// White space as XML has it.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

//! The pieces of a document: tags, texts, references and what else XML 1.0 knows, still as written.
//!
//! quick-xml finds them. Its events are taken as places: what they hold is sliced from the document, which
//! outlives them and is known to be UTF-8.

use quick_xml::errors::{Error, IllFormedError};
use quick_xml::events::Event;

use super::DecodeErrorKind;
use super::ncname::{is_name_character, split_name};

/// One piece of a document.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    Start(StartTag<'a>),
    /// The end tag of the element open.
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

/// A scanner over a whole document, which begins with no byte order mark: quick-xml would skip it
/// without counting it.
pub(super) struct Scanner<'a> {
    document: &'a str,
    xml: quick_xml::Reader<&'a [u8]>,
}

type Found<'a> = Result<Piece<'a>, DecodeErrorKind>;

impl<'a> Scanner<'a> {
    pub(super) fn new(document: &'a str) -> Self {
        let mut xml = quick_xml::Reader::from_str(document);
        xml.config_mut().check_comments = true;
        Self { document, xml }
    }

    /// Offset of the first byte not scanned yet.
    #[inline]
    pub(super) fn offset(&self) -> usize {
        usize::try_from(self.xml.buffer_position()).unwrap_or(self.document.len())
    }

    /// The next piece. A mistake begins where the piece does.
    #[inline]
    pub(super) fn next(&mut self) -> Found<'a> {
        let from = self.offset();
        let read = self.xml.read_event();
        let slice = |before: usize, length: usize| {
            let start = from + before;
            self.document.get(start..start + length).unwrap_or("")
        };
        // By reference: an event is large, and copying it costs more than reading it.
        Ok(match &read {
            Ok(Event::Start(tag)) => Piece::Start(start(slice(1, tag.len()), tag.name().as_ref().len(), false)?),
            Ok(Event::Empty(tag)) => Piece::Start(start(slice(1, tag.len()), tag.name().as_ref().len(), true)?),
            Ok(Event::End(_)) => Piece::End,
            Ok(Event::Text(text)) => Piece::Text(slice(0, text.len())),
            Ok(Event::CData(section)) => Piece::Section(slice("<![CDATA[".len(), section.len())),
            Ok(Event::GeneralRef(name)) => Piece::Reference(slice(1, name.len())),
            Ok(Event::Decl(declaration)) => Piece::Instruction(slice(2, declaration.len())),
            Ok(Event::PI(instruction)) => Piece::Instruction(slice(2, instruction.len())),
            Ok(Event::Comment(_)) => Piece::Comment,
            Ok(Event::DocType(_)) => return Err(DecodeErrorKind::Dtd),
            Ok(Event::Eof) => Piece::Eof,
            Err(error) => return Err(mistake(self.document.get(from..).unwrap_or(""), error)),
        })
    }
}

#[inline]
fn start(content: &str, name_end: usize, empty: bool) -> Result<StartTag<'_>, DecodeErrorKind> {
    const NOT_A_NAME: DecodeErrorKind = DecodeErrorKind::Malformed("a name that XML does not allow");
    let (qualified, attributes) = content.split_at_checked(name_end).ok_or(NOT_A_NAME)?;
    let (prefix, local) = split_name(qualified).ok_or(NOT_A_NAME)?;
    Ok(StartTag {
        qualified,
        prefix,
        local,
        attributes,
        empty,
    })
}

/// What is wrong with the piece that `rest` begins with: whether more of the document could mend it
/// is not quick-xml's question.
#[cold]
fn mistake(rest: &str, error: &Error) -> DecodeErrorKind {
    match error {
        Error::IllFormed(IllFormedError::UnmatchedEndTag(_)) => {
            DecodeErrorKind::Malformed("an end tag without a start tag")
        }
        Error::IllFormed(IllFormedError::MismatchedEndTag { .. }) => mismatched(),
        // A quote in an end tag hides its end from quick-xml.
        Error::Syntax(_) if rest.starts_with("</") && rest.contains('>') => mismatched(),
        Error::Syntax(_) if rest.starts_with("<?>") => {
            DecodeErrorKind::Malformed("a processing instruction without a name")
        }
        Error::Syntax(_) | Error::IllFormed(_) if rest.starts_with("<!") => declaration(rest),
        Error::Syntax(_) => DecodeErrorKind::Incomplete,
        // At the end of the document, the rest of a reference may be missing.
        Error::IllFormed(IllFormedError::UnclosedReference)
            if rest.chars().skip(1).all(|c| c == '#' || is_name_character(c)) =>
        {
            DecodeErrorKind::Incomplete
        }
        Error::IllFormed(IllFormedError::UnclosedReference) => {
            DecodeErrorKind::Malformed("an & that begins no reference")
        }
        _ => DecodeErrorKind::Malformed("markup that cannot be read"),
    }
}

fn mismatched() -> DecodeErrorKind {
    DecodeErrorKind::Malformed("an end tag that does not match its start tag")
}

/// As [`mistake`], for a comment, a `CDATA` section, or what must not stand here.
fn declaration(rest: &str) -> DecodeErrorKind {
    const DTD: &str = "<!DOCTYPE";
    if let Some(inner) = rest.strip_prefix("<!--") {
        return match inner.find("--") {
            Some(end) if end + 2 < inner.len() => DecodeErrorKind::Malformed("-- in a comment"),
            _ => DecodeErrorKind::Incomplete,
        };
    }
    let is_dtd = rest
        .get(..DTD.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(DTD));
    let unfinished = ["<!--", "<![CDATA[", DTD].iter().any(|markup| markup.starts_with(rest));
    match (is_dtd, unfinished || rest.starts_with("<![CDATA[")) {
        (true, _) => DecodeErrorKind::Dtd,
        (_, true) => DecodeErrorKind::Incomplete,
        _ => DecodeErrorKind::Malformed("markup that XML does not know"),
    }
}

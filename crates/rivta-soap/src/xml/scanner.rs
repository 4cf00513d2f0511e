//! The pieces of a document: tags, texts, references and what else XML 1.0 knows, still as written.
//!
//! quick-xml finds where they end. What they hold is sliced from the document, which outlives them and is known to be
//! UTF-8. Tags and texts, which are nearly all, do without its reader: that checks each piece for UTF-8 once more and
//! copies the names of open elements.

use quick_xml::errors::{Error, IllFormedError};
use quick_xml::events::Event;
use quick_xml::parser::{ElementParser, Parser as _};

use super::DecodeErrorKind;
use super::attribute::is_space;
use super::ncname::{is_name_character, split_name};

const UNREADABLE: DecodeErrorKind = DecodeErrorKind::Malformed("markup that cannot be read");

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
    offset: usize,
    /// Names of the elements open, as written.
    open: Vec<&'a str>,
}

type Found<'a> = Result<Piece<'a>, DecodeErrorKind>;

impl<'a> Scanner<'a> {
    pub(super) fn new(document: &'a str) -> Self {
        Self {
            document,
            offset: 0,
            // Room for what most messages have open.
            open: Vec::with_capacity(8),
        }
    }

    /// Offset of the first byte not scanned yet.
    #[inline]
    pub(super) fn offset(&self) -> usize {
        self.offset
    }

    /// The next piece. A mistake begins where the piece does; no other piece may be asked for then.
    #[inline]
    pub(super) fn next(&mut self) -> Found<'a> {
        let rest = self.document.get(self.offset..).unwrap_or("");
        match rest.as_bytes() {
            [] => Ok(Piece::Eof),
            [b'<', b'!' | b'?', ..] | [b'&', ..] => self.rarity(rest),
            [b'<', ..] => self.tag(rest),
            text => {
                let end = memchr::memchr2(b'<', b'&', text).unwrap_or(text.len());
                self.offset += end;
                Ok(Piece::Text(rest.get(..end).unwrap_or("")))
            }
        }
    }

    #[inline]
    fn tag(&mut self, rest: &'a str) -> Found<'a> {
        let Some(end) = ElementParser::Outside.feed(rest.as_bytes()) else {
            return Err(unfinished_tag(rest));
        };
        self.offset += end + 1;
        let content = rest.get(1..end).unwrap_or("");
        if let Some(name) = content.strip_prefix('/') {
            return self.end(name.trim_end_matches(is_space));
        }
        let (content, empty) = match content.strip_suffix('/') {
            Some(content) => (content, true),
            None => (content, false),
        };
        let tag = start(content, empty)?;
        if !empty {
            self.open.push(tag.qualified);
        }
        Ok(Piece::Start(tag))
    }

    fn end(&mut self, name: &str) -> Found<'a> {
        match self.open.pop() {
            Some(open) if open == name => Ok(Piece::End),
            Some(_) => Err(mismatched()),
            None => Err(DecodeErrorKind::Malformed("an end tag without a start tag")),
        }
    }

    /// What is neither a tag nor text.
    fn rarity(&mut self, rest: &'a str) -> Found<'a> {
        let mut xml = quick_xml::Reader::from_str(rest);
        xml.config_mut().check_comments = true;
        let read = xml.read_event();
        let slice = |before: usize, length: usize| rest.get(before..before + length).unwrap_or("");
        let piece = match &read {
            Ok(Event::CData(section)) => Piece::Section(slice("<![CDATA[".len(), section.len())),
            Ok(Event::GeneralRef(name)) => Piece::Reference(slice(1, name.len())),
            Ok(Event::Decl(declaration)) => Piece::Instruction(slice(2, declaration.len())),
            Ok(Event::PI(instruction)) => Piece::Instruction(slice(2, instruction.len())),
            Ok(Event::Comment(_)) => Piece::Comment,
            Ok(Event::DocType(_)) => return Err(DecodeErrorKind::Dtd),
            Ok(_) => return Err(UNREADABLE),
            Err(error) => return Err(mistake(rest, error)),
        };
        self.offset += usize::try_from(xml.buffer_position()).unwrap_or(rest.len());
        Ok(piece)
    }
}

#[inline]
fn start(content: &str, empty: bool) -> Result<StartTag<'_>, DecodeErrorKind> {
    const NOT_A_NAME: DecodeErrorKind = DecodeErrorKind::Malformed("a name that XML does not allow");
    let name_end = content.bytes().position(|byte| is_space(char::from(byte)));
    let name_end = name_end.unwrap_or(content.len());
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
        _ => UNREADABLE,
    }
}

/// A tag that does not end.
#[cold]
fn unfinished_tag(rest: &str) -> DecodeErrorKind {
    // A quote in an end tag hides its end from quick-xml.
    if rest.starts_with("</") && rest.contains('>') {
        return mismatched();
    }
    DecodeErrorKind::Incomplete
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use quick_xml::events::Event;

    use super::{Piece, Scanner};

    /// Pieces and where each ends, up to the first mistake or the end, as quick-xml's own reader finds them.
    fn expected(document: &str) -> Vec<(String, usize)> {
        let mut xml = quick_xml::Reader::from_str(document);
        xml.config_mut().check_comments = true;
        let mut pieces = Vec::new();
        loop {
            let piece = match xml.read_event() {
                Ok(Event::Start(tag)) => format!("start {}", &*tag),
                Ok(Event::Empty(tag)) => format!("empty {}", &*tag),
                Ok(Event::End(_)) => "end".to_owned(),
                Ok(Event::Text(text)) => format!("text {}", &*text),
                Ok(Event::CData(section)) => format!("section {}", &*section),
                Ok(Event::GeneralRef(name)) => format!("reference {}", &*name),
                Ok(Event::Decl(declaration)) => format!("instruction {}", &*declaration),
                Ok(Event::PI(instruction)) => format!("instruction {}", &*instruction),
                Ok(Event::Comment(_)) => "comment".to_owned(),
                Ok(Event::DocType(_) | Event::Eof) | Err(_) => return pieces,
            };
            pieces.push((piece, usize::try_from(xml.buffer_position()).unwrap()));
        }
    }

    fn found(document: &str) -> Vec<(String, usize)> {
        let mut scanner = Scanner::new(document);
        let mut pieces = Vec::new();
        loop {
            let piece = match scanner.next() {
                Ok(Piece::Start(tag)) => {
                    let kind = if tag.empty { "empty" } else { "start" };
                    format!("{kind} {}{}", tag.qualified, tag.attributes)
                }
                Ok(Piece::End) => "end".to_owned(),
                Ok(Piece::Text(text)) => format!("text {text}"),
                Ok(Piece::Section(text)) => format!("section {text}"),
                Ok(Piece::Reference(name)) => format!("reference {name}"),
                Ok(Piece::Instruction(text)) => format!("instruction {text}"),
                Ok(Piece::Comment) => "comment".to_owned(),
                Ok(Piece::Eof) | Err(_) => return pieces,
            };
            pieces.push((piece, scanner.offset()));
        }
    }

    /// Markup of every kind, whole and broken, in any order.
    fn documents() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "<a>",
            "</a>",
            "<b:c d='>' e=\"'/>\">",
            "</b:c >",
            "<f/>",
            "<g h='/'/>",
            "<i ",
            "</a",
            "</",
            "<",
            ">",
            "/>",
            "'",
            "\"",
            "&amp;",
            "&#65;",
            "&",
            ";",
            " ",
            "\r\n",
            "text",
            "å",
            "<?xml version='1.0'?>",
            "<?p i?>",
            "<?",
            "?>",
            "<!-- c -->",
            "<!--",
            "--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<![CDATA[x]]>",
            "<!DOCTYPE a>",
            "<!",
        ]);
        prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_096))]

        /// What is not a name stops the scanner before quick-xml, which takes any.
        #[test]
        fn pieces_are_those_that_quick_xml_reads(document in documents()) {
            let (expected, found) = (expected(&document), found(&document));
            let stopped = expected.get(found.len()).map(|(piece, _)| piece.clone()).unwrap_or_default();
            prop_assert_eq!(&expected[..found.len().min(expected.len())], &found[..]);
            let name = stopped.split_once(' ').filter(|(kind, _)| matches!(*kind, "start" | "empty"));
            let name = name.map(|(_, tag)| tag.split([' ', '\t', '\r', '\n']).next().unwrap_or_default());
            prop_assert!(name.is_none_or(|name| super::split_name(name).is_none()), "{}", stopped);
            prop_assert!(stopped.is_empty() || name.is_some(), "{}", stopped);
        }
    }
}

//! The tokens of a document: quick-xml's events with namespaces resolved, limits applied and the
//! checks made that quick-xml leaves to its user.

use std::borrow::Cow;

use quick_xml::events::Event;
use quick_xml::events::attributes::Attributes;

use super::charset::is_xml_char;
use super::error::shown;
use super::scope::{BindingId, Scope};
use super::{DecodeError, DecodeErrorKind, Limits};

/// A start tag.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tag<'a> {
    /// Offset of its `<`.
    pub(crate) offset: usize,
    /// The name as written, with prefix.
    pub(crate) qualified: &'a str,
    pub(crate) local: &'a str,
    /// The binding its namespace comes from; `None`: no namespace.
    pub(crate) binding: Option<BindingId>,
    /// The scope's mark before this tag's own declarations.
    pub(crate) mark: usize,
}

/// An attribute that is not a namespace declaration.
#[derive(Debug, Clone)]
pub(crate) struct Attribute<'a> {
    pub(crate) local: &'a str,
    pub(crate) binding: Option<BindingId>,
    pub(crate) value: Cow<'a, str>,
}

/// One token. An empty element gives a `Start` and an `End`.
#[derive(Debug)]
pub(crate) enum Token<'a> {
    Start(Tag<'a>),
    /// Text with references resolved and line ends normalised. One run of text may come in pieces.
    Text(Cow<'a, str>),
    End,
    /// The document is complete: its root is closed and nothing but white space followed.
    Eof,
}

struct Open {
    mark: usize,
}

/// A tokenizer over a whole document.
pub(crate) struct Tokens<'a> {
    document: &'a str,
    xml: quick_xml::Reader<&'a [u8]>,
    limits: Limits,
    scope: Scope<'a>,
    open: Vec<Open>,
    /// Attributes of the latest start tag.
    attributes: Vec<Attribute<'a>>,
    elements: usize,
    root_seen: bool,
    /// The latest start tag was of an empty element: its end is due.
    end_due: bool,
    /// The document holds `]]>` somewhere, so every text must be searched for it.
    section_end: bool,
}

impl<'a> Tokens<'a> {
    pub(crate) fn new(document: &'a str, limits: &Limits) -> Self {
        let mut xml = quick_xml::Reader::from_str(document);
        xml.config_mut().check_comments = true;
        Self {
            document,
            xml,
            limits: *limits,
            scope: Scope::new(),
            open: Vec::new(),
            attributes: Vec::new(),
            elements: 0,
            root_seen: false,
            end_due: false,
            section_end: memchr::memmem::find(document.as_bytes(), b"]]>").is_some(),
        }
    }

    pub(crate) fn document(&self) -> &'a str {
        self.document
    }

    pub(crate) fn scope(&self) -> &Scope<'a> {
        &self.scope
    }

    /// Attributes of the latest start tag; namespace declarations are not among them.
    pub(crate) fn attributes(&self) -> &[Attribute<'a>] {
        &self.attributes
    }

    /// Elements open, the one just started included.
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Offset of the first byte not read yet.
    pub(crate) fn offset(&self) -> usize {
        usize::try_from(self.xml.buffer_position()).unwrap_or(self.document.len())
    }

    pub(crate) fn error(&self, offset: usize, kind: DecodeErrorKind) -> DecodeError {
        DecodeError::at(self.document, offset, kind)
    }

    fn malformed(&self, offset: usize, what: &'static str) -> DecodeError {
        self.error(offset, DecodeErrorKind::Malformed(what))
    }

    fn too_large(&self, offset: usize, what: &'static str, limit: usize) -> DecodeError {
        self.error(offset, DecodeErrorKind::TooLarge { what, limit })
    }

    /// The next token.
    pub(crate) fn next(&mut self) -> Result<Token<'a>, DecodeError> {
        if self.end_due {
            self.end_due = false;
            return self.end();
        }
        loop {
            let offset = self.offset();
            let event = match self.xml.read_event() {
                Ok(event) => event,
                Err(error) => return Err(self.syntax_error(&error)),
            };
            match event {
                Event::Start(_) => return self.start(offset, false),
                Event::Empty(_) => return self.start(offset, true),
                Event::End(_) => return self.end(),
                Event::Text(text) => {
                    if let Some(text) = self.text(offset, text.into_inner())? {
                        return Ok(Token::Text(text));
                    }
                }
                Event::CData(section) => {
                    self.inside_root(offset)?;
                    return Ok(Token::Text(normalised(section.into_inner())));
                }
                Event::GeneralRef(reference) => {
                    self.inside_root(offset)?;
                    return self.reference(offset, &reference).map(Token::Text);
                }
                Event::Decl(_) if offset != 0 => {
                    return Err(
                        self.malformed(offset, "an XML declaration that is not at the start")
                    );
                }
                Event::Decl(_) | Event::Comment(_) => {}
                Event::PI(instruction) => {
                    if instruction.target().eq_ignore_ascii_case("xml") {
                        return Err(self.malformed(offset, "a processing instruction named xml"));
                    }
                }
                Event::DocType(_) => return Err(self.error(offset, DecodeErrorKind::Dtd)),
                Event::Eof => return self.eof(offset),
            }
        }
    }

    fn eof(&self, offset: usize) -> Result<Token<'a>, DecodeError> {
        if self.open.is_empty() && self.root_seen {
            Ok(Token::Eof)
        } else {
            Err(self.error(offset, DecodeErrorKind::Incomplete))
        }
    }

    fn start(&mut self, offset: usize, empty: bool) -> Result<Token<'a>, DecodeError> {
        if self.open.is_empty() && self.root_seen {
            return Err(self.malformed(offset, "a second root element"));
        }
        self.root_seen = true;
        self.elements += 1;
        if self.elements > self.limits.elements {
            return Err(self.too_large(offset, "elements", self.limits.elements));
        }
        if self.open.len() >= self.limits.depth {
            return Err(self.too_large(offset, "open elements", self.limits.depth));
        }
        let mark = self.scope.mark();
        let (qualified, attributes) = self.tag_parts(offset, empty);
        self.attributes.clear();
        if !attributes.trim_ascii().is_empty() {
            self.read_attributes(offset, attributes)?;
        }
        let (prefix, local) = self.split(offset, qualified)?;
        let binding = self.resolve(offset, prefix, true)?;
        self.open.push(Open { mark });
        self.end_due = empty;
        Ok(Token::Start(Tag {
            offset,
            qualified,
            local,
            binding,
            mark,
        }))
    }

    /// Name and attributes of the tag that starts at `offset` and has just been read.
    fn tag_parts(&self, offset: usize, empty: bool) -> (&'a str, &'a str) {
        let end = self.offset() - if empty { 2 } else { 1 };
        let inner = self.document.get(offset + 1..end).unwrap_or("");
        let name_end = inner.find([' ', '\t', '\n', '\r']).unwrap_or(inner.len());
        inner.split_at_checked(name_end).unwrap_or((inner, ""))
    }

    fn read_attributes(&mut self, offset: usize, raw: &'a str) -> Result<(), DecodeError> {
        let mut pending = Vec::new();
        for (count, attribute) in Attributes::new(raw, 0).enumerate() {
            if count >= self.limits.attributes {
                return Err(self.too_large(offset, "attributes", self.limits.attributes));
            }
            let Ok(attribute) = attribute else {
                return Err(self.malformed(offset, "an attribute that is written wrongly or twice"));
            };
            let Cow::Borrowed(value) = attribute.value else {
                return Err(self.malformed(offset, "an attribute that cannot be read"));
            };
            let value = self.attribute_value(offset, value)?;
            let name = attribute.key.into_inner();
            let declared = match name.split_once(':') {
                None if name == "xmlns" => Some(""),
                Some(("xmlns", prefix)) => Some(prefix),
                _ => None,
            };
            match declared {
                Some(prefix) => {
                    self.check_name(offset, if prefix.is_empty() { name } else { prefix })?;
                    if let Err(what) = self.scope.declare(prefix, value) {
                        return Err(self.malformed(offset, what));
                    }
                }
                None => pending.push((name, value)),
            }
        }
        for (name, value) in pending {
            let (prefix, local) = self.split(offset, name)?;
            let binding = self.resolve(offset, prefix, false)?;
            self.attributes.push(Attribute {
                local,
                binding,
                value,
            });
        }
        Ok(())
    }

    fn attribute_value(&self, offset: usize, raw: &'a str) -> Result<Cow<'a, str>, DecodeError> {
        if raw.contains('<') {
            return Err(self.malformed(offset, "< in an attribute value"));
        }
        if !raw.contains(['&', '\t', '\n', '\r']) {
            return Ok(Cow::Borrowed(raw));
        }
        let spaced = raw.replace("\r\n", " ").replace(['\t', '\n', '\r'], " ");
        let value = quick_xml::escape::unescape(&spaced)
            .map_err(|_| self.malformed(offset, "a reference that XML does not know"))?;
        if !value.chars().all(is_xml_char) {
            return Err(self.malformed(offset, "a character that XML does not allow"));
        }
        Ok(Cow::Owned(value.into_owned()))
    }

    fn split(&self, offset: usize, qualified: &'a str) -> Result<(&'a str, &'a str), DecodeError> {
        let (prefix, local) = qualified.split_once(':').unwrap_or(("", qualified));
        if !prefix.is_empty() || local.len() != qualified.len() {
            self.check_name(offset, prefix)?;
        }
        self.check_name(offset, local)?;
        Ok((prefix, local))
    }

    fn check_name(&self, offset: usize, name: &str) -> Result<(), DecodeError> {
        if is_ncname(name) {
            Ok(())
        } else {
            Err(self.malformed(offset, "a name that XML does not allow"))
        }
    }

    fn resolve(
        &self,
        offset: usize,
        prefix: &str,
        element: bool,
    ) -> Result<Option<BindingId>, DecodeError> {
        if prefix.is_empty() && !element {
            return Ok(None);
        }
        let binding = self.scope.find(prefix);
        if binding.is_none() && !prefix.is_empty() {
            return Err(self.malformed(offset, "a namespace prefix that is not declared"));
        }
        Ok(binding)
    }

    fn end(&mut self) -> Result<Token<'a>, DecodeError> {
        match self.open.pop() {
            Some(open) => {
                self.scope.leave(open.mark);
                Ok(Token::End)
            }
            None => Err(self.malformed(self.offset(), "an end tag without a start tag")),
        }
    }

    fn inside_root(&self, offset: usize) -> Result<(), DecodeError> {
        if self.open.is_empty() {
            return Err(self.malformed(offset, "text outside the root element"));
        }
        Ok(())
    }

    /// A piece of text; `None` for white space outside the root.
    fn text(&self, offset: usize, text: Cow<'a, str>) -> Result<Option<Cow<'a, str>>, DecodeError> {
        if self.open.is_empty() && text.trim_ascii().is_empty() {
            return Ok(None);
        }
        self.inside_root(offset)?;
        if self.section_end && text.contains("]]>") {
            return Err(self.malformed(offset, "]]> in text"));
        }
        Ok(Some(normalised(text)))
    }

    fn reference(
        &self,
        offset: usize,
        name: &quick_xml::events::BytesRef<'_>,
    ) -> Result<Cow<'a, str>, DecodeError> {
        let known: &'static str = match &**name {
            "lt" => "<",
            "gt" => ">",
            "amp" => "&",
            "quot" => "\"",
            "apos" => "'",
            _ => "",
        };
        if !known.is_empty() {
            return Ok(Cow::Borrowed(known));
        }
        match name.resolve_char_ref() {
            Ok(Some(character)) if is_xml_char(character) => Ok(Cow::Owned(character.to_string())),
            _ => Err(self.malformed(offset, "a reference that XML does not know")),
        }
    }

    /// Whether the document ends at `offset` with the beginning of a comment, section or DTD.
    fn may_become_markup(&self, offset: usize) -> bool {
        let rest = self.document.get(offset..).unwrap_or("");
        ["<!--", "<![CDATA[", "<!DOCTYPE"]
            .iter()
            .any(|markup| markup.starts_with(rest))
    }

    fn syntax_error(&self, error: &quick_xml::Error) -> DecodeError {
        use quick_xml::errors::{Error, IllFormedError, SyntaxError};
        let offset = usize::try_from(self.xml.error_position()).unwrap_or(self.document.len());
        let kind = match error {
            Error::Syntax(SyntaxError::InvalidBangMarkup) if !self.may_become_markup(offset) => {
                DecodeErrorKind::Malformed("markup that XML does not know")
            }
            Error::Syntax(SyntaxError::UnclosedDoctype) => DecodeErrorKind::Dtd,
            Error::Syntax(_) | Error::IllFormed(IllFormedError::UnclosedReference) => {
                DecodeErrorKind::Incomplete
            }
            Error::IllFormed(IllFormedError::MismatchedEndTag { .. }) => {
                DecodeErrorKind::Malformed("an end tag that does not match its start tag")
            }
            Error::IllFormed(IllFormedError::UnmatchedEndTag(_)) => {
                DecodeErrorKind::Malformed("an end tag without a start tag")
            }
            _ => DecodeErrorKind::Malformed("markup that cannot be read"),
        };
        self.error(offset, kind)
    }
}

/// Line ends as XML 1.0 section 2.11 has them: `\n` only.
fn normalised(text: Cow<'_, str>) -> Cow<'_, str> {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return text;
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// Whether a text is a name without colon (`NCName` of Namespaces in XML 1.0).
pub(crate) fn is_ncname(name: &str) -> bool {
    let mut characters = name.chars();
    characters.next().is_some_and(is_name_start) && characters.all(is_name_character)
}

fn is_name_start(c: char) -> bool {
    c.is_ascii_alphabetic()
        || c == '_'
        || matches!(c, '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}'
            | '\u{37F}'..='\u{1FFF}' | '\u{200C}' | '\u{200D}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}'
            | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

fn is_name_character(c: char) -> bool {
    is_name_start(c)
        || c.is_ascii_digit()
        || matches!(
            c,
            '-' | '.' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}' | '\u{2040}'
        )
}

/// Path of local names to the element that `offset` stands in or at the start tag of, for
/// [`DecodeError::path`]. It reads the document anew: only mistakes pay for it.
pub(super) fn path_to(document: &str, offset: usize) -> String {
    let mut xml = quick_xml::Reader::from_str(document);
    xml.config_mut().check_end_names = false;
    let mut path: Vec<Step> = Vec::new();
    let mut roots = Step::default();
    loop {
        let at = usize::try_from(xml.buffer_position()).unwrap_or(usize::MAX);
        if at > offset {
            break;
        }
        match xml.read_event() {
            Ok(Event::Start(start)) => {
                let step = path
                    .last_mut()
                    .unwrap_or(&mut roots)
                    .child(start.local_name().as_ref());
                path.push(step);
            }
            Ok(Event::Empty(start)) => {
                let step = path
                    .last_mut()
                    .unwrap_or(&mut roots)
                    .child(start.local_name().as_ref());
                if usize::try_from(xml.buffer_position()).unwrap_or(usize::MAX) > offset {
                    path.push(step);
                }
            }
            Ok(Event::End(_))
                if usize::try_from(xml.buffer_position()).unwrap_or(usize::MAX) <= offset =>
            {
                path.pop();
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    render(&path)
}

/// An element on the way to a mistake, and how many children of each name it has had.
#[derive(Default)]
struct Step {
    name: String,
    index: usize,
    children: std::collections::HashMap<String, usize>,
}

impl Step {
    fn child(&mut self, name: &str) -> Step {
        let index = self.children.entry(name.to_owned()).or_default();
        *index += 1;
        Step {
            name: name.to_owned(),
            index: *index,
            ..Step::default()
        }
    }
}

/// The deepest part of a path is what helps; of a very deep one the middle is left out.
const SHOWN_STEPS: usize = 40;

fn render(path: &[Step]) -> String {
    let mut text = String::new();
    for (place, step) in path.iter().enumerate() {
        if path.len() > SHOWN_STEPS && place == SHOWN_STEPS / 2 {
            text.push_str("/…");
        }
        if path.len() > SHOWN_STEPS
            && (SHOWN_STEPS / 2..path.len() - SHOWN_STEPS / 2).contains(&place)
        {
            continue;
        }
        text.push('/');
        text.push_str(&shown(&step.name));
        if step.index > 1 {
            text.push('[');
            text.push_str(&step.index.to_string());
            text.push(']');
        }
    }
    if text.is_empty() {
        "/".to_owned()
    } else {
        text
    }
}

//! The tokens of a document: quick-xml's events with namespaces resolved, limits applied and the
//! checks made that quick-xml leaves to its user.

use std::borrow::Cow;

use quick_xml::events::{BytesDecl, BytesPI, BytesRef, BytesStart, Event};

use super::attribute::{RawAttributes, attribute_value, referenced};
use super::instruction::{check_declaration, check_target};
use super::ncname::{is_name_character, split_name};
use super::scope::{BindingId, MAX_BINDINGS, Scope};
use super::{DecodeError, DecodeErrorKind, Limits};

/// How many bytes of namespaces wildcard content may copy, whatever the size of the document.
const COPIED: usize = 64 * 1024;
/// How many more for each byte of it.
const COPIED_PER_BYTE: usize = 8;

/// A start tag.
#[derive(Debug, Clone, Copy)]
pub struct Tag<'a> {
    /// Offset of its `<`.
    pub offset: usize,
    /// The name as written, with prefix.
    pub(crate) qualified: &'a str,
    /// The name without prefix.
    pub local: &'a str,
    /// The binding its namespace comes from, see [`Tokens::namespace`]; `None`: no namespace.
    pub binding: Option<BindingId>,
    /// The scope's mark before this tag's own declarations.
    pub(crate) mark: usize,
}

/// An attribute that is not a namespace declaration.
#[derive(Debug, Clone)]
pub struct Attribute<'a> {
    pub(super) prefix: &'a str,
    /// The name without prefix.
    pub local: &'a str,
    /// The binding its namespace comes from, see [`Tokens::namespace`]; `None`: no namespace.
    pub binding: Option<BindingId>,
    /// The value, references resolved and white space made spaces.
    pub value: Cow<'a, str>,
}

/// One token. An empty element gives a `Start` and an `End`.
#[derive(Debug)]
pub enum Token<'a> {
    /// A start tag.
    Start(Tag<'a>),
    /// Text with references resolved and line ends normalised. One run of text may come in pieces.
    Text(Cow<'a, str>),
    /// An end tag.
    End,
    /// The document is complete: its root is closed and nothing but white space followed.
    Eof,
}

struct Open {
    mark: usize,
}

/// What most documents do not hold anywhere, and then no text of theirs must be searched for.
struct Rarities {
    /// `]]>`, which ends sections and may not stand in text.
    section_end: bool,
    carriage_return: bool,
}

impl Rarities {
    fn of(document: &str) -> Self {
        Self {
            section_end: memchr::memmem::find(document.as_bytes(), b"]]>").is_some(),
            carriage_return: memchr::memchr(b'\r', document.as_bytes()).is_some(),
        }
    }
}

/// A tokenizer over a whole document: what decoders and validators have in common. It takes text from
/// [`decode_text`](super::decode_text), and memory in proportion to the depth of the document.
pub struct Tokens<'a> {
    document: &'a str,
    xml: quick_xml::Reader<&'a [u8]>,
    limits: Limits,
    scope: Scope<'a>,
    open: Vec<Open>,
    /// Attributes of the latest start tag.
    attributes: Vec<Attribute<'a>>,
    elements: usize,
    /// Bytes of namespaces copied into wildcard content, see [`Self::spend`].
    copied: usize,
    root_seen: bool,
    /// The latest start tag was of an empty element: its end is due.
    end_due: bool,
    rarities: Rarities,
}

impl<'a> Tokens<'a> {
    /// A tokenizer at the start of a document.
    pub fn new(document: &'a str, limits: &Limits) -> Self {
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
            copied: 0,
            root_seen: false,
            end_due: false,
            rarities: Rarities::of(document),
        }
    }

    pub(crate) fn document(&self) -> &'a str {
        self.document
    }

    pub(crate) fn scope(&self) -> &Scope<'a> {
        &self.scope
    }

    /// The namespace that a binding stands for; `None`: no namespace.
    pub fn namespace(&self, binding: Option<BindingId>) -> Option<&str> {
        self.scope.uri(binding)
    }

    /// The namespace that a prefix means after the latest start tag (empty: the default namespace); `None`
    /// when it means none.
    pub fn resolve_prefix(&self, prefix: &str) -> Option<&str> {
        self.scope.uri(self.scope.find(prefix))
    }

    /// Prefixes (empty: the default namespace) and their namespaces after the latest start tag, innermost last.
    pub fn prefixes(&self) -> impl Iterator<Item = (&'a str, &str)> {
        self.scope.pairs()
    }

    /// Attributes of the latest start tag; namespace declarations are not among them.
    pub fn attributes(&self) -> &[Attribute<'a>] {
        &self.attributes
    }

    /// As [`Self::attributes`], to take those away that have been understood.
    pub(super) fn attributes_mut(&mut self) -> &mut Vec<Attribute<'a>> {
        &mut self.attributes
    }

    /// Elements open, the one just started included.
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Offset of the first byte not read yet.
    pub fn offset(&self) -> usize {
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

    /// Accounts for bytes that wildcard content copies from further out in the document. A long
    /// namespace name declared once could otherwise fill the memory, copied into many small elements.
    pub(super) fn spend(&mut self, offset: usize, copied: usize) -> Result<(), DecodeError> {
        self.copied += copied;
        let limit = COPIED + COPIED_PER_BYTE * self.document.len();
        if self.copied > limit {
            return Err(self.too_large(offset, "bytes of namespace declarations around wildcard content", limit));
        }
        Ok(())
    }

    /// The next token.
    ///
    /// # Errors
    ///
    /// When the document is not well-formed or exceeds a limit; it must not be asked again then.
    #[allow(
        clippy::should_implement_trait,
        reason = "an iterator would go on after an error and after the end"
    )]
    pub fn next(&mut self) -> Result<Token<'a>, DecodeError> {
        if self.end_due {
            self.end_due = false;
            return self.end();
        }
        loop {
            let offset = self.offset();
            if offset == 0 && self.document.starts_with('\u{FEFF}') {
                // quick-xml would skip it without counting it.
                return Err(self.malformed(offset, "a byte order mark, or a second one"));
            }
            let event = match self.xml.read_event() {
                Ok(event) => event,
                Err(error) => return Err(self.syntax_error(&error)),
            };
            match event {
                Event::Start(tag) => return self.start(offset, &tag, false),
                Event::Empty(tag) => return self.start(offset, &tag, true),
                Event::End(_) => return self.end(),
                Event::Text(text) => {
                    if let Some(text) = self.text(offset, text.into_inner())? {
                        return Ok(Token::Text(text));
                    }
                }
                Event::CData(section) => {
                    self.inside_root(offset)?;
                    return Ok(Token::Text(self.normalised(section.into_inner())));
                }
                Event::GeneralRef(reference) => {
                    self.inside_root(offset)?;
                    return self.reference(offset, &reference).map(Token::Text);
                }
                Event::Decl(declaration) => self.declaration(offset, &declaration)?,
                Event::PI(instruction) => self.instruction(offset, &instruction)?,
                Event::Comment(_) => {}
                Event::DocType(_) => return Err(self.error(offset, DecodeErrorKind::Dtd)),
                Event::Eof => return self.eof(offset),
            }
        }
    }

    fn declaration(&self, offset: usize, declaration: &BytesDecl<'_>) -> Result<(), DecodeError> {
        if offset != 0 {
            return Err(self.malformed(offset, "an XML declaration that is not at the start"));
        }
        let after_name = declaration.strip_prefix("xml").unwrap_or("");
        check_declaration(after_name).map_err(|what| self.malformed(offset, what))
    }

    fn instruction(&self, offset: usize, instruction: &BytesPI<'_>) -> Result<(), DecodeError> {
        check_target(instruction.target()).map_err(|what| self.malformed(offset, what))
    }

    fn eof(&self, offset: usize) -> Result<Token<'a>, DecodeError> {
        if self.open.is_empty() && self.root_seen {
            Ok(Token::Eof)
        } else {
            Err(self.error(offset, DecodeErrorKind::Incomplete))
        }
    }

    fn start(&mut self, offset: usize, tag: &BytesStart<'_>, empty: bool) -> Result<Token<'a>, DecodeError> {
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
        let (qualified, attributes) = self.tag_parts(offset, tag);
        self.attributes.clear();
        if !attributes.is_empty() {
            self.read_attributes(offset, mark, attributes)?;
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

    /// Name and attributes of the tag that starts at `offset`: quick-xml's slices, which live only
    /// as long as its event, taken from the document.
    fn tag_parts(&self, offset: usize, tag: &BytesStart<'_>) -> (&'a str, &'a str) {
        let start = offset + 1;
        let inner = self.document.get(start..start + tag.len()).unwrap_or("");
        inner.split_at_checked(tag.name().as_ref().len()).unwrap_or((inner, ""))
    }

    fn read_attributes(&mut self, offset: usize, mark: usize, raw: &'a str) -> Result<(), DecodeError> {
        for (count, attribute) in RawAttributes::new(raw).enumerate() {
            if count >= self.limits.attributes {
                return Err(self.too_large(offset, "attributes", self.limits.attributes));
            }
            let (name, value) = attribute.map_err(|what| self.malformed(offset, what))?;
            let value =
                attribute_value(value).ok_or_else(|| self.malformed(offset, "a reference that XML does not know"))?;
            let (prefix, local) = self.split(offset, name)?;
            match (prefix, local) {
                ("", "xmlns") => self.declare(offset, mark, "", value)?,
                ("xmlns", prefix) => self.declare(offset, mark, prefix, value)?,
                _ => self.attributes.push(Attribute {
                    prefix,
                    local,
                    binding: None,
                    value,
                }),
            }
        }
        self.resolve_attributes(offset)
    }

    fn declare(&mut self, offset: usize, mark: usize, prefix: &'a str, uri: Cow<'a, str>) -> Result<(), DecodeError> {
        if self.scope.mark() >= MAX_BINDINGS {
            return Err(self.too_large(offset, "namespace declarations in scope", MAX_BINDINGS));
        }
        self.scope
            .declare(mark, prefix, uri)
            .map_err(|what| self.malformed(offset, what))
    }

    /// Finds the attributes' namespaces, once all declarations of the tag are known, and refuses
    /// two attributes of one name.
    fn resolve_attributes(&mut self, offset: usize) -> Result<(), DecodeError> {
        for index in 0..self.attributes.len() {
            let Some((attribute, before)) = self.attributes.get(..=index).and_then(<[_]>::split_last) else {
                break;
            };
            let binding = self.resolve(offset, attribute.prefix, false)?;
            let uri = self.scope.uri(binding);
            if before
                .iter()
                .any(|other| other.local == attribute.local && self.scope.uri(other.binding) == uri)
            {
                return Err(self.malformed(offset, "an attribute that stands twice"));
            }
            if let Some(attribute) = self.attributes.get_mut(index) {
                attribute.binding = binding;
            }
        }
        Ok(())
    }

    fn split(&self, offset: usize, qualified: &'a str) -> Result<(&'a str, &'a str), DecodeError> {
        split_name(qualified).ok_or_else(|| self.malformed(offset, "a name that XML does not allow"))
    }

    fn resolve(&self, offset: usize, prefix: &str, element: bool) -> Result<Option<BindingId>, DecodeError> {
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
        if self.rarities.section_end && text.contains("]]>") {
            return Err(self.malformed(offset, "]]> in text"));
        }
        Ok(Some(self.normalised(text)))
    }

    /// Line ends as XML 1.0 section 2.11 has them: `\n` only.
    fn normalised(&self, text: Cow<'a, str>) -> Cow<'a, str> {
        if !self.rarities.carriage_return || !text.contains('\r') {
            return text;
        }
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    }

    fn reference(&self, offset: usize, name: &BytesRef<'_>) -> Result<Cow<'a, str>, DecodeError> {
        match referenced(name) {
            Some('<') => Ok(Cow::Borrowed("<")),
            Some('&') => Ok(Cow::Borrowed("&")),
            Some(character) => Ok(Cow::Owned(character.to_string())),
            None => Err(self.malformed(offset, "a reference that XML does not know")),
        }
    }

    /// Whether the document ends with a reference that begins at `offset`.
    fn may_become_reference(&self, offset: usize) -> bool {
        let rest = self.document.get(offset..).and_then(|rest| rest.strip_prefix('&'));
        rest.is_some_and(|rest| rest.chars().all(|c| c == '#' || is_name_character(c)))
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
            Error::IllFormed(IllFormedError::UnclosedReference) if !self.may_become_reference(offset) => {
                DecodeErrorKind::Malformed("an & that begins no reference")
            }
            Error::Syntax(_) | Error::IllFormed(IllFormedError::UnclosedReference) => DecodeErrorKind::Incomplete,
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

//! The tokens of a document: its pieces with namespaces resolved, references too, and limits applied.

use std::borrow::Cow;

use super::attribute::{RawAttributes, attribute_value, is_space, referenced};
use super::instruction::{check_declaration, check_target};
use super::ncname::split_name;
use super::scanner::{Piece, Scanner, StartTag};
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
        // A single byte is found faster than three, and is nearly as rare.
        let bracket = memchr::memchr(b']', document.as_bytes()).and_then(|at| document.get(at..));
        Self {
            section_end: bracket.is_some_and(|rest| rest.contains("]]>")),
            carriage_return: memchr::memchr(b'\r', document.as_bytes()).is_some(),
        }
    }
}

/// A tokenizer over a whole document: what decoders and validators have in common. It takes text from
/// [`decode_text`](super::decode_text), and memory in proportion to the depth of the document.
pub struct Tokens<'a> {
    document: &'a str,
    scanner: Scanner<'a>,
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
        Self {
            document,
            scanner: Scanner::new(document),
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
        self.scanner.offset()
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
                return Err(self.malformed(offset, "a byte order mark, or a second one"));
            }
            let piece = match self.scanner.next() {
                Ok(piece) => piece,
                Err(kind) => return Err(self.error(offset, kind)),
            };
            match piece {
                Piece::Start(tag) => return self.start(offset, &tag),
                Piece::End => return self.end(),
                Piece::Text(text) => {
                    if let Some(text) = self.text(offset, text)? {
                        return Ok(Token::Text(text));
                    }
                }
                Piece::Section(text) => {
                    self.inside_root(offset)?;
                    return Ok(Token::Text(self.normalised(text)));
                }
                Piece::Reference(name) => {
                    self.inside_root(offset)?;
                    return self.reference(offset, name).map(Token::Text);
                }
                Piece::Instruction(text) => self.instruction(offset, text)?,
                Piece::Comment => {}
                Piece::Eof => return self.eof(offset),
            }
        }
    }

    /// A processing instruction, or the XML declaration.
    fn instruction(&self, offset: usize, text: &str) -> Result<(), DecodeError> {
        let (target, rest) = text
            .split_at_checked(text.find(is_space).unwrap_or(text.len()))
            .unwrap_or((text, ""));
        let outcome = match target {
            "xml" if offset != 0 => Err("an XML declaration that is not at the start"),
            "xml" => check_declaration(rest),
            _ => check_target(target),
        };
        outcome.map_err(|what| self.malformed(offset, what))
    }

    fn eof(&self, offset: usize) -> Result<Token<'a>, DecodeError> {
        if self.open.is_empty() && self.root_seen {
            Ok(Token::Eof)
        } else {
            Err(self.error(offset, DecodeErrorKind::Incomplete))
        }
    }

    fn start(&mut self, offset: usize, tag: &StartTag<'a>) -> Result<Token<'a>, DecodeError> {
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
        self.attributes.clear();
        if !tag.attributes.is_empty() {
            self.read_attributes(offset, mark, tag.attributes)?;
        }
        let binding = self.resolve(offset, tag.prefix, true)?;
        let StartTag { qualified, local, .. } = *tag;
        self.open.push(Open { mark });
        self.end_due = tag.empty;
        Ok(Token::Start(Tag {
            offset,
            qualified,
            local,
            binding,
            mark,
        }))
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
    fn text(&self, offset: usize, text: &'a str) -> Result<Option<Cow<'a, str>>, DecodeError> {
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
    fn normalised(&self, text: &'a str) -> Cow<'a, str> {
        if !self.rarities.carriage_return || !text.contains('\r') {
            return Cow::Borrowed(text);
        }
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    }

    fn reference(&self, offset: usize, name: &str) -> Result<Cow<'a, str>, DecodeError> {
        match referenced(name) {
            Some('<') => Ok(Cow::Borrowed("<")),
            Some('&') => Ok(Cow::Borrowed("&")),
            Some(character) => Ok(Cow::Owned(character.to_string())),
            None => Err(self.malformed(offset, "a reference that XML does not know")),
        }
    }
}

//! The reader that generated decoders ask for the children they expect.

use std::borrow::Cow;

use super::codec::Given;
use super::error::{Found, shown, shown_name};
use super::raw::RawElement;
use super::scope::BindingId;
use super::token::Tag;
use super::{Decode, DecodeError, DecodeErrorKind, Limits, Name, Namespace, Simple, Token, Tokens};

/// Namespace of `xsi:type` and its like.
pub(super) const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// Which elements a wildcard (`xs:any`) lets through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wildcard {
    /// `##other`: any namespace but this one, and not no namespace.
    Other(&'static Namespace),
    /// One of these namespaces; the empty text is no namespace.
    Only(&'static [&'static str]),
    /// `##any`.
    Any,
}

impl Wildcard {
    pub(super) fn admits(self, namespace: Option<&str>) -> bool {
        match self {
            Self::Other(target) => namespace.is_some_and(|uri| uri != target.uri),
            Self::Only(listed) => listed.contains(&namespace.unwrap_or("")),
            Self::Any => true,
        }
    }
}

/// What comes next inside the element being read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Next<'a> {
    Start(Tag<'a>),
    /// The end of the parent, and where in it to report that something is missing.
    End(usize),
}

/// A pull reader over one document, used through the children a type expects.
///
/// A decoder calls [`Self::begin`], then [`Self::required`], [`Self::optional`],
/// [`Self::repeated`] and [`Self::any`] in the schema's order, then [`Self::end`].
pub struct Reader<'a> {
    pub(super) tokens: Tokens<'a>,
    pub(super) next: Option<Next<'a>>,
    /// For each complex element open: the namespace and names of the children its type knows, for
    /// telling mistakes apart.
    known: Vec<(&'static Namespace, &'static [&'static str])>,
    /// Start of the tag entered last.
    pub(super) entered: usize,
    /// The tag entered last.
    pub(super) current: Option<Tag<'a>>,
    /// The value the schema gives to the next element entered.
    pub(super) given: Option<Given>,
    /// The value the schema gives to the element entered last.
    pub(super) given_here: Option<Given>,
}

impl<'a> Reader<'a> {
    /// A reader at the start of a document, whose text comes from
    /// [`decode_text`](super::decode_text): the size and the characters are checked there.
    pub fn new(document: &'a str, limits: &Limits) -> Self {
        Self {
            tokens: Tokens::new(document, limits),
            next: None,
            known: Vec::new(),
            entered: 0,
            current: None,
            given: None,
            given_here: None,
        }
    }

    /// Begins a complex type whose element has just been entered. `type_name` is what an `xsi:type`
    /// may say; `children` are the local names the type knows, for error messages only.
    ///
    /// # Errors
    ///
    /// [`DecodeErrorKind::UnknownAttribute`]: the types of this kind have none. Namespace
    /// declarations, `xsi:schemaLocation` and an `xsi:type` naming the type itself are no
    /// attributes in this sense.
    pub fn begin(&mut self, type_name: &Name, children: &'static [&'static str]) -> Result<(), DecodeError> {
        self.check_attributes(|namespace, local| type_name.is(namespace, local))?;
        self.known.push((type_name.namespace, children));
        Ok(())
    }

    /// Reads a child that must come next.
    ///
    /// # Errors
    ///
    /// When another element or the end comes next, or the child's content is wrong.
    pub fn required<T: Decode>(&mut self, name: &Name) -> Result<T, DecodeError> {
        match self.optional(name)? {
            Some(value) => Ok(value),
            None => Err(self.unexpected(Some(*name))),
        }
    }

    /// Reads a child if it comes next.
    ///
    /// # Errors
    ///
    /// When the child's content is wrong, or text stands where elements should.
    pub fn optional<T: Decode>(&mut self, name: &Name) -> Result<Option<T>, DecodeError> {
        if !self.is_next(name)? {
            self.given = None;
            return Ok(None);
        }
        self.enter();
        T::decode(self).map(Some)
    }

    /// Reads as many of a child as come next, at most `max`.
    ///
    /// # Errors
    ///
    /// [`DecodeErrorKind::TooFew`] below `min`; one above `max` is left for whoever reads next.
    pub fn repeated<T: Decode>(&mut self, name: &Name, min: usize, max: Option<usize>) -> Result<Vec<T>, DecodeError> {
        let mut values = Vec::new();
        let given = self.given;
        while max.is_none_or(|max| values.len() < max) {
            self.given = given;
            match self.optional(name)? {
                Some(value) => values.push(value),
                None => break,
            }
        }
        self.check_count(|| name.to_string(), min, values.len())?;
        Ok(values)
    }

    /// Reads what a wildcard lets through, verbatim.
    ///
    /// # Errors
    ///
    /// [`DecodeErrorKind::TooFew`] below `min`, or XML that is not well-formed.
    pub fn any(&mut self, wildcard: Wildcard, min: usize, max: Option<usize>) -> Result<Vec<RawElement>, DecodeError> {
        self.any_until(&[], wildcard, min, max)
    }

    /// As [`Self::any`], for a wildcard that also admits elements which the type names after it: one
    /// of `stops` ends it.
    ///
    /// # Errors
    ///
    /// As for [`Self::any`].
    pub fn any_until(
        &mut self,
        stops: &[Name],
        wildcard: Wildcard,
        min: usize,
        max: Option<usize>,
    ) -> Result<Vec<RawElement>, DecodeError> {
        let mut elements = Vec::new();
        while max.is_none_or(|max| elements.len() < max) {
            match self.peek()? {
                Next::Start(tag) if wildcard.admits(self.uri(tag.binding)) => {
                    if stops.iter().any(|stop| stop.is(self.uri(tag.binding), tag.local)) {
                        break;
                    }
                    self.next = None;
                    elements.push(RawElement::capture(&mut self.tokens, &tag)?);
                }
                Next::Start(_) | Next::End(_) => break,
            }
        }
        self.check_count(|| "elements of other namespaces".to_owned(), min, elements.len())?;
        Ok(elements)
    }

    /// Ends a complex type: takes its end tag.
    ///
    /// # Errors
    ///
    /// When an element is left that the type does not allow here; the kind tells an element out of
    /// order or one too many, one in the wrong namespace and an unknown one apart.
    pub fn end(&mut self) -> Result<(), DecodeError> {
        match self.peek()? {
            Next::End(_) => {
                self.next = None;
                self.known.pop();
                Ok(())
            }
            Next::Start(_) => Err(self.unexpected(None)),
        }
    }

    /// Reads a simple value through the end tag of its element.
    pub(super) fn simple<T: Simple>(&mut self) -> Result<T, DecodeError> {
        // Simple types do not know their names, and a value must be one of the declared type anyhow.
        self.check_attributes(|_, _| true)?;
        self.value()
    }

    /// Reads the text of a complex type with simple content through the end tag of its element;
    /// attributes have been taken before.
    ///
    /// # Errors
    ///
    /// When an attribute is left, or the text is not of the type.
    pub fn content<T: Simple>(&mut self, type_name: &Name) -> Result<T, DecodeError> {
        self.check_attributes(|namespace, local| type_name.is(namespace, local))?;
        self.value()
    }

    fn value<T: Simple>(&mut self) -> Result<T, DecodeError> {
        let offset = self.entered;
        let given = self.given_here.take();
        let text = self.text()?;
        let value = match given {
            Some(given) if text.is_empty() => super::codec::parse(given.text()),
            Some(given) => super::codec::parse(&text).and_then(|value| given.checked(value)),
            None => super::codec::parse_cow(text),
        };
        value.map_err(|error| self.tokens.error(offset, error.into()))
    }

    /// The text up to the end tag of the element just entered.
    pub(super) fn text(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        let mut text = Cow::Borrowed("");
        loop {
            match self.tokens.next()? {
                Token::Text(piece) if text.is_empty() => text = piece,
                Token::Text(piece) => text.to_mut().push_str(&piece),
                Token::End => return Ok(text),
                Token::Start(tag) => {
                    let found = Found::Element(shown_name(self.uri(tag.binding), tag.local));
                    return Err(self.tokens.error(tag.offset, DecodeErrorKind::Unknown(found)));
                }
                Token::Eof => {
                    return Err(self.tokens.error(self.tokens.offset(), DecodeErrorKind::Incomplete));
                }
            }
        }
    }

    /// Checks that the document ends here.
    pub(crate) fn finish(&mut self) -> Result<(), DecodeError> {
        match self.tokens.next()? {
            Token::Eof => Ok(()),
            _ => Err(self.tokens.error(self.tokens.offset(), DecodeErrorKind::UnexpectedText)),
        }
    }

    /// Namespace and local name of the element that comes next, `None` at the parent's end.
    pub(crate) fn next_name(&mut self) -> Result<Option<(Option<&str>, &'a str)>, DecodeError> {
        Ok(match self.peek()? {
            Next::Start(tag) => Some((self.uri(tag.binding), tag.local)),
            Next::End(_) => None,
        })
    }

    /// Enters the element that comes next if it is `name`, without decoding it.
    pub(crate) fn enter_if(&mut self, name: &Name) -> Result<bool, DecodeError> {
        let entered = self.is_next(name)?;
        if entered {
            self.enter();
        }
        Ok(entered)
    }

    /// A mistake at the element that comes next, or at the current place.
    pub(crate) fn error_here(&mut self, kind: DecodeErrorKind) -> DecodeError {
        let offset = self.place();
        self.tokens.error(offset, kind)
    }

    pub(super) fn is_next(&mut self, name: &Name) -> Result<bool, DecodeError> {
        if self.next.is_none() {
            self.advance()?;
        }
        // By reference: this is asked for every child a type might have.
        Ok(match &self.next {
            Some(Next::Start(tag)) => tag.local == name.local && name.is(self.uri(tag.binding), tag.local),
            _ => false,
        })
    }

    pub(super) fn enter(&mut self) {
        if let Some(Next::Start(tag)) = self.next.take() {
            self.entered = tag.offset;
            self.current = Some(tag);
            self.given_here = self.given.take();
        }
    }

    pub(super) fn peek(&mut self) -> Result<Next<'a>, DecodeError> {
        loop {
            if let Some(next) = self.next {
                return Ok(next);
            }
            self.advance()?;
        }
    }

    /// Reads on to the start or end that comes next.
    fn advance(&mut self) -> Result<(), DecodeError> {
        while self.next.is_none() {
            let offset = self.tokens.offset();
            self.next = match self.tokens.next()? {
                Token::Start(tag) => Some(Next::Start(tag)),
                Token::End => Some(Next::End(self.end_place(offset))),
                Token::Text(text) if text.trim_ascii().is_empty() => None,
                Token::Text(_) => return Err(self.tokens.error(offset, DecodeErrorKind::UnexpectedText)),
                Token::Eof => return Err(self.tokens.error(offset, DecodeErrorKind::Incomplete)),
            };
        }
        Ok(())
    }

    /// Where to report a mistake: at what comes next or, before it is known, at the current place.
    pub(super) fn place(&self) -> usize {
        match self.next {
            Some(Next::Start(tag)) => tag.offset,
            Some(Next::End(offset)) => offset,
            None => self.tokens.offset(),
        }
    }

    /// The place of an element's end: its end tag or, for an empty element, the end of its only tag.
    fn end_place(&self, offset: usize) -> usize {
        let rest = self.tokens.document().get(offset..);
        if rest.is_some_and(|rest| rest.starts_with("</")) {
            offset
        } else {
            offset.saturating_sub(1)
        }
    }

    pub(super) fn uri(&self, binding: Option<BindingId>) -> Option<&str> {
        self.tokens.scope().uri(binding)
    }

    pub(super) fn check_count(&self, what: impl Fn() -> String, min: usize, found: usize) -> Result<(), DecodeError> {
        if found >= min {
            return Ok(());
        }
        let offset = self.place();
        Err(self.tokens.error(
            offset,
            DecodeErrorKind::TooFew {
                what: what(),
                min,
                found,
            },
        ))
    }

    /// Refuses attributes other than those of XML Schema instances that change nothing.
    pub(super) fn check_attributes(&self, is_own_type: impl Fn(Option<&str>, &str) -> bool) -> Result<(), DecodeError> {
        for attribute in self.tokens.attributes() {
            let namespace = self.uri(attribute.binding);
            let harmless = namespace == Some(XSI)
                && match attribute.local {
                    "schemaLocation" | "noNamespaceSchemaLocation" => true,
                    "type" => self
                        .qualified(&attribute.value)
                        .is_some_and(|(namespace, local)| is_own_type(namespace, local)),
                    _ => false,
                };
            if !harmless {
                let name = shown_name(namespace, attribute.local);
                return Err(self.tokens.error(self.entered, DecodeErrorKind::UnknownAttribute(name)));
            }
        }
        Ok(())
    }

    /// The error for what comes next where `expected`, or nothing more, should.
    pub(super) fn unexpected(&mut self, expected: Option<Name>) -> DecodeError {
        let Some(Next::Start(tag)) = self.next else {
            let offset = self.place();
            return match expected {
                Some(expected) => self.tokens.error(
                    offset,
                    DecodeErrorKind::Expected {
                        expected,
                        found: Found::End,
                    },
                ),
                None => self.tokens.error(offset, DecodeErrorKind::Incomplete),
            };
        };
        let namespace = self.uri(tag.binding);
        let found = Found::Element(shown_name(namespace, tag.local));
        let own = self.known.last().filter(|(_, children)| children.contains(&tag.local));
        let kind = match (expected, own) {
            (_, Some((own, _))) if namespace.unwrap_or("") != own.uri => wrong_namespace(namespace, tag.local),
            (Some(expected), _) if tag.local == expected.local => wrong_namespace(namespace, tag.local),
            (Some(expected), _) => DecodeErrorKind::Expected { expected, found },
            (None, Some(_)) => DecodeErrorKind::OutOfOrder(shown(tag.local)),
            (None, None) => DecodeErrorKind::Unknown(found),
        };
        self.tokens.error(tag.offset, kind)
    }
}

fn wrong_namespace(namespace: Option<&str>, local: &str) -> DecodeErrorKind {
    DecodeErrorKind::WrongNamespace {
        local: shown(local),
        namespace: namespace.map_or_else(|| "no namespace".to_owned(), shown),
    }
}

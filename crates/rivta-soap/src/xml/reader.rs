//! The reader that generated decoders ask for the children they expect.

use std::borrow::Cow;

use super::codec::Given;
use super::error::{Found, shown, shown_name};
use super::raw::RawElement;
use super::scope::BindingId;
use super::token::{Attribute, Tag};
use super::tolerance::{Outcome, Tolerance};
use super::{Decode, DecodeError, DecodeErrorKind, Limits, Name, Namespace, Simple, Token, Tokens, ValueError};

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
    pub(super) known: Vec<(&'static Namespace, &'static [&'static str])>,
    /// Start of the tag entered last.
    pub(super) entered: usize,
    /// The tag entered last.
    pub(super) current: Option<Tag<'a>>,
    /// The value the schema gives to the next element entered.
    pub(super) given: Option<Given>,
    /// The value the schema gives to the element entered last.
    pub(super) given_here: Option<Given>,
    /// What a tolerant reader remembers; `None`: the reader is strict.
    pub(super) tolerance: Option<Box<Tolerance>>,
}

impl<'a> Reader<'a> {
    /// A strict reader at the start of a document, whose text comes from
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
            tolerance: None,
        }
    }

    /// Begins a complex type whose element has just been entered. `type_name` is what an `xsi:type`
    /// may say; `children` are the local names of all elements the type knows, those of its groups
    /// among them, and `wildcards` its wildcards: they tell mistakes apart.
    ///
    /// # Errors
    ///
    /// [`DecodeErrorKind::UnknownAttribute`] for an attribute that has not been taken before. Namespace
    /// declarations, `xsi:schemaLocation` and an `xsi:type` naming the type itself are no
    /// attributes in this sense.
    pub fn begin(
        &mut self,
        type_name: &Name,
        children: &'static [&'static str],
        wildcards: &[Wildcard],
    ) -> Result<(), DecodeError> {
        self.check_attributes(|namespace, local| type_name.is(namespace, local))?;
        self.known.push((type_name.namespace, children));
        self.open_level(wildcards);
        Ok(())
    }

    /// Reads a child that must come next.
    ///
    /// # Errors
    ///
    /// When another element or the end comes next, or the child's content is wrong.
    pub fn required<T: Decode>(&mut self, name: &Name) -> Result<T, DecodeError> {
        let given = self.given.is_some();
        if let Some(value) = self.optional(name)? {
            return Ok(value);
        }
        let (offset, kind) = self.unexpected(Some(*name));
        // To an element with a value of the schema's own, an empty text is not nothing.
        let lacking = |lack| T::missing(lack).filter(|(_, outcome)| !given || *outcome != Outcome::Filled);
        self.missing(offset, kind, lacking)
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
        let mut elements = self.take_aside();
        let mut admitted = 0;
        loop {
            match self.peek()? {
                Next::Start(tag) if self.is_unknown(&tag) => elements.push(self.keep_unknown(&tag)?.0),
                Next::Start(tag) if max.is_none_or(|max| admitted < max) && wildcard.admits(self.uri(tag.binding)) => {
                    if stops.iter().any(|stop| stop.is(self.uri(tag.binding), tag.local)) {
                        break;
                    }
                    self.next = None;
                    elements.push(RawElement::capture(&mut self.tokens, &tag)?);
                    admitted += 1;
                }
                Next::Start(_) | Next::End(_) => break,
            }
        }
        self.check_count(|| "elements of other namespaces".to_owned(), min, admitted)?;
        Ok(elements)
    }

    /// Ends a complex type: takes its end tag.
    ///
    /// # Errors
    ///
    /// When an element is left that the type does not allow here; the kind tells an element out of
    /// order or one too many, one in the wrong namespace and an unknown one apart.
    pub fn end(&mut self) -> Result<(), DecodeError> {
        if self.tolerance.is_some() {
            self.pass_unknown()?;
            self.close_level();
        }
        match self.peek()? {
            Next::End(_) => {
                self.next = None;
                self.known.pop();
                Ok(())
            }
            Next::Start(_) => {
                let (offset, kind) = self.unexpected(None);
                Err(self.tokens.error(offset, kind))
            }
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
        let text = match (self.text()?, given) {
            (text, Some(given)) if text.is_empty() => Cow::Borrowed(given.text()),
            (text, _) => text,
        };
        self.parsed(offset, text, given, DecodeErrorKind::BadValue)
    }

    /// The value of an element's or attribute's text.
    pub(super) fn parsed<T: Simple>(
        &mut self,
        offset: usize,
        text: Cow<'_, str>,
        given: Option<Given>,
        kind: impl Fn(ValueError) -> DecodeErrorKind,
    ) -> Result<T, DecodeError> {
        let text = T::WHITESPACE.apply(text);
        let value = match T::parse(&text) {
            Ok(value) => value,
            Err(error) => return self.unlisted(offset, &text, error, kind),
        };
        match given.map(|given| given.check(&value)) {
            Some(Err(error)) => self.depart(offset, kind(error), Outcome::Kept).map(|()| value),
            _ => Ok(value),
        }
    }

    /// The text up to the end tag of the element just entered.
    pub(super) fn text(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        let mut text = Cow::Borrowed("");
        loop {
            // Matched in place: taking the token out first would copy it.
            match self.tokens.next() {
                Ok(Token::Text(piece)) if text.is_empty() => text = piece,
                Ok(Token::Text(piece)) => text.to_mut().push_str(&piece),
                Ok(Token::End) => return Ok(text),
                Ok(Token::Start(tag)) => self.drop_unknown(&tag)?,
                Ok(Token::Eof) => {
                    return Err(self.tokens.error(self.tokens.offset(), DecodeErrorKind::Incomplete));
                }
                Err(error) => return Err(error),
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
        let found = self.has_next(name);
        if found || self.tolerance.is_none() {
            return Ok(found);
        }
        self.pass_unknown()?;
        Ok(self.has_next(name))
    }

    fn has_next(&self, name: &Name) -> bool {
        // By reference: this is asked for every child a type might have.
        match &self.next {
            Some(Next::Start(tag)) => tag.local == name.local && name.is(self.uri(tag.binding), tag.local),
            _ => false,
        }
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
            // Matched in place: taking the token out first would copy it.
            let token = self.tokens.next();
            match &token {
                Ok(Token::Start(tag)) => self.next = Some(Next::Start(*tag)),
                Ok(Token::End) => self.next = Some(Next::End(self.end_place(offset))),
                Ok(Token::Text(text)) if text.trim_ascii().is_empty() => {}
                Ok(Token::Text(_)) => return Err(self.tokens.error(offset, DecodeErrorKind::UnexpectedText)),
                Ok(Token::Eof) => return Err(self.tokens.error(offset, DecodeErrorKind::Incomplete)),
                Err(_) => return token.map(drop),
            }
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

    pub(super) fn check_count(
        &mut self,
        what: impl Fn() -> String,
        min: usize,
        found: usize,
    ) -> Result<(), DecodeError> {
        if found >= min {
            return Ok(());
        }
        let what = what();
        let kind = DecodeErrorKind::TooFew { what, min, found };
        self.depart(self.place(), kind, Outcome::Kept)
    }

    /// Refuses attributes other than those of XML Schema instances that change nothing.
    pub(super) fn check_attributes(
        &mut self,
        is_own_type: impl Fn(Option<&str>, &str) -> bool,
    ) -> Result<(), DecodeError> {
        if self.tokens.attributes().is_empty() {
            return Ok(());
        }
        let attributes = self.tokens.attributes().iter();
        let unknown = attributes.filter(|it| !self.is_harmless(it, &is_own_type));
        let names: Vec<String> = unknown.map(|it| shown_name(self.uri(it.binding), it.local)).collect();
        for name in names {
            let kind = DecodeErrorKind::UnknownAttribute(name);
            self.depart(self.entered, kind, Outcome::Dropped)?;
        }
        Ok(())
    }

    fn is_harmless(&self, attribute: &Attribute<'_>, is_own_type: impl Fn(Option<&str>, &str) -> bool) -> bool {
        self.uri(attribute.binding) == Some(XSI)
            && match attribute.local {
                "schemaLocation" | "noNamespaceSchemaLocation" => true,
                "type" => self
                    .qualified(&attribute.value)
                    .is_some_and(|(namespace, local)| is_own_type(namespace, local)),
                _ => false,
            }
    }

    /// The mistake that an element is which has no place here.
    pub(super) fn unknown_element(&self, tag: &Tag<'_>) -> DecodeErrorKind {
        DecodeErrorKind::Unknown(Found::Element(shown_name(self.uri(tag.binding), tag.local)))
    }

    /// Place and kind of the mistake that what comes next is where `expected`, or nothing more, should.
    pub(super) fn unexpected(&self, expected: Option<Name>) -> (usize, DecodeErrorKind) {
        let Some(Next::Start(tag)) = self.next else {
            let found = Found::End;
            let kind = expected.map_or(DecodeErrorKind::Incomplete, |expected| DecodeErrorKind::Expected {
                expected,
                found,
            });
            return (self.place(), kind);
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
        (tag.offset, kind)
    }
}

fn wrong_namespace(namespace: Option<&str>, local: &str) -> DecodeErrorKind {
    DecodeErrorKind::WrongNamespace {
        local: shown(local),
        namespace: namespace.map_or_else(|| "no namespace".to_owned(), shown),
    }
}

//! Groups of a content model: choices, and sequences that may be left out or repeated.

use super::codec::{Given, Group};
use super::error::{Found, shown_name};
use super::reader::{Next, Wildcard};
use super::{Decode, DecodeError, DecodeErrorKind, Name, Reader, Writer};

impl Reader<'_> {
    /// Whether one of these comes next: an element by name or one that a wildcard admits.
    ///
    /// # Errors
    ///
    /// When what comes next cannot be read.
    pub fn begins(&mut self, names: &[Name], wildcards: &[Wildcard]) -> Result<bool, DecodeError> {
        if self.tolerance.is_some() {
            self.pass_unknown()?;
        }
        Ok(match self.peek()? {
            Next::Start(tag) => {
                let namespace = self.uri(tag.binding);
                names.iter().any(|name| name.is(namespace, tag.local))
                    || wildcards.iter().any(|wildcard| wildcard.admits(namespace))
            }
            Next::End(_) => false,
        })
    }

    /// Reads a group that must come next.
    ///
    /// # Errors
    ///
    /// When something else comes next, or the group is not as the schema has it.
    pub fn group<T: Group>(&mut self) -> Result<T, DecodeError> {
        match T::read(self)? {
            Some(group) => Ok(group),
            None => Err(self.no_group(T::BEGINNINGS)),
        }
    }

    /// Reads a group if it comes next.
    ///
    /// # Errors
    ///
    /// When the group begins but is not as the schema has it.
    pub fn optional_group<T: Group>(&mut self) -> Result<Option<T>, DecodeError> {
        T::read(self)
    }

    /// Reads as many of a group as come next, at most `max`.
    ///
    /// # Errors
    ///
    /// [`DecodeErrorKind::TooFew`] below `min`, or a group that is not as the schema has it.
    pub fn repeated_group<T: Group>(&mut self, min: usize, max: Option<usize>) -> Result<Vec<T>, DecodeError> {
        let mut groups = Vec::new();
        while max.is_none_or(|max| groups.len() < max) {
            match T::read(self)? {
                Some(group) => groups.push(group),
                None => break,
            }
        }
        self.check_count(|| T::BEGINNINGS.to_owned(), min, groups.len())?;
        Ok(groups)
    }

    /// Reads a child if it comes next and has not come before, for children in any order. Tells whether
    /// it did.
    ///
    /// # Errors
    ///
    /// When the child's content is wrong.
    pub fn once<T: Decode>(&mut self, name: &Name, slot: &mut Option<T>) -> Result<bool, DecodeError> {
        if slot.is_some() {
            self.given = None;
            return Ok(false);
        }
        *slot = self.optional(name)?;
        Ok(slot.is_some())
    }

    /// A child that must have come among children in any order.
    ///
    /// # Errors
    ///
    /// When it has not.
    pub fn found<T: Decode>(&mut self, child: Option<T>, name: &Name) -> Result<T, DecodeError> {
        if let Some(child) = child {
            return Ok(child);
        }
        let (offset, kind) = self.unexpected(Some(*name));
        self.missing(offset, kind, T::missing)
    }

    /// The element read next, if it is empty, has this value.
    pub fn default(&mut self, value: &'static str) -> &mut Self {
        self.given = Some(Given::Default(value));
        self
    }

    /// The element read next has this value and no other; it may be empty.
    pub fn fixed(&mut self, value: &'static str) -> &mut Self {
        self.given = Some(Given::Fixed(value));
        self
    }

    fn no_group(&mut self, expected: &'static str) -> DecodeError {
        let found = match self.peek() {
            Ok(Next::Start(tag)) => Found::Element(shown_name(self.uri(tag.binding), tag.local)),
            Ok(Next::End(_)) => Found::End,
            Err(error) => return error,
        };
        self.error_here(DecodeErrorKind::ExpectedOneOf { expected, found })
    }
}

impl Writer {
    /// Writes a group.
    pub fn group<T: Group>(&mut self, group: &T) {
        group.write(self);
    }

    /// Writes a group if there is one.
    pub fn optional_group<T: Group>(&mut self, group: Option<&T>) {
        if let Some(group) = group {
            group.write(self);
        }
    }

    /// Writes groups one after the other.
    pub fn repeated_group<T: Group>(&mut self, groups: &[T]) {
        for group in groups {
            group.write(self);
        }
    }
}

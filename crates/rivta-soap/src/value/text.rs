//! Texts of types that a contract narrows, and what a tolerant reader puts in their place.

use std::fmt;

use smol_str::SmolStr;

use crate::xml::{Simple, parse};

/// The text of a value. Up to 23 bytes, most codes, dates and identifiers, it takes no memory of its own.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(Option<SmolStr>);

impl Text {
    /// A text.
    pub fn new(text: &str) -> Self {
        Self(Some(SmolStr::new(text)))
    }

    /// The text; empty where there is none.
    pub fn as_str(&self) -> &str {
        self.0.as_deref().unwrap_or("")
    }

    /// Whether there is none: a required value was missing, and a tolerant reader went on.
    pub fn is_missing(&self) -> bool {
        self.0.is_none()
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

impl From<Unlisted> for Text {
    fn from(found: Unlisted) -> Self {
        found.0
    }
}

/// What a message has where the schema demands another value: a text that an enumeration does not list or a facet
/// forbids, or nothing where a value must be.
///
/// Only a tolerant reader ([`Strictness::Tolerant`](crate::xml::Strictness::Tolerant)) makes one, and there is no other
/// way to make one: a program that reads strictly never meets it. Written, it gives back what was read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unlisted(Text);

impl Unlisted {
    pub(crate) fn text(text: &str) -> Self {
        Self(Text::new(text))
    }

    pub(crate) fn missing() -> Self {
        Self(Text(None))
    }

    /// The text as the message has it; empty where there is none.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Whether the message has nothing at all here.
    pub fn is_missing(&self) -> bool {
        self.0.is_missing()
    }

    /// The value as another type has it, for example the one that a facet narrows.
    pub fn parse<T: Simple>(self) -> Option<T> {
        if self.is_missing() {
            return T::unlisted(self);
        }
        parse(self.as_str()).ok().or_else(|| T::unlisted(self))
    }
}

#[cfg(test)]
mod tests {
    use super::{Text, Unlisted};

    #[test]
    fn a_text_is_no_larger_than_a_string() {
        assert_eq!(size_of::<Text>(), size_of::<String>());
        assert_eq!(size_of::<Option<Text>>(), size_of::<String>());
    }

    #[test]
    fn an_unlisted_text_becomes_what_can_hold_it() {
        assert_eq!(Unlisted::text("7").parse::<i32>(), Some(7));
        assert_eq!(Unlisted::text("?").parse::<i32>(), None);
        assert_eq!(Unlisted::missing().parse::<i32>(), None);
        assert_eq!(Unlisted::text("?").parse::<String>().as_deref(), Some("?"));
    }
}

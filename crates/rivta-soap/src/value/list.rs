//! Lists of simple values.

use std::borrow::Cow;

use super::Unlisted;
use crate::xml::{Simple, ValueError, Whitespace};

/// Values with white space between them: `xs:list`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct List<T>(pub Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Simple> Simple for List<T> {
    const WHITESPACE: Whitespace = Whitespace::Collapse;

    fn parse(text: &str) -> Result<Self, ValueError> {
        let words = text.split(' ').filter(|word| !word.is_empty());
        words.map(T::parse).collect::<Result<_, _>>().map(Self)
    }

    fn lexical(&self) -> Cow<'_, str> {
        let words: Vec<Cow<'_, str>> = self.0.iter().map(Simple::lexical).collect();
        Cow::Owned(words.join(" "))
    }

    fn unlisted(found: Unlisted) -> Option<Self> {
        if found.is_missing() {
            return None;
        }
        let words = found.as_str().split(' ').filter(|word| !word.is_empty());
        words
            .map(|word| Unlisted::text(word).parse())
            .collect::<Option<_>>()
            .map(Self)
    }
}

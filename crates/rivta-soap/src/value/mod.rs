//! Simple values of XML Schema: what generated types hold in their fields.
//!
//! A value keeps what the sender wrote wherever writing it differently would lose something: a
//! [`Decimal`] its digits, a [`DateTime`] its text. Numbers and booleans are plain Rust types.

mod decimal;
mod moment;
mod number;
#[cfg(feature = "yaserde")]
mod yaserde;

pub use decimal::Decimal;
pub use moment::{Date, DateTime};

use std::borrow::Cow;
use std::fmt;

use crate::xml::{Simple, ValueError, Whitespace};

impl Simple for String {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        Ok(text.to_owned())
    }

    fn lexical(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

/// `xs:anyURI`: any text, since XML Schema leaves what a URI is to others.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct AnyUri(String);

impl AnyUri {
    /// A URI as given.
    pub fn new(uri: impl Into<String>) -> Self {
        Self(uri.into())
    }

    /// The URI as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AnyUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Simple for AnyUri {
    const WHITESPACE: Whitespace = Whitespace::Collapse;

    fn parse(text: &str) -> Result<Self, ValueError> {
        Ok(Self::new(text))
    }

    fn lexical(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }
}

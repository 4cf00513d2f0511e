//! Simple values of XML Schema: what generated types hold in their fields.
//!
//! A value keeps what the sender wrote wherever writing it differently would lose something: a
//! [`Decimal`] its digits, a [`DateTime`] its text. Numbers and booleans are plain Rust types.

mod binary;
mod calendar;
mod decimal;
mod facet;
mod list;
mod moment;
mod number;
mod text;
mod token;
#[cfg(feature = "yaserde")]
mod yaserde;

pub use binary::{Base64Binary, HexBinary};
pub use calendar::{Duration, GDay, GMonth, GMonthDay, GYear, GYearMonth, Time};
pub use decimal::Decimal;
pub use facet::{Facets, Measure};
pub use list::List;
pub use moment::{Date, DateTime};
pub use number::{Double, Float, Integer, NegativeInteger, NonNegativeInteger, NonPositiveInteger, PositiveInteger};
pub use text::{Text, Unlisted};
pub use token::{Entity, Id, IdRef, Language, NcName, NmToken, NormalizedString, QName, Token, XmlName};

use std::borrow::Cow;
use std::fmt;

use smol_str::SmolStr;

use crate::xml::{Simple, ValueError, Whitespace};

/// A value that keeps its text, which passes a check.
macro_rules! written {
    ($(#[$doc:meta])* $name:ident, $whitespace:ident, $expected:literal, $check:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(SmolStr);

        impl $name {
            /// A value as written.
            ///
            /// # Errors
            ///
            /// When the text has another form.
            pub fn new(text: impl AsRef<str>) -> Result<Self, ValueError> {
                let text = text.as_ref();
                let check: fn(&str) -> bool = $check;
                if check(text) {
                    Ok(Self(SmolStr::new(text)))
                } else {
                    Err(ValueError::new($expected))
                }
            }

            /// The text as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Simple for $name {
            const WHITESPACE: Whitespace = Whitespace::$whitespace;

            fn parse(text: &str) -> Result<Self, ValueError> {
                Self::new(text)
            }

            fn lexical(&self) -> std::borrow::Cow<'_, str> {
                std::borrow::Cow::Borrowed(&self.0)
            }
        }
    };
}
use written;

impl Simple for String {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        Ok(text.to_owned())
    }

    fn lexical(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }

    fn unlisted(found: Unlisted) -> Option<Self> {
        Some(found.as_str().to_owned())
    }
}

/// `xs:anyURI`: any text, since XML Schema leaves what a URI is to others.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct AnyUri(SmolStr);

impl AnyUri {
    /// A URI as given.
    pub fn new(uri: impl AsRef<str>) -> Self {
        Self(SmolStr::new(uri))
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

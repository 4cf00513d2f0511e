// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/unions-and-lists/schemas/core_components/golden_unionsandlists_1.0.xsd
//     9022ab726aec210c2555085cceba60c3ff642845ada88b838a11f5eba49d8b39

//! Namespace `urn:riv:golden:unionsandlists:1`.

use std::borrow::Cow;
use std::fmt;
use rivta_soap::pattern::StaticPattern;
use rivta_soap::value::{Date, Facets, GYear, List, Measure, Token, Unlisted};
use rivta_soap::xml::{Namespace, Simple, ValueError, Whitespace};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:unionsandlists:1",
    prefix: "unionsandlists",
};

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unknown {
    /// `unknown`
    Unknown,
    /// Something else, which only a tolerant reader lets through.
    Unlisted(Unlisted),
}

impl Unknown {
    /// All values of the schema, in its order.
    pub const ALL: [Self; 1] = [Self::Unknown];

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Unknown => "unknown",
            Self::Unlisted(it) => it.as_str(),
        }
    }
}

impl Simple for Unknown {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        match text {
            "unknown" => Ok(Self::Unknown),
            _ => Err(ValueError::new("unknown")),
        }
    }

    fn lexical(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.as_str())
    }

    fn unlisted(found: Unlisted) -> Option<Self> {
        Some(Self::Unlisted(found))
    }

    fn is_missing(&self) -> bool {
        matches!(self, Self::Unlisted(it) if it.is_missing())
    }
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One of several types; the first that takes a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum When {
    /// A value of the type `GYear`.
    GYear(GYear),
    /// A value of the type `Date`.
    Date(Date),
    /// A value of the type `Unknown`.
    Unknown(Unknown),
}

impl Simple for When {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        if let Ok(value) = rivta_soap::xml::parse::<GYear>(text) {
            return Ok(Self::GYear(value));
        }
        if let Ok(value) = rivta_soap::xml::parse::<Date>(text) {
            return Ok(Self::Date(value));
        }
        if let Ok(value) = rivta_soap::xml::parse::<Unknown>(text) {
            return Ok(Self::Unknown(value));
        }
        Err(ValueError::new("a value of one of the types GYear, Date, Unknown"))
    }

    fn lexical(&self) -> Cow<'_, str> {
        match self {
            Self::GYear(value) => value.lexical(),
            Self::Date(value) => value.lexical(),
            Self::Unknown(value) => value.lexical(),
        }
    }

    fn unlisted(found: Unlisted) -> Option<Self> {
        if let Some(value) = found.clone().parse() {
            return Some(Self::GYear(value));
        }
        if let Some(value) = found.clone().parse() {
            return Some(Self::Date(value));
        }
        if let Some(value) = found.clone().parse() {
            return Some(Self::Unknown(value));
        }
        None
    }

    fn is_missing(&self) -> bool {
        match self {
            Self::GYear(value) => value.is_missing(),
            Self::Date(value) => value.is_missing(),
            Self::Unknown(value) => value.is_missing(),
        }
    }
}

pub type Codes = List<i32>;

pub type Words = List<Token>;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Few(Words);

impl Few {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: Words) -> Result<Self, ValueError> {
        static FACETS: Facets = Facets {
            expected: "a Few (max length 2, min length 1)",
            measure: Measure::Items,
            max_length: Some(2),
            min_length: 1,
            ..Facets::NONE
        };
        FACETS.check(&value.lexical())?;
        Ok(Self(value))
    }

    /// The value.
    pub fn value(&self) -> &Words {
        &self.0
    }
}

impl Simple for Few {
    const WHITESPACE: Whitespace = <Words as Simple>::WHITESPACE;

    fn parse(text: &str) -> Result<Self, ValueError> {
        Self::new(<Words as Simple>::parse(text)?)
    }

    fn lexical(&self) -> Cow<'_, str> {
        self.0.lexical()
    }

    fn unlisted(found: Unlisted) -> Option<Self> {
        found.parse().map(Self)
    }

    fn is_missing(&self) -> bool {
        self.0.is_missing()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Narrow(When);

impl Narrow {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: When) -> Result<Self, ValueError> {
        static PATTERNS: [StaticPattern; 1] = [StaticPattern::new(r#"\d{4}"#)];
        static FACETS: Facets = Facets {
            expected: r#"a Narrow (\d{4})"#,
            patterns: &[&PATTERNS],
            ..Facets::NONE
        };
        FACETS.check(&value.lexical())?;
        Ok(Self(value))
    }

    /// The value.
    pub fn value(&self) -> &When {
        &self.0
    }
}

impl Simple for Narrow {
    const WHITESPACE: Whitespace = <When as Simple>::WHITESPACE;

    fn parse(text: &str) -> Result<Self, ValueError> {
        Self::new(<When as Simple>::parse(text)?)
    }

    fn lexical(&self) -> Cow<'_, str> {
        self.0.lexical()
    }

    fn unlisted(found: Unlisted) -> Option<Self> {
        found.parse().map(Self)
    }

    fn is_missing(&self) -> bool {
        self.0.is_missing()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AnonymousMember(i32);

impl AnonymousMember {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: i32) -> Result<Self, ValueError> {
        static FACETS: Facets = Facets {
            expected: "a Member (max inclusive 9)",
            max_inclusive: Some("9"),
            ..Facets::NONE
        };
        FACETS.check(&value.lexical())?;
        Ok(Self(value))
    }

    /// The value.
    pub fn value(&self) -> &i32 {
        &self.0
    }
}

impl Simple for AnonymousMember {
    const WHITESPACE: Whitespace = <i32 as Simple>::WHITESPACE;

    fn parse(text: &str) -> Result<Self, ValueError> {
        Self::new(<i32 as Simple>::parse(text)?)
    }

    fn lexical(&self) -> Cow<'_, str> {
        self.0.lexical()
    }

    fn unlisted(found: Unlisted) -> Option<Self> {
        found.parse().map(Self)
    }

    fn is_missing(&self) -> bool {
        self.0.is_missing()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnonymousMember2 {
    /// `low`
    Low,
    /// `high`
    High,
    /// Something else, which only a tolerant reader lets through.
    Unlisted(Unlisted),
}

impl AnonymousMember2 {
    /// All values of the schema, in its order.
    pub const ALL: [Self; 2] = [Self::Low, Self::High];

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Low => "low",
            Self::High => "high",
            Self::Unlisted(it) => it.as_str(),
        }
    }
}

impl Simple for AnonymousMember2 {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        match text {
            "low" => Ok(Self::Low),
            "high" => Ok(Self::High),
            _ => Err(ValueError::new("low or high")),
        }
    }

    fn lexical(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.as_str())
    }

    fn unlisted(found: Unlisted) -> Option<Self> {
        Some(Self::Unlisted(found))
    }

    fn is_missing(&self) -> bool {
        matches!(self, Self::Unlisted(it) if it.is_missing())
    }
}

impl fmt::Display for AnonymousMember2 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One of several types; the first that takes a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Anonymous {
    /// A value of the type `Member`.
    Member(AnonymousMember),
    /// A value of the type `Member2`.
    Member2(AnonymousMember2),
}

impl Simple for Anonymous {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        if let Ok(value) = rivta_soap::xml::parse::<AnonymousMember>(text) {
            return Ok(Self::Member(value));
        }
        if let Ok(value) = rivta_soap::xml::parse::<AnonymousMember2>(text) {
            return Ok(Self::Member2(value));
        }
        Err(ValueError::new("a value of one of the types Member, Member2"))
    }

    fn lexical(&self) -> Cow<'_, str> {
        match self {
            Self::Member(value) => value.lexical(),
            Self::Member2(value) => value.lexical(),
        }
    }

    fn unlisted(found: Unlisted) -> Option<Self> {
        if let Some(value) = found.clone().parse() {
            return Some(Self::Member(value));
        }
        if let Some(value) = found.clone().parse() {
            return Some(Self::Member2(value));
        }
        None
    }

    fn is_missing(&self) -> bool {
        match self {
            Self::Member(value) => value.is_missing(),
            Self::Member2(value) => value.is_missing(),
        }
    }
}

// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/facets/schemas/core_components/golden_facets_1.0.xsd
//     2a7c7039cf2db6c179c21fee53b12e5e8a5ead7d36c17bf6af25005aa92ff541

//! Namespace `urn:riv:golden:facets:1`.

use std::borrow::Cow;
use std::fmt;
use rivta_soap::pattern::StaticPattern;
use rivta_soap::value::{
    Base64Binary, Date, Decimal, Double, Facets, HexBinary, Integer, Measure, Text,
    Unlisted,
};
use rivta_soap::xml::{Namespace, Simple, ValueError, Whitespace};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:facets:1",
    prefix: "core",
};

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exact(Text);

impl Exact {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static FACETS: Facets = Facets {
            expected: "a Exact (max length 3, min length 3)",
            max_length: Some(3),
            min_length: 3,
            ..Facets::NONE
        };
        FACETS.check(value.as_ref())?;
        Ok(Self(Text::new(value.as_ref())))
    }

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl Simple for Exact {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        Self::new(text)
    }

    fn lexical(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.as_str())
    }

    fn unlisted(found: Unlisted) -> Option<Self> {
        Some(Self(found.into()))
    }

    fn is_missing(&self) -> bool {
        self.0.is_missing()
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Short(Text);

impl Short {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static FACETS: Facets = Facets {
            expected: "a Short (max length 3, min length 1)",
            max_length: Some(3),
            min_length: 1,
            ..Facets::NONE
        };
        FACETS.check(value.as_ref())?;
        Ok(Self(Text::new(value.as_ref())))
    }

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl Simple for Short {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        Self::new(text)
    }

    fn lexical(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.as_str())
    }

    fn unlisted(found: Unlisted) -> Option<Self> {
        Some(Self(found.into()))
    }

    fn is_missing(&self) -> bool {
        self.0.is_missing()
    }
}

impl fmt::Display for Short {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Digits(Decimal);

impl Digits {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: Decimal) -> Result<Self, ValueError> {
        static FACETS: Facets = Facets {
            expected: "a Digits (fraction digits 2, total digits 4)",
            fraction_digits: Some(2),
            total_digits: Some(4),
            ..Facets::NONE
        };
        FACETS.check(&value.lexical())?;
        Ok(Self(value))
    }

    /// The value.
    pub fn value(&self) -> &Decimal {
        &self.0
    }
}

impl Simple for Digits {
    const WHITESPACE: Whitespace = <Decimal as Simple>::WHITESPACE;

    fn parse(text: &str) -> Result<Self, ValueError> {
        Self::new(<Decimal as Simple>::parse(text)?)
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
pub struct Range(i32);

impl Range {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: i32) -> Result<Self, ValueError> {
        static FACETS: Facets = Facets {
            expected: "a Range (max inclusive 100, min inclusive 0)",
            max_inclusive: Some("100"),
            min_inclusive: Some("0"),
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

impl Simple for Range {
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

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Open(Double);

impl Open {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: Double) -> Result<Self, ValueError> {
        static FACETS: Facets = Facets {
            expected: "a Open (max exclusive 1.5, min exclusive 0)",
            max_exclusive: Some("1.5"),
            min_exclusive: Some("0"),
            ..Facets::NONE
        };
        FACETS.check(&value.lexical())?;
        Ok(Self(value))
    }

    /// The value.
    pub fn value(&self) -> &Double {
        &self.0
    }
}

impl Simple for Open {
    const WHITESPACE: Whitespace = <Double as Simple>::WHITESPACE;

    fn parse(text: &str) -> Result<Self, ValueError> {
        Self::new(<Double as Simple>::parse(text)?)
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
pub struct Coded(Integer);

impl Coded {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: Integer) -> Result<Self, ValueError> {
        static PATTERNS: [StaticPattern; 1] = [
            StaticPattern::new(r#"(0*[1-9]+|[1-9])\d*"#),
        ];
        static FACETS: Facets = Facets {
            expected: r#"a Coded ((0*[1-9]+|[1-9])\d*)"#,
            patterns: &[&PATTERNS],
            ..Facets::NONE
        };
        FACETS.check(&value.lexical())?;
        Ok(Self(value))
    }

    /// The value.
    pub fn value(&self) -> &Integer {
        &self.0
    }
}

impl Simple for Coded {
    const WHITESPACE: Whitespace = <Integer as Simple>::WHITESPACE;

    fn parse(text: &str) -> Result<Self, ValueError> {
        Self::new(<Integer as Simple>::parse(text)?)
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
pub struct Small(Integer);

impl Small {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: Integer) -> Result<Self, ValueError> {
        static PATTERNS: [StaticPattern; 1] = [StaticPattern::new(r#"\d{3}"#)];
        static FACETS: Facets = Facets {
            expected: r#"a Small (\d{3}, max inclusive 2147483647, min inclusive -2147483648)"#,
            patterns: &[&PATTERNS],
            max_inclusive: Some("2147483647"),
            min_inclusive: Some("-2147483648"),
            ..Facets::NONE
        };
        FACETS.check(&value.lexical())?;
        Ok(Self(value))
    }

    /// The value.
    pub fn value(&self) -> &Integer {
        &self.0
    }
}

impl Simple for Small {
    const WHITESPACE: Whitespace = <Integer as Simple>::WHITESPACE;

    fn parse(text: &str) -> Result<Self, ValueError> {
        Self::new(<Integer as Simple>::parse(text)?)
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
pub struct Person(Text);

impl Person {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static PATTERNS: [StaticPattern; 1] = [
            StaticPattern::new("[0-9]{8}[0-9pPtTfF][0-9]{3}"),
        ];
        static FACETS: Facets = Facets {
            expected: "a Person ([0-9]{8}[0-9pPtTfF][0-9]{3})",
            patterns: &[&PATTERNS],
            ..Facets::NONE
        };
        FACETS.check(value.as_ref())?;
        Ok(Self(Text::new(value.as_ref())))
    }

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl Simple for Person {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        Self::new(text)
    }

    fn lexical(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.as_str())
    }

    fn unlisted(found: Unlisted) -> Option<Self> {
        Some(Self(found.into()))
    }

    fn is_missing(&self) -> bool {
        self.0.is_missing()
    }
}

impl fmt::Display for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Narrow(Text);

impl Narrow {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static PATTERNS: [StaticPattern; 1] = [StaticPattern::new("[a-z]*")];
        static FACETS: Facets = Facets {
            expected: "a Narrow ([a-z]*, max length 3, min length 1)",
            patterns: &[&PATTERNS],
            max_length: Some(3),
            min_length: 1,
            ..Facets::NONE
        };
        FACETS.check(value.as_ref())?;
        Ok(Self(Text::new(value.as_ref())))
    }

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl Simple for Narrow {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        Self::new(text)
    }

    fn lexical(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.as_str())
    }

    fn unlisted(found: Unlisted) -> Option<Self> {
        Some(Self(found.into()))
    }

    fn is_missing(&self) -> bool {
        self.0.is_missing()
    }
}

impl fmt::Display for Narrow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Bytes(Base64Binary);

impl Bytes {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: Base64Binary) -> Result<Self, ValueError> {
        static FACETS: Facets = Facets {
            expected: "a Bytes (max length 3)",
            measure: Measure::Base64,
            max_length: Some(3),
            ..Facets::NONE
        };
        FACETS.check(&value.lexical())?;
        Ok(Self(value))
    }

    /// The value.
    pub fn value(&self) -> &Base64Binary {
        &self.0
    }
}

impl Simple for Bytes {
    const WHITESPACE: Whitespace = <Base64Binary as Simple>::WHITESPACE;

    fn parse(text: &str) -> Result<Self, ValueError> {
        Self::new(<Base64Binary as Simple>::parse(text)?)
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
pub struct Hex(HexBinary);

impl Hex {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: HexBinary) -> Result<Self, ValueError> {
        static FACETS: Facets = Facets {
            expected: "a Hex (max length 2, min length 2)",
            measure: Measure::Hex,
            max_length: Some(2),
            min_length: 2,
            ..Facets::NONE
        };
        FACETS.check(&value.lexical())?;
        Ok(Self(value))
    }

    /// The value.
    pub fn value(&self) -> &HexBinary {
        &self.0
    }
}

impl Simple for Hex {
    const WHITESPACE: Whitespace = <HexBinary as Simple>::WHITESPACE;

    fn parse(text: &str) -> Result<Self, ValueError> {
        Self::new(<HexBinary as Simple>::parse(text)?)
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
pub struct Trimmed(Text);

impl Trimmed {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static FACETS: Facets = Facets {
            expected: "a Trimmed (max length 3)",
            max_length: Some(3),
            ..Facets::NONE
        };
        FACETS.check(value.as_ref())?;
        Ok(Self(Text::new(value.as_ref())))
    }

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl Simple for Trimmed {
    const WHITESPACE: Whitespace = Whitespace::Collapse;

    fn parse(text: &str) -> Result<Self, ValueError> {
        Self::new(text)
    }

    fn lexical(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.as_str())
    }

    fn unlisted(found: Unlisted) -> Option<Self> {
        Some(Self(found.into()))
    }

    fn is_missing(&self) -> bool {
        self.0.is_missing()
    }
}

impl fmt::Display for Trimmed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uri(Text);

impl Uri {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static FACETS: Facets = Facets {
            expected: "a Uri (min length 4)",
            min_length: 4,
            ..Facets::NONE
        };
        FACETS.check(value.as_ref())?;
        Ok(Self(Text::new(value.as_ref())))
    }

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl Simple for Uri {
    const WHITESPACE: Whitespace = Whitespace::Collapse;

    fn parse(text: &str) -> Result<Self, ValueError> {
        Self::new(text)
    }

    fn lexical(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.as_str())
    }

    fn unlisted(found: Unlisted) -> Option<Self> {
        Some(Self(found.into()))
    }

    fn is_missing(&self) -> bool {
        self.0.is_missing()
    }
}

impl fmt::Display for Uri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Later(Date);

impl Later {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: Date) -> Result<Self, ValueError> {
        static FACETS: Facets = Facets {
            expected: "a Later (min inclusive 2000-01-01)",
            min_inclusive: Some("2000-01-01"),
            ..Facets::NONE
        };
        FACETS.check(&value.lexical())?;
        Ok(Self(value))
    }

    /// The value.
    pub fn value(&self) -> &Date {
        &self.0
    }
}

impl Simple for Later {
    const WHITESPACE: Whitespace = <Date as Simple>::WHITESPACE;

    fn parse(text: &str) -> Result<Self, ValueError> {
        Self::new(<Date as Simple>::parse(text)?)
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

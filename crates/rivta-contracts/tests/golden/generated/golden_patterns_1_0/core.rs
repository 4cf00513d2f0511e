// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/patterns/schemas/core_components/golden_patterns_1.0.xsd
//     00bda3f2e985ae2c92ab9b8139369ed997675f7c08dbeac1c4954657a84cbe32

//! Namespace `urn:riv:golden:patterns:1`.

use std::borrow::Cow;
use std::fmt;
use rivta_soap::pattern::StaticPattern;
use rivta_soap::value::{Facets, Text, Unlisted};
use rivta_soap::xml::{Namespace, Simple, ValueError, Whitespace};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:patterns:1",
    prefix: "core",
};

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonType(Text);

impl PersonType {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static PATTERNS: [StaticPattern; 1] = [
            StaticPattern::new("^[0-9]{8}[0-9pPtTfF][0-9]{3}$"),
        ];
        static FACETS: Facets = Facets {
            expected: "a PersonType (^[0-9]{8}[0-9pPtTfF][0-9]{3}$)",
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

impl Simple for PersonType {
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

impl fmt::Display for PersonType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateType(Text);

impl DateType {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static PATTERNS: [StaticPattern; 1] = [
            StaticPattern::new(r#"(19|20)\d\d(0[1-9]|1[012])(0[1-9]|[12][0-9]|3[01])"#),
        ];
        static FACETS: Facets = Facets {
            expected: r#"a DateType ((19|20)\d\d(0[1-9]|1[012])(0[1-9]|[12][0-9]|3[01]))"#,
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

impl Simple for DateType {
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

impl fmt::Display for DateType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameType(Text);

impl NameType {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static PATTERNS: [StaticPattern; 1] = [StaticPattern::new(r#"\i\c*"#)];
        static FACETS: Facets = Facets {
            expected: r#"a NameType (\i\c*)"#,
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

impl Simple for NameType {
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

impl fmt::Display for NameType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoColonType(Text);

impl NoColonType {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static PATTERNS: [StaticPattern; 1] = [
            StaticPattern::new(r#"[\i-[:]][\c-[:]]*"#),
        ];
        static FACETS: Facets = Facets {
            expected: r#"a NoColonType ([\i-[:]][\c-[:]]*)"#,
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

impl Simple for NoColonType {
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

impl fmt::Display for NoColonType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConsonantType(Text);

impl ConsonantType {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static PATTERNS: [StaticPattern; 1] = [StaticPattern::new("[a-z-[aeiou]]+")];
        static FACETS: Facets = Facets {
            expected: "a ConsonantType ([a-z-[aeiou]]+)",
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

impl Simple for ConsonantType {
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

impl fmt::Display for ConsonantType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LatinType(Text);

impl LatinType {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static PATTERNS: [StaticPattern; 1] = [
            StaticPattern::new(r#"[\p{IsBasicLatin}\p{IsLatin-1Supplement}]*"#),
        ];
        static FACETS: Facets = Facets {
            expected: r#"a LatinType ([\p{IsBasicLatin}\p{IsLatin-1Supplement}]*)"#,
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

impl Simple for LatinType {
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

impl fmt::Display for LatinType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CertificateType(Text);

impl CertificateType {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static PATTERNS: [StaticPattern; 1] = [
            StaticPattern::new(r#"([OUDCNLoudcnl]{1,2}=[0-9\p{L}\p{Zs}\-.]*,?)*"#),
        ];
        static FACETS: Facets = Facets {
            expected: r#"a CertificateType (([OUDCNLoudcnl]{1,2}=[0-9\p{L}\p{Zs}\-.]*,?)*)"#,
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

impl Simple for CertificateType {
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

impl fmt::Display for CertificateType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HashType(Text);

impl HashType {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static PATTERNS: [StaticPattern; 1] = [StaticPattern::new("(.*)#(.*)")];
        static FACETS: Facets = Facets {
            expected: "a HashType ((.*)#(.*))",
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

impl Simple for HashType {
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

impl fmt::Display for HashType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OptionalType(Text);

impl OptionalType {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static PATTERNS: [StaticPattern; 1] = [StaticPattern::new(r#"a\?b?"#)];
        static FACETS: Facets = Facets {
            expected: r#"a OptionalType (a\?b?)"#,
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

impl Simple for OptionalType {
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

impl fmt::Display for OptionalType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

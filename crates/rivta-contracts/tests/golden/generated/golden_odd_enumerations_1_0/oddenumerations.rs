// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/odd-enumerations/schemas/core_components/golden_oddenumerations_1.0.xsd
//     879be6294a47537493f8787c37bd70c191b21e48edee173e3179f7d778b07dd1

//! Namespace `urn:riv:golden:oddenumerations:1`.

use std::borrow::Cow;
use std::fmt;
use rivta_soap::value::{Decimal, Facets, Unlisted};
use rivta_soap::xml::{Namespace, Simple, ValueError, Whitespace};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:oddenumerations:1",
    prefix: "oddenumerations",
};

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Compare {
    /// `\<`
    U003C,
    /// `\<=`
    U003CU003D,
    /// `\>`
    U003E,
    /// `\>=`
    U003EU003D,
    /// Something else, which only a tolerant reader lets through.
    Unlisted(Unlisted),
}

impl Compare {
    /// All values of the schema, in its order.
    pub const ALL: [Self; 4] = [
        Self::U003C,
        Self::U003CU003D,
        Self::U003E,
        Self::U003EU003D,
    ];

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::U003C => "<",
            Self::U003CU003D => "<=",
            Self::U003E => ">",
            Self::U003EU003D => ">=",
            Self::Unlisted(it) => it.as_str(),
        }
    }
}

impl Simple for Compare {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        match text {
            "<" => Ok(Self::U003C),
            "<=" => Ok(Self::U003CU003D),
            ">" => Ok(Self::U003E),
            ">=" => Ok(Self::U003EU003D),
            _ => Err(ValueError::new("<, <=, > or >=")),
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

impl fmt::Display for Compare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Number {
    /// `1`
    V1,
    /// `2`
    V2,
    /// `9`
    V9,
    /// Something else, which only a tolerant reader lets through.
    Unlisted(Unlisted),
}

impl Number {
    /// All values of the schema, in its order.
    pub const ALL: [Self; 3] = [Self::V1, Self::V2, Self::V9];

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::V1 => "1",
            Self::V2 => "2",
            Self::V9 => "9",
            Self::Unlisted(it) => it.as_str(),
        }
    }
}

impl Simple for Number {
    const WHITESPACE: Whitespace = Whitespace::Collapse;

    fn parse(text: &str) -> Result<Self, ValueError> {
        match i32::parse(text)?.lexical().as_ref() {
            "1" => Ok(Self::V1),
            "2" => Ok(Self::V2),
            "9" => Ok(Self::V9),
            _ => Err(ValueError::new("1, 2 or 9")),
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

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Uri {
    /// `urn:a`
    UrnA,
    /// Something else, which only a tolerant reader lets through.
    Unlisted(Unlisted),
}

impl Uri {
    /// All values of the schema, in its order.
    pub const ALL: [Self; 1] = [Self::UrnA];

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::UrnA => "urn:a",
            Self::Unlisted(it) => it.as_str(),
        }
    }
}

impl Simple for Uri {
    const WHITESPACE: Whitespace = Whitespace::Collapse;

    fn parse(text: &str) -> Result<Self, ValueError> {
        match text {
            "urn:a" => Ok(Self::UrnA),
            _ => Err(ValueError::new("urn:a")),
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

impl fmt::Display for Uri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mime {
    /// `application/pdf`
    ApplicationPdf,
    /// `application\_pdf`
    ApplicationPdf2,
    /// `1.2.752.129`
    V12752129,
    /// Something else, which only a tolerant reader lets through.
    Unlisted(Unlisted),
}

impl Mime {
    /// All values of the schema, in its order.
    pub const ALL: [Self; 3] = [
        Self::ApplicationPdf,
        Self::ApplicationPdf2,
        Self::V12752129,
    ];

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::ApplicationPdf => "application/pdf",
            Self::ApplicationPdf2 => "application_pdf",
            Self::V12752129 => "1.2.752.129",
            Self::Unlisted(it) => it.as_str(),
        }
    }
}

impl Simple for Mime {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        match text {
            "application/pdf" => Ok(Self::ApplicationPdf),
            "application_pdf" => Ok(Self::ApplicationPdf2),
            "1.2.752.129" => Ok(Self::V12752129),
            _ => Err(ValueError::new("application/pdf, application_pdf or 1.2.752.129")),
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

impl fmt::Display for Mime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// `Pågående`
    Pågående,
    /// `Beslut om vård, akut!`
    BeslutOmVårdAkut,
    /// `self`
    SelfValue,
    /// `Self`
    SelfValue2,
    /// ``
    Empty,
    /// Something else, which only a tolerant reader lets through.
    Unlisted(Unlisted),
}

impl Status {
    /// All values of the schema, in its order.
    pub const ALL: [Self; 5] = [
        Self::Pågående,
        Self::BeslutOmVårdAkut,
        Self::SelfValue,
        Self::SelfValue2,
        Self::Empty,
    ];

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Pågående => "Pågående",
            Self::BeslutOmVårdAkut => "Beslut om vård, akut!",
            Self::SelfValue => "self",
            Self::SelfValue2 => "Self",
            Self::Empty => "",
            Self::Unlisted(it) => it.as_str(),
        }
    }
}

impl Simple for Status {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        match text {
            "Pågående" => Ok(Self::Pågående),
            "Beslut om vård, akut!" => Ok(Self::BeslutOmVårdAkut),
            "self" => Ok(Self::SelfValue),
            "Self" => Ok(Self::SelfValue2),
            "" => Ok(Self::Empty),
            _ => {
                Err(
                    ValueError::new("Pågående, Beslut om vård, akut!, self, Self or "),
                )
            }
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

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Limited {
    /// `AB`
    Ab,
    /// `AC`
    Ac,
    /// Something else, which only a tolerant reader lets through.
    Unlisted(Unlisted),
}

impl Limited {
    /// All values of the schema, in its order.
    pub const ALL: [Self; 2] = [Self::Ab, Self::Ac];

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Ab => "AB",
            Self::Ac => "AC",
            Self::Unlisted(it) => it.as_str(),
        }
    }
}

impl Simple for Limited {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        match text {
            "AB" => Ok(Self::Ab),
            "AC" => Ok(Self::Ac),
            _ => Err(ValueError::new("AB or AC")),
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

impl fmt::Display for Limited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Twice {
    /// `a`
    A,
    /// `b`
    B,
    /// Something else, which only a tolerant reader lets through.
    Unlisted(Unlisted),
}

impl Twice {
    /// All values of the schema, in its order.
    pub const ALL: [Self; 2] = [Self::A, Self::B];

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::A => "a",
            Self::B => "b",
            Self::Unlisted(it) => it.as_str(),
        }
    }
}

impl Simple for Twice {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        match text {
            "a" => Ok(Self::A),
            "b" => Ok(Self::B),
            _ => Err(ValueError::new("a or b")),
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

impl fmt::Display for Twice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Amount(Decimal);

impl Amount {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: Decimal) -> Result<Self, ValueError> {
        static FACETS: Facets = Facets {
            expected: "a Amount (1.50)",
            values: Some(&["1.50"]),
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

impl Simple for Amount {
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

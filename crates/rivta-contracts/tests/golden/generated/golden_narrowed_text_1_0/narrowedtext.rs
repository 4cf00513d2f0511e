// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/narrowed-text/schemas/core_components/golden_narrowedtext_1.0.xsd
//     d37f1ffa9f30b7bfd3e16db2c72b844901d73e8eb8d826473719cd975f676bc8

//! Namespace `urn:riv:golden:narrowedtext:1`.

use std::borrow::Cow;
use std::fmt;
use rivta_soap::pattern::StaticPattern;
use rivta_soap::value::{Facets, Text, Unlisted};
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, RawElement, Reader, Simple, ValueError,
    Whitespace, Writer,
};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:narrowedtext:1",
    prefix: "narrowedtext",
};

/// `CodeType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeType {
    /// Attribute `system`
    pub system: Option<String>,
    /// The text of the element.
    pub value: String,
}

impl Decode for CodeType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let system = r.optional_attribute(&Name::unqualified("system"))?;
        Ok(Self {
            system,
            value: r.content(&Name::new(&NAMESPACE, "CodeType"))?,
        })
    }
}

impl Encode for CodeType {
    fn encode(&self, w: &mut Writer) {
        self.value.encode(w);
    }

    fn attributes(&self, w: &mut Writer) {
        w.optional_attribute(&Name::unqualified("system"), self.system.as_ref());
    }
}

/// `ShortCodeType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShortCodeType {
    /// Attribute `system`
    pub system: String,
    /// The text of the element.
    pub value: ShortCodeTypeValue,
}

impl Decode for ShortCodeType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let system = r.required_attribute(&Name::unqualified("system"))?;
        Ok(Self {
            system,
            value: r.content(&Name::new(&NAMESPACE, "ShortCodeType"))?,
        })
    }
}

impl Encode for ShortCodeType {
    fn encode(&self, w: &mut Writer) {
        self.value.encode(w);
    }

    fn attributes(&self, w: &mut Writer) {
        w.attribute(&Name::unqualified("system"), &self.system);
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShortCodeTypeValue(Text);

impl ShortCodeTypeValue {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static PATTERNS: [StaticPattern; 1] = [StaticPattern::new(r#"[A-Z]\d*"#)];
        static FACETS: Facets = Facets {
            expected: r#"a text ([A-Z]\d*, max length 4)"#,
            patterns: &[&PATTERNS],
            max_length: Some(4),
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

impl Simple for ShortCodeTypeValue {
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

impl fmt::Display for ShortCodeTypeValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// `ShortCodeType`, or one of the types derived from it, which `xsi:type` names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnyShortCodeType {
    /// `ShortCodeType`
    ShortCodeType(Box<ShortCodeType>),
    /// `ShorterCodeType`
    ShorterCodeType(Box<ShorterCodeType>),
    /// A type that is not known here, verbatim.
    Other(RawElement),
}

impl From<ShortCodeType> for AnyShortCodeType {
    fn from(value: ShortCodeType) -> Self {
        Self::ShortCodeType(Box::new(value))
    }
}

impl Decode for AnyShortCodeType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        if r.has_type(&Name::new(&NAMESPACE, "ShorterCodeType")) {
            return Ok(Self::ShorterCodeType(Box::new(Decode::decode(r)?)));
        }
        if r.is_declared_type(&Name::new(&NAMESPACE, "ShortCodeType")) {
            return Ok(Self::ShortCodeType(Box::new(Decode::decode(r)?)));
        }
        r.verbatim().map(Self::Other)
    }
}

impl Encode for AnyShortCodeType {
    fn encode(&self, _: &mut Writer) {}

    fn element(&self, name: &Name, w: &mut Writer) {
        match self {
            Self::ShortCodeType(it) => it.element(name, w),
            Self::ShorterCodeType(it) => {
                w.typed(name, &Name::new(&NAMESPACE, "ShorterCodeType"), &**it)
            }
            Self::Other(it) => it.element(name, w),
        }
    }
}

/// `ShorterCodeType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShorterCodeType {
    /// Attribute `system`
    pub system: String,
    /// The text of the element.
    pub value: ShorterCodeTypeValue,
}

impl Decode for ShorterCodeType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let system = r.required_attribute(&Name::unqualified("system"))?;
        Ok(Self {
            system,
            value: r.content(&Name::new(&NAMESPACE, "ShorterCodeType"))?,
        })
    }
}

impl Encode for ShorterCodeType {
    fn encode(&self, w: &mut Writer) {
        self.value.encode(w);
    }

    fn attributes(&self, w: &mut Writer) {
        w.attribute(&Name::unqualified("system"), &self.system);
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShorterCodeTypeValue(Text);

impl ShorterCodeTypeValue {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static PATTERNS: [StaticPattern; 1] = [StaticPattern::new(r#"[A-Z]\d*"#)];
        static FACETS: Facets = Facets {
            expected: r#"a text ([A-Z]\d*, max length 2)"#,
            patterns: &[&PATTERNS],
            max_length: Some(2),
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

impl Simple for ShorterCodeTypeValue {
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

impl fmt::Display for ShorterCodeTypeValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// `SexType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SexType {
    /// Attribute `system`
    pub system: Option<String>,
    /// The text of the element.
    pub value: SexTypeValue,
}

impl Decode for SexType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let system = r.optional_attribute(&Name::unqualified("system"))?;
        Ok(Self {
            system,
            value: r.content(&Name::new(&NAMESPACE, "SexType"))?,
        })
    }
}

impl Encode for SexType {
    fn encode(&self, w: &mut Writer) {
        self.value.encode(w);
    }

    fn attributes(&self, w: &mut Writer) {
        w.optional_attribute(&Name::unqualified("system"), self.system.as_ref());
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SexTypeValue {
    /// `M`
    M,
    /// `K`
    K,
    /// Something else, which only a tolerant reader lets through.
    Unlisted(Unlisted),
}

impl SexTypeValue {
    /// All values of the schema, in its order.
    pub const ALL: [Self; 2] = [Self::M, Self::K];

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::M => "M",
            Self::K => "K",
            Self::Unlisted(it) => it.as_str(),
        }
    }
}

impl Simple for SexTypeValue {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        match text {
            "M" => Ok(Self::M),
            "K" => Ok(Self::K),
            _ => Err(ValueError::new("M or K")),
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

impl fmt::Display for SexTypeValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/names/schemas/core_components/golden_names_1.0.xsd
//     6422bd5da0d7bd1bd251b29218fa52588df86a5c2c922d5cfd5bcacf4e828248

//! Namespace `urn:riv:golden:names:1`.

use std::borrow::Cow;
use std::fmt;
use rivta_soap::value::{Facets, Text, Unlisted};
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, Reader, Simple, ValueError, Whitespace,
    Writer,
};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:names:1",
    prefix: "core",
};

/// `string`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StringType {
    /// `string`
    pub string: String,
}

impl Decode for StringType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "string"), &["string"], &[])?;
        let value = Self {
            string: r.required(&name::STRING)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for StringType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::STRING, &self.string);
    }
}

/// `Fritext`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fritext {
    /// `a`
    pub a: String,
}

impl Decode for Fritext {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "Fritext"), &["a"], &[])?;
        let value = Self { a: r.required(&name::A)? };
        r.end()?;
        Ok(value)
    }
}

impl Encode for Fritext {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::A, &self.a);
    }
}

/// `fritext`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fritext2 {
    /// `b`
    pub b: String,
}

impl Decode for Fritext2 {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "fritext"), &["b"], &[])?;
        let value = Self { b: r.required(&name::B)? };
        r.end()?;
        Ok(value)
    }
}

impl Encode for Fritext2 {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::B, &self.b);
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListType(Text);

impl ListType {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static FACETS: Facets = Facets {
            expected: "a List (max length 5)",
            max_length: Some(5),
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

impl Simple for ListType {
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

impl fmt::Display for ListType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenPrimitive(Text);

impl TokenPrimitive {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static FACETS: Facets = Facets {
            expected: "a token-primitive (min length 1)",
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

impl Simple for TokenPrimitive {
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

impl fmt::Display for TokenPrimitive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `a`
    pub const A: Name = Name::new(&NAMESPACE, "a").tags("<core:a>", "</core:a>");
    /// `b`
    pub const B: Name = Name::new(&NAMESPACE, "b").tags("<core:b>", "</core:b>");
    /// `string`
    pub const STRING: Name = Name::new(&NAMESPACE, "string")
        .tags("<core:string>", "</core:string>");
}

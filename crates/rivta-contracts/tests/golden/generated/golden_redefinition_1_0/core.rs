// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/redefinition/schemas/core_components/golden_redefinition_1.0.xsd
//     f96ba50089839c887d28ad708ef65a20f212e106bf5287f73d8d37e06faa70ab
//   testsuite/golden/redefinition/schemas/core_components/golden_redefinition_base.xsd
//     2ea6f8830560893aa7b5de35286a6d1135cecb659e6ec48a49406828a7add41b

//! Namespace `urn:riv:golden:redefinition:1`.

use std::borrow::Cow;
use std::fmt;
use rivta_soap::value::{Facets, Text, Unlisted};
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, Reader, Simple, ValueError, Whitespace,
    Writer,
};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:redefinition:1",
    prefix: "core",
};

/// `PersonType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonType {
    /// `id`
    pub id: String,
    /// `extra`
    pub extra: Option<String>,
    /// `code`
    pub code: CodeType,
    /// `phone`
    pub phone: Option<String>,
}

impl Decode for PersonType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "PersonType"),
            &["id", "extra", "code", "phone"],
            &[],
        )?;
        let value = Self {
            id: r.required(&name::ID)?,
            extra: r.optional(&name::EXTRA)?,
            code: r.required(&name::CODE)?,
            phone: r.optional(&name::PHONE)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for PersonType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::ID, &self.id);
        w.optional(&name::EXTRA, self.extra.as_ref());
        w.required(&name::CODE, &self.code);
        w.optional(&name::PHONE, self.phone.as_ref());
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeType(Text);

impl CodeType {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static FACETS: Facets = Facets {
            expected: "a CodeType (max length 3, min length 1)",
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

impl Simple for CodeType {
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

impl fmt::Display for CodeType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// `PersonType-redefined`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonTypeRedefined {
    /// `id`
    pub id: String,
    /// `extra`
    pub extra: Option<String>,
    /// `code`
    pub code: CodeType,
}

impl Decode for PersonTypeRedefined {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "PersonType-redefined"),
            &["id", "extra", "code"],
            &[],
        )?;
        let value = Self {
            id: r.required(&name::ID)?,
            extra: r.optional(&name::EXTRA)?,
            code: r.required(&name::CODE)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for PersonTypeRedefined {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::ID, &self.id);
        w.optional(&name::EXTRA, self.extra.as_ref());
        w.required(&name::CODE, &self.code);
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeTypeRedefined(Text);

impl CodeTypeRedefined {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static FACETS: Facets = Facets {
            expected: "a CodeType-redefined (min length 1)",
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

impl Simple for CodeTypeRedefined {
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

impl fmt::Display for CodeTypeRedefined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `code`
    pub const CODE: Name = Name::new(&NAMESPACE, "code")
        .tags("<core:code>", "</core:code>");
    /// `extra`
    pub const EXTRA: Name = Name::new(&NAMESPACE, "extra")
        .tags("<core:extra>", "</core:extra>");
    /// `id`
    pub const ID: Name = Name::new(&NAMESPACE, "id").tags("<core:id>", "</core:id>");
    /// `phone`
    pub const PHONE: Name = Name::new(&NAMESPACE, "phone")
        .tags("<core:phone>", "</core:phone>");
}

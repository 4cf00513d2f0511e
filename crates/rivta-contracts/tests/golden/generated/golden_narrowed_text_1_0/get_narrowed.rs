// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/narrowed-text/schemas/interactions/GetNarrowedInteraction/GetNarrowedResponder_1.0.xsd
//     5d746ab43e61b1dbb4362beed5f6de80585b3b744e9915e3e370d75073626c8c

//! Namespace `urn:riv:golden:narrowedtext:GetNarrowedResponder:1`.

use std::borrow::Cow;
use std::fmt;
use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::value::{Facets, Text, Unlisted};
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, Reader, Simple, ValueError, Whitespace,
    Writer,
};
use super::{narrowedtext, PACKAGE};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:narrowedtext:GetNarrowedResponder:1",
    prefix: "gn",
};

/// The contract `GetNarrowed`, version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetNarrowed;

impl Contract for GetNarrowed {
    type Request = GetNarrowedType;
    type Response = GetNarrowedResponse;
    const NAME: &'static str = "GetNarrowed";
    const NAMESPACE: &'static str = "urn:riv:golden:narrowedtext:GetNarrowedResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:golden:narrowedtext:GetNarrowedResponder:1:GetNarrowed";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_NARROWED;
    const RESPONSE: Name = name::GET_NARROWED_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[
        &NAMESPACE,
        &narrowedtext::NAMESPACE,
    ];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetNarrowedInteraction/GetNarrowedInteraction_1.0_RIVTABP21.wsdl";
}

/// `GetNarrowedType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetNarrowedType {
    /// `short`
    pub short: narrowedtext::AnyShortCodeType,
    /// `shorter`
    pub shorter: Option<narrowedtext::ShorterCodeType>,
    /// `sex`
    pub sex: Option<narrowedtext::SexType>,
    /// `own`
    pub own: Option<GetNarrowedTypeOwn>,
}

impl Decode for GetNarrowedType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "GetNarrowedType"),
            &["short", "shorter", "sex", "own"],
            &[],
        )?;
        let value = Self {
            short: r.required(&name::SHORT)?,
            shorter: r.optional(&name::SHORTER)?,
            sex: r.optional(&name::SEX)?,
            own: r.optional(&name::OWN)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetNarrowedType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::SHORT, &self.short);
        w.optional(&name::SHORTER, self.shorter.as_ref());
        w.optional(&name::SEX, self.sex.as_ref());
        w.optional(&name::OWN, self.own.as_ref());
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetNarrowedTypeOwn {
    /// Attribute `system`
    pub system: Option<String>,
    /// The text of the element.
    pub value: GetNarrowedTypeOwnValue,
}

impl Decode for GetNarrowedTypeOwn {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let system = r.optional_attribute(&Name::unqualified("system"))?;
        Ok(Self {
            system,
            value: r.content(&Name::new(&NAMESPACE, ""))?,
        })
    }
}

impl Encode for GetNarrowedTypeOwn {
    fn encode(&self, w: &mut Writer) {
        self.value.encode(w);
    }

    fn attributes(&self, w: &mut Writer) {
        w.optional_attribute(&Name::unqualified("system"), self.system.as_ref());
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GetNarrowedTypeOwnValue(Text);

impl GetNarrowedTypeOwnValue {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static FACETS: Facets = Facets {
            expected: "a text (min length 2)",
            min_length: 2,
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

impl Simple for GetNarrowedTypeOwnValue {
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

impl fmt::Display for GetNarrowedTypeOwnValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetNarrowedResponse {}

impl Decode for GetNarrowedResponse {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &[], &[])?;
        let value = Self {};
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetNarrowedResponse {
    fn encode(&self, _: &mut Writer) {}
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `GetNarrowed`
    pub const GET_NARROWED: Name = Name::new(&NAMESPACE, "GetNarrowed")
        .tags("<gn:GetNarrowed>", "</gn:GetNarrowed>");
    /// `GetNarrowedResponse`
    pub const GET_NARROWED_RESPONSE: Name = Name::new(&NAMESPACE, "GetNarrowedResponse")
        .tags("<gn:GetNarrowedResponse>", "</gn:GetNarrowedResponse>");
    /// `own`
    pub const OWN: Name = Name::new(&NAMESPACE, "own").tags("<gn:own>", "</gn:own>");
    /// `sex`
    pub const SEX: Name = Name::new(&NAMESPACE, "sex").tags("<gn:sex>", "</gn:sex>");
    /// `short`
    pub const SHORT: Name = Name::new(&NAMESPACE, "short")
        .tags("<gn:short>", "</gn:short>");
    /// `shorter`
    pub const SHORTER: Name = Name::new(&NAMESPACE, "shorter")
        .tags("<gn:shorter>", "</gn:shorter>");
}

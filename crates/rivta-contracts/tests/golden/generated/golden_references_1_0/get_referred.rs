// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/references/schemas/interactions/GetReferredInteraction/GetReferredResponder_1.0.xsd
//     b270ba89f4b0e9b466653e3edffeebeb4ad185066439fa753f8c45747032e280

//! Namespace `urn:riv:golden:references:GetReferredResponder:1`.

use std::borrow::Cow;
use std::fmt;
use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::value::{Facets, Text, Unlisted};
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, RawElement, Reader, Simple, ValueError,
    Whitespace, Wildcard, Writer,
};
use super::{core, PACKAGE};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:references:GetReferredResponder:1",
    prefix: "gr",
};

/// The contract `GetReferred`, version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetReferred;

impl Contract for GetReferred {
    type Request = GetReferred2;
    type Response = GetReferredResponse;
    const NAME: &'static str = "GetReferred";
    const NAMESPACE: &'static str = "urn:riv:golden:references:GetReferredResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:golden:references:GetReferredResponder:1:GetReferred";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_REFERRED;
    const RESPONSE: Name = name::GET_REFERRED_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[
        &NAMESPACE,
        &core::NAMESPACE,
    ];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetReferredInteraction/GetReferredInteraction_1.0_RIVTABP21.wsdl";
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetReferred2 {
    /// `note`
    pub note: Option<String>,
    /// `person`
    pub person: Vec<core::Person>,
    /// `part`
    pub part: Vec<GetReferred2Part>,
    /// `addition`
    pub addition: Option<i32>,
    /// Extensions: elements the schema leaves open, verbatim.
    pub any: Vec<RawElement>,
}

impl Decode for GetReferred2 {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, ""),
            &["note", "person", "part", "addition"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            note: r.optional(&core::name::NOTE)?,
            person: r.repeated(&core::name::PERSON, 1, Some(2))?,
            part: r.repeated(&name::PART, 0, None)?,
            addition: r.optional(&core::name::ADDITION)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetReferred2 {
    fn encode(&self, w: &mut Writer) {
        w.optional(&core::name::NOTE, self.note.as_ref());
        w.repeated(&core::name::PERSON, &self.person);
        w.repeated(&name::PART, &self.part);
        w.optional(&core::name::ADDITION, self.addition.as_ref());
        w.any(&self.any);
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetReferred2Part {
    /// `inner`
    pub inner: GetReferred2PartInner,
}

impl Decode for GetReferred2Part {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &["inner"], &[])?;
        let value = Self {
            inner: r.required(&name::INNER)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetReferred2Part {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::INNER, &self.inner);
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetReferred2PartInner {
    /// `leaf`
    pub leaf: GetReferred2PartInnerLeaf,
}

impl Decode for GetReferred2PartInner {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &["leaf"], &[])?;
        let value = Self {
            leaf: r.required(&name::LEAF)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetReferred2PartInner {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::LEAF, &self.leaf);
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GetReferred2PartInnerLeaf(Text);

impl GetReferred2PartInnerLeaf {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static FACETS: Facets = Facets {
            expected: "a Leaf (max length 3)",
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

impl Simple for GetReferred2PartInnerLeaf {
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

impl fmt::Display for GetReferred2PartInnerLeaf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetReferredResponse {}

impl Decode for GetReferredResponse {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &[], &[])?;
        let value = Self {};
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetReferredResponse {
    fn encode(&self, _: &mut Writer) {}
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `GetReferred`
    pub const GET_REFERRED: Name = Name::new(&NAMESPACE, "GetReferred")
        .tags("<gr:GetReferred>", "</gr:GetReferred>");
    /// `GetReferredResponse`
    pub const GET_REFERRED_RESPONSE: Name = Name::new(&NAMESPACE, "GetReferredResponse")
        .tags("<gr:GetReferredResponse>", "</gr:GetReferredResponse>");
    /// `inner`
    pub const INNER: Name = Name::new(&NAMESPACE, "inner")
        .tags("<gr:inner>", "</gr:inner>");
    /// `leaf`
    pub const LEAF: Name = Name::new(&NAMESPACE, "leaf").tags("<gr:leaf>", "</gr:leaf>");
    /// `part`
    pub const PART: Name = Name::new(&NAMESPACE, "part").tags("<gr:part>", "</gr:part>");
}

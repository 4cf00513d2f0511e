// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/mistyped-wildcards/schemas/interactions/GetMistypedInteraction/GetMistypedResponder_1.0.xsd
//     af68bdcbde5f7493d7243b0cdd5c9244a2a06408db11ca211d7fbeb4e5e1d21b

//! Namespace `urn:riv:golden:mistypedwildcards:GetMistypedResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, RawElement, Reader, Wildcard, Writer,
};
use super::PACKAGE;

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:mistypedwildcards:GetMistypedResponder:1",
    prefix: "gm",
};

/// The contract `GetMistyped`, version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetMistyped;

impl Contract for GetMistyped {
    type Request = GetMistypedType;
    type Response = GetMistypedResponse;
    const NAME: &'static str = "GetMistyped";
    const NAMESPACE: &'static str = "urn:riv:golden:mistypedwildcards:GetMistypedResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:golden:mistypedwildcards:GetMistypedResponder:1:GetMistyped";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_MISTYPED;
    const RESPONSE: Name = name::GET_MISTYPED_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetMistypedInteraction/GetMistypedInteraction_1.0_RIVTABP21.wsdl";
}

/// `GetMistypedType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetMistypedType {
    /// `a`
    pub a: String,
    /// Extensions: elements the schema leaves open, verbatim.
    pub any: Vec<RawElement>,
}

impl Decode for GetMistypedType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "GetMistypedType"),
            &["a"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            a: r.required(&name::A)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetMistypedType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::A, &self.a);
        w.any(&self.any);
    }
}

/// `SecondType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondType {
    /// `b`
    pub b: String,
    /// Extensions: elements the schema leaves open, verbatim.
    pub any: Vec<RawElement>,
}

impl Decode for SecondType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "SecondType"),
            &["b"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            b: r.required(&name::B)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for SecondType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::B, &self.b);
        w.any(&self.any);
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetMistypedResponse {}

impl Decode for GetMistypedResponse {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &[], &[])?;
        let value = Self {};
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetMistypedResponse {
    fn encode(&self, _: &mut Writer) {}
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `a`
    pub const A: Name = Name::new(&NAMESPACE, "a").tags("<gm:a>", "</gm:a>");
    /// `b`
    pub const B: Name = Name::new(&NAMESPACE, "b").tags("<gm:b>", "</gm:b>");
    /// `GetMistyped`
    pub const GET_MISTYPED: Name = Name::new(&NAMESPACE, "GetMistyped")
        .tags("<gm:GetMistyped>", "</gm:GetMistyped>");
    /// `GetMistypedResponse`
    pub const GET_MISTYPED_RESPONSE: Name = Name::new(&NAMESPACE, "GetMistypedResponse")
        .tags("<gm:GetMistypedResponse>", "</gm:GetMistypedResponse>");
}

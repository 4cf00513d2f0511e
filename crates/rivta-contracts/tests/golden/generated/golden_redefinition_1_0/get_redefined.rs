// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/redefinition/schemas/interactions/GetRedefinedInteraction/GetRedefinedResponder_1.0.xsd
//     d2d648c1378d8aad1f962ba9b4b1f33c22bb35ab39ece40d37254c34c839f48f

//! Namespace `urn:riv:golden:redefinition:GetRedefinedResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::xml::{Decode, DecodeError, Encode, Name, Namespace, Reader, Writer};
use super::{core, PACKAGE};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:redefinition:GetRedefinedResponder:1",
    prefix: "gr",
};

/// The contract `GetRedefined`, version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetRedefined;

impl Contract for GetRedefined {
    type Request = GetRedefinedType;
    type Response = GetRedefinedResponse;
    const NAME: &'static str = "GetRedefined";
    const NAMESPACE: &'static str = "urn:riv:golden:redefinition:GetRedefinedResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:golden:redefinition:GetRedefinedResponder:1:GetRedefined";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_REDEFINED;
    const RESPONSE: Name = name::GET_REDEFINED_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[
        &NAMESPACE,
        &core::NAMESPACE,
    ];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetRedefinedInteraction/GetRedefinedInteraction_1.0_RIVTABP21.wsdl";
}

/// `GetRedefinedType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetRedefinedType {
    /// `person`
    pub person: core::PersonType,
}

impl Decode for GetRedefinedType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "GetRedefinedType"), &["person"], &[])?;
        let value = Self {
            person: r.required(&name::PERSON)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetRedefinedType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::PERSON, &self.person);
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetRedefinedResponse {}

impl Decode for GetRedefinedResponse {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &[], &[])?;
        let value = Self {};
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetRedefinedResponse {
    fn encode(&self, _: &mut Writer) {}
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `GetRedefined`
    pub const GET_REDEFINED: Name = Name::new(&NAMESPACE, "GetRedefined")
        .tags("<gr:GetRedefined>", "</gr:GetRedefined>");
    /// `GetRedefinedResponse`
    pub const GET_REDEFINED_RESPONSE: Name = Name::new(
            &NAMESPACE,
            "GetRedefinedResponse",
        )
        .tags("<gr:GetRedefinedResponse>", "</gr:GetRedefinedResponse>");
    /// `person`
    pub const PERSON: Name = Name::new(&NAMESPACE, "person")
        .tags("<gr:person>", "</gr:person>");
}

// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/soap-1.2/schemas/interactions/GetTwelveInteraction/GetTwelveResponder_1.0.xsd
//     297c791cb57cfa0d9f43d9269d4a7993eb4ee7bd57d3588de1cc45d2fe5c31e7

//! Namespace `urn:riv:golden:soap1.2:GetTwelveResponder:1`.

use rivta_soap::contract::{Contract, Package, SoapVersion};
use rivta_soap::profile::Profile;
use rivta_soap::xml::{Decode, DecodeError, Encode, Name, Namespace, Reader, Writer};
use super::PACKAGE;

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:soap1.2:GetTwelveResponder:1",
    prefix: "gt",
};

/// The contract `GetTwelve`, version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetTwelve;

impl Contract for GetTwelve {
    type Request = GetTwelveType;
    type Response = GetTwelveResponse;
    const NAME: &'static str = "GetTwelve";
    const NAMESPACE: &'static str = "urn:riv:golden:soap1.2:GetTwelveResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:golden:soap1.2:GetTwelveResponder:1:GetTwelve";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_TWELVE;
    const RESPONSE: Name = name::GET_TWELVE_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const SOAP_VERSION: SoapVersion = SoapVersion::Soap12;
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetTwelveInteraction/GetTwelveInteraction_1.0_RIVTABP21.wsdl";
}

/// `GetTwelveType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetTwelveType {
    /// `a`
    pub a: String,
}

impl Decode for GetTwelveType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "GetTwelveType"), &["a"], &[])?;
        let value = Self { a: r.required(&name::A)? };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetTwelveType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::A, &self.a);
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetTwelveResponse {}

impl Decode for GetTwelveResponse {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &[], &[])?;
        let value = Self {};
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetTwelveResponse {
    fn encode(&self, _: &mut Writer) {}
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `a`
    pub const A: Name = Name::new(&NAMESPACE, "a").tags("<gt:a>", "</gt:a>");
    /// `GetTwelve`
    pub const GET_TWELVE: Name = Name::new(&NAMESPACE, "GetTwelve")
        .tags("<gt:GetTwelve>", "</gt:GetTwelve>");
    /// `GetTwelveResponse`
    pub const GET_TWELVE_RESPONSE: Name = Name::new(&NAMESPACE, "GetTwelveResponse")
        .tags("<gt:GetTwelveResponse>", "</gt:GetTwelveResponse>");
}

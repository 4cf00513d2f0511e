// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/faults-and-headers/schemas/interactions/GetFaultyInteraction/GetFaultyResponder_1.0.xsd
//     25b89e45720cb62c7ad340a6263e4d2f22dee9818e28a25540681851348f77b0

//! Namespace `urn:riv:golden:faultsandheaders:GetFaultyResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::xml::{Decode, DecodeError, Encode, Name, Namespace, Reader, Writer};
use super::PACKAGE;

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:faultsandheaders:GetFaultyResponder:1",
    prefix: "gf",
};

/// The contract `GetFaulty`, version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetFaulty;

impl Contract for GetFaulty {
    type Request = GetFaultyType;
    type Response = GetFaultyResponse;
    const NAME: &'static str = "GetFaulty";
    const NAMESPACE: &'static str = "urn:riv:golden:faultsandheaders:GetFaultyResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:golden:faultsandheaders:GetFaultyResponder:1:GetFaulty";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_FAULTY;
    const RESPONSE: Name = name::GET_FAULTY_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const REQUEST_HEADERS: &'static [Name] = &[name::ARGOS_HEADER];
    const FAULTS: &'static [Name] = &[
        name::APPLICATION_EXCEPTION,
        name::SYSTEM_EXCEPTION,
    ];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetFaultyInteraction/GetFaultyInteraction_1.0_RIVTABP21.wsdl";
}

/// `GetFaultyType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetFaultyType {
    /// `a`
    pub a: String,
}

impl Decode for GetFaultyType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "GetFaultyType"), &["a"], &[])?;
        let value = Self { a: r.required(&name::A)? };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetFaultyType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::A, &self.a);
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SystemException {
    /// `code`
    pub code: i32,
}

impl Decode for SystemException {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &["code"], &[])?;
        let value = Self {
            code: r.required(&name::CODE)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for SystemException {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::CODE, &self.code);
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetFaultyResponse {}

impl Decode for GetFaultyResponse {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &[], &[])?;
        let value = Self {};
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetFaultyResponse {
    fn encode(&self, _: &mut Writer) {}
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `a`
    pub const A: Name = Name::new(&NAMESPACE, "a").tags("<gf:a>", "</gf:a>");
    /// `ApplicationException`
    pub const APPLICATION_EXCEPTION: Name = Name::new(&NAMESPACE, "ApplicationException")
        .tags("<gf:ApplicationException>", "</gf:ApplicationException>");
    /// `ArgosHeader`
    pub const ARGOS_HEADER: Name = Name::new(&NAMESPACE, "ArgosHeader")
        .tags("<gf:ArgosHeader>", "</gf:ArgosHeader>");
    /// `code`
    pub const CODE: Name = Name::new(&NAMESPACE, "code").tags("<gf:code>", "</gf:code>");
    /// `GetFaulty`
    pub const GET_FAULTY: Name = Name::new(&NAMESPACE, "GetFaulty")
        .tags("<gf:GetFaulty>", "</gf:GetFaulty>");
    /// `GetFaultyResponse`
    pub const GET_FAULTY_RESPONSE: Name = Name::new(&NAMESPACE, "GetFaultyResponse")
        .tags("<gf:GetFaultyResponse>", "</gf:GetFaultyResponse>");
    /// `SystemException`
    pub const SYSTEM_EXCEPTION: Name = Name::new(&NAMESPACE, "SystemException")
        .tags("<gf:SystemException>", "</gf:SystemException>");
}

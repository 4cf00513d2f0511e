// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/signatures/schemas/interactions/GetSignedInteraction/GetSignedResponder_1.0.xsd
//     2bfb5299e5a05a3f1c973ff944ec39131b86ad82dea7cc07ba3fa806da34bac8

//! Namespace `urn:riv:golden:signatures:GetSignedResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::xml::{Decode, DecodeError, Encode, Name, Namespace, Reader, Writer};
use super::{core, PACKAGE};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:signatures:GetSignedResponder:1",
    prefix: "gs",
};

/// The contract `GetSigned`, version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetSigned;

impl Contract for GetSigned {
    type Request = GetSignedType;
    type Response = GetSignedResponse;
    const NAME: &'static str = "GetSigned";
    const NAMESPACE: &'static str = "urn:riv:golden:signatures:GetSignedResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:golden:signatures:GetSignedResponder:1:GetSigned";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_SIGNED;
    const RESPONSE: Name = name::GET_SIGNED_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[
        &NAMESPACE,
        &core::NAMESPACE,
    ];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetSignedInteraction/GetSignedInteraction_1.0_RIVTABP21.wsdl";
}

/// `GetSignedType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetSignedType {
    /// `data`
    pub data: String,
    /// `Signature`
    pub signature: Option<core::Signature>,
}

impl Decode for GetSignedType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "GetSignedType"), &["data", "Signature"], &[])?;
        let value = Self {
            data: r.required(&name::DATA)?,
            signature: r.optional(&core::name::SIGNATURE)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetSignedType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::DATA, &self.data);
        w.optional(&core::name::SIGNATURE, self.signature.as_ref());
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetSignedResponse {}

impl Decode for GetSignedResponse {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &[], &[])?;
        let value = Self {};
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetSignedResponse {
    fn encode(&self, _: &mut Writer) {}
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `data`
    pub const DATA: Name = Name::new(&NAMESPACE, "data").tags("<gs:data>", "</gs:data>");
    /// `GetSigned`
    pub const GET_SIGNED: Name = Name::new(&NAMESPACE, "GetSigned")
        .tags("<gs:GetSigned>", "</gs:GetSigned>");
    /// `GetSignedResponse`
    pub const GET_SIGNED_RESPONSE: Name = Name::new(&NAMESPACE, "GetSignedResponse")
        .tags("<gs:GetSignedResponse>", "</gs:GetSignedResponse>");
}

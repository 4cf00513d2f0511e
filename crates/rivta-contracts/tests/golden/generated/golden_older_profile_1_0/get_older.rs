// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/older-profile/schemas/interactions/GetOlderInteraction/GetOlderResponder_1.0.xsd
//     9b5225cbf4e47260a9e4bfd37cb985737c6ca1096bb2f65bb5b1d31f2909c8ff

//! Namespace `urn:riv:golden:olderprofile:GetOlderResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::xml::{Decode, DecodeError, Encode, Name, Namespace, Reader, Writer};
use super::PACKAGE;

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:olderprofile:GetOlderResponder:1",
    prefix: "go",
};

/// The contract `GetOlder`, version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetOlder;

impl Contract for GetOlder {
    type Request = GetOlderType;
    type Response = GetOlderResponse;
    const NAME: &'static str = "GetOlder";
    const NAMESPACE: &'static str = "urn:riv:golden:olderprofile:GetOlderResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:golden:olderprofile:GetOlderResponder:1:GetOlder";
    const PROFILE: Profile = Profile::Rivtabp20;
    const REQUEST: Name = name::GET_OLDER_REQUEST;
    const RESPONSE: Name = name::GET_OLDER_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetOlderInteraction/GetOlderInteraction_1.0_RIVTABP20.wsdl";
}

/// `GetOlderType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetOlderType {
    /// `a`
    pub a: String,
}

impl Decode for GetOlderType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "GetOlderType"), &["a"], &[])?;
        let value = Self { a: r.required(&name::A)? };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetOlderType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::A, &self.a);
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetOlderResponse {}

impl Decode for GetOlderResponse {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &[], &[])?;
        let value = Self {};
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetOlderResponse {
    fn encode(&self, _: &mut Writer) {}
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `a`
    pub const A: Name = Name::new(&NAMESPACE, "a").tags("<go:a>", "</go:a>");
    /// `GetOlderRequest`
    pub const GET_OLDER_REQUEST: Name = Name::new(&NAMESPACE, "GetOlderRequest")
        .tags("<go:GetOlderRequest>", "</go:GetOlderRequest>");
    /// `GetOlderResponse`
    pub const GET_OLDER_RESPONSE: Name = Name::new(&NAMESPACE, "GetOlderResponse")
        .tags("<go:GetOlderResponse>", "</go:GetOlderResponse>");
}

// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/qualified-names/schemas/interactions/GetNamedInteraction/GetNamedResponder_1.0.xsd
//     8ab1f6133886e6f91fab9de08e2b1a57705cf072106e66a5bb0a9f825bcd73c1

//! Namespace `urn:riv:golden:qualifiednames:GetNamedResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, QualifiedName, Reader, Writer,
};
use super::{qualifiednames, PACKAGE};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:qualifiednames:GetNamedResponder:1",
    prefix: "gn",
};

/// The contract `GetNamed`, version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetNamed;

impl Contract for GetNamed {
    type Request = GetNamedType;
    type Response = GetNamedResponse;
    const NAME: &'static str = "GetNamed";
    const NAMESPACE: &'static str = "urn:riv:golden:qualifiednames:GetNamedResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:golden:qualifiednames:GetNamedResponder:1:GetNamed";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_NAMED;
    const RESPONSE: Name = name::GET_NAMED_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[
        &NAMESPACE,
        &qualifiednames::NAMESPACE,
    ];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetNamedInteraction/GetNamedInteraction_1.0_RIVTABP21.wsdl";
}

/// `GetNamedType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetNamedType {
    /// `item`
    pub item: Vec<qualifiednames::ItemType>,
    /// `fault`
    pub fault: Option<QualifiedName>,
}

impl Decode for GetNamedType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "GetNamedType"), &["item", "fault"], &[])?;
        let value = Self {
            item: r.repeated(&name::ITEM, 1, None)?,
            fault: r.optional(&name::FAULT)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetNamedType {
    fn encode(&self, w: &mut Writer) {
        w.repeated(&name::ITEM, &self.item);
        w.optional(&name::FAULT, self.fault.as_ref());
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetNamedResponse {}

impl Decode for GetNamedResponse {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &[], &[])?;
        let value = Self {};
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetNamedResponse {
    fn encode(&self, _: &mut Writer) {}
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `fault`
    pub const FAULT: Name = Name::new(&NAMESPACE, "fault")
        .tags("<gn:fault>", "</gn:fault>");
    /// `GetNamed`
    pub const GET_NAMED: Name = Name::new(&NAMESPACE, "GetNamed")
        .tags("<gn:GetNamed>", "</gn:GetNamed>");
    /// `GetNamedResponse`
    pub const GET_NAMED_RESPONSE: Name = Name::new(&NAMESPACE, "GetNamedResponse")
        .tags("<gn:GetNamedResponse>", "</gn:GetNamedResponse>");
    /// `item`
    pub const ITEM: Name = Name::new(&NAMESPACE, "item").tags("<gn:item>", "</gn:item>");
}

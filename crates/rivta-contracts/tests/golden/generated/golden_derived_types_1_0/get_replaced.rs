// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/derived-types/schemas/interactions/GetReplacedInteraction/GetReplacedResponder_1.0.xsd
//     e1a831541f596c9807196aa5bf966ed51aeaa18629cd6c0edd0bc9c594db9475

//! Namespace `urn:riv:golden:derivedtypes:GetReplacedResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::xml::{Decode, DecodeError, Encode, Name, Namespace, Reader, Writer};
use super::{derivedtypes, PACKAGE};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:derivedtypes:GetReplacedResponder:1",
    prefix: "gr",
};

/// The contract `GetReplaced`, version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetReplaced;

impl Contract for GetReplaced {
    type Request = GetReplacedType;
    type Response = GetReplacedResponse;
    const NAME: &'static str = "GetReplaced";
    const NAMESPACE: &'static str = "urn:riv:golden:derivedtypes:GetReplacedResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:golden:derivedtypes:GetReplacedResponder:1:GetReplaced";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_REPLACED;
    const RESPONSE: Name = name::GET_REPLACED_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[
        &NAMESPACE,
        &derivedtypes::NAMESPACE,
    ];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetReplacedInteraction/GetReplacedInteraction_1.0_RIVTABP21.wsdl";
}

/// `GetReplacedType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetReplacedType {
    /// `amount`
    pub amount: Vec<derivedtypes::AnyQuantityType>,
    /// `code`
    pub code: Option<String>,
}

impl Decode for GetReplacedType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "GetReplacedType"), &["amount", "code"], &[])?;
        let value = Self {
            amount: r.repeated(&name::AMOUNT, 1, None)?,
            code: r.optional(&name::CODE)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetReplacedType {
    fn encode(&self, w: &mut Writer) {
        w.repeated(&name::AMOUNT, &self.amount);
        w.optional(&name::CODE, self.code.as_ref());
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetReplacedResponse {}

impl Decode for GetReplacedResponse {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &[], &[])?;
        let value = Self {};
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetReplacedResponse {
    fn encode(&self, _: &mut Writer) {}
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `amount`
    pub const AMOUNT: Name = Name::new(&NAMESPACE, "amount")
        .tags("<gr:amount>", "</gr:amount>");
    /// `code`
    pub const CODE: Name = Name::new(&NAMESPACE, "code").tags("<gr:code>", "</gr:code>");
    /// `GetReplaced`
    pub const GET_REPLACED: Name = Name::new(&NAMESPACE, "GetReplaced")
        .tags("<gr:GetReplaced>", "</gr:GetReplaced>");
    /// `GetReplacedResponse`
    pub const GET_REPLACED_RESPONSE: Name = Name::new(&NAMESPACE, "GetReplacedResponse")
        .tags("<gr:GetReplacedResponse>", "</gr:GetReplacedResponse>");
}

// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/attributes/schemas/interactions/GetMarkedInteraction/GetMarkedResponder_1.0.xsd
//     9b800a8eb8a1a0814705f1704faf1849b1c015274498cdbb58a97fb45ace0bfc

//! Namespace `urn:riv:golden:attributes:GetMarkedResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, RawElement, Reader, Wildcard, Writer,
};
use super::{core, PACKAGE};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:attributes:GetMarkedResponder:1",
    prefix: "gm",
};

/// The contract `GetMarked`, version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetMarked;

impl Contract for GetMarked {
    type Request = GetMarkedType;
    type Response = GetMarkedResponse;
    const NAME: &'static str = "GetMarked";
    const NAMESPACE: &'static str = "urn:riv:golden:attributes:GetMarkedResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:golden:attributes:GetMarkedResponder:1:GetMarked";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_MARKED;
    const RESPONSE: Name = name::GET_MARKED_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[
        &NAMESPACE,
        &core::NAMESPACE,
    ];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetMarkedInteraction/GetMarkedInteraction_1.0_RIVTABP21.wsdl";
}

/// `GetMarkedType`
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetMarkedType {
    /// `item`
    pub item: Vec<core::ItemType>,
    /// Extensions: elements the schema leaves open, verbatim.
    pub any: Vec<RawElement>,
}

impl Decode for GetMarkedType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "GetMarkedType"),
            &["item"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            item: r.repeated(&name::ITEM, 0, None)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetMarkedType {
    fn encode(&self, w: &mut Writer) {
        w.repeated(&name::ITEM, &self.item);
        w.any(&self.any);
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetMarkedResponse {}

impl Decode for GetMarkedResponse {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &[], &[])?;
        let value = Self {};
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetMarkedResponse {
    fn encode(&self, _: &mut Writer) {}
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `GetMarked`
    pub const GET_MARKED: Name = Name::new(&NAMESPACE, "GetMarked")
        .tags("<gm:GetMarked>", "</gm:GetMarked>");
    /// `GetMarkedResponse`
    pub const GET_MARKED_RESPONSE: Name = Name::new(&NAMESPACE, "GetMarkedResponse")
        .tags("<gm:GetMarkedResponse>", "</gm:GetMarkedResponse>");
    /// `item`
    pub const ITEM: Name = Name::new(&NAMESPACE, "item").tags("<gm:item>", "</gm:item>");
}

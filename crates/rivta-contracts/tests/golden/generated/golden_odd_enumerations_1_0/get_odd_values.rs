// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/odd-enumerations/schemas/interactions/GetOddValuesInteraction/GetOddValuesResponder_1.0.xsd
//     8604112ece269db2ed975f9a41cf3a97f510876fab1ed598debcd965e03f4cb3

//! Namespace `urn:riv:golden:oddenumerations:GetOddValuesResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::xml::{Decode, DecodeError, Encode, Name, Namespace, Reader, Writer};
use super::{oddenumerations, PACKAGE};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:oddenumerations:GetOddValuesResponder:1",
    prefix: "gov",
};

/// The contract `GetOddValues`, version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetOddValues;

impl Contract for GetOddValues {
    type Request = GetOddValuesType;
    type Response = GetOddValuesResponse;
    const NAME: &'static str = "GetOddValues";
    const NAMESPACE: &'static str = "urn:riv:golden:oddenumerations:GetOddValuesResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:golden:oddenumerations:GetOddValuesResponder:1:GetOddValues";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_ODD_VALUES;
    const RESPONSE: Name = name::GET_ODD_VALUES_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetOddValuesInteraction/GetOddValuesInteraction_1.0_RIVTABP21.wsdl";
}

/// `GetOddValuesType`
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetOddValuesType {
    /// `compare`
    pub compare: Vec<oddenumerations::Compare>,
    /// `number`
    pub number: Vec<oddenumerations::Number>,
    /// `uri`
    pub uri: Option<oddenumerations::Uri>,
    /// `mime`
    pub mime: Vec<oddenumerations::Mime>,
    /// `status`
    pub status: Vec<oddenumerations::Status>,
    /// `limited`
    pub limited: Option<oddenumerations::Limited>,
    /// `twice`
    pub twice: Option<oddenumerations::Twice>,
    /// `amount`
    pub amount: Option<oddenumerations::Amount>,
}

impl Decode for GetOddValuesType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "GetOddValuesType"),
            &[
                "compare",
                "number",
                "uri",
                "mime",
                "status",
                "limited",
                "twice",
                "amount",
            ],
            &[],
        )?;
        let value = Self {
            compare: r.repeated(&name::COMPARE, 0, None)?,
            number: r.repeated(&name::NUMBER, 0, None)?,
            uri: r.optional(&name::URI)?,
            mime: r.repeated(&name::MIME, 0, None)?,
            status: r.repeated(&name::STATUS, 0, None)?,
            limited: r.optional(&name::LIMITED)?,
            twice: r.optional(&name::TWICE)?,
            amount: r.optional(&name::AMOUNT)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetOddValuesType {
    fn encode(&self, w: &mut Writer) {
        w.repeated(&name::COMPARE, &self.compare);
        w.repeated(&name::NUMBER, &self.number);
        w.optional(&name::URI, self.uri.as_ref());
        w.repeated(&name::MIME, &self.mime);
        w.repeated(&name::STATUS, &self.status);
        w.optional(&name::LIMITED, self.limited.as_ref());
        w.optional(&name::TWICE, self.twice.as_ref());
        w.optional(&name::AMOUNT, self.amount.as_ref());
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetOddValuesResponse {}

impl Decode for GetOddValuesResponse {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &[], &[])?;
        let value = Self {};
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetOddValuesResponse {
    fn encode(&self, _: &mut Writer) {}
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `amount`
    pub const AMOUNT: Name = Name::new(&NAMESPACE, "amount")
        .tags("<gov:amount>", "</gov:amount>");
    /// `compare`
    pub const COMPARE: Name = Name::new(&NAMESPACE, "compare")
        .tags("<gov:compare>", "</gov:compare>");
    /// `GetOddValues`
    pub const GET_ODD_VALUES: Name = Name::new(&NAMESPACE, "GetOddValues")
        .tags("<gov:GetOddValues>", "</gov:GetOddValues>");
    /// `GetOddValuesResponse`
    pub const GET_ODD_VALUES_RESPONSE: Name = Name::new(
            &NAMESPACE,
            "GetOddValuesResponse",
        )
        .tags("<gov:GetOddValuesResponse>", "</gov:GetOddValuesResponse>");
    /// `limited`
    pub const LIMITED: Name = Name::new(&NAMESPACE, "limited")
        .tags("<gov:limited>", "</gov:limited>");
    /// `mime`
    pub const MIME: Name = Name::new(&NAMESPACE, "mime")
        .tags("<gov:mime>", "</gov:mime>");
    /// `number`
    pub const NUMBER: Name = Name::new(&NAMESPACE, "number")
        .tags("<gov:number>", "</gov:number>");
    /// `status`
    pub const STATUS: Name = Name::new(&NAMESPACE, "status")
        .tags("<gov:status>", "</gov:status>");
    /// `twice`
    pub const TWICE: Name = Name::new(&NAMESPACE, "twice")
        .tags("<gov:twice>", "</gov:twice>");
    /// `uri`
    pub const URI: Name = Name::new(&NAMESPACE, "uri").tags("<gov:uri>", "</gov:uri>");
}

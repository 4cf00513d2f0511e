// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/simple-content/schemas/interactions/GetMeasuredInteraction/GetMeasuredResponder_1.0.xsd
//     319f235990980de44ae2d48d20b703d6ad1212151d77851e3e263d645bcf8f44

//! Namespace `urn:riv:golden:simplecontent:GetMeasuredResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, RawElement, Reader, Wildcard, Writer,
};
use super::{simplecontent, PACKAGE};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:simplecontent:GetMeasuredResponder:1",
    prefix: "gm",
};

/// The contract `GetMeasured`, version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetMeasured;

impl Contract for GetMeasured {
    type Request = GetMeasuredType;
    type Response = GetMeasuredResponse;
    const NAME: &'static str = "GetMeasured";
    const NAMESPACE: &'static str = "urn:riv:golden:simplecontent:GetMeasuredResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:golden:simplecontent:GetMeasuredResponder:1:GetMeasured";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_MEASURED;
    const RESPONSE: Name = name::GET_MEASURED_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[
        &NAMESPACE,
        &simplecontent::NAMESPACE,
    ];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetMeasuredInteraction/GetMeasuredInteraction_1.0_RIVTABP21.wsdl";
}

/// `GetMeasuredType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetMeasuredType {
    /// `amount`
    pub amount: simplecontent::AnyAmountType,
    /// `size`
    pub size: Option<simplecontent::BigAmountType>,
    /// `plain`
    pub plain: Option<simplecontent::PlainType>,
    /// Extensions: elements the schema leaves open, verbatim.
    pub any: Vec<RawElement>,
}

impl Decode for GetMeasuredType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "GetMeasuredType"),
            &["amount", "size", "plain"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            amount: r.required(&name::AMOUNT)?,
            size: r.optional(&name::SIZE)?,
            plain: r.optional(&name::PLAIN)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetMeasuredType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::AMOUNT, &self.amount);
        w.optional(&name::SIZE, self.size.as_ref());
        w.optional(&name::PLAIN, self.plain.as_ref());
        w.any(&self.any);
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetMeasuredResponse {}

impl Decode for GetMeasuredResponse {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &[], &[])?;
        let value = Self {};
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetMeasuredResponse {
    fn encode(&self, _: &mut Writer) {}
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `amount`
    pub const AMOUNT: Name = Name::new(&NAMESPACE, "amount")
        .tags("<gm:amount>", "</gm:amount>");
    /// `GetMeasured`
    pub const GET_MEASURED: Name = Name::new(&NAMESPACE, "GetMeasured")
        .tags("<gm:GetMeasured>", "</gm:GetMeasured>");
    /// `GetMeasuredResponse`
    pub const GET_MEASURED_RESPONSE: Name = Name::new(&NAMESPACE, "GetMeasuredResponse")
        .tags("<gm:GetMeasuredResponse>", "</gm:GetMeasuredResponse>");
    /// `plain`
    pub const PLAIN: Name = Name::new(&NAMESPACE, "plain")
        .tags("<gm:plain>", "</gm:plain>");
    /// `size`
    pub const SIZE: Name = Name::new(&NAMESPACE, "size").tags("<gm:size>", "</gm:size>");
}

// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/any-order/schemas/interactions/GetUnorderedInteraction/GetUnorderedResponder_1.0.xsd
//     ba63374af6ccba482cd499026efcbc1502e2988e0d2bc5e857285f3a9e189e87

//! Namespace `urn:riv:golden:anyorder:GetUnorderedResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::xml::{Decode, DecodeError, Encode, Name, Namespace, Reader, Writer};
use super::{anyorder, PACKAGE};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:anyorder:GetUnorderedResponder:1",
    prefix: "gu",
};

/// The contract `GetUnordered`, version 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetUnordered;

impl Contract for GetUnordered {
    type Request = GetUnorderedType;
    type Response = GetUnorderedResponse;
    const NAME: &'static str = "GetUnordered";
    const NAMESPACE: &'static str = "urn:riv:golden:anyorder:GetUnorderedResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:golden:anyorder:GetUnorderedResponder:1:GetUnordered";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_UNORDERED;
    const RESPONSE: Name = name::GET_UNORDERED_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[
        &NAMESPACE,
        &anyorder::NAMESPACE,
    ];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetUnorderedInteraction/GetUnorderedInteraction_1.0_RIVTABP21.wsdl";
}

/// `GetUnorderedType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GetUnorderedType {
    /// `place`
    pub place: Vec<anyorder::PlaceType>,
    /// `maybe`
    pub maybe: Option<anyorder::MaybeType>,
    /// `single`
    pub single: Option<anyorder::SingleType>,
}

impl Decode for GetUnorderedType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "GetUnorderedType"),
            &["place", "maybe", "single"],
            &[],
        )?;
        let value = Self {
            place: r.repeated(&name::PLACE, 1, None)?,
            maybe: r.optional(&name::MAYBE)?,
            single: r.optional(&name::SINGLE)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetUnorderedType {
    fn encode(&self, w: &mut Writer) {
        w.repeated(&name::PLACE, &self.place);
        w.optional(&name::MAYBE, self.maybe.as_ref());
        w.optional(&name::SINGLE, self.single.as_ref());
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetUnorderedResponse {}

impl Decode for GetUnorderedResponse {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &[], &[])?;
        let value = Self {};
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetUnorderedResponse {
    fn encode(&self, _: &mut Writer) {}
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `GetUnordered`
    pub const GET_UNORDERED: Name = Name::new(&NAMESPACE, "GetUnordered")
        .tags("<gu:GetUnordered>", "</gu:GetUnordered>");
    /// `GetUnorderedResponse`
    pub const GET_UNORDERED_RESPONSE: Name = Name::new(
            &NAMESPACE,
            "GetUnorderedResponse",
        )
        .tags("<gu:GetUnorderedResponse>", "</gu:GetUnorderedResponse>");
    /// `maybe`
    pub const MAYBE: Name = Name::new(&NAMESPACE, "maybe")
        .tags("<gu:maybe>", "</gu:maybe>");
    /// `place`
    pub const PLACE: Name = Name::new(&NAMESPACE, "place")
        .tags("<gu:place>", "</gu:place>");
    /// `single`
    pub const SINGLE: Name = Name::new(&NAMESPACE, "single")
        .tags("<gu:single>", "</gu:single>");
}

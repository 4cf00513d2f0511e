// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   schemas/test_carecontact_visit/1.0/interactions/GetVisitsInteraction/GetVisitsResponder_1.0.xsd
//     bce78de0096a33353db25cd8999ec831babe12ac180556d9d73dc1c7c96bc4c9

//! Namespace `urn:riv:test:carecontact:visit:GetVisitsResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, RawElement, Reader, Wildcard, Writer,
};
use super::{core, PACKAGE};
#[cfg(feature = "yaserde")]
use yaserde::{YaDeserialize, YaSerialize};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:test:carecontact:visit:GetVisitsResponder:1",
    prefix: "gv",
};

/// The contract `GetVisits`, version 1.
///
/// Asks for a patient's visits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetVisits;

impl Contract for GetVisits {
    type Request = GetVisitsType;
    type Response = GetVisitsResponseType;
    const NAME: &'static str = "GetVisits";
    const NAMESPACE: &'static str = "urn:riv:test:carecontact:visit:GetVisitsResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:test:carecontact:visit:GetVisitsResponder:1:GetVisits";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_VISITS;
    const RESPONSE: Name = name::GET_VISITS_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[
        &NAMESPACE,
        &core::NAMESPACE,
    ];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[
        &NAMESPACE,
        &core::NAMESPACE,
    ];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetVisitsInteraction/GetVisitsInteraction_1.0_RIVTABP21.wsdl";
}

/// Asks for a patient's visits. Of rivta's own, to show an aggregate whose sources answer at once.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        rename = "GetVisits",
        prefix = "gv",
        namespaces = {"gv" = "urn:riv:test:carecontact:visit:GetVisitsResponder:1"}
    )
)]
pub struct GetVisitsType {
    /// The patient: root is the OID of the kind of id, extension is the id, 12 characters without separator.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "patientId", prefix = "gv"))]
    pub patient_id: core::IIType,
    /// Limits an aggregate to posts of the index with this logical address.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "sourceSystem", prefix = "gv"))]
    pub source_system: Option<String>,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for GetVisitsType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "GetVisitsType"),
            &["patientId", "sourceSystem"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            patient_id: r.required(&name::PATIENT_ID)?,
            source_system: r.optional(&name::SOURCE_SYSTEM)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetVisitsType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::PATIENT_ID, &self.patient_id);
        w.optional(&name::SOURCE_SYSTEM, self.source_system.as_ref());
        w.any(&self.any);
    }
}

/// The visits, in no promised order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        rename = "GetVisitsResponse",
        prefix = "gv",
        namespaces = {"gv" = "urn:riv:test:carecontact:visit:GetVisitsResponder:1"}
    )
)]
pub struct GetVisitsResponseType {
    /// `visit`
    #[cfg_attr(feature = "yaserde", yaserde(rename = "visit", prefix = "gv"))]
    pub visit: Vec<core::VisitType>,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for GetVisitsResponseType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "GetVisitsResponseType"),
            &["visit"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            visit: r.repeated(&name::VISIT, 0, None)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetVisitsResponseType {
    fn encode(&self, w: &mut Writer) {
        w.repeated(&name::VISIT, &self.visit);
        w.any(&self.any);
    }
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `GetVisits`
    pub const GET_VISITS: Name = Name::new(&NAMESPACE, "GetVisits")
        .tags("<gv:GetVisits>", "</gv:GetVisits>");
    /// `GetVisitsResponse`
    pub const GET_VISITS_RESPONSE: Name = Name::new(&NAMESPACE, "GetVisitsResponse")
        .tags("<gv:GetVisitsResponse>", "</gv:GetVisitsResponse>");
    /// `patientId`
    pub const PATIENT_ID: Name = Name::new(&NAMESPACE, "patientId")
        .tags("<gv:patientId>", "</gv:patientId>");
    /// `sourceSystem`
    pub const SOURCE_SYSTEM: Name = Name::new(&NAMESPACE, "sourceSystem")
        .tags("<gv:sourceSystem>", "</gv:sourceSystem>");
    /// `visit`
    pub const VISIT: Name = Name::new(&NAMESPACE, "visit")
        .tags("<gv:visit>", "</gv:visit>");
}

// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   schemas/financial_patientfees_exemption/1.0/interactions/RequestExemptionStatusesInteraction/RequestExemptionStatusesResponder_1.0.xsd
//     2b63fc81309728fc9803abb12154e4353002a01871a14b3c56d46febb32f3d36

//! Namespace `urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1`.

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
    uri: "urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1",
    prefix: "res",
};

/// The contract `RequestExemptionStatuses`, version 1.
///
/// Asks a source to disclose a patient's cards (frikort) and the fees of the last twelve months. The disclosure comes later, as a ProcessExemptionStatuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestExemptionStatuses;

impl Contract for RequestExemptionStatuses {
    type Request = RequestExemptionStatusesType;
    type Response = RequestExemptionStatusesResponseType;
    const NAME: &'static str = "RequestExemptionStatuses";
    const NAMESPACE: &'static str = "urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1:RequestExemptionStatuses";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::REQUEST_EXEMPTION_STATUSES;
    const RESPONSE: Name = name::REQUEST_EXEMPTION_STATUSES_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[
        &NAMESPACE,
        &core::NAMESPACE,
    ];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/RequestExemptionStatusesInteraction/RequestExemptionStatusesInteraction_1.0_RIVTABP21.wsdl";
}

/// Asks a source to disclose a patient's cards (frikort) and the fees of the last twelve months. The disclosure comes later, as a ProcessExemptionStatuses.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        rename = "RequestExemptionStatuses",
        prefix = "res",
        namespaces = {"res" = "urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1"}
    )
)]
pub struct RequestExemptionStatusesType {
    /// The id of the request: root is a UUID that the requester has made for it; extension is left out.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "requestId", prefix = "res"))]
    pub request_id: core::IIType,
    /// The patient: root is the OID of the kind of id, extension is the id, 12 characters without separator.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "patientId", prefix = "res"))]
    pub patient_id: core::IIType,
    /// Who asks.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "actor", prefix = "res"))]
    pub actor: core::ActorType,
    /// The logical address that the disclosure is to be sent to.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "responseLogicalAddress", prefix = "res")
    )]
    pub response_logical_address: String,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for RequestExemptionStatusesType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "RequestExemptionStatusesType"),
            &["requestId", "patientId", "actor", "responseLogicalAddress"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            request_id: r.required(&name::REQUEST_ID)?,
            patient_id: r.required(&name::PATIENT_ID)?,
            actor: r.required(&name::ACTOR)?,
            response_logical_address: r.required(&name::RESPONSE_LOGICAL_ADDRESS)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for RequestExemptionStatusesType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::REQUEST_ID, &self.request_id);
        w.required(&name::PATIENT_ID, &self.patient_id);
        w.required(&name::ACTOR, &self.actor);
        w.required(&name::RESPONSE_LOGICAL_ADDRESS, &self.response_logical_address);
        w.any(&self.any);
    }
}

/// Acknowledges the request. It carries nothing but extensions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        rename = "RequestExemptionStatusesResponse",
        prefix = "res",
        namespaces = {"res" = "urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1"}
    )
)]
pub struct RequestExemptionStatusesResponseType {
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for RequestExemptionStatusesResponseType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "RequestExemptionStatusesResponseType"),
            &[],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for RequestExemptionStatusesResponseType {
    fn encode(&self, w: &mut Writer) {
        w.any(&self.any);
    }
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `actor`
    pub const ACTOR: Name = Name::new(&NAMESPACE, "actor")
        .tags("<res:actor>", "</res:actor>");
    /// `patientId`
    pub const PATIENT_ID: Name = Name::new(&NAMESPACE, "patientId")
        .tags("<res:patientId>", "</res:patientId>");
    /// `RequestExemptionStatuses`
    pub const REQUEST_EXEMPTION_STATUSES: Name = Name::new(
            &NAMESPACE,
            "RequestExemptionStatuses",
        )
        .tags("<res:RequestExemptionStatuses>", "</res:RequestExemptionStatuses>");
    /// `RequestExemptionStatusesResponse`
    pub const REQUEST_EXEMPTION_STATUSES_RESPONSE: Name = Name::new(
            &NAMESPACE,
            "RequestExemptionStatusesResponse",
        )
        .tags(
            "<res:RequestExemptionStatusesResponse>",
            "</res:RequestExemptionStatusesResponse>",
        );
    /// `requestId`
    pub const REQUEST_ID: Name = Name::new(&NAMESPACE, "requestId")
        .tags("<res:requestId>", "</res:requestId>");
    /// `responseLogicalAddress`
    pub const RESPONSE_LOGICAL_ADDRESS: Name = Name::new(
            &NAMESPACE,
            "responseLogicalAddress",
        )
        .tags("<res:responseLogicalAddress>", "</res:responseLogicalAddress>");
}

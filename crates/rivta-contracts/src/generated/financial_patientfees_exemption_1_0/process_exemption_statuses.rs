// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   schemas/financial_patientfees_exemption/1.0/interactions/ProcessExemptionStatusesInteraction/ProcessExemptionStatusesResponder_1.0.xsd
//     fa70ce0c7d7f2b4bd360042bbab67a6dc63ffa4f45281099a0e71bdb09a12acd

//! Namespace `urn:riv:financial:patientfees:exemption:ProcessExemptionStatusesResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, RawElement, Reader, Wildcard, Writer,
};
use super::{core, enums, PACKAGE};
#[cfg(feature = "yaserde")]
use yaserde::{YaDeserialize, YaSerialize};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:financial:patientfees:exemption:ProcessExemptionStatusesResponder:1",
    prefix: "pes",
};

/// The contract `ProcessExemptionStatuses`, version 1.
///
/// Delivers a disclosure that was asked for with a RequestExemptionStatuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProcessExemptionStatuses;

impl Contract for ProcessExemptionStatuses {
    type Request = ProcessExemptionStatusesType;
    type Response = ProcessExemptionStatusesResponseType;
    const NAME: &'static str = "ProcessExemptionStatuses";
    const NAMESPACE: &'static str = "urn:riv:financial:patientfees:exemption:ProcessExemptionStatusesResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:financial:patientfees:exemption:ProcessExemptionStatusesResponder:1:ProcessExemptionStatuses";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::PROCESS_EXEMPTION_STATUSES;
    const RESPONSE: Name = name::PROCESS_EXEMPTION_STATUSES_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[
        &NAMESPACE,
        &core::NAMESPACE,
    ];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/ProcessExemptionStatusesInteraction/ProcessExemptionStatusesInteraction_1.0_RIVTABP21.wsdl";
}

/// Delivers a disclosure that was asked for with a RequestExemptionStatuses.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        rename = "ProcessExemptionStatuses",
        prefix = "pes",
        namespaces = {"pes" = "urn:riv:financial:patientfees:exemption:ProcessExemptionStatusesResponder:1"}
    )
)]
pub struct ProcessExemptionStatusesType {
    /// The id of the request that the disclosure answers.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "requestId", prefix = "pes"))]
    pub request_id: core::IIType,
    /// What the source has, one element for each identity of the patient.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "feeExemption", prefix = "pes"))]
    pub fee_exemption: Vec<core::FeeExemptionType>,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for ProcessExemptionStatusesType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "ProcessExemptionStatusesType"),
            &["requestId", "feeExemption"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            request_id: r.required(&name::REQUEST_ID)?,
            fee_exemption: r.repeated(&name::FEE_EXEMPTION, 0, None)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for ProcessExemptionStatusesType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::REQUEST_ID, &self.request_id);
        w.repeated(&name::FEE_EXEMPTION, &self.fee_exemption);
        w.any(&self.any);
    }
}

/// Tells how the delivery was received.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        rename = "ProcessExemptionStatusesResponse",
        prefix = "pes",
        namespaces = {"pes" = "urn:riv:financial:patientfees:exemption:ProcessExemptionStatusesResponder:1"}
    )
)]
pub struct ProcessExemptionStatusesResponseType {
    /// How the delivery was received.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "resultCode", prefix = "pes"))]
    pub result_code: enums::ResultCodeEnum,
    /// A message in words: for ERROR, enough to find the fault.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "resultText", prefix = "pes"))]
    pub result_text: Option<String>,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for ProcessExemptionStatusesResponseType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "ProcessExemptionStatusesResponseType"),
            &["resultCode", "resultText"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            result_code: r.required(&name::RESULT_CODE)?,
            result_text: r.optional(&name::RESULT_TEXT)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for ProcessExemptionStatusesResponseType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::RESULT_CODE, &self.result_code);
        w.optional(&name::RESULT_TEXT, self.result_text.as_ref());
        w.any(&self.any);
    }
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `feeExemption`
    pub const FEE_EXEMPTION: Name = Name::new(&NAMESPACE, "feeExemption")
        .tags("<pes:feeExemption>", "</pes:feeExemption>");
    /// `ProcessExemptionStatuses`
    pub const PROCESS_EXEMPTION_STATUSES: Name = Name::new(
            &NAMESPACE,
            "ProcessExemptionStatuses",
        )
        .tags("<pes:ProcessExemptionStatuses>", "</pes:ProcessExemptionStatuses>");
    /// `ProcessExemptionStatusesResponse`
    pub const PROCESS_EXEMPTION_STATUSES_RESPONSE: Name = Name::new(
            &NAMESPACE,
            "ProcessExemptionStatusesResponse",
        )
        .tags(
            "<pes:ProcessExemptionStatusesResponse>",
            "</pes:ProcessExemptionStatusesResponse>",
        );
    /// `requestId`
    pub const REQUEST_ID: Name = Name::new(&NAMESPACE, "requestId")
        .tags("<pes:requestId>", "</pes:requestId>");
    /// `resultCode`
    pub const RESULT_CODE: Name = Name::new(&NAMESPACE, "resultCode")
        .tags("<pes:resultCode>", "</pes:resultCode>");
    /// `resultText`
    pub const RESULT_TEXT: Name = Name::new(&NAMESPACE, "resultText")
        .tags("<pes:resultText>", "</pes:resultText>");
}

// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   schemas/itintegration_engagementindex/1.0/interactions/FindContentInteraction/FindContentResponder_1.0.xsd
//     2686a735ad9d138d3a3eefee6cd3936b62d29eff3816e8aa5c67faf8456107bb

//! Namespace `urn:riv:itintegration:engagementindex:FindContentResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::value::AnyUri;
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, RawElement, Reader, Wildcard, Writer,
};
use super::{core, PACKAGE};
#[cfg(feature = "yaserde")]
use yaserde::{YaDeserialize, YaSerialize};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:itintegration:engagementindex:FindContentResponder:1",
    prefix: "fc",
};

/// The contract `FindContent`, version 1.
///
/// Asks an index at which sources there is data about a resident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FindContent;

impl Contract for FindContent {
    type Request = FindContentType;
    type Response = FindContentResponseType;
    const NAME: &'static str = "FindContent";
    const NAMESPACE: &'static str = "urn:riv:itintegration:engagementindex:FindContentResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:itintegration:engagementindex:FindContentResponder:1:FindContent";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::FIND_CONTENT;
    const RESPONSE: Name = name::FIND_CONTENT_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[
        &NAMESPACE,
        &core::NAMESPACE,
    ];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/FindContentInteraction/FindContentInteraction_1.0_RIVTABP21.wsdl";
}

/// Asks an index at which sources there is data about a resident. Each field that is given narrows the answer to the engagements that have exactly this value.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        rename = "FindContent",
        prefix = "fc",
        namespaces = {"fc" = "urn:riv:itintegration:engagementindex:FindContentResponder:1"}
    )
)]
pub struct FindContentType {
    /// The resident.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "registeredResidentIdentification", prefix = "fc")
    )]
    pub registered_resident_identification: core::RegisteredResidentIdentificationType,
    /// The service domain whose contracts give the data out.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "serviceDomain", prefix = "fc"))]
    pub service_domain: AnyUri,
    /// The kind of data, by a code of the service domain.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "categorization", prefix = "fc"))]
    pub categorization: Option<String>,
    /// The logical address of whoever gives the data out.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "logicalAddress", prefix = "fc"))]
    pub logical_address: Option<String>,
    /// The id of one object at the source.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "businessObjectInstanceIdentifier", prefix = "fc")
    )]
    pub business_object_instance_identifier: Option<String>,
    /// The id of the care process (hälsoärende) that the data belongs to.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "clinicalProcessInterestId", prefix = "fc")
    )]
    pub clinical_process_interest_id: Option<String>,
    /// Asks for engagements whose newest data is of this time or later; those without a time are left out.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "mostRecentContent", prefix = "fc")
    )]
    pub most_recent_content: Option<core::TS>,
    /// The HSA-id of the system that holds the data.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "sourceSystem", prefix = "fc"))]
    pub source_system: Option<String>,
    /// The organisation that is the data controller (personuppgiftsansvarig).
    #[cfg_attr(feature = "yaserde", yaserde(rename = "dataController", prefix = "fc"))]
    pub data_controller: Option<String>,
    /// The HSA-id of the organisation whose index received the Update.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "owner", prefix = "fc"))]
    pub owner: Option<String>,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for FindContentType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "FindContentType"),
            &[
                "registeredResidentIdentification",
                "serviceDomain",
                "categorization",
                "logicalAddress",
                "businessObjectInstanceIdentifier",
                "clinicalProcessInterestId",
                "mostRecentContent",
                "sourceSystem",
                "dataController",
                "owner",
            ],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            registered_resident_identification: r
                .required(&name::REGISTERED_RESIDENT_IDENTIFICATION)?,
            service_domain: r.required(&name::SERVICE_DOMAIN)?,
            categorization: r.optional(&name::CATEGORIZATION)?,
            logical_address: r.optional(&name::LOGICAL_ADDRESS)?,
            business_object_instance_identifier: r
                .optional(&name::BUSINESS_OBJECT_INSTANCE_IDENTIFIER)?,
            clinical_process_interest_id: r
                .optional(&name::CLINICAL_PROCESS_INTEREST_ID)?,
            most_recent_content: r.optional(&name::MOST_RECENT_CONTENT)?,
            source_system: r.optional(&name::SOURCE_SYSTEM)?,
            data_controller: r.optional(&name::DATA_CONTROLLER)?,
            owner: r.optional(&name::OWNER)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for FindContentType {
    fn encode(&self, w: &mut Writer) {
        w.required(
            &name::REGISTERED_RESIDENT_IDENTIFICATION,
            &self.registered_resident_identification,
        );
        w.required(&name::SERVICE_DOMAIN, &self.service_domain);
        w.optional(&name::CATEGORIZATION, self.categorization.as_ref());
        w.optional(&name::LOGICAL_ADDRESS, self.logical_address.as_ref());
        w.optional(
            &name::BUSINESS_OBJECT_INSTANCE_IDENTIFIER,
            self.business_object_instance_identifier.as_ref(),
        );
        w.optional(
            &name::CLINICAL_PROCESS_INTEREST_ID,
            self.clinical_process_interest_id.as_ref(),
        );
        w.optional(&name::MOST_RECENT_CONTENT, self.most_recent_content.as_ref());
        w.optional(&name::SOURCE_SYSTEM, self.source_system.as_ref());
        w.optional(&name::DATA_CONTROLLER, self.data_controller.as_ref());
        w.optional(&name::OWNER, self.owner.as_ref());
        w.any(&self.any);
    }
}

/// The engagements found, in no particular order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        rename = "FindContentResponse",
        prefix = "fc",
        namespaces = {"fc" = "urn:riv:itintegration:engagementindex:FindContentResponder:1"}
    )
)]
pub struct FindContentResponseType {
    /// An engagement.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "engagement", prefix = "fc"))]
    pub engagement: Vec<core::EngagementType>,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for FindContentResponseType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "FindContentResponseType"),
            &["engagement"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            engagement: r.repeated(&name::ENGAGEMENT, 0, None)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for FindContentResponseType {
    fn encode(&self, w: &mut Writer) {
        w.repeated(&name::ENGAGEMENT, &self.engagement);
        w.any(&self.any);
    }
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `businessObjectInstanceIdentifier`
    pub const BUSINESS_OBJECT_INSTANCE_IDENTIFIER: Name = Name::new(
            &NAMESPACE,
            "businessObjectInstanceIdentifier",
        )
        .tags(
            "<fc:businessObjectInstanceIdentifier>",
            "</fc:businessObjectInstanceIdentifier>",
        );
    /// `categorization`
    pub const CATEGORIZATION: Name = Name::new(&NAMESPACE, "categorization")
        .tags("<fc:categorization>", "</fc:categorization>");
    /// `clinicalProcessInterestId`
    pub const CLINICAL_PROCESS_INTEREST_ID: Name = Name::new(
            &NAMESPACE,
            "clinicalProcessInterestId",
        )
        .tags("<fc:clinicalProcessInterestId>", "</fc:clinicalProcessInterestId>");
    /// `dataController`
    pub const DATA_CONTROLLER: Name = Name::new(&NAMESPACE, "dataController")
        .tags("<fc:dataController>", "</fc:dataController>");
    /// `engagement`
    pub const ENGAGEMENT: Name = Name::new(&NAMESPACE, "engagement")
        .tags("<fc:engagement>", "</fc:engagement>");
    /// `FindContent`
    pub const FIND_CONTENT: Name = Name::new(&NAMESPACE, "FindContent")
        .tags("<fc:FindContent>", "</fc:FindContent>");
    /// `FindContentResponse`
    pub const FIND_CONTENT_RESPONSE: Name = Name::new(&NAMESPACE, "FindContentResponse")
        .tags("<fc:FindContentResponse>", "</fc:FindContentResponse>");
    /// `logicalAddress`
    pub const LOGICAL_ADDRESS: Name = Name::new(&NAMESPACE, "logicalAddress")
        .tags("<fc:logicalAddress>", "</fc:logicalAddress>");
    /// `mostRecentContent`
    pub const MOST_RECENT_CONTENT: Name = Name::new(&NAMESPACE, "mostRecentContent")
        .tags("<fc:mostRecentContent>", "</fc:mostRecentContent>");
    /// `owner`
    pub const OWNER: Name = Name::new(&NAMESPACE, "owner")
        .tags("<fc:owner>", "</fc:owner>");
    /// `registeredResidentIdentification`
    pub const REGISTERED_RESIDENT_IDENTIFICATION: Name = Name::new(
            &NAMESPACE,
            "registeredResidentIdentification",
        )
        .tags(
            "<fc:registeredResidentIdentification>",
            "</fc:registeredResidentIdentification>",
        );
    /// `serviceDomain`
    pub const SERVICE_DOMAIN: Name = Name::new(&NAMESPACE, "serviceDomain")
        .tags("<fc:serviceDomain>", "</fc:serviceDomain>");
    /// `sourceSystem`
    pub const SOURCE_SYSTEM: Name = Name::new(&NAMESPACE, "sourceSystem")
        .tags("<fc:sourceSystem>", "</fc:sourceSystem>");
}

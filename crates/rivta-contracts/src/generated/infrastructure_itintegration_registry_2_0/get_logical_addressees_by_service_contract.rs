// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   schemas/infrastructure_itintegration_registry/2.0/interactions/GetLogicalAddresseesByServiceContractInteraction/GetLogicalAddresseesByServiceContractResponder_2.0.xsd
//     440c0a82238ea510fef347b9c001ac8dabd77e192d60ca3b1269fed9eb9beb52

//! Namespace `urn:riv:infrastructure:itintegration:registry:GetLogicalAddresseesByServiceContractResponder:2`.

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
    uri: "urn:riv:infrastructure:itintegration:registry:GetLogicalAddresseesByServiceContractResponder:2",
    prefix: "glabsc",
};

/// The contract `GetLogicalAddresseesByServiceContract`, version 2.
///
/// Tells which logical addresses a system may call with a service contract. The engagement index finds its subscribers with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetLogicalAddresseesByServiceContract;

impl Contract for GetLogicalAddresseesByServiceContract {
    type Request = GetLogicalAddresseesByServiceContractType;
    type Response = GetLogicalAddresseesByServiceContractResponseType;
    const NAME: &'static str = "GetLogicalAddresseesByServiceContract";
    const NAMESPACE: &'static str = "urn:riv:infrastructure:itintegration:registry:GetLogicalAddresseesByServiceContractResponder:2";
    const MAJOR: u32 = 2;
    const SOAP_ACTION: &'static str = "urn:riv:infrastructure:itintegration:registry:GetLogicalAddresseesByServiceContractResponder:2:GetLogicalAddresseesByServiceContract";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_LOGICAL_ADDRESSEES_BY_SERVICE_CONTRACT;
    const RESPONSE: Name = name::GET_LOGICAL_ADDRESSEES_BY_SERVICE_CONTRACT_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[
        &NAMESPACE,
        &core::NAMESPACE,
    ];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetLogicalAddresseesByServiceContractInteraction/GetLogicalAddresseesByServiceContractInteraction_2.0_RIVTABP21.wsdl";
}

/// Tells which logical addresses a system may call with a service contract. The engagement index finds its subscribers with it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        rename = "GetLogicalAddresseesByServiceContract",
        prefix = "glabsc",
        namespaces = {"glabsc" = "urn:riv:infrastructure:itintegration:registry:GetLogicalAddresseesByServiceContractResponder:2"}
    )
)]
pub struct GetLogicalAddresseesByServiceContractType {
    /// The HSA-id of the system that wants to call.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "serviceConsumerHsaId", prefix = "glabsc")
    )]
    pub service_consumer_hsa_id: String,
    /// The service contract. The name is spelled as published.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "serviceContractNameSpace", prefix = "glabsc")
    )]
    pub service_contract_name_space: core::ServiceContractType,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for GetLogicalAddresseesByServiceContractType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "GetLogicalAddresseesByServiceContractType"),
            &["serviceConsumerHsaId", "serviceContractNameSpace"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            service_consumer_hsa_id: r.required(&name::SERVICE_CONSUMER_HSA_ID)?,
            service_contract_name_space: r.required(&name::SERVICE_CONTRACT_NAME_SPACE)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetLogicalAddresseesByServiceContractType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::SERVICE_CONSUMER_HSA_ID, &self.service_consumer_hsa_id);
        w.required(
            &name::SERVICE_CONTRACT_NAME_SPACE,
            &self.service_contract_name_space,
        );
        w.any(&self.any);
    }
}

/// The logical addresses.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        rename = "GetLogicalAddresseesByServiceContractResponse",
        prefix = "glabsc",
        namespaces = {"glabsc" = "urn:riv:infrastructure:itintegration:registry:GetLogicalAddresseesByServiceContractResponder:2"}
    )
)]
pub struct GetLogicalAddresseesByServiceContractResponseType {
    /// A logical address, one for each permission: the same address may stand more than once.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "logicalAddressRecord", prefix = "glabsc")
    )]
    pub logical_address_record: Vec<LogicalAddresseeRecordType>,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for GetLogicalAddresseesByServiceContractResponseType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "GetLogicalAddresseesByServiceContractResponseType"),
            &["logicalAddressRecord"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            logical_address_record: r.repeated(&name::LOGICAL_ADDRESS_RECORD, 0, None)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetLogicalAddresseesByServiceContractResponseType {
    fn encode(&self, w: &mut Writer) {
        w.repeated(&name::LOGICAL_ADDRESS_RECORD, &self.logical_address_record);
        w.any(&self.any);
    }
}

/// A logical address and what its owner wants to be told of.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        prefix = "glabsc",
        namespaces = {"glabsc" = "urn:riv:infrastructure:itintegration:registry:GetLogicalAddresseesByServiceContractResponder:2"}
    )
)]
pub struct LogicalAddresseeRecordType {
    /// The logical address.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "logicalAddress", prefix = "glabsc")
    )]
    pub logical_address: String,
    /// A limit to a service domain; none means everything.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "filter", prefix = "glabsc"))]
    pub filter: Vec<FilterType>,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for LogicalAddresseeRecordType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "LogicalAddresseeRecordType"),
            &["logicalAddress", "filter"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            logical_address: r.required(&name::LOGICAL_ADDRESS)?,
            filter: r.repeated(&name::FILTER, 0, None)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for LogicalAddresseeRecordType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::LOGICAL_ADDRESS, &self.logical_address);
        w.repeated(&name::FILTER, &self.filter);
        w.any(&self.any);
    }
}

/// A service domain, and categories in it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        prefix = "glabsc",
        namespaces = {"glabsc" = "urn:riv:infrastructure:itintegration:registry:GetLogicalAddresseesByServiceContractResponder:2"}
    )
)]
pub struct FilterType {
    /// The service domain.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "serviceDomain", prefix = "glabsc")
    )]
    pub service_domain: AnyUri,
    /// A category; none means all of them.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "categorization", prefix = "glabsc")
    )]
    pub categorization: Vec<String>,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for FilterType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "FilterType"),
            &["serviceDomain", "categorization"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            service_domain: r.required(&name::SERVICE_DOMAIN)?,
            categorization: r.repeated(&name::CATEGORIZATION, 0, None)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for FilterType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::SERVICE_DOMAIN, &self.service_domain);
        w.repeated(&name::CATEGORIZATION, &self.categorization);
        w.any(&self.any);
    }
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `categorization`
    pub const CATEGORIZATION: Name = Name::new(&NAMESPACE, "categorization")
        .tags("<glabsc:categorization>", "</glabsc:categorization>");
    /// `filter`
    pub const FILTER: Name = Name::new(&NAMESPACE, "filter")
        .tags("<glabsc:filter>", "</glabsc:filter>");
    /// `GetLogicalAddresseesByServiceContract`
    pub const GET_LOGICAL_ADDRESSEES_BY_SERVICE_CONTRACT: Name = Name::new(
            &NAMESPACE,
            "GetLogicalAddresseesByServiceContract",
        )
        .tags(
            "<glabsc:GetLogicalAddresseesByServiceContract>",
            "</glabsc:GetLogicalAddresseesByServiceContract>",
        );
    /// `GetLogicalAddresseesByServiceContractResponse`
    pub const GET_LOGICAL_ADDRESSEES_BY_SERVICE_CONTRACT_RESPONSE: Name = Name::new(
            &NAMESPACE,
            "GetLogicalAddresseesByServiceContractResponse",
        )
        .tags(
            "<glabsc:GetLogicalAddresseesByServiceContractResponse>",
            "</glabsc:GetLogicalAddresseesByServiceContractResponse>",
        );
    /// `logicalAddress`
    pub const LOGICAL_ADDRESS: Name = Name::new(&NAMESPACE, "logicalAddress")
        .tags("<glabsc:logicalAddress>", "</glabsc:logicalAddress>");
    /// `logicalAddressRecord`
    pub const LOGICAL_ADDRESS_RECORD: Name = Name::new(
            &NAMESPACE,
            "logicalAddressRecord",
        )
        .tags("<glabsc:logicalAddressRecord>", "</glabsc:logicalAddressRecord>");
    /// `serviceConsumerHsaId`
    pub const SERVICE_CONSUMER_HSA_ID: Name = Name::new(
            &NAMESPACE,
            "serviceConsumerHsaId",
        )
        .tags("<glabsc:serviceConsumerHsaId>", "</glabsc:serviceConsumerHsaId>");
    /// `serviceContractNameSpace`
    pub const SERVICE_CONTRACT_NAME_SPACE: Name = Name::new(
            &NAMESPACE,
            "serviceContractNameSpace",
        )
        .tags("<glabsc:serviceContractNameSpace>", "</glabsc:serviceContractNameSpace>");
    /// `serviceDomain`
    pub const SERVICE_DOMAIN: Name = Name::new(&NAMESPACE, "serviceDomain")
        .tags("<glabsc:serviceDomain>", "</glabsc:serviceDomain>");
}

// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   schemas/infrastructure_itintegration_registry/2.0/interactions/GetSupportedServiceContractsInteraction/GetSupportedServiceContractsResponder_2.0.xsd
//     3e9de9bfbb6552b4b9eb1c722865c7f21f2cdf333b043fb9042424eb5b285939

//! Namespace `urn:riv:infrastructure:itintegration:registry:GetSupportedServiceContractsResponder:2`.

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
    uri: "urn:riv:infrastructure:itintegration:registry:GetSupportedServiceContractsResponder:2",
    prefix: "gssc",
};

/// The contract `GetSupportedServiceContracts`, version 2.
///
/// Tells which service contracts a system may call at a logical address, as the addressing catalogue has it now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetSupportedServiceContracts;

impl Contract for GetSupportedServiceContracts {
    type Request = GetSupportedServiceContractsType;
    type Response = GetSupportedServiceContractsResponseType;
    const NAME: &'static str = "GetSupportedServiceContracts";
    const NAMESPACE: &'static str = "urn:riv:infrastructure:itintegration:registry:GetSupportedServiceContractsResponder:2";
    const MAJOR: u32 = 2;
    const SOAP_ACTION: &'static str = "urn:riv:infrastructure:itintegration:registry:GetSupportedServiceContractsResponder:2:GetSupportedServiceContracts";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_SUPPORTED_SERVICE_CONTRACTS;
    const RESPONSE: Name = name::GET_SUPPORTED_SERVICE_CONTRACTS_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[
        &NAMESPACE,
        &core::NAMESPACE,
    ];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetSupportedServiceContractsInteraction/GetSupportedServiceContractsInteraction_2.0_RIVTABP21.wsdl";
}

/// Tells which service contracts a system may call at a logical address, as the addressing catalogue has it now.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        rename = "GetSupportedServiceContracts",
        prefix = "gssc",
        namespaces = {"gssc" = "urn:riv:infrastructure:itintegration:registry:GetSupportedServiceContractsResponder:2"}
    )
)]
pub struct GetSupportedServiceContractsType {
    /// The HSA-id of the system that wants to call. Absent: whatever is reached at the address.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "serviceConsumerHsaId", prefix = "gssc")
    )]
    pub service_consumer_hsa_id: Option<String>,
    /// The logical address. The name is spelled as published.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "logicalAdress", prefix = "gssc"))]
    pub logical_adress: String,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for GetSupportedServiceContractsType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "GetSupportedServiceContractsType"),
            &["serviceConsumerHsaId", "logicalAdress"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            service_consumer_hsa_id: r.optional(&name::SERVICE_CONSUMER_HSA_ID)?,
            logical_adress: r.required(&name::LOGICAL_ADRESS)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetSupportedServiceContractsType {
    fn encode(&self, w: &mut Writer) {
        w.optional(
            &name::SERVICE_CONSUMER_HSA_ID,
            self.service_consumer_hsa_id.as_ref(),
        );
        w.required(&name::LOGICAL_ADRESS, &self.logical_adress);
        w.any(&self.any);
    }
}

/// The service contracts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        rename = "GetSupportedServiceContractsResponse",
        prefix = "gssc",
        namespaces = {"gssc" = "urn:riv:infrastructure:itintegration:registry:GetSupportedServiceContractsResponder:2"}
    )
)]
pub struct GetSupportedServiceContractsResponseType {
    /// A service contract.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "serviceContractNamespace", prefix = "gssc")
    )]
    pub service_contract_namespace: Vec<core::ServiceContractType>,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for GetSupportedServiceContractsResponseType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "GetSupportedServiceContractsResponseType"),
            &["serviceContractNamespace"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            service_contract_namespace: r
                .repeated(&name::SERVICE_CONTRACT_NAMESPACE, 0, None)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetSupportedServiceContractsResponseType {
    fn encode(&self, w: &mut Writer) {
        w.repeated(&name::SERVICE_CONTRACT_NAMESPACE, &self.service_contract_namespace);
        w.any(&self.any);
    }
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `GetSupportedServiceContracts`
    pub const GET_SUPPORTED_SERVICE_CONTRACTS: Name = Name::new(
            &NAMESPACE,
            "GetSupportedServiceContracts",
        )
        .tags(
            "<gssc:GetSupportedServiceContracts>",
            "</gssc:GetSupportedServiceContracts>",
        );
    /// `GetSupportedServiceContractsResponse`
    pub const GET_SUPPORTED_SERVICE_CONTRACTS_RESPONSE: Name = Name::new(
            &NAMESPACE,
            "GetSupportedServiceContractsResponse",
        )
        .tags(
            "<gssc:GetSupportedServiceContractsResponse>",
            "</gssc:GetSupportedServiceContractsResponse>",
        );
    /// `logicalAdress`
    pub const LOGICAL_ADRESS: Name = Name::new(&NAMESPACE, "logicalAdress")
        .tags("<gssc:logicalAdress>", "</gssc:logicalAdress>");
    /// `serviceConsumerHsaId`
    pub const SERVICE_CONSUMER_HSA_ID: Name = Name::new(
            &NAMESPACE,
            "serviceConsumerHsaId",
        )
        .tags("<gssc:serviceConsumerHsaId>", "</gssc:serviceConsumerHsaId>");
    /// `serviceContractNamespace`
    pub const SERVICE_CONTRACT_NAMESPACE: Name = Name::new(
            &NAMESPACE,
            "serviceContractNamespace",
        )
        .tags("<gssc:serviceContractNamespace>", "</gssc:serviceContractNamespace>");
}

// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   schemas/infrastructure_itintegration_registry/2.0/core_components/itintegration_registry_2.0.xsd
//     a5d5741f498be4efdfe8803a75ed334f4ad156dbe6365a22101c553303a2c508
//   wsdl/infrastructure_itintegration_registry/2.0/interactions/GetLogicalAddresseesByServiceContractInteraction/GetLogicalAddresseesByServiceContractInteraction_2.0_RIVTABP21.wsdl
//     bd812fee13dfa126f5e2df051aeca6a7ef0b5b94ab1b72848efba961cc58f9d1
//   schemas/infrastructure_itintegration_registry/2.0/interactions/GetLogicalAddresseesByServiceContractInteraction/GetLogicalAddresseesByServiceContractResponder_2.0.xsd
//     440c0a82238ea510fef347b9c001ac8dabd77e192d60ca3b1269fed9eb9beb52
//   wsdl/infrastructure_itintegration_registry/2.0/interactions/GetSupportedServiceContractsInteraction/GetSupportedServiceContractsInteraction_2.0_RIVTABP21.wsdl
//     7a677c4bc1f7ef98119e12b79df83883a53e5201247cd05b6cab2ac99f133995
//   schemas/infrastructure_itintegration_registry/2.0/interactions/GetSupportedServiceContractsInteraction/GetSupportedServiceContractsResponder_2.0.xsd
//     3e9de9bfbb6552b4b9eb1c722865c7f21f2cdf333b043fb9042424eb5b285939

//! Service domain `infrastructure:itintegration:registry`, release 2.0.

pub mod core;
pub mod get_logical_addressees_by_service_contract;
pub mod get_supported_service_contracts;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "infrastructure:itintegration:registry",
    release: "2.0",
    files: &[
        File {
            path: "core_components/itintegration_registry_2.0.xsd",
            bytes: include_bytes!(
                "../../../../../schemas/infrastructure_itintegration_registry/2.0/core_components/itintegration_registry_2.0.xsd"
            ),
        },
        File {
            path: "interactions/GetLogicalAddresseesByServiceContractInteraction/GetLogicalAddresseesByServiceContractInteraction_2.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../wsdl/infrastructure_itintegration_registry/2.0/interactions/GetLogicalAddresseesByServiceContractInteraction/GetLogicalAddresseesByServiceContractInteraction_2.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetLogicalAddresseesByServiceContractInteraction/GetLogicalAddresseesByServiceContractResponder_2.0.xsd",
            bytes: include_bytes!(
                "../../../../../schemas/infrastructure_itintegration_registry/2.0/interactions/GetLogicalAddresseesByServiceContractInteraction/GetLogicalAddresseesByServiceContractResponder_2.0.xsd"
            ),
        },
        File {
            path: "interactions/GetSupportedServiceContractsInteraction/GetSupportedServiceContractsInteraction_2.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../wsdl/infrastructure_itintegration_registry/2.0/interactions/GetSupportedServiceContractsInteraction/GetSupportedServiceContractsInteraction_2.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetSupportedServiceContractsInteraction/GetSupportedServiceContractsResponder_2.0.xsd",
            bytes: include_bytes!(
                "../../../../../schemas/infrastructure_itintegration_registry/2.0/interactions/GetSupportedServiceContractsInteraction/GetSupportedServiceContractsResponder_2.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: core::name::LOGICAL_ADDRESS,
            namespaces: &[&core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                String,
            >(bytes, &core::name::LOGICAL_ADDRESS, &[&core::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                String,
            >(bytes, &core::name::LOGICAL_ADDRESS, &[&core::NAMESPACE]),
        },
        Message {
            package: &PACKAGE,
            root: core::name::SERVICE_CONTRACT,
            namespaces: &[&core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                core::ServiceContractType,
            >(bytes, &core::name::SERVICE_CONTRACT, &[&core::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                core::ServiceContractType,
            >(bytes, &core::name::SERVICE_CONTRACT, &[&core::NAMESPACE]),
        },
        Message {
            package: &PACKAGE,
            root: get_logical_addressees_by_service_contract::name::GET_LOGICAL_ADDRESSEES_BY_SERVICE_CONTRACT,
            namespaces: &[
                &get_logical_addressees_by_service_contract::NAMESPACE,
                &core::NAMESPACE,
            ],
            roundtrip: |bytes| roundtrip::<
                get_logical_addressees_by_service_contract::GetLogicalAddresseesByServiceContractType,
            >(
                bytes,
                &get_logical_addressees_by_service_contract::name::GET_LOGICAL_ADDRESSEES_BY_SERVICE_CONTRACT,
                &[
                    &get_logical_addressees_by_service_contract::NAMESPACE,
                    &core::NAMESPACE,
                ],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_logical_addressees_by_service_contract::GetLogicalAddresseesByServiceContractType,
            >(
                bytes,
                &get_logical_addressees_by_service_contract::name::GET_LOGICAL_ADDRESSEES_BY_SERVICE_CONTRACT,
                &[
                    &get_logical_addressees_by_service_contract::NAMESPACE,
                    &core::NAMESPACE,
                ],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_logical_addressees_by_service_contract::name::GET_LOGICAL_ADDRESSEES_BY_SERVICE_CONTRACT_RESPONSE,
            namespaces: &[&get_logical_addressees_by_service_contract::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_logical_addressees_by_service_contract::GetLogicalAddresseesByServiceContractResponseType,
            >(
                bytes,
                &get_logical_addressees_by_service_contract::name::GET_LOGICAL_ADDRESSEES_BY_SERVICE_CONTRACT_RESPONSE,
                &[&get_logical_addressees_by_service_contract::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_logical_addressees_by_service_contract::GetLogicalAddresseesByServiceContractResponseType,
            >(
                bytes,
                &get_logical_addressees_by_service_contract::name::GET_LOGICAL_ADDRESSEES_BY_SERVICE_CONTRACT_RESPONSE,
                &[&get_logical_addressees_by_service_contract::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_supported_service_contracts::name::GET_SUPPORTED_SERVICE_CONTRACTS,
            namespaces: &[&get_supported_service_contracts::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_supported_service_contracts::GetSupportedServiceContractsType,
            >(
                bytes,
                &get_supported_service_contracts::name::GET_SUPPORTED_SERVICE_CONTRACTS,
                &[&get_supported_service_contracts::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_supported_service_contracts::GetSupportedServiceContractsType,
            >(
                bytes,
                &get_supported_service_contracts::name::GET_SUPPORTED_SERVICE_CONTRACTS,
                &[&get_supported_service_contracts::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_supported_service_contracts::name::GET_SUPPORTED_SERVICE_CONTRACTS_RESPONSE,
            namespaces: &[&get_supported_service_contracts::NAMESPACE, &core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_supported_service_contracts::GetSupportedServiceContractsResponseType,
            >(
                bytes,
                &get_supported_service_contracts::name::GET_SUPPORTED_SERVICE_CONTRACTS_RESPONSE,
                &[&get_supported_service_contracts::NAMESPACE, &core::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_supported_service_contracts::GetSupportedServiceContractsResponseType,
            >(
                bytes,
                &get_supported_service_contracts::name::GET_SUPPORTED_SERVICE_CONTRACTS_RESPONSE,
                &[&get_supported_service_contracts::NAMESPACE, &core::NAMESPACE],
            ),
        },
    ];
    MESSAGES
}

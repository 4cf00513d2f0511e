// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   schemas/itintegration_registry/1.0/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   wsdl/itintegration_registry/1.0/interactions/GetSupportedServiceContractsInteraction/GetSupportedServiceContractsInteraction_1.0_RIVTABP21.wsdl
//     6249489524e4fe59e03f5efcfc8f60f796d2a76ead8efe9416b116da38300506
//   schemas/itintegration_registry/1.0/interactions/GetSupportedServiceContractsInteraction/GetSupportedServiceContractsResponder_1.0.xsd
//     c33fc63782aaa4ed235e71006c55e2046be31af02a194591502c51937f111bf6

//! Service domain `itintegration:registry`, release 1.0.

pub mod core;
pub mod get_supported_service_contracts;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "itintegration:registry",
    release: "1.0",
    files: &[
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../schemas/itintegration_registry/1.0/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetSupportedServiceContractsInteraction/GetSupportedServiceContractsInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../wsdl/itintegration_registry/1.0/interactions/GetSupportedServiceContractsInteraction/GetSupportedServiceContractsInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetSupportedServiceContractsInteraction/GetSupportedServiceContractsResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../schemas/itintegration_registry/1.0/interactions/GetSupportedServiceContractsInteraction/GetSupportedServiceContractsResponder_1.0.xsd"
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

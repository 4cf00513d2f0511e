// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   schemas/financial_patientfees_exemption/1.0/core_components/financial_patientfees_exemption_1.0.xsd
//     4b8af79db98ae61711b432ef139c2122eeb2a2952642a09a80b68e39f1134842
//   schemas/financial_patientfees_exemption/1.0/core_components/financial_patientfees_exemption_enum_1.0.xsd
//     b2ab9e6c5b42f485e115a9e8759c3bdd747049d0ef0c9b8d1b9716c81f5439b8
//   schemas/financial_patientfees_exemption/1.0/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   wsdl/financial_patientfees_exemption/1.0/interactions/ProcessExemptionStatusesInteraction/ProcessExemptionStatusesInteraction_1.0_RIVTABP21.wsdl
//     eca3221a70adb28fe41f2df1062a7a7bc987000d07de8cb697306af6eac25705
//   schemas/financial_patientfees_exemption/1.0/interactions/ProcessExemptionStatusesInteraction/ProcessExemptionStatusesResponder_1.0.xsd
//     fa70ce0c7d7f2b4bd360042bbab67a6dc63ffa4f45281099a0e71bdb09a12acd
//   wsdl/financial_patientfees_exemption/1.0/interactions/RequestExemptionStatusesInteraction/RequestExemptionStatusesInteraction_1.0_RIVTABP21.wsdl
//     ef1ba808766b52bac036b4eb4f66573a29c4806608e1c2de7cc07740052a6a98
//   schemas/financial_patientfees_exemption/1.0/interactions/RequestExemptionStatusesInteraction/RequestExemptionStatusesResponder_1.0.xsd
//     2b63fc81309728fc9803abb12154e4353002a01871a14b3c56d46febb32f3d36

//! Service domain `financial:patientfees:exemption`, release 1.0.

pub mod core;
pub mod enums;
pub mod process_exemption_statuses;
pub mod request_exemption_statuses;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "financial:patientfees:exemption",
    release: "1.0",
    files: &[
        File {
            path: "core_components/financial_patientfees_exemption_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../schemas/financial_patientfees_exemption/1.0/core_components/financial_patientfees_exemption_1.0.xsd"
            ),
        },
        File {
            path: "core_components/financial_patientfees_exemption_enum_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../schemas/financial_patientfees_exemption/1.0/core_components/financial_patientfees_exemption_enum_1.0.xsd"
            ),
        },
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../schemas/financial_patientfees_exemption/1.0/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "interactions/ProcessExemptionStatusesInteraction/ProcessExemptionStatusesInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../wsdl/financial_patientfees_exemption/1.0/interactions/ProcessExemptionStatusesInteraction/ProcessExemptionStatusesInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/ProcessExemptionStatusesInteraction/ProcessExemptionStatusesResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../schemas/financial_patientfees_exemption/1.0/interactions/ProcessExemptionStatusesInteraction/ProcessExemptionStatusesResponder_1.0.xsd"
            ),
        },
        File {
            path: "interactions/RequestExemptionStatusesInteraction/RequestExemptionStatusesInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../wsdl/financial_patientfees_exemption/1.0/interactions/RequestExemptionStatusesInteraction/RequestExemptionStatusesInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/RequestExemptionStatusesInteraction/RequestExemptionStatusesResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../schemas/financial_patientfees_exemption/1.0/interactions/RequestExemptionStatusesInteraction/RequestExemptionStatusesResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: process_exemption_statuses::name::PROCESS_EXEMPTION_STATUSES,
            namespaces: &[&process_exemption_statuses::NAMESPACE, &core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                process_exemption_statuses::ProcessExemptionStatusesType,
            >(
                bytes,
                &process_exemption_statuses::name::PROCESS_EXEMPTION_STATUSES,
                &[&process_exemption_statuses::NAMESPACE, &core::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                process_exemption_statuses::ProcessExemptionStatusesType,
            >(
                bytes,
                &process_exemption_statuses::name::PROCESS_EXEMPTION_STATUSES,
                &[&process_exemption_statuses::NAMESPACE, &core::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: process_exemption_statuses::name::PROCESS_EXEMPTION_STATUSES_RESPONSE,
            namespaces: &[&process_exemption_statuses::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                process_exemption_statuses::ProcessExemptionStatusesResponseType,
            >(
                bytes,
                &process_exemption_statuses::name::PROCESS_EXEMPTION_STATUSES_RESPONSE,
                &[&process_exemption_statuses::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                process_exemption_statuses::ProcessExemptionStatusesResponseType,
            >(
                bytes,
                &process_exemption_statuses::name::PROCESS_EXEMPTION_STATUSES_RESPONSE,
                &[&process_exemption_statuses::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: request_exemption_statuses::name::REQUEST_EXEMPTION_STATUSES,
            namespaces: &[&request_exemption_statuses::NAMESPACE, &core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                request_exemption_statuses::RequestExemptionStatusesType,
            >(
                bytes,
                &request_exemption_statuses::name::REQUEST_EXEMPTION_STATUSES,
                &[&request_exemption_statuses::NAMESPACE, &core::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                request_exemption_statuses::RequestExemptionStatusesType,
            >(
                bytes,
                &request_exemption_statuses::name::REQUEST_EXEMPTION_STATUSES,
                &[&request_exemption_statuses::NAMESPACE, &core::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: request_exemption_statuses::name::REQUEST_EXEMPTION_STATUSES_RESPONSE,
            namespaces: &[&request_exemption_statuses::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                request_exemption_statuses::RequestExemptionStatusesResponseType,
            >(
                bytes,
                &request_exemption_statuses::name::REQUEST_EXEMPTION_STATUSES_RESPONSE,
                &[&request_exemption_statuses::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                request_exemption_statuses::RequestExemptionStatusesResponseType,
            >(
                bytes,
                &request_exemption_statuses::name::REQUEST_EXEMPTION_STATUSES_RESPONSE,
                &[&request_exemption_statuses::NAMESPACE],
            ),
        },
    ];
    MESSAGES
}

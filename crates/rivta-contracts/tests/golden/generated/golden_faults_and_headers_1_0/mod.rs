// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/faults-and-headers/schemas/core_components/golden_faultsandheaders_1.0.xsd
//     6d450f2411a56cf35960bf1376079101dd858b5046c124c0a35cd2f37fbacb3b
//   testsuite/golden/faults-and-headers/schemas/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   testsuite/golden/faults-and-headers/schemas/interactions/GetFaultyInteraction/GetFaultyInteraction_1.0_RIVTABP21.wsdl
//     007ea0049183e7e3e623e1ad810bacd7174bf4d54890d74630cbbae7a4b926cb
//   testsuite/golden/faults-and-headers/schemas/interactions/GetFaultyInteraction/GetFaultyResponder_1.0.xsd
//     25b89e45720cb62c7ad340a6263e4d2f22dee9818e28a25540681851348f77b0

//! Service domain `golden:faults-and-headers`, release 1.0.

pub mod faultsandheaders;
pub mod get_faulty;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "golden:faults-and-headers",
    release: "1.0",
    files: &[
        File {
            path: "core_components/golden_faultsandheaders_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/faults-and-headers/schemas/core_components/golden_faultsandheaders_1.0.xsd"
            ),
        },
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/faults-and-headers/schemas/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetFaultyInteraction/GetFaultyInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/faults-and-headers/schemas/interactions/GetFaultyInteraction/GetFaultyInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetFaultyInteraction/GetFaultyResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/faults-and-headers/schemas/interactions/GetFaultyInteraction/GetFaultyResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: get_faulty::name::GET_FAULTY,
            namespaces: &[&get_faulty::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_faulty::GetFaultyType,
            >(bytes, &get_faulty::name::GET_FAULTY, &[&get_faulty::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_faulty::GetFaultyType,
            >(bytes, &get_faulty::name::GET_FAULTY, &[&get_faulty::NAMESPACE]),
        },
        Message {
            package: &PACKAGE,
            root: get_faulty::name::APPLICATION_EXCEPTION,
            namespaces: &[&get_faulty::NAMESPACE, &faultsandheaders::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                faultsandheaders::FaultType,
            >(
                bytes,
                &get_faulty::name::APPLICATION_EXCEPTION,
                &[&get_faulty::NAMESPACE, &faultsandheaders::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                faultsandheaders::FaultType,
            >(
                bytes,
                &get_faulty::name::APPLICATION_EXCEPTION,
                &[&get_faulty::NAMESPACE, &faultsandheaders::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_faulty::name::SYSTEM_EXCEPTION,
            namespaces: &[&get_faulty::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_faulty::SystemException,
            >(bytes, &get_faulty::name::SYSTEM_EXCEPTION, &[&get_faulty::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_faulty::SystemException,
            >(bytes, &get_faulty::name::SYSTEM_EXCEPTION, &[&get_faulty::NAMESPACE]),
        },
        Message {
            package: &PACKAGE,
            root: get_faulty::name::ARGOS_HEADER,
            namespaces: &[&get_faulty::NAMESPACE, &faultsandheaders::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                faultsandheaders::HeaderType,
            >(
                bytes,
                &get_faulty::name::ARGOS_HEADER,
                &[&get_faulty::NAMESPACE, &faultsandheaders::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                faultsandheaders::HeaderType,
            >(
                bytes,
                &get_faulty::name::ARGOS_HEADER,
                &[&get_faulty::NAMESPACE, &faultsandheaders::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_faulty::name::GET_FAULTY_RESPONSE,
            namespaces: &[&get_faulty::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_faulty::GetFaultyResponse,
            >(bytes, &get_faulty::name::GET_FAULTY_RESPONSE, &[&get_faulty::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_faulty::GetFaultyResponse,
            >(bytes, &get_faulty::name::GET_FAULTY_RESPONSE, &[&get_faulty::NAMESPACE]),
        },
    ];
    MESSAGES
}

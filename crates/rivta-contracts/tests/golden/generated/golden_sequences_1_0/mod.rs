// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/sequences/schemas/core_components/golden_sequences_1.0.xsd
//     5f52fcc8353dfc9fbdb3de92a84354e8eefa62cb54b3a0c2929ad12c41b615b3
//   testsuite/golden/sequences/schemas/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   testsuite/golden/sequences/schemas/interactions/GetNestedInteraction/GetNestedInteraction_1.0_RIVTABP21.wsdl
//     c84ac76dffa0f334b7e1e88435c2a1b1e65866158b96e090cc658ead1368d684
//   testsuite/golden/sequences/schemas/interactions/GetNestedInteraction/GetNestedResponder_1.0.xsd
//     0e729ca4f17c8636093b4c45897d9c81ba541f381e9f95ec2c89d7c1b110b1ed

//! Service domain `golden:sequences`, release 1.0.

pub mod core;
pub mod get_nested;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "golden:sequences",
    release: "1.0",
    files: &[
        File {
            path: "core_components/golden_sequences_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/sequences/schemas/core_components/golden_sequences_1.0.xsd"
            ),
        },
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/sequences/schemas/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetNestedInteraction/GetNestedInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/sequences/schemas/interactions/GetNestedInteraction/GetNestedInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetNestedInteraction/GetNestedResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/sequences/schemas/interactions/GetNestedInteraction/GetNestedResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: get_nested::name::GET_NESTED,
            namespaces: &[&get_nested::NAMESPACE, &core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_nested::GetNestedType,
            >(
                bytes,
                &get_nested::name::GET_NESTED,
                &[&get_nested::NAMESPACE, &core::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_nested::GetNestedType,
            >(
                bytes,
                &get_nested::name::GET_NESTED,
                &[&get_nested::NAMESPACE, &core::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_nested::name::GET_NESTED_RESPONSE,
            namespaces: &[&get_nested::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_nested::GetNestedResponse,
            >(bytes, &get_nested::name::GET_NESTED_RESPONSE, &[&get_nested::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_nested::GetNestedResponse,
            >(bytes, &get_nested::name::GET_NESTED_RESPONSE, &[&get_nested::NAMESPACE]),
        },
    ];
    MESSAGES
}

// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/signatures/schemas/core_components/golden_signatures_1.0.xsd
//     b932ad7ca2ff41a1cb7f89a0d2684b9cdb70d859276471d311c723015e2840e4
//   testsuite/golden/signatures/schemas/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   testsuite/golden/signatures/schemas/interactions/GetSignedInteraction/GetSignedInteraction_1.0_RIVTABP21.wsdl
//     62d7def8daf1bab42c688e1c0e8719c1b33e46712ed5a5a4fe011f6cede85aee
//   testsuite/golden/signatures/schemas/interactions/GetSignedInteraction/GetSignedResponder_1.0.xsd
//     2bfb5299e5a05a3f1c973ff944ec39131b86ad82dea7cc07ba3fa806da34bac8

//! Service domain `golden:signatures`, release 1.0.

pub mod core;
pub mod get_signed;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "golden:signatures",
    release: "1.0",
    files: &[
        File {
            path: "core_components/golden_signatures_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/signatures/schemas/core_components/golden_signatures_1.0.xsd"
            ),
        },
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/signatures/schemas/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetSignedInteraction/GetSignedInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/signatures/schemas/interactions/GetSignedInteraction/GetSignedInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetSignedInteraction/GetSignedResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/signatures/schemas/interactions/GetSignedInteraction/GetSignedResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: core::name::SIGNATURE,
            namespaces: &[&core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                core::Signature,
            >(bytes, &core::name::SIGNATURE, &[&core::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                core::Signature,
            >(bytes, &core::name::SIGNATURE, &[&core::NAMESPACE]),
        },
        Message {
            package: &PACKAGE,
            root: core::name::SIGNED_INFO,
            namespaces: &[&core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                core::SignedInfo,
            >(bytes, &core::name::SIGNED_INFO, &[&core::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                core::SignedInfo,
            >(bytes, &core::name::SIGNED_INFO, &[&core::NAMESPACE]),
        },
        Message {
            package: &PACKAGE,
            root: get_signed::name::GET_SIGNED,
            namespaces: &[&get_signed::NAMESPACE, &core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_signed::GetSignedType,
            >(
                bytes,
                &get_signed::name::GET_SIGNED,
                &[&get_signed::NAMESPACE, &core::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_signed::GetSignedType,
            >(
                bytes,
                &get_signed::name::GET_SIGNED,
                &[&get_signed::NAMESPACE, &core::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_signed::name::GET_SIGNED_RESPONSE,
            namespaces: &[&get_signed::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_signed::GetSignedResponse,
            >(bytes, &get_signed::name::GET_SIGNED_RESPONSE, &[&get_signed::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_signed::GetSignedResponse,
            >(bytes, &get_signed::name::GET_SIGNED_RESPONSE, &[&get_signed::NAMESPACE]),
        },
    ];
    MESSAGES
}

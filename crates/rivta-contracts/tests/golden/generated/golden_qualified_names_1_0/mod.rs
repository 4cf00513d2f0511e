// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/qualified-names/schemas/core_components/golden_qualifiednames_1.0.xsd
//     2606946cb6548811e2da1f584bdaf53623c3439cd65e190cf2ea19557ab15767
//   testsuite/golden/qualified-names/schemas/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   testsuite/golden/qualified-names/schemas/interactions/GetNamedInteraction/GetNamedInteraction_1.0_RIVTABP21.wsdl
//     8fc6c4ae7658782308cac780528d0e36e367fd4a700b0a27fd8186bf2a938a04
//   testsuite/golden/qualified-names/schemas/interactions/GetNamedInteraction/GetNamedResponder_1.0.xsd
//     8ab1f6133886e6f91fab9de08e2b1a57705cf072106e66a5bb0a9f825bcd73c1

//! Service domain `golden:qualified-names`, release 1.0.

pub mod get_named;
pub mod qualifiednames;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "golden:qualified-names",
    release: "1.0",
    files: &[
        File {
            path: "core_components/golden_qualifiednames_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/qualified-names/schemas/core_components/golden_qualifiednames_1.0.xsd"
            ),
        },
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/qualified-names/schemas/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetNamedInteraction/GetNamedInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/qualified-names/schemas/interactions/GetNamedInteraction/GetNamedInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetNamedInteraction/GetNamedResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/qualified-names/schemas/interactions/GetNamedInteraction/GetNamedResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: get_named::name::GET_NAMED,
            namespaces: &[&get_named::NAMESPACE, &qualifiednames::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_named::GetNamedType,
            >(
                bytes,
                &get_named::name::GET_NAMED,
                &[&get_named::NAMESPACE, &qualifiednames::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_named::GetNamedType,
            >(
                bytes,
                &get_named::name::GET_NAMED,
                &[&get_named::NAMESPACE, &qualifiednames::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_named::name::GET_NAMED_RESPONSE,
            namespaces: &[&get_named::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_named::GetNamedResponse,
            >(bytes, &get_named::name::GET_NAMED_RESPONSE, &[&get_named::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_named::GetNamedResponse,
            >(bytes, &get_named::name::GET_NAMED_RESPONSE, &[&get_named::NAMESPACE]),
        },
    ];
    MESSAGES
}

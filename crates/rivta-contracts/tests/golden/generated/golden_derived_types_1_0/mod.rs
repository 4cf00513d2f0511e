// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/derived-types/schemas/core_components/golden_derivedtypes_1.0.xsd
//     c716902c8589a470c4e09d82d2bb22a41edf8e38422687794b94cf967f176beb
//   testsuite/golden/derived-types/schemas/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   testsuite/golden/derived-types/schemas/interactions/GetReplacedInteraction/GetReplacedInteraction_1.0_RIVTABP21.wsdl
//     e6a2a3d4989796e4fcca0b65d6937ec1107a6fb6951be007063904b823583d9c
//   testsuite/golden/derived-types/schemas/interactions/GetReplacedInteraction/GetReplacedResponder_1.0.xsd
//     e1a831541f596c9807196aa5bf966ed51aeaa18629cd6c0edd0bc9c594db9475

//! Service domain `golden:derived-types`, release 1.0.

pub mod derivedtypes;
pub mod get_replaced;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "golden:derived-types",
    release: "1.0",
    files: &[
        File {
            path: "core_components/golden_derivedtypes_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/derived-types/schemas/core_components/golden_derivedtypes_1.0.xsd"
            ),
        },
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/derived-types/schemas/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetReplacedInteraction/GetReplacedInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/derived-types/schemas/interactions/GetReplacedInteraction/GetReplacedInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetReplacedInteraction/GetReplacedResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/derived-types/schemas/interactions/GetReplacedInteraction/GetReplacedResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: get_replaced::name::GET_REPLACED,
            namespaces: &[&get_replaced::NAMESPACE, &derivedtypes::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_replaced::GetReplacedType,
            >(
                bytes,
                &get_replaced::name::GET_REPLACED,
                &[&get_replaced::NAMESPACE, &derivedtypes::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_replaced::GetReplacedType,
            >(
                bytes,
                &get_replaced::name::GET_REPLACED,
                &[&get_replaced::NAMESPACE, &derivedtypes::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_replaced::name::GET_REPLACED_RESPONSE,
            namespaces: &[&get_replaced::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_replaced::GetReplacedResponse,
            >(
                bytes,
                &get_replaced::name::GET_REPLACED_RESPONSE,
                &[&get_replaced::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_replaced::GetReplacedResponse,
            >(
                bytes,
                &get_replaced::name::GET_REPLACED_RESPONSE,
                &[&get_replaced::NAMESPACE],
            ),
        },
    ];
    MESSAGES
}

// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/narrowed-text/schemas/core_components/golden_narrowedtext_1.0.xsd
//     d37f1ffa9f30b7bfd3e16db2c72b844901d73e8eb8d826473719cd975f676bc8
//   testsuite/golden/narrowed-text/schemas/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   testsuite/golden/narrowed-text/schemas/interactions/GetNarrowedInteraction/GetNarrowedInteraction_1.0_RIVTABP21.wsdl
//     ceb1126da1b216cba7f322e818a73397307e5a606817040659dd7f6c4cd713c9
//   testsuite/golden/narrowed-text/schemas/interactions/GetNarrowedInteraction/GetNarrowedResponder_1.0.xsd
//     5d746ab43e61b1dbb4362beed5f6de80585b3b744e9915e3e370d75073626c8c

//! Service domain `golden:narrowed-text`, release 1.0.

pub mod get_narrowed;
pub mod narrowedtext;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "golden:narrowed-text",
    release: "1.0",
    files: &[
        File {
            path: "core_components/golden_narrowedtext_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/narrowed-text/schemas/core_components/golden_narrowedtext_1.0.xsd"
            ),
        },
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/narrowed-text/schemas/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetNarrowedInteraction/GetNarrowedInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/narrowed-text/schemas/interactions/GetNarrowedInteraction/GetNarrowedInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetNarrowedInteraction/GetNarrowedResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/narrowed-text/schemas/interactions/GetNarrowedInteraction/GetNarrowedResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: get_narrowed::name::GET_NARROWED,
            namespaces: &[&get_narrowed::NAMESPACE, &narrowedtext::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_narrowed::GetNarrowedType,
            >(
                bytes,
                &get_narrowed::name::GET_NARROWED,
                &[&get_narrowed::NAMESPACE, &narrowedtext::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_narrowed::GetNarrowedType,
            >(
                bytes,
                &get_narrowed::name::GET_NARROWED,
                &[&get_narrowed::NAMESPACE, &narrowedtext::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_narrowed::name::GET_NARROWED_RESPONSE,
            namespaces: &[&get_narrowed::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_narrowed::GetNarrowedResponse,
            >(
                bytes,
                &get_narrowed::name::GET_NARROWED_RESPONSE,
                &[&get_narrowed::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_narrowed::GetNarrowedResponse,
            >(
                bytes,
                &get_narrowed::name::GET_NARROWED_RESPONSE,
                &[&get_narrowed::NAMESPACE],
            ),
        },
    ];
    MESSAGES
}

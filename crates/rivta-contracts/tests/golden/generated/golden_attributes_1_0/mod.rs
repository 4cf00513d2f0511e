// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/attributes/schemas/core_components/golden_attributes_1.0.xsd
//     f18bf1bb5209c510dc2e927cf8c5aa1482f834bb4740028114260c8e514815e6
//   testsuite/golden/attributes/schemas/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   testsuite/golden/attributes/schemas/core_components/xml.xsd
//     37d998d4dd1f5db44092946faacf2c631ca4cabf0b30414167a9bb98d04c6c5b
//   testsuite/golden/attributes/schemas/interactions/GetMarkedInteraction/GetMarkedInteraction_1.0_RIVTABP21.wsdl
//     96a5a4ac9519b6a56e617024b8b0e2887335333272ec090a6886985ab5b00176
//   testsuite/golden/attributes/schemas/interactions/GetMarkedInteraction/GetMarkedResponder_1.0.xsd
//     9b800a8eb8a1a0814705f1704faf1849b1c015274498cdbb58a97fb45ace0bfc

//! Service domain `golden:attributes`, release 1.0.

pub mod core;
pub mod get_marked;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "golden:attributes",
    release: "1.0",
    files: &[
        File {
            path: "core_components/golden_attributes_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/attributes/schemas/core_components/golden_attributes_1.0.xsd"
            ),
        },
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/attributes/schemas/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "core_components/xml.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/attributes/schemas/core_components/xml.xsd"
            ),
        },
        File {
            path: "interactions/GetMarkedInteraction/GetMarkedInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/attributes/schemas/interactions/GetMarkedInteraction/GetMarkedInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetMarkedInteraction/GetMarkedResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/attributes/schemas/interactions/GetMarkedInteraction/GetMarkedResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: get_marked::name::GET_MARKED,
            namespaces: &[&get_marked::NAMESPACE, &core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_marked::GetMarkedType,
            >(
                bytes,
                &get_marked::name::GET_MARKED,
                &[&get_marked::NAMESPACE, &core::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_marked::GetMarkedType,
            >(
                bytes,
                &get_marked::name::GET_MARKED,
                &[&get_marked::NAMESPACE, &core::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_marked::name::GET_MARKED_RESPONSE,
            namespaces: &[&get_marked::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_marked::GetMarkedResponse,
            >(bytes, &get_marked::name::GET_MARKED_RESPONSE, &[&get_marked::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_marked::GetMarkedResponse,
            >(bytes, &get_marked::name::GET_MARKED_RESPONSE, &[&get_marked::NAMESPACE]),
        },
    ];
    MESSAGES
}

// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/built-in-types/schemas/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   testsuite/golden/built-in-types/schemas/interactions/GetEverythingInteraction/GetEverythingInteraction_1.0_RIVTABP21.wsdl
//     7dd0f7b91fb58e6ae825afa481cebf411253ee6258a72c8868275a97d00644f3
//   testsuite/golden/built-in-types/schemas/interactions/GetEverythingInteraction/GetEverythingResponder_1.0.xsd
//     4165a115bdf305b7f83a62e7b9b19f4526fb227d5305501daee2e8468e0bfca0

//! Service domain `golden:built-in-types`, release 1.0.

pub mod get_everything;
pub use self::get_everything::*;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "golden:built-in-types",
    release: "1.0",
    files: &[
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/built-in-types/schemas/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetEverythingInteraction/GetEverythingInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/built-in-types/schemas/interactions/GetEverythingInteraction/GetEverythingInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetEverythingInteraction/GetEverythingResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/built-in-types/schemas/interactions/GetEverythingInteraction/GetEverythingResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: get_everything::name::GET_EVERYTHING,
            namespaces: &[&get_everything::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_everything::GetEverythingType,
            >(
                bytes,
                &get_everything::name::GET_EVERYTHING,
                &[&get_everything::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_everything::GetEverythingType,
            >(
                bytes,
                &get_everything::name::GET_EVERYTHING,
                &[&get_everything::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_everything::name::GET_EVERYTHING_RESPONSE,
            namespaces: &[&get_everything::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_everything::GetEverythingResponse,
            >(
                bytes,
                &get_everything::name::GET_EVERYTHING_RESPONSE,
                &[&get_everything::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_everything::GetEverythingResponse,
            >(
                bytes,
                &get_everything::name::GET_EVERYTHING_RESPONSE,
                &[&get_everything::NAMESPACE],
            ),
        },
    ];
    MESSAGES
}

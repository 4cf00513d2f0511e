// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/soap-1.2/schemas/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   testsuite/golden/soap-1.2/schemas/interactions/GetTwelveInteraction/GetTwelveInteraction_1.0_RIVTABP21.wsdl
//     9b593f0f0a6443f9a9f02785986cad0e56dba1bab6ac953ed59b6219397732c5
//   testsuite/golden/soap-1.2/schemas/interactions/GetTwelveInteraction/GetTwelveResponder_1.0.xsd
//     297c791cb57cfa0d9f43d9269d4a7993eb4ee7bd57d3588de1cc45d2fe5c31e7

//! Service domain `golden:soap-1.2`, release 1.0.

pub mod get_twelve;
pub use self::get_twelve::*;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "golden:soap-1.2",
    release: "1.0",
    files: &[
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/soap-1.2/schemas/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetTwelveInteraction/GetTwelveInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/soap-1.2/schemas/interactions/GetTwelveInteraction/GetTwelveInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetTwelveInteraction/GetTwelveResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/soap-1.2/schemas/interactions/GetTwelveInteraction/GetTwelveResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: get_twelve::name::GET_TWELVE,
            namespaces: &[&get_twelve::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_twelve::GetTwelveType,
            >(bytes, &get_twelve::name::GET_TWELVE, &[&get_twelve::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_twelve::GetTwelveType,
            >(bytes, &get_twelve::name::GET_TWELVE, &[&get_twelve::NAMESPACE]),
        },
        Message {
            package: &PACKAGE,
            root: get_twelve::name::GET_TWELVE_RESPONSE,
            namespaces: &[&get_twelve::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_twelve::GetTwelveResponse,
            >(bytes, &get_twelve::name::GET_TWELVE_RESPONSE, &[&get_twelve::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_twelve::GetTwelveResponse,
            >(bytes, &get_twelve::name::GET_TWELVE_RESPONSE, &[&get_twelve::NAMESPACE]),
        },
    ];
    MESSAGES
}

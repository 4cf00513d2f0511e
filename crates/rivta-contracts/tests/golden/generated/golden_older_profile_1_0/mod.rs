// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/older-profile/schemas/core_components/ws-addressing-1.0.xsd
//     f0b07c16ab2c557ae57240f50560c83082b07e3ebb1803c77bcf525c585fbf27
//   testsuite/golden/older-profile/schemas/interactions/GetOlderInteraction/GetOlderInteraction_1.0_RIVTABP20.wsdl
//     6fa9d67d133fadd1c002197c4ed2687ad132238978a48fb2083d02442b03b422
//   testsuite/golden/older-profile/schemas/interactions/GetOlderInteraction/GetOlderResponder_1.0.xsd
//     9b5225cbf4e47260a9e4bfd37cb985737c6ca1096bb2f65bb5b1d31f2909c8ff

//! Service domain `golden:older-profile`, release 1.0.

pub mod get_older;
pub use self::get_older::*;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "golden:older-profile",
    release: "1.0",
    files: &[
        File {
            path: "core_components/ws-addressing-1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/older-profile/schemas/core_components/ws-addressing-1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetOlderInteraction/GetOlderInteraction_1.0_RIVTABP20.wsdl",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/older-profile/schemas/interactions/GetOlderInteraction/GetOlderInteraction_1.0_RIVTABP20.wsdl"
            ),
        },
        File {
            path: "interactions/GetOlderInteraction/GetOlderResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/older-profile/schemas/interactions/GetOlderInteraction/GetOlderResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: get_older::name::GET_OLDER_REQUEST,
            namespaces: &[&get_older::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_older::GetOlderType,
            >(bytes, &get_older::name::GET_OLDER_REQUEST, &[&get_older::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_older::GetOlderType,
            >(bytes, &get_older::name::GET_OLDER_REQUEST, &[&get_older::NAMESPACE]),
        },
        Message {
            package: &PACKAGE,
            root: get_older::name::GET_OLDER_RESPONSE,
            namespaces: &[&get_older::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_older::GetOlderResponse,
            >(bytes, &get_older::name::GET_OLDER_RESPONSE, &[&get_older::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_older::GetOlderResponse,
            >(bytes, &get_older::name::GET_OLDER_RESPONSE, &[&get_older::NAMESPACE]),
        },
    ];
    MESSAGES
}

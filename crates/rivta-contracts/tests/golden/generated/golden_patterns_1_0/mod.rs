// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/patterns/schemas/core_components/golden_patterns_1.0.xsd
//     00bda3f2e985ae2c92ab9b8139369ed997675f7c08dbeac1c4954657a84cbe32
//   testsuite/golden/patterns/schemas/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   testsuite/golden/patterns/schemas/interactions/GetPatternsInteraction/GetPatternsInteraction_1.0_RIVTABP21.wsdl
//     e705800457bd5de9c6c7c0d1939de5eb443dd5ac978d2cf441ab3d2068622eb3
//   testsuite/golden/patterns/schemas/interactions/GetPatternsInteraction/GetPatternsResponder_1.0.xsd
//     939cc2f98e542c3edefef4412c187861f2b7a491114e9722b8b865c8b63011c2

//! Service domain `golden:patterns`, release 1.0.

pub mod core;
pub mod get_patterns;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "golden:patterns",
    release: "1.0",
    files: &[
        File {
            path: "core_components/golden_patterns_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/patterns/schemas/core_components/golden_patterns_1.0.xsd"
            ),
        },
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/patterns/schemas/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetPatternsInteraction/GetPatternsInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/patterns/schemas/interactions/GetPatternsInteraction/GetPatternsInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetPatternsInteraction/GetPatternsResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/patterns/schemas/interactions/GetPatternsInteraction/GetPatternsResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: get_patterns::name::GET_PATTERNS,
            namespaces: &[&get_patterns::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_patterns::GetPatternsType,
            >(bytes, &get_patterns::name::GET_PATTERNS, &[&get_patterns::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_patterns::GetPatternsType,
            >(bytes, &get_patterns::name::GET_PATTERNS, &[&get_patterns::NAMESPACE]),
        },
        Message {
            package: &PACKAGE,
            root: get_patterns::name::GET_PATTERNS_RESPONSE,
            namespaces: &[&get_patterns::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_patterns::GetPatternsResponse,
            >(
                bytes,
                &get_patterns::name::GET_PATTERNS_RESPONSE,
                &[&get_patterns::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_patterns::GetPatternsResponse,
            >(
                bytes,
                &get_patterns::name::GET_PATTERNS_RESPONSE,
                &[&get_patterns::NAMESPACE],
            ),
        },
    ];
    MESSAGES
}

// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/unions-and-lists/schemas/core_components/golden_unionsandlists_1.0.xsd
//     9022ab726aec210c2555085cceba60c3ff642845ada88b838a11f5eba49d8b39
//   testsuite/golden/unions-and-lists/schemas/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   testsuite/golden/unions-and-lists/schemas/interactions/GetMixedValuesInteraction/GetMixedValuesInteraction_1.0_RIVTABP21.wsdl
//     280ba9c82d8c61aab73e4eeb97c13a8fbafe0065a6fbf6b39732833e680fb274
//   testsuite/golden/unions-and-lists/schemas/interactions/GetMixedValuesInteraction/GetMixedValuesResponder_1.0.xsd
//     6d3d3a7a1a31a73bb8a41aed5fd55115c3a8a1e0958c8f65b367a17f05752b92

//! Service domain `golden:unions-and-lists`, release 1.0.

pub mod get_mixed_values;
pub mod unionsandlists;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "golden:unions-and-lists",
    release: "1.0",
    files: &[
        File {
            path: "core_components/golden_unionsandlists_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/unions-and-lists/schemas/core_components/golden_unionsandlists_1.0.xsd"
            ),
        },
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/unions-and-lists/schemas/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetMixedValuesInteraction/GetMixedValuesInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/unions-and-lists/schemas/interactions/GetMixedValuesInteraction/GetMixedValuesInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetMixedValuesInteraction/GetMixedValuesResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/unions-and-lists/schemas/interactions/GetMixedValuesInteraction/GetMixedValuesResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: get_mixed_values::name::GET_MIXED_VALUES,
            namespaces: &[&get_mixed_values::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_mixed_values::GetMixedValuesType,
            >(
                bytes,
                &get_mixed_values::name::GET_MIXED_VALUES,
                &[&get_mixed_values::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_mixed_values::GetMixedValuesType,
            >(
                bytes,
                &get_mixed_values::name::GET_MIXED_VALUES,
                &[&get_mixed_values::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_mixed_values::name::GET_MIXED_VALUES_RESPONSE,
            namespaces: &[&get_mixed_values::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_mixed_values::GetMixedValuesResponse,
            >(
                bytes,
                &get_mixed_values::name::GET_MIXED_VALUES_RESPONSE,
                &[&get_mixed_values::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_mixed_values::GetMixedValuesResponse,
            >(
                bytes,
                &get_mixed_values::name::GET_MIXED_VALUES_RESPONSE,
                &[&get_mixed_values::NAMESPACE],
            ),
        },
    ];
    MESSAGES
}

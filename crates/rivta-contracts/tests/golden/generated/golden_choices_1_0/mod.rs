// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/choices/schemas/core_components/golden_choices_1.0.xsd
//     c1315747be38db29c542cc019f8f7d47a67c92a5f17739e1f1e3bc36ba14ef27
//   testsuite/golden/choices/schemas/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   testsuite/golden/choices/schemas/interactions/GetChosenInteraction/GetChosenInteraction_1.0_RIVTABP21.wsdl
//     91ee0b09661872f5fb569d56fc76c72e50f0dcc5e641f64fab48bcbfa91a3c67
//   testsuite/golden/choices/schemas/interactions/GetChosenInteraction/GetChosenResponder_1.0.xsd
//     4499aacae7aa99c7bcb0492e37687c06d93b3232c380303e4f3cce708c7b54b2

//! Service domain `golden:choices`, release 1.0.

pub mod core;
pub mod get_chosen;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "golden:choices",
    release: "1.0",
    files: &[
        File {
            path: "core_components/golden_choices_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/choices/schemas/core_components/golden_choices_1.0.xsd"
            ),
        },
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/choices/schemas/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetChosenInteraction/GetChosenInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/choices/schemas/interactions/GetChosenInteraction/GetChosenInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetChosenInteraction/GetChosenResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/choices/schemas/interactions/GetChosenInteraction/GetChosenResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: get_chosen::name::GET_CHOSEN,
            namespaces: &[&get_chosen::NAMESPACE, &core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_chosen::GetChosenType,
            >(
                bytes,
                &get_chosen::name::GET_CHOSEN,
                &[&get_chosen::NAMESPACE, &core::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_chosen::GetChosenType,
            >(
                bytes,
                &get_chosen::name::GET_CHOSEN,
                &[&get_chosen::NAMESPACE, &core::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_chosen::name::GET_CHOSEN_RESPONSE,
            namespaces: &[&get_chosen::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_chosen::GetChosenResponse,
            >(bytes, &get_chosen::name::GET_CHOSEN_RESPONSE, &[&get_chosen::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_chosen::GetChosenResponse,
            >(bytes, &get_chosen::name::GET_CHOSEN_RESPONSE, &[&get_chosen::NAMESPACE]),
        },
    ];
    MESSAGES
}

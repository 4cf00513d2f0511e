// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/recursion/schemas/core_components/golden_recursion_1.0.xsd
//     41b2f0705878eb96cddf5971ff2f36d67f0b1dddbbcd1cc8cc74c37eba03792c
//   testsuite/golden/recursion/schemas/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   testsuite/golden/recursion/schemas/interactions/GetTreeInteraction/GetTreeInteraction_1.0_RIVTABP21.wsdl
//     297dc10c816b850b29e496771c4fcdea94a0f0d00fa57c63d57719b26fb1c0bd
//   testsuite/golden/recursion/schemas/interactions/GetTreeInteraction/GetTreeResponder_1.0.xsd
//     c6a8d17479c80dd6bc7137bd56f4a855dfb402500d8b3bd027f94a2597c796b8

//! Service domain `golden:recursion`, release 1.0.

pub mod core;
pub mod get_tree;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "golden:recursion",
    release: "1.0",
    files: &[
        File {
            path: "core_components/golden_recursion_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/recursion/schemas/core_components/golden_recursion_1.0.xsd"
            ),
        },
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/recursion/schemas/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetTreeInteraction/GetTreeInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/recursion/schemas/interactions/GetTreeInteraction/GetTreeInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetTreeInteraction/GetTreeResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/recursion/schemas/interactions/GetTreeInteraction/GetTreeResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: get_tree::name::GET_TREE,
            namespaces: &[&get_tree::NAMESPACE, &core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_tree::GetTreeType,
            >(
                bytes,
                &get_tree::name::GET_TREE,
                &[&get_tree::NAMESPACE, &core::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_tree::GetTreeType,
            >(
                bytes,
                &get_tree::name::GET_TREE,
                &[&get_tree::NAMESPACE, &core::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_tree::name::GET_TREE_RESPONSE,
            namespaces: &[&get_tree::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_tree::GetTreeResponse,
            >(bytes, &get_tree::name::GET_TREE_RESPONSE, &[&get_tree::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_tree::GetTreeResponse,
            >(bytes, &get_tree::name::GET_TREE_RESPONSE, &[&get_tree::NAMESPACE]),
        },
    ];
    MESSAGES
}

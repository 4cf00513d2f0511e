// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/names/schemas/core_components/golden_names_1.0.xsd
//     6422bd5da0d7bd1bd251b29218fa52588df86a5c2c922d5cfd5bcacf4e828248
//   testsuite/golden/names/schemas/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   testsuite/golden/names/schemas/interactions/GetNamesInteraction/GetNamesInteraction_1.0_RIVTABP21.wsdl
//     60d29f645ac23f73f506b7f00c4fd40d622c265f8463cad450beeca38efdc623
//   testsuite/golden/names/schemas/interactions/GetNamesInteraction/GetNamesResponder_1.0.xsd
//     317232f679a32c2e9158437d7448a995b43ad85955fc55979886e5c586155d12

//! Service domain `golden:names`, release 1.0.

pub mod core;
pub mod get_names;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "golden:names",
    release: "1.0",
    files: &[
        File {
            path: "core_components/golden_names_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/names/schemas/core_components/golden_names_1.0.xsd"
            ),
        },
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/names/schemas/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetNamesInteraction/GetNamesInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/names/schemas/interactions/GetNamesInteraction/GetNamesInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetNamesInteraction/GetNamesResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/names/schemas/interactions/GetNamesInteraction/GetNamesResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: get_names::name::GET_NAMES,
            namespaces: &[&get_names::NAMESPACE, &core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_names::GetNamesType,
            >(
                bytes,
                &get_names::name::GET_NAMES,
                &[&get_names::NAMESPACE, &core::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_names::GetNamesType,
            >(
                bytes,
                &get_names::name::GET_NAMES,
                &[&get_names::NAMESPACE, &core::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_names::name::GET_NAMES2,
            namespaces: &[&get_names::NAMESPACE, &core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                core::StringType,
            >(
                bytes,
                &get_names::name::GET_NAMES2,
                &[&get_names::NAMESPACE, &core::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                core::StringType,
            >(
                bytes,
                &get_names::name::GET_NAMES2,
                &[&get_names::NAMESPACE, &core::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_names::name::GET_NAMES_RESPONSE,
            namespaces: &[&get_names::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_names::GetNamesResponse,
            >(bytes, &get_names::name::GET_NAMES_RESPONSE, &[&get_names::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_names::GetNamesResponse,
            >(bytes, &get_names::name::GET_NAMES_RESPONSE, &[&get_names::NAMESPACE]),
        },
    ];
    MESSAGES
}

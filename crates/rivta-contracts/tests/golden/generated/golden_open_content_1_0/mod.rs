// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/open-content/schemas/core_components/golden_opencontent_1.0.xsd
//     81f57066a9853c48dc9791f8dd8e1eaf8a42fc541d1dc7b9d88e4b8902c63941
//   testsuite/golden/open-content/schemas/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   testsuite/golden/open-content/schemas/interactions/GetOpenInteraction/GetOpenInteraction_1.0_RIVTABP21.wsdl
//     4c03c47f42c4274928c330d166fa6284e61d36f203331b52a57306b71c600a35
//   testsuite/golden/open-content/schemas/interactions/GetOpenInteraction/GetOpenResponder_1.0.xsd
//     cc8cf55486fad0530e88e00193caf750201acc8772eb9f08642e70d390424def

//! Service domain `golden:open-content`, release 1.0.

pub mod get_open;
pub mod opencontent;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "golden:open-content",
    release: "1.0",
    files: &[
        File {
            path: "core_components/golden_opencontent_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/open-content/schemas/core_components/golden_opencontent_1.0.xsd"
            ),
        },
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/open-content/schemas/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetOpenInteraction/GetOpenInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/open-content/schemas/interactions/GetOpenInteraction/GetOpenInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetOpenInteraction/GetOpenResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/open-content/schemas/interactions/GetOpenInteraction/GetOpenResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: get_open::name::GET_OPEN,
            namespaces: &[&get_open::NAMESPACE, &opencontent::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_open::GetOpenType,
            >(
                bytes,
                &get_open::name::GET_OPEN,
                &[&get_open::NAMESPACE, &opencontent::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_open::GetOpenType,
            >(
                bytes,
                &get_open::name::GET_OPEN,
                &[&get_open::NAMESPACE, &opencontent::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_open::name::GET_OPEN_RESPONSE,
            namespaces: &[&get_open::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_open::GetOpenResponse,
            >(bytes, &get_open::name::GET_OPEN_RESPONSE, &[&get_open::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_open::GetOpenResponse,
            >(bytes, &get_open::name::GET_OPEN_RESPONSE, &[&get_open::NAMESPACE]),
        },
    ];
    MESSAGES
}

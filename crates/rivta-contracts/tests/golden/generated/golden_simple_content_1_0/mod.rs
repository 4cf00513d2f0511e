// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/simple-content/schemas/core_components/golden_simplecontent_1.0.xsd
//     9d2f3eef9da4e6bcea80a559c199b468445c4ad974ffcb5612b084e2a6a50b14
//   testsuite/golden/simple-content/schemas/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   testsuite/golden/simple-content/schemas/interactions/GetMeasuredInteraction/GetMeasuredInteraction_1.0_RIVTABP21.wsdl
//     094332e04f7b3378b52c506f9d4dc3d3e691f326732df915ca20a3a95f4fc878
//   testsuite/golden/simple-content/schemas/interactions/GetMeasuredInteraction/GetMeasuredResponder_1.0.xsd
//     319f235990980de44ae2d48d20b703d6ad1212151d77851e3e263d645bcf8f44

//! Service domain `golden:simple-content`, release 1.0.

pub mod get_measured;
pub mod simplecontent;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "golden:simple-content",
    release: "1.0",
    files: &[
        File {
            path: "core_components/golden_simplecontent_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/simple-content/schemas/core_components/golden_simplecontent_1.0.xsd"
            ),
        },
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/simple-content/schemas/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetMeasuredInteraction/GetMeasuredInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/simple-content/schemas/interactions/GetMeasuredInteraction/GetMeasuredInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetMeasuredInteraction/GetMeasuredResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/simple-content/schemas/interactions/GetMeasuredInteraction/GetMeasuredResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: get_measured::name::GET_MEASURED,
            namespaces: &[&get_measured::NAMESPACE, &simplecontent::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_measured::GetMeasuredType,
            >(
                bytes,
                &get_measured::name::GET_MEASURED,
                &[&get_measured::NAMESPACE, &simplecontent::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_measured::GetMeasuredType,
            >(
                bytes,
                &get_measured::name::GET_MEASURED,
                &[&get_measured::NAMESPACE, &simplecontent::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_measured::name::GET_MEASURED_RESPONSE,
            namespaces: &[&get_measured::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_measured::GetMeasuredResponse,
            >(
                bytes,
                &get_measured::name::GET_MEASURED_RESPONSE,
                &[&get_measured::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_measured::GetMeasuredResponse,
            >(
                bytes,
                &get_measured::name::GET_MEASURED_RESPONSE,
                &[&get_measured::NAMESPACE],
            ),
        },
    ];
    MESSAGES
}

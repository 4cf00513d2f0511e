// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/abstract-types/schemas/core_components/golden_abstracttypes_1.0.xsd
//     66450e8595e88447faa9a16e3e1fabda07902d09581691c237d494e762313762
//   testsuite/golden/abstract-types/schemas/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   testsuite/golden/abstract-types/schemas/interactions/GetShapesInteraction/GetShapesInteraction_1.0_RIVTABP21.wsdl
//     b92f56294d3ec62a6bd6337cc9bbcd6aa2ccbfb4f22a1c71ad09a09929fda056
//   testsuite/golden/abstract-types/schemas/interactions/GetShapesInteraction/GetShapesResponder_1.0.xsd
//     113b051610c04024c1744d80baf34ad00d8d5b7804d19390ad8a78e97b6427d9

//! Service domain `golden:abstract-types`, release 1.0.

pub mod abstracttypes;
pub mod get_shapes;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "golden:abstract-types",
    release: "1.0",
    files: &[
        File {
            path: "core_components/golden_abstracttypes_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/abstract-types/schemas/core_components/golden_abstracttypes_1.0.xsd"
            ),
        },
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/abstract-types/schemas/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetShapesInteraction/GetShapesInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/abstract-types/schemas/interactions/GetShapesInteraction/GetShapesInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetShapesInteraction/GetShapesResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/abstract-types/schemas/interactions/GetShapesInteraction/GetShapesResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: get_shapes::name::GET_SHAPES,
            namespaces: &[&get_shapes::NAMESPACE, &abstracttypes::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_shapes::GetShapesType,
            >(
                bytes,
                &get_shapes::name::GET_SHAPES,
                &[&get_shapes::NAMESPACE, &abstracttypes::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_shapes::GetShapesType,
            >(
                bytes,
                &get_shapes::name::GET_SHAPES,
                &[&get_shapes::NAMESPACE, &abstracttypes::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_shapes::name::GET_SHAPES_RESPONSE,
            namespaces: &[&get_shapes::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_shapes::GetShapesResponse,
            >(bytes, &get_shapes::name::GET_SHAPES_RESPONSE, &[&get_shapes::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_shapes::GetShapesResponse,
            >(bytes, &get_shapes::name::GET_SHAPES_RESPONSE, &[&get_shapes::NAMESPACE]),
        },
    ];
    MESSAGES
}

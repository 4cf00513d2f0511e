// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/shared-names/schemas/core_components/golden_other_1.0.xsd
//     f07e9085ba7233ca1cd2173603ae24b66ed5837ca4f086845b2731fbd542e524
//   testsuite/golden/shared-names/schemas/core_components/golden_sharednames_1.0.xsd
//     e7506badb7a38cf7fe1d29bfced8d2b15b09c6be6f1570adb0f08d142932e105
//   testsuite/golden/shared-names/schemas/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   testsuite/golden/shared-names/schemas/interactions/GetSharedInteraction/GetSharedInteraction_1.0_RIVTABP21.wsdl
//     475ccf708aa82621edd67608936a47ab30f91098d069a4b55cedab750b94f1bb
//   testsuite/golden/shared-names/schemas/interactions/GetSharedInteraction/GetSharedResponder_1.0.xsd
//     f6d69a76df76d46f65d7f0a36a6eae1d73f4ab64e0ad26246bc315b35de394de

//! Service domain `golden:shared-names`, release 1.0.

pub mod get_shared;
pub mod other;
pub mod sharednames;
pub mod unqualified;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "golden:shared-names",
    release: "1.0",
    files: &[
        File {
            path: "core_components/golden_other_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/shared-names/schemas/core_components/golden_other_1.0.xsd"
            ),
        },
        File {
            path: "core_components/golden_sharednames_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/shared-names/schemas/core_components/golden_sharednames_1.0.xsd"
            ),
        },
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/shared-names/schemas/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetSharedInteraction/GetSharedInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/shared-names/schemas/interactions/GetSharedInteraction/GetSharedInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetSharedInteraction/GetSharedResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/shared-names/schemas/interactions/GetSharedInteraction/GetSharedResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: get_shared::name::GET_SHARED,
            namespaces: &[
                &get_shared::NAMESPACE,
                &other::NAMESPACE,
                &sharednames::NAMESPACE,
                &unqualified::NAMESPACE,
            ],
            roundtrip: |bytes| roundtrip::<
                get_shared::GetSharedType,
            >(
                bytes,
                &get_shared::name::GET_SHARED,
                &[
                    &get_shared::NAMESPACE,
                    &other::NAMESPACE,
                    &sharednames::NAMESPACE,
                    &unqualified::NAMESPACE,
                ],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_shared::GetSharedType,
            >(
                bytes,
                &get_shared::name::GET_SHARED,
                &[
                    &get_shared::NAMESPACE,
                    &other::NAMESPACE,
                    &sharednames::NAMESPACE,
                    &unqualified::NAMESPACE,
                ],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_shared::name::GET_SHARED_RESPONSE,
            namespaces: &[&get_shared::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_shared::GetSharedResponse,
            >(bytes, &get_shared::name::GET_SHARED_RESPONSE, &[&get_shared::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_shared::GetSharedResponse,
            >(bytes, &get_shared::name::GET_SHARED_RESPONSE, &[&get_shared::NAMESPACE]),
        },
        Message {
            package: &PACKAGE,
            root: other::name::CODE,
            namespaces: &[&other::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                String,
            >(bytes, &other::name::CODE, &[&other::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                String,
            >(bytes, &other::name::CODE, &[&other::NAMESPACE]),
        },
        Message {
            package: &PACKAGE,
            root: sharednames::name::START,
            namespaces: &[&sharednames::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                String,
            >(bytes, &sharednames::name::START, &[&sharednames::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                String,
            >(bytes, &sharednames::name::START, &[&sharednames::NAMESPACE]),
        },
    ];
    MESSAGES
}

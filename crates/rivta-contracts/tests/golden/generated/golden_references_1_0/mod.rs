// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/references/schemas/core_components/golden_references_1.0.xsd
//     3102add3f71c871880f6a47de94e001f9ae01e6baed5536725ba4d211709bf41
//   testsuite/golden/references/schemas/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   testsuite/golden/references/schemas/interactions/GetReferredInteraction/GetReferredInteraction_1.0_RIVTABP21.wsdl
//     7fc36ee8d64eb81bd925fa7d91799f970d5963739da674ec5fa22c9e7242f5ea
//   testsuite/golden/references/schemas/interactions/GetReferredInteraction/GetReferredResponder_1.0.xsd
//     b270ba89f4b0e9b466653e3edffeebeb4ad185066439fa753f8c45747032e280

//! Service domain `golden:references`, release 1.0.

pub mod core;
pub mod get_referred;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "golden:references",
    release: "1.0",
    files: &[
        File {
            path: "core_components/golden_references_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/references/schemas/core_components/golden_references_1.0.xsd"
            ),
        },
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/references/schemas/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetReferredInteraction/GetReferredInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/references/schemas/interactions/GetReferredInteraction/GetReferredInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetReferredInteraction/GetReferredResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/references/schemas/interactions/GetReferredInteraction/GetReferredResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: core::name::NOTE,
            namespaces: &[&core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                String,
            >(bytes, &core::name::NOTE, &[&core::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                String,
            >(bytes, &core::name::NOTE, &[&core::NAMESPACE]),
        },
        Message {
            package: &PACKAGE,
            root: core::name::ADDITION,
            namespaces: &[&core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                i32,
            >(bytes, &core::name::ADDITION, &[&core::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                i32,
            >(bytes, &core::name::ADDITION, &[&core::NAMESPACE]),
        },
        Message {
            package: &PACKAGE,
            root: core::name::PERSON,
            namespaces: &[&core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                core::Person,
            >(bytes, &core::name::PERSON, &[&core::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                core::Person,
            >(bytes, &core::name::PERSON, &[&core::NAMESPACE]),
        },
        Message {
            package: &PACKAGE,
            root: get_referred::name::GET_REFERRED,
            namespaces: &[&get_referred::NAMESPACE, &core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_referred::GetReferred2,
            >(
                bytes,
                &get_referred::name::GET_REFERRED,
                &[&get_referred::NAMESPACE, &core::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_referred::GetReferred2,
            >(
                bytes,
                &get_referred::name::GET_REFERRED,
                &[&get_referred::NAMESPACE, &core::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_referred::name::GET_REFERRED_RESPONSE,
            namespaces: &[&get_referred::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_referred::GetReferredResponse,
            >(
                bytes,
                &get_referred::name::GET_REFERRED_RESPONSE,
                &[&get_referred::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_referred::GetReferredResponse,
            >(
                bytes,
                &get_referred::name::GET_REFERRED_RESPONSE,
                &[&get_referred::NAMESPACE],
            ),
        },
    ];
    MESSAGES
}

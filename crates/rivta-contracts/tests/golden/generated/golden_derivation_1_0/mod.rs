// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/derivation/schemas/core_components/golden_derivation_1.0.xsd
//     0c5dd2f96d2f1bbd6c30cc88fe60b5202209f666516263711458770d88998df3
//   testsuite/golden/derivation/schemas/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   testsuite/golden/derivation/schemas/interactions/GetDerivedInteraction/GetDerivedInteraction_1.0_RIVTABP21.wsdl
//     6555a3fd07f07cff4935fc08278419aab11dd2eb9f3b364fd01ed547de857de1
//   testsuite/golden/derivation/schemas/interactions/GetDerivedInteraction/GetDerivedResponder_1.0.xsd
//     46ba4aa325f8d20f4001622af32a238372b2673c3d904819eca0a8af2328d24c

//! Service domain `golden:derivation`, release 1.0.

pub mod core;
pub mod get_derived;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "golden:derivation",
    release: "1.0",
    files: &[
        File {
            path: "core_components/golden_derivation_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/derivation/schemas/core_components/golden_derivation_1.0.xsd"
            ),
        },
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/derivation/schemas/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetDerivedInteraction/GetDerivedInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/derivation/schemas/interactions/GetDerivedInteraction/GetDerivedInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetDerivedInteraction/GetDerivedResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/derivation/schemas/interactions/GetDerivedInteraction/GetDerivedResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: get_derived::name::GET_DERIVED,
            namespaces: &[&get_derived::NAMESPACE, &core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_derived::GetDerivedType,
            >(
                bytes,
                &get_derived::name::GET_DERIVED,
                &[&get_derived::NAMESPACE, &core::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_derived::GetDerivedType,
            >(
                bytes,
                &get_derived::name::GET_DERIVED,
                &[&get_derived::NAMESPACE, &core::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_derived::name::GET_DERIVED_RESPONSE,
            namespaces: &[&get_derived::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_derived::GetDerivedResponse,
            >(
                bytes,
                &get_derived::name::GET_DERIVED_RESPONSE,
                &[&get_derived::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_derived::GetDerivedResponse,
            >(
                bytes,
                &get_derived::name::GET_DERIVED_RESPONSE,
                &[&get_derived::NAMESPACE],
            ),
        },
    ];
    MESSAGES
}

// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/odd-enumerations/schemas/core_components/golden_oddenumerations_1.0.xsd
//     879be6294a47537493f8787c37bd70c191b21e48edee173e3179f7d778b07dd1
//   testsuite/golden/odd-enumerations/schemas/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   testsuite/golden/odd-enumerations/schemas/interactions/GetOddValuesInteraction/GetOddValuesInteraction_1.0_RIVTABP21.wsdl
//     0b91e91f32158d25d83c37d68034ac6a98ad1d4550f06bf141bafbc6f7a25f6d
//   testsuite/golden/odd-enumerations/schemas/interactions/GetOddValuesInteraction/GetOddValuesResponder_1.0.xsd
//     8604112ece269db2ed975f9a41cf3a97f510876fab1ed598debcd965e03f4cb3

//! Service domain `golden:odd-enumerations`, release 1.0.

pub mod get_odd_values;
pub mod oddenumerations;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "golden:odd-enumerations",
    release: "1.0",
    files: &[
        File {
            path: "core_components/golden_oddenumerations_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/odd-enumerations/schemas/core_components/golden_oddenumerations_1.0.xsd"
            ),
        },
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/odd-enumerations/schemas/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetOddValuesInteraction/GetOddValuesInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/odd-enumerations/schemas/interactions/GetOddValuesInteraction/GetOddValuesInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetOddValuesInteraction/GetOddValuesResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/odd-enumerations/schemas/interactions/GetOddValuesInteraction/GetOddValuesResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: get_odd_values::name::GET_ODD_VALUES,
            namespaces: &[&get_odd_values::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_odd_values::GetOddValuesType,
            >(
                bytes,
                &get_odd_values::name::GET_ODD_VALUES,
                &[&get_odd_values::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_odd_values::GetOddValuesType,
            >(
                bytes,
                &get_odd_values::name::GET_ODD_VALUES,
                &[&get_odd_values::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_odd_values::name::GET_ODD_VALUES_RESPONSE,
            namespaces: &[&get_odd_values::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_odd_values::GetOddValuesResponse,
            >(
                bytes,
                &get_odd_values::name::GET_ODD_VALUES_RESPONSE,
                &[&get_odd_values::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_odd_values::GetOddValuesResponse,
            >(
                bytes,
                &get_odd_values::name::GET_ODD_VALUES_RESPONSE,
                &[&get_odd_values::NAMESPACE],
            ),
        },
    ];
    MESSAGES
}

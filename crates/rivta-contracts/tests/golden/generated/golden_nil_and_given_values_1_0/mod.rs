// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/nil-and-given-values/schemas/core_components/golden_nilandgivenvalues_1.0.xsd
//     ab0d8b886a2a5886a1f0f5f610be1e8ec03fd06159422615c992efe720b9c7f9
//   testsuite/golden/nil-and-given-values/schemas/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   testsuite/golden/nil-and-given-values/schemas/interactions/GetGivenInteraction/GetGivenInteraction_1.0_RIVTABP21.wsdl
//     52b70e9bfc1783af9f80fa7c6b17b0036f8a5c0ce60e2650142bab35bc13d1cd
//   testsuite/golden/nil-and-given-values/schemas/interactions/GetGivenInteraction/GetGivenResponder_1.0.xsd
//     00b4e8bf4883fce149b2724a07dfbdda9f0444a00e94851ca776036925907ae2

//! Service domain `golden:nil-and-given-values`, release 1.0.

pub mod get_given;
pub mod nilandgivenvalues;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "golden:nil-and-given-values",
    release: "1.0",
    files: &[
        File {
            path: "core_components/golden_nilandgivenvalues_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/nil-and-given-values/schemas/core_components/golden_nilandgivenvalues_1.0.xsd"
            ),
        },
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/nil-and-given-values/schemas/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetGivenInteraction/GetGivenInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/nil-and-given-values/schemas/interactions/GetGivenInteraction/GetGivenInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetGivenInteraction/GetGivenResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/nil-and-given-values/schemas/interactions/GetGivenInteraction/GetGivenResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: get_given::name::GET_GIVEN,
            namespaces: &[&get_given::NAMESPACE, &nilandgivenvalues::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_given::GetGivenType,
            >(
                bytes,
                &get_given::name::GET_GIVEN,
                &[&get_given::NAMESPACE, &nilandgivenvalues::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_given::GetGivenType,
            >(
                bytes,
                &get_given::name::GET_GIVEN,
                &[&get_given::NAMESPACE, &nilandgivenvalues::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_given::name::GET_GIVEN_RESPONSE,
            namespaces: &[&get_given::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_given::GetGivenResponse,
            >(bytes, &get_given::name::GET_GIVEN_RESPONSE, &[&get_given::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_given::GetGivenResponse,
            >(bytes, &get_given::name::GET_GIVEN_RESPONSE, &[&get_given::NAMESPACE]),
        },
    ];
    MESSAGES
}

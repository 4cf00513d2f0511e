// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/facets/schemas/core_components/golden_facets_1.0.xsd
//     2a7c7039cf2db6c179c21fee53b12e5e8a5ead7d36c17bf6af25005aa92ff541
//   testsuite/golden/facets/schemas/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   testsuite/golden/facets/schemas/interactions/GetLimitedInteraction/GetLimitedInteraction_1.0_RIVTABP21.wsdl
//     2fd8fb923725c231e38b2facbe75b2ca0a13c1ffa5a6439d1e8e75786f36074e
//   testsuite/golden/facets/schemas/interactions/GetLimitedInteraction/GetLimitedResponder_1.0.xsd
//     119287352ee5b4754a38462b026093333a087615b1bd13c0109fc0bbdfd1f33c

//! Service domain `golden:facets`, release 1.0.

pub mod core;
pub mod get_limited;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "golden:facets",
    release: "1.0",
    files: &[
        File {
            path: "core_components/golden_facets_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/facets/schemas/core_components/golden_facets_1.0.xsd"
            ),
        },
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/facets/schemas/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetLimitedInteraction/GetLimitedInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/facets/schemas/interactions/GetLimitedInteraction/GetLimitedInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetLimitedInteraction/GetLimitedResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/facets/schemas/interactions/GetLimitedInteraction/GetLimitedResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: get_limited::name::GET_LIMITED,
            namespaces: &[&get_limited::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_limited::GetLimitedType,
            >(bytes, &get_limited::name::GET_LIMITED, &[&get_limited::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_limited::GetLimitedType,
            >(bytes, &get_limited::name::GET_LIMITED, &[&get_limited::NAMESPACE]),
        },
        Message {
            package: &PACKAGE,
            root: get_limited::name::GET_LIMITED_RESPONSE,
            namespaces: &[&get_limited::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_limited::GetLimitedResponse,
            >(
                bytes,
                &get_limited::name::GET_LIMITED_RESPONSE,
                &[&get_limited::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_limited::GetLimitedResponse,
            >(
                bytes,
                &get_limited::name::GET_LIMITED_RESPONSE,
                &[&get_limited::NAMESPACE],
            ),
        },
    ];
    MESSAGES
}

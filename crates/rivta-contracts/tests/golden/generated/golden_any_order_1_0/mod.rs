// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/any-order/schemas/core_components/golden_anyorder_1.0.xsd
//     682a7b326b089da05cfbe7b511adcfb7caa5daf08062ac470d617b6735011a0a
//   testsuite/golden/any-order/schemas/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   testsuite/golden/any-order/schemas/interactions/GetUnorderedInteraction/GetUnorderedInteraction_1.0_RIVTABP21.wsdl
//     b48bb9b3288e8eb6de115cd573f5ad3c6ef26ceb43cb008c7c35d3fe792b57fc
//   testsuite/golden/any-order/schemas/interactions/GetUnorderedInteraction/GetUnorderedResponder_1.0.xsd
//     ba63374af6ccba482cd499026efcbc1502e2988e0d2bc5e857285f3a9e189e87

//! Service domain `golden:any-order`, release 1.0.

pub mod anyorder;
pub mod get_unordered;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "golden:any-order",
    release: "1.0",
    files: &[
        File {
            path: "core_components/golden_anyorder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/any-order/schemas/core_components/golden_anyorder_1.0.xsd"
            ),
        },
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/any-order/schemas/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetUnorderedInteraction/GetUnorderedInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/any-order/schemas/interactions/GetUnorderedInteraction/GetUnorderedInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetUnorderedInteraction/GetUnorderedResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/any-order/schemas/interactions/GetUnorderedInteraction/GetUnorderedResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: get_unordered::name::GET_UNORDERED,
            namespaces: &[&get_unordered::NAMESPACE, &anyorder::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_unordered::GetUnorderedType,
            >(
                bytes,
                &get_unordered::name::GET_UNORDERED,
                &[&get_unordered::NAMESPACE, &anyorder::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_unordered::GetUnorderedType,
            >(
                bytes,
                &get_unordered::name::GET_UNORDERED,
                &[&get_unordered::NAMESPACE, &anyorder::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_unordered::name::GET_UNORDERED_RESPONSE,
            namespaces: &[&get_unordered::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_unordered::GetUnorderedResponse,
            >(
                bytes,
                &get_unordered::name::GET_UNORDERED_RESPONSE,
                &[&get_unordered::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_unordered::GetUnorderedResponse,
            >(
                bytes,
                &get_unordered::name::GET_UNORDERED_RESPONSE,
                &[&get_unordered::NAMESPACE],
            ),
        },
    ];
    MESSAGES
}

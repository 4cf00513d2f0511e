// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/mistyped-wildcards/schemas/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   testsuite/golden/mistyped-wildcards/schemas/interactions/GetMistypedInteraction/GetMistypedInteraction_1.0_RIVTABP21.wsdl
//     cff59ae360fe5c21a4db91634aac52cf2f0dee32903424c82791c39aa4da8ede
//   testsuite/golden/mistyped-wildcards/schemas/interactions/GetMistypedInteraction/GetMistypedResponder_1.0.xsd
//     af68bdcbde5f7493d7243b0cdd5c9244a2a06408db11ca211d7fbeb4e5e1d21b

//! Service domain `golden:mistyped-wildcards`, release 1.0.

pub mod get_mistyped;
pub use self::get_mistyped::*;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "golden:mistyped-wildcards",
    release: "1.0",
    files: &[
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/mistyped-wildcards/schemas/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetMistypedInteraction/GetMistypedInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/mistyped-wildcards/schemas/interactions/GetMistypedInteraction/GetMistypedInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetMistypedInteraction/GetMistypedResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/mistyped-wildcards/schemas/interactions/GetMistypedInteraction/GetMistypedResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: get_mistyped::name::GET_MISTYPED,
            namespaces: &[&get_mistyped::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_mistyped::GetMistypedType,
            >(bytes, &get_mistyped::name::GET_MISTYPED, &[&get_mistyped::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_mistyped::GetMistypedType,
            >(bytes, &get_mistyped::name::GET_MISTYPED, &[&get_mistyped::NAMESPACE]),
        },
        Message {
            package: &PACKAGE,
            root: get_mistyped::name::GET_MISTYPED_RESPONSE,
            namespaces: &[&get_mistyped::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_mistyped::GetMistypedResponse,
            >(
                bytes,
                &get_mistyped::name::GET_MISTYPED_RESPONSE,
                &[&get_mistyped::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_mistyped::GetMistypedResponse,
            >(
                bytes,
                &get_mistyped::name::GET_MISTYPED_RESPONSE,
                &[&get_mistyped::NAMESPACE],
            ),
        },
    ];
    MESSAGES
}

// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   schemas/interoperability_headers/1.0/core_components/interoperability_headers_1.0.xsd
//     d42dd7c3149bc5afa25f57634945c45383c8b085c63d39c6f272ef95284eb887

//! Service domain `interoperability:headers`, release 1.0.

pub mod core;
pub use self::core::*;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "interoperability:headers",
    release: "1.0",
    files: &[
        File {
            path: "core_components/interoperability_headers_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../schemas/interoperability_headers/1.0/core_components/interoperability_headers_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: core::name::PROCESSING_STATUS,
            namespaces: &[&core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                core::ProcessingStatusType,
            >(bytes, &core::name::PROCESSING_STATUS, &[&core::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                core::ProcessingStatusType,
            >(bytes, &core::name::PROCESSING_STATUS, &[&core::NAMESPACE]),
        },
        Message {
            package: &PACKAGE,
            root: core::name::ACTOR,
            namespaces: &[&core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                core::ActorType,
            >(bytes, &core::name::ACTOR, &[&core::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                core::ActorType,
            >(bytes, &core::name::ACTOR, &[&core::NAMESPACE]),
        },
    ];
    MESSAGES
}

// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   schemas/itintegration_registry/1.0/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5

//! Service domain `itintegration:registry`, release 1.0.

pub mod core;
pub use self::core::*;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "itintegration:registry",
    release: "1.0",
    files: &[
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../schemas/itintegration_registry/1.0/core_components/itintegration_registry_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: core::name::LOGICAL_ADDRESS,
            namespaces: &[&core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                String,
            >(bytes, &core::name::LOGICAL_ADDRESS, &[&core::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                String,
            >(bytes, &core::name::LOGICAL_ADDRESS, &[&core::NAMESPACE]),
        },
        Message {
            package: &PACKAGE,
            root: core::name::SERVICE_CONTRACT,
            namespaces: &[&core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                core::ServiceContractType,
            >(bytes, &core::name::SERVICE_CONTRACT, &[&core::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                core::ServiceContractType,
            >(bytes, &core::name::SERVICE_CONTRACT, &[&core::NAMESPACE]),
        },
    ];
    MESSAGES
}

// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   schemas/test_carecontact_visit/1.0/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   schemas/test_carecontact_visit/1.0/core_components/test_carecontact_visit_1.0.xsd
//     fe2514651834496a8b2540b2e025c7cb16497bfb9a32ab3bcf34ad3fdfe743fc
//   wsdl/test_carecontact_visit/1.0/interactions/GetVisitsInteraction/GetVisitsInteraction_1.0_RIVTABP21.wsdl
//     64858ec06e72a09e409b3c9feeebfadc92d48f12ca4c75f1906a2a9486787536
//   schemas/test_carecontact_visit/1.0/interactions/GetVisitsInteraction/GetVisitsResponder_1.0.xsd
//     bce78de0096a33353db25cd8999ec831babe12ac180556d9d73dc1c7c96bc4c9

//! Service domain `test:carecontact:visit`, release 1.0.

pub mod core;
pub mod get_visits;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "test:carecontact:visit",
    release: "1.0",
    files: &[
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../schemas/test_carecontact_visit/1.0/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "core_components/test_carecontact_visit_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../schemas/test_carecontact_visit/1.0/core_components/test_carecontact_visit_1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetVisitsInteraction/GetVisitsInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../wsdl/test_carecontact_visit/1.0/interactions/GetVisitsInteraction/GetVisitsInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetVisitsInteraction/GetVisitsResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../schemas/test_carecontact_visit/1.0/interactions/GetVisitsInteraction/GetVisitsResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: get_visits::name::GET_VISITS,
            namespaces: &[&get_visits::NAMESPACE, &core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_visits::GetVisitsType,
            >(
                bytes,
                &get_visits::name::GET_VISITS,
                &[&get_visits::NAMESPACE, &core::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_visits::GetVisitsType,
            >(
                bytes,
                &get_visits::name::GET_VISITS,
                &[&get_visits::NAMESPACE, &core::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_visits::name::GET_VISITS_RESPONSE,
            namespaces: &[&get_visits::NAMESPACE, &core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_visits::GetVisitsResponseType,
            >(
                bytes,
                &get_visits::name::GET_VISITS_RESPONSE,
                &[&get_visits::NAMESPACE, &core::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_visits::GetVisitsResponseType,
            >(
                bytes,
                &get_visits::name::GET_VISITS_RESPONSE,
                &[&get_visits::NAMESPACE, &core::NAMESPACE],
            ),
        },
    ];
    MESSAGES
}

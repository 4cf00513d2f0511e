// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/redefinition/schemas/core_components/golden_redefinition_1.0.xsd
//     f96ba50089839c887d28ad708ef65a20f212e106bf5287f73d8d37e06faa70ab
//   testsuite/golden/redefinition/schemas/core_components/golden_redefinition_base.xsd
//     2ea6f8830560893aa7b5de35286a6d1135cecb659e6ec48a49406828a7add41b
//   testsuite/golden/redefinition/schemas/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   testsuite/golden/redefinition/schemas/interactions/GetRedefinedInteraction/GetRedefinedInteraction_1.0_RIVTABP21.wsdl
//     373fd2ceb7e20a99a739733658eb8ea1e0df371f890b50aa7c292c47b4bcc313
//   testsuite/golden/redefinition/schemas/interactions/GetRedefinedInteraction/GetRedefinedResponder_1.0.xsd
//     d2d648c1378d8aad1f962ba9b4b1f33c22bb35ab39ece40d37254c34c839f48f

//! Service domain `golden:redefinition`, release 1.0.

pub mod core;
pub mod get_redefined;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "golden:redefinition",
    release: "1.0",
    files: &[
        File {
            path: "core_components/golden_redefinition_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/redefinition/schemas/core_components/golden_redefinition_1.0.xsd"
            ),
        },
        File {
            path: "core_components/golden_redefinition_base.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/redefinition/schemas/core_components/golden_redefinition_base.xsd"
            ),
        },
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/redefinition/schemas/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetRedefinedInteraction/GetRedefinedInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/redefinition/schemas/interactions/GetRedefinedInteraction/GetRedefinedInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetRedefinedInteraction/GetRedefinedResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/redefinition/schemas/interactions/GetRedefinedInteraction/GetRedefinedResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: get_redefined::name::GET_REDEFINED,
            namespaces: &[&get_redefined::NAMESPACE, &core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_redefined::GetRedefinedType,
            >(
                bytes,
                &get_redefined::name::GET_REDEFINED,
                &[&get_redefined::NAMESPACE, &core::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_redefined::GetRedefinedType,
            >(
                bytes,
                &get_redefined::name::GET_REDEFINED,
                &[&get_redefined::NAMESPACE, &core::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_redefined::name::GET_REDEFINED_RESPONSE,
            namespaces: &[&get_redefined::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_redefined::GetRedefinedResponse,
            >(
                bytes,
                &get_redefined::name::GET_REDEFINED_RESPONSE,
                &[&get_redefined::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_redefined::GetRedefinedResponse,
            >(
                bytes,
                &get_redefined::name::GET_REDEFINED_RESPONSE,
                &[&get_redefined::NAMESPACE],
            ),
        },
    ];
    MESSAGES
}

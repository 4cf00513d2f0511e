// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/substitution-groups/schemas/core_components/golden_substitutiongroups_1.0.xsd
//     d3294fe2d162fe5523d34cbd96acf5de7beeac851394a975d27624ccaf94d0f0
//   testsuite/golden/substitution-groups/schemas/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   testsuite/golden/substitution-groups/schemas/interactions/GetSubstitutesInteraction/GetSubstitutesInteraction_1.0_RIVTABP21.wsdl
//     405e11a1d14574ea56d3185a0e173e0278d14fa46e754d58008acd6551aa4889
//   testsuite/golden/substitution-groups/schemas/interactions/GetSubstitutesInteraction/GetSubstitutesResponder_1.0.xsd
//     1896273176ffe27d70acc32f4556a3681dd872a0474dbfec8535c7847b0d6a7e

//! Service domain `golden:substitution-groups`, release 1.0.

pub mod get_substitutes;
pub mod substitutiongroups;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "golden:substitution-groups",
    release: "1.0",
    files: &[
        File {
            path: "core_components/golden_substitutiongroups_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/substitution-groups/schemas/core_components/golden_substitutiongroups_1.0.xsd"
            ),
        },
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/substitution-groups/schemas/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetSubstitutesInteraction/GetSubstitutesInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/substitution-groups/schemas/interactions/GetSubstitutesInteraction/GetSubstitutesInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetSubstitutesInteraction/GetSubstitutesResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../../testsuite/golden/substitution-groups/schemas/interactions/GetSubstitutesInteraction/GetSubstitutesResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: get_substitutes::name::GET_SUBSTITUTES,
            namespaces: &[&get_substitutes::NAMESPACE, &substitutiongroups::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_substitutes::GetSubstitutesType,
            >(
                bytes,
                &get_substitutes::name::GET_SUBSTITUTES,
                &[&get_substitutes::NAMESPACE, &substitutiongroups::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_substitutes::GetSubstitutesType,
            >(
                bytes,
                &get_substitutes::name::GET_SUBSTITUTES,
                &[&get_substitutes::NAMESPACE, &substitutiongroups::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_substitutes::name::GET_SUBSTITUTES_RESPONSE,
            namespaces: &[&get_substitutes::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_substitutes::GetSubstitutesResponse,
            >(
                bytes,
                &get_substitutes::name::GET_SUBSTITUTES_RESPONSE,
                &[&get_substitutes::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_substitutes::GetSubstitutesResponse,
            >(
                bytes,
                &get_substitutes::name::GET_SUBSTITUTES_RESPONSE,
                &[&get_substitutes::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: substitutiongroups::name::WARNING,
            namespaces: &[&substitutiongroups::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                String,
            >(
                bytes,
                &substitutiongroups::name::WARNING,
                &[&substitutiongroups::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                String,
            >(
                bytes,
                &substitutiongroups::name::WARNING,
                &[&substitutiongroups::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: substitutiongroups::name::ADVICE,
            namespaces: &[&substitutiongroups::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                substitutiongroups::Advice,
            >(
                bytes,
                &substitutiongroups::name::ADVICE,
                &[&substitutiongroups::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                substitutiongroups::Advice,
            >(
                bytes,
                &substitutiongroups::name::ADVICE,
                &[&substitutiongroups::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: substitutiongroups::name::EVENT,
            namespaces: &[&substitutiongroups::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                substitutiongroups::AnyEventType,
            >(
                bytes,
                &substitutiongroups::name::EVENT,
                &[&substitutiongroups::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                substitutiongroups::AnyEventType,
            >(bytes, &substitutiongroups::name::EVENT, &[&substitutiongroups::NAMESPACE]),
        },
        Message {
            package: &PACKAGE,
            root: substitutiongroups::name::VISIT,
            namespaces: &[&substitutiongroups::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                substitutiongroups::VisitType,
            >(
                bytes,
                &substitutiongroups::name::VISIT,
                &[&substitutiongroups::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                substitutiongroups::VisitType,
            >(bytes, &substitutiongroups::name::VISIT, &[&substitutiongroups::NAMESPACE]),
        },
        Message {
            package: &PACKAGE,
            root: substitutiongroups::name::RETURN_VISIT,
            namespaces: &[&substitutiongroups::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                substitutiongroups::VisitType,
            >(
                bytes,
                &substitutiongroups::name::RETURN_VISIT,
                &[&substitutiongroups::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                substitutiongroups::VisitType,
            >(
                bytes,
                &substitutiongroups::name::RETURN_VISIT,
                &[&substitutiongroups::NAMESPACE],
            ),
        },
    ];
    MESSAGES
}

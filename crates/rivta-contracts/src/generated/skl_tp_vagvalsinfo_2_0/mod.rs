// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   wsdl/skl_tp_vagvalsinfo/2.0/interactions/SokVagvalsInfoInteraction/SokVagvalsInfo_2.0.wsdl
//     8960c3f24db783f163eea03f2f01c9a1cd368ddad5366e0583ec1026f4606f1d
//   schemas/skl_tp_vagvalsinfo/2.0/interactions/SokVagvalsInfoInteraction/SokVagvalsInfo_2.0.xsd
//     fa4628d0ad6caafa550050b8c5aa0a1dab068caa8ce60bde98c8bb577a5f0d48

//! Service domain `skl:tp:vagvalsinfo`, release 2.0.

pub mod v2;
pub use self::v2::*;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "skl:tp:vagvalsinfo",
    release: "2.0",
    files: &[
        File {
            path: "interactions/SokVagvalsInfoInteraction/SokVagvalsInfo_2.0.wsdl",
            bytes: include_bytes!(
                "../../../../../wsdl/skl_tp_vagvalsinfo/2.0/interactions/SokVagvalsInfoInteraction/SokVagvalsInfo_2.0.wsdl"
            ),
        },
        File {
            path: "interactions/SokVagvalsInfoInteraction/SokVagvalsInfo_2.0.xsd",
            bytes: include_bytes!(
                "../../../../../schemas/skl_tp_vagvalsinfo/2.0/interactions/SokVagvalsInfoInteraction/SokVagvalsInfo_2.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: v2::name::HAMTA_ALLA_TJANSTEKONTRAKT,
            namespaces: &[&v2::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                rivta_soap::xml::RawElement,
            >(bytes, &v2::name::HAMTA_ALLA_TJANSTEKONTRAKT, &[&v2::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                rivta_soap::xml::RawElement,
            >(bytes, &v2::name::HAMTA_ALLA_TJANSTEKONTRAKT, &[&v2::NAMESPACE]),
        },
        Message {
            package: &PACKAGE,
            root: v2::name::HAMTA_ALLA_TJANSTEKONTRAKT_RESPONSE,
            namespaces: &[&v2::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                v2::HamtaAllaTjanstekontraktResponseType,
            >(bytes, &v2::name::HAMTA_ALLA_TJANSTEKONTRAKT_RESPONSE, &[&v2::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                v2::HamtaAllaTjanstekontraktResponseType,
            >(bytes, &v2::name::HAMTA_ALLA_TJANSTEKONTRAKT_RESPONSE, &[&v2::NAMESPACE]),
        },
        Message {
            package: &PACKAGE,
            root: v2::name::HAMTA_ALLA_VIRTUALISERINGAR,
            namespaces: &[&v2::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                rivta_soap::xml::RawElement,
            >(bytes, &v2::name::HAMTA_ALLA_VIRTUALISERINGAR, &[&v2::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                rivta_soap::xml::RawElement,
            >(bytes, &v2::name::HAMTA_ALLA_VIRTUALISERINGAR, &[&v2::NAMESPACE]),
        },
        Message {
            package: &PACKAGE,
            root: v2::name::HAMTA_ALLA_VIRTUALISERINGAR_RESPONSE,
            namespaces: &[&v2::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                v2::HamtaAllaVirtualiseringarResponseType,
            >(bytes, &v2::name::HAMTA_ALLA_VIRTUALISERINGAR_RESPONSE, &[&v2::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                v2::HamtaAllaVirtualiseringarResponseType,
            >(bytes, &v2::name::HAMTA_ALLA_VIRTUALISERINGAR_RESPONSE, &[&v2::NAMESPACE]),
        },
        Message {
            package: &PACKAGE,
            root: v2::name::HAMTA_ALLA_ANROPS_BEHORIGHETER,
            namespaces: &[&v2::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                rivta_soap::xml::RawElement,
            >(bytes, &v2::name::HAMTA_ALLA_ANROPS_BEHORIGHETER, &[&v2::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                rivta_soap::xml::RawElement,
            >(bytes, &v2::name::HAMTA_ALLA_ANROPS_BEHORIGHETER, &[&v2::NAMESPACE]),
        },
        Message {
            package: &PACKAGE,
            root: v2::name::HAMTA_ALLA_ANROPS_BEHORIGHETER_RESPONSE,
            namespaces: &[&v2::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                v2::HamtaAllaAnropsBehorigheterResponseType,
            >(
                bytes,
                &v2::name::HAMTA_ALLA_ANROPS_BEHORIGHETER_RESPONSE,
                &[&v2::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                v2::HamtaAllaAnropsBehorigheterResponseType,
            >(
                bytes,
                &v2::name::HAMTA_ALLA_ANROPS_BEHORIGHETER_RESPONSE,
                &[&v2::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: v2::name::HAMTA_ALLA_TJANSTEKOMPONENTER,
            namespaces: &[&v2::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                rivta_soap::xml::RawElement,
            >(bytes, &v2::name::HAMTA_ALLA_TJANSTEKOMPONENTER, &[&v2::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                rivta_soap::xml::RawElement,
            >(bytes, &v2::name::HAMTA_ALLA_TJANSTEKOMPONENTER, &[&v2::NAMESPACE]),
        },
        Message {
            package: &PACKAGE,
            root: v2::name::HAMTA_ALLA_TJANSTEKOMPONENTER_RESPONSE,
            namespaces: &[&v2::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                v2::HamtaAllaTjanstekomponenterResponseType,
            >(
                bytes,
                &v2::name::HAMTA_ALLA_TJANSTEKOMPONENTER_RESPONSE,
                &[&v2::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                v2::HamtaAllaTjanstekomponenterResponseType,
            >(
                bytes,
                &v2::name::HAMTA_ALLA_TJANSTEKOMPONENTER_RESPONSE,
                &[&v2::NAMESPACE],
            ),
        },
    ];
    MESSAGES
}

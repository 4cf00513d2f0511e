// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   schemas/itintegration_engagementindex/1.0/core_components/itintegration_engagementindex_1.0.xsd
//     4c6526c6552b77e798fdb41090d6287f7a7d3c53584152bed2bdabd52da437b9
//   schemas/itintegration_engagementindex/1.0/core_components/itintegration_registry_1.0.xsd
//     f464865e847538fe0a6a19b7dcf5c2b5f5eb9cde5fbda6c59d4dde846b70bdc5
//   wsdl/itintegration_engagementindex/1.0/interactions/FindContentInteraction/FindContentInteraction_1.0_RIVTABP21.wsdl
//     3b7552b4aa5169779d2b98d70ce7e4700eea6e1dbe7d3fe0ef55e1c39304c484
//   schemas/itintegration_engagementindex/1.0/interactions/FindContentInteraction/FindContentResponder_1.0.xsd
//     2686a735ad9d138d3a3eefee6cd3936b62d29eff3816e8aa5c67faf8456107bb
//   wsdl/itintegration_engagementindex/1.0/interactions/GetUpdatesInteraction/GetUpdatesInteraction_1.0_RIVTABP21.wsdl
//     b9ed922b660a4e328e7d4179e2e54d7ab757c201b721bc12130b876ca654a53b
//   schemas/itintegration_engagementindex/1.0/interactions/GetUpdatesInteraction/GetUpdatesResponder_1.0.xsd
//     af37faeceafd835e5ac13752e19c1d5e584bc776e78b3f1412b413d895fed4d1
//   wsdl/itintegration_engagementindex/1.0/interactions/ProcessNotificationInteraction/ProcessNotificationInteraction_1.0_RIVTABP21.wsdl
//     4ad0dbe0c665ee0ea0fedc4fe1e301fd7e4e61ac9ddbef6704f7b4ad9263936b
//   schemas/itintegration_engagementindex/1.0/interactions/ProcessNotificationInteraction/ProcessNotificationResponder_1.0.xsd
//     c7d0391ec7bd7d5470b6dee76ea545a8ff9b02475c8697a1b1256bbc9d20031b
//   wsdl/itintegration_engagementindex/1.0/interactions/UpdateInteraction/UpdateInteraction_1.0_RIVTABP21.wsdl
//     ea21322fb0267e0113d733ba04f9649baf01a3dce83faada2a43d2a7f45a9495
//   schemas/itintegration_engagementindex/1.0/interactions/UpdateInteraction/UpdateResponder_1.0.xsd
//     b939ecf08556bf4a98085a6027b0992f6cdfa151506489c1f481cab1b38d3048

//! Service domain `itintegration:engagementindex`, release 1.0.

pub mod core;
pub mod find_content;
pub mod get_updates;
pub mod process_notification;
pub mod update;

use rivta_soap::contract::{File, Message, Package, roundtrip, roundtrip_tolerantly};

/// The published files.
pub static PACKAGE: Package = Package {
    domain: "itintegration:engagementindex",
    release: "1.0",
    files: &[
        File {
            path: "core_components/itintegration_engagementindex_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../schemas/itintegration_engagementindex/1.0/core_components/itintegration_engagementindex_1.0.xsd"
            ),
        },
        File {
            path: "core_components/itintegration_registry_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../schemas/itintegration_engagementindex/1.0/core_components/itintegration_registry_1.0.xsd"
            ),
        },
        File {
            path: "interactions/FindContentInteraction/FindContentInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../wsdl/itintegration_engagementindex/1.0/interactions/FindContentInteraction/FindContentInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/FindContentInteraction/FindContentResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../schemas/itintegration_engagementindex/1.0/interactions/FindContentInteraction/FindContentResponder_1.0.xsd"
            ),
        },
        File {
            path: "interactions/GetUpdatesInteraction/GetUpdatesInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../wsdl/itintegration_engagementindex/1.0/interactions/GetUpdatesInteraction/GetUpdatesInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/GetUpdatesInteraction/GetUpdatesResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../schemas/itintegration_engagementindex/1.0/interactions/GetUpdatesInteraction/GetUpdatesResponder_1.0.xsd"
            ),
        },
        File {
            path: "interactions/ProcessNotificationInteraction/ProcessNotificationInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../wsdl/itintegration_engagementindex/1.0/interactions/ProcessNotificationInteraction/ProcessNotificationInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/ProcessNotificationInteraction/ProcessNotificationResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../schemas/itintegration_engagementindex/1.0/interactions/ProcessNotificationInteraction/ProcessNotificationResponder_1.0.xsd"
            ),
        },
        File {
            path: "interactions/UpdateInteraction/UpdateInteraction_1.0_RIVTABP21.wsdl",
            bytes: include_bytes!(
                "../../../../../wsdl/itintegration_engagementindex/1.0/interactions/UpdateInteraction/UpdateInteraction_1.0_RIVTABP21.wsdl"
            ),
        },
        File {
            path: "interactions/UpdateInteraction/UpdateResponder_1.0.xsd",
            bytes: include_bytes!(
                "../../../../../schemas/itintegration_engagementindex/1.0/interactions/UpdateInteraction/UpdateResponder_1.0.xsd"
            ),
        },
    ],
};

/// Every global element, as a document: what it is called, and how it is read and written.
pub fn messages() -> &'static [Message] {
    static MESSAGES: &[Message] = &[
        Message {
            package: &PACKAGE,
            root: find_content::name::FIND_CONTENT,
            namespaces: &[&find_content::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                find_content::FindContentType,
            >(bytes, &find_content::name::FIND_CONTENT, &[&find_content::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                find_content::FindContentType,
            >(bytes, &find_content::name::FIND_CONTENT, &[&find_content::NAMESPACE]),
        },
        Message {
            package: &PACKAGE,
            root: find_content::name::FIND_CONTENT_RESPONSE,
            namespaces: &[&find_content::NAMESPACE, &core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                find_content::FindContentResponseType,
            >(
                bytes,
                &find_content::name::FIND_CONTENT_RESPONSE,
                &[&find_content::NAMESPACE, &core::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                find_content::FindContentResponseType,
            >(
                bytes,
                &find_content::name::FIND_CONTENT_RESPONSE,
                &[&find_content::NAMESPACE, &core::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: get_updates::name::GET_UPDATES,
            namespaces: &[&get_updates::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_updates::GetUpdatesType,
            >(bytes, &get_updates::name::GET_UPDATES, &[&get_updates::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_updates::GetUpdatesType,
            >(bytes, &get_updates::name::GET_UPDATES, &[&get_updates::NAMESPACE]),
        },
        Message {
            package: &PACKAGE,
            root: get_updates::name::GET_UPDATES_RESPONSE,
            namespaces: &[&get_updates::NAMESPACE, &core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                get_updates::GetUpdatesResponseType,
            >(
                bytes,
                &get_updates::name::GET_UPDATES_RESPONSE,
                &[&get_updates::NAMESPACE, &core::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                get_updates::GetUpdatesResponseType,
            >(
                bytes,
                &get_updates::name::GET_UPDATES_RESPONSE,
                &[&get_updates::NAMESPACE, &core::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: process_notification::name::PROCESS_NOTIFICATION,
            namespaces: &[&process_notification::NAMESPACE, &core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                process_notification::ProcessNotificationType,
            >(
                bytes,
                &process_notification::name::PROCESS_NOTIFICATION,
                &[&process_notification::NAMESPACE, &core::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                process_notification::ProcessNotificationType,
            >(
                bytes,
                &process_notification::name::PROCESS_NOTIFICATION,
                &[&process_notification::NAMESPACE, &core::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: process_notification::name::PROCESS_NOTIFICATION_RESPONSE,
            namespaces: &[&process_notification::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                process_notification::ProcessNotificationResponseType,
            >(
                bytes,
                &process_notification::name::PROCESS_NOTIFICATION_RESPONSE,
                &[&process_notification::NAMESPACE],
            ),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                process_notification::ProcessNotificationResponseType,
            >(
                bytes,
                &process_notification::name::PROCESS_NOTIFICATION_RESPONSE,
                &[&process_notification::NAMESPACE],
            ),
        },
        Message {
            package: &PACKAGE,
            root: update::name::UPDATE,
            namespaces: &[&update::NAMESPACE, &core::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                update::UpdateType,
            >(bytes, &update::name::UPDATE, &[&update::NAMESPACE, &core::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                update::UpdateType,
            >(bytes, &update::name::UPDATE, &[&update::NAMESPACE, &core::NAMESPACE]),
        },
        Message {
            package: &PACKAGE,
            root: update::name::UPDATE_RESPONSE,
            namespaces: &[&update::NAMESPACE],
            roundtrip: |bytes| roundtrip::<
                update::UpdateResponseType,
            >(bytes, &update::name::UPDATE_RESPONSE, &[&update::NAMESPACE]),
            roundtrip_tolerantly: |bytes| roundtrip_tolerantly::<
                update::UpdateResponseType,
            >(bytes, &update::name::UPDATE_RESPONSE, &[&update::NAMESPACE]),
        },
    ];
    MESSAGES
}

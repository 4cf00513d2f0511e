//! The three contracts as the index speaks them: as published, but for requests that are read leniently.

use rivta_contracts::itintegration_engagementindex_1_0::{find_content, process_notification, update};
use rivta_soap::Profile;
use rivta_soap::contract::{Contract, Package};
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Limits, Name, Namespace, Reader, Writer, read_document, write_document,
};

use crate::engagement::{Engagement, FieldNames, Transaction, passed_over};

/// A contract that is addressed as the published one but has other Rust types.
macro_rules! contract {
    ($(#[$documentation:meta])* $name:ident: $published:ty, $request:ty => $response:ty) => {
        $(#[$documentation])*
        #[derive(Debug, Clone, Copy)]
        pub struct $name;

        impl Contract for $name {
            type Request = $request;
            type Response = $response;
            const NAME: &'static str = <$published>::NAME;
            const NAMESPACE: &'static str = <$published>::NAMESPACE;
            const MAJOR: u32 = <$published>::MAJOR;
            const SOAP_ACTION: &'static str = <$published>::SOAP_ACTION;
            const PROFILE: Profile = <$published>::PROFILE;
            const REQUEST: Name = <$published>::REQUEST;
            const RESPONSE: Name = <$published>::RESPONSE;
            const REQUEST_NAMESPACES: &'static [&'static Namespace] = <$published>::REQUEST_NAMESPACES;
            const RESPONSE_NAMESPACES: &'static [&'static Namespace] = <$published>::RESPONSE_NAMESPACES;
            const PACKAGE: &'static Package = <$published>::PACKAGE;
            const WSDL: &'static str = <$published>::WSDL;
        }
    };
}

contract! {
    /// `Update`: a source tells what it has gained, changed or no longer has.
    Update: update::Update, UpdateRequest => update::UpdateResponseType
}
contract! {
    /// `ProcessNotification`: an index tells another what has changed.
    ProcessNotification: process_notification::ProcessNotification,
    NotificationRequest => process_notification::ProcessNotificationResponseType
}
contract! {
    /// `FindContent`: who has data about a resident.
    FindContent: find_content::FindContent, Criteria => Found
}

/// A list of transactions under one root.
macro_rules! transactions {
    ($(#[$documentation:meta])* $name:ident, $type_name:literal, $module:ident) => {
        $(#[$documentation])*
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub struct $name(pub Vec<Transaction>);

        impl Decode for $name {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                reader.begin(&Name::new(&$module::NAMESPACE, $type_name), &[], &[])?;
                let mut transactions = Vec::new();
                loop {
                    transactions.extend(reader.repeated(&$module::name::ENGAGEMENT_TRANSACTION, 0, None)?);
                    if !passed_over(reader)? {
                        break;
                    }
                }
                reader.end()?;
                Ok(Self(transactions))
            }
        }

        impl Encode for $name {
            fn encode(&self, writer: &mut Writer) {
                writer.repeated(&$module::name::ENGAGEMENT_TRANSACTION, &self.0);
            }
        }
    };
}

transactions! {
    /// What an Update holds.
    UpdateRequest, "UpdateType", update
}
transactions! {
    /// What a `ProcessNotification` holds.
    NotificationRequest, "ProcessNotificationType", process_notification
}

/// What is looked for: posts that have all of the fields given. An empty field was not given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Criteria(pub Engagement);

const CRITERIA: FieldNames = FieldNames {
    texts: [
        find_content::name::REGISTERED_RESIDENT_IDENTIFICATION,
        find_content::name::SERVICE_DOMAIN,
        find_content::name::CATEGORIZATION,
        find_content::name::LOGICAL_ADDRESS,
        find_content::name::BUSINESS_OBJECT_INSTANCE_IDENTIFIER,
        find_content::name::CLINICAL_PROCESS_INTEREST_ID,
        find_content::name::SOURCE_SYSTEM,
        find_content::name::DATA_CONTROLLER,
        find_content::name::OWNER,
    ],
    most_recent_content: find_content::name::MOST_RECENT_CONTENT,
};

impl Decode for Criteria {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.begin(&Name::new(&find_content::NAMESPACE, "FindContentType"), &[], &[])?;
        let mut wanted = Engagement::default();
        while wanted.take_field(reader, &CRITERIA)? || passed_over(reader)? {}
        reader.end()?;
        Ok(Self(wanted))
    }
}

impl Encode for Criteria {
    fn encode(&self, writer: &mut Writer) {
        let wanted = &self.0;
        let texts: [&String; 9] = wanted.texts();
        // The contract puts the moment after the first six fields.
        let (before, after) = (
            texts.iter().zip(CRITERIA.texts).take(6),
            texts.iter().zip(CRITERIA.texts).skip(6),
        );
        for (text, name) in before {
            writer.optional(&name, (!text.is_empty()).then_some(*text));
        }
        writer.optional(&CRITERIA.most_recent_content, wanted.most_recent_content.as_ref());
        for (text, name) in after {
            writer.optional(&name, (!text.is_empty()).then_some(*text));
        }
    }
}

/// What was found, in no promised order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found(pub Vec<Engagement>);

impl Decode for Found {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.begin(
            &Name::new(&find_content::NAMESPACE, "FindContentResponseType"),
            &[],
            &[],
        )?;
        let found = reader.repeated(&find_content::name::ENGAGEMENT, 0, None)?;
        while passed_over(reader)? {}
        reader.end()?;
        Ok(Self(found))
    }
}

impl Encode for Found {
    fn encode(&self, writer: &mut Writer) {
        writer.repeated(&find_content::name::ENGAGEMENT, &self.0);
    }
}

/// Transactions as they are kept in the store: as a notification tells of them.
pub(crate) fn write_transactions(transactions: &[Transaction]) -> Vec<u8> {
    write_document(
        &ProcessNotification::REQUEST,
        ProcessNotification::REQUEST_NAMESPACES,
        &NotificationRequest(transactions.to_vec()),
    )
}

/// Transactions from the store.
///
/// # Errors
/// When something else has changed them there.
pub(crate) fn read_transactions(document: &[u8]) -> Result<Vec<Transaction>, DecodeError> {
    read_document(document, &ProcessNotification::REQUEST, &Limits::default()).map(|NotificationRequest(all)| all)
}

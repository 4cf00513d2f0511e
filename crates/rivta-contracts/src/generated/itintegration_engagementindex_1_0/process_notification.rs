// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   schemas/itintegration_engagementindex/1.0/interactions/ProcessNotificationInteraction/ProcessNotificationResponder_1.0.xsd
//     c7d0391ec7bd7d5470b6dee76ea545a8ff9b02475c8697a1b1256bbc9d20031b

//! Namespace `urn:riv:itintegration:engagementindex:ProcessNotificationResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, RawElement, Reader, Wildcard, Writer,
};
use super::{core, PACKAGE};
#[cfg(feature = "yaserde")]
use yaserde::{YaDeserialize, YaSerialize};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:itintegration:engagementindex:ProcessNotificationResponder:1",
    prefix: "pn",
};

/// The contract `ProcessNotification`, version 1.
///
/// Passes changes on from one index to a subscriber or to another index, as they were stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProcessNotification;

impl Contract for ProcessNotification {
    type Request = ProcessNotificationType;
    type Response = ProcessNotificationResponseType;
    const NAME: &'static str = "ProcessNotification";
    const NAMESPACE: &'static str = "urn:riv:itintegration:engagementindex:ProcessNotificationResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:itintegration:engagementindex:ProcessNotificationResponder:1:ProcessNotification";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::PROCESS_NOTIFICATION;
    const RESPONSE: Name = name::PROCESS_NOTIFICATION_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[
        &NAMESPACE,
        &core::NAMESPACE,
    ];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/ProcessNotificationInteraction/ProcessNotificationInteraction_1.0_RIVTABP21.wsdl";
}

/// Passes changes on from one index to a subscriber or to another index, as they were stored.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        rename = "ProcessNotification",
        prefix = "pn",
        namespaces = {"pn" = "urn:riv:itintegration:engagementindex:ProcessNotificationResponder:1"}
    )
)]
pub struct ProcessNotificationType {
    /// The changes, with the times and the owner that the sending index has.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "engagementTransaction", prefix = "pn")
    )]
    pub engagement_transaction: Vec<core::EngagementTransactionType>,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for ProcessNotificationType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "ProcessNotificationType"),
            &["engagementTransaction"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            engagement_transaction: r.repeated(&name::ENGAGEMENT_TRANSACTION, 1, None)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for ProcessNotificationType {
    fn encode(&self, w: &mut Writer) {
        w.repeated(&name::ENGAGEMENT_TRANSACTION, &self.engagement_transaction);
        w.any(&self.any);
    }
}

/// Tells whether the receiver took the changes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        rename = "ProcessNotificationResponse",
        prefix = "pn",
        namespaces = {"pn" = "urn:riv:itintegration:engagementindex:ProcessNotificationResponder:1"}
    )
)]
pub struct ProcessNotificationResponseType {
    /// How the message was received.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "ResultCode", prefix = "pn"))]
    pub result_code: core::ResultCodeEnum,
    /// A message in words: for ERROR, enough to find the fault.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "comment", prefix = "pn"))]
    pub comment: Option<String>,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for ProcessNotificationResponseType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "ProcessNotificationResponseType"),
            &["ResultCode", "comment"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            result_code: r.required(&name::RESULT_CODE)?,
            comment: r.optional(&name::COMMENT)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for ProcessNotificationResponseType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::RESULT_CODE, &self.result_code);
        w.optional(&name::COMMENT, self.comment.as_ref());
        w.any(&self.any);
    }
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `comment`
    pub const COMMENT: Name = Name::new(&NAMESPACE, "comment")
        .tags("<pn:comment>", "</pn:comment>");
    /// `engagementTransaction`
    pub const ENGAGEMENT_TRANSACTION: Name = Name::new(
            &NAMESPACE,
            "engagementTransaction",
        )
        .tags("<pn:engagementTransaction>", "</pn:engagementTransaction>");
    /// `ProcessNotification`
    pub const PROCESS_NOTIFICATION: Name = Name::new(&NAMESPACE, "ProcessNotification")
        .tags("<pn:ProcessNotification>", "</pn:ProcessNotification>");
    /// `ProcessNotificationResponse`
    pub const PROCESS_NOTIFICATION_RESPONSE: Name = Name::new(
            &NAMESPACE,
            "ProcessNotificationResponse",
        )
        .tags("<pn:ProcessNotificationResponse>", "</pn:ProcessNotificationResponse>");
    /// `ResultCode`
    pub const RESULT_CODE: Name = Name::new(&NAMESPACE, "ResultCode")
        .tags("<pn:ResultCode>", "</pn:ResultCode>");
}

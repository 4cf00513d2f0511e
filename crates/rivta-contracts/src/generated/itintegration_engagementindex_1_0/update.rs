// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   schemas/itintegration_engagementindex/1.0/interactions/UpdateInteraction/UpdateResponder_1.0.xsd
//     b939ecf08556bf4a98085a6027b0992f6cdfa151506489c1f481cab1b38d3048

//! Namespace `urn:riv:itintegration:engagementindex:UpdateResponder:1`.

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
    uri: "urn:riv:itintegration:engagementindex:UpdateResponder:1",
    prefix: "u",
};

/// The contract `Update`, version 1.
///
/// Tells an index which data a source has gained, changed or no longer has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Update;

impl Contract for Update {
    type Request = UpdateType;
    type Response = UpdateResponseType;
    const NAME: &'static str = "Update";
    const NAMESPACE: &'static str = "urn:riv:itintegration:engagementindex:UpdateResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:itintegration:engagementindex:UpdateResponder:1:Update";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::UPDATE;
    const RESPONSE: Name = name::UPDATE_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[
        &NAMESPACE,
        &core::NAMESPACE,
    ];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/UpdateInteraction/UpdateInteraction_1.0_RIVTABP21.wsdl";
}

/// Tells an index which data a source has gained, changed or no longer has.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        rename = "Update",
        prefix = "u",
        namespaces = {"u" = "urn:riv:itintegration:engagementindex:UpdateResponder:1"}
    )
)]
pub struct UpdateType {
    /// The changes, at most 1000; no two with the same identity.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "engagementTransaction", prefix = "u")
    )]
    pub engagement_transaction: Vec<core::EngagementTransactionType>,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for UpdateType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "UpdateType"),
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

impl Encode for UpdateType {
    fn encode(&self, w: &mut Writer) {
        w.repeated(&name::ENGAGEMENT_TRANSACTION, &self.engagement_transaction);
        w.any(&self.any);
    }
}

/// Tells whether the index took the changes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        rename = "UpdateResponse",
        prefix = "u",
        namespaces = {"u" = "urn:riv:itintegration:engagementindex:UpdateResponder:1"}
    )
)]
pub struct UpdateResponseType {
    /// How the message was received.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "ResultCode", prefix = "u"))]
    pub result_code: core::ResultCodeEnum,
    /// A message in words: for ERROR, enough to find the fault.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "comment", prefix = "u"))]
    pub comment: Option<String>,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for UpdateResponseType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "UpdateResponseType"),
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

impl Encode for UpdateResponseType {
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
        .tags("<u:comment>", "</u:comment>");
    /// `engagementTransaction`
    pub const ENGAGEMENT_TRANSACTION: Name = Name::new(
            &NAMESPACE,
            "engagementTransaction",
        )
        .tags("<u:engagementTransaction>", "</u:engagementTransaction>");
    /// `ResultCode`
    pub const RESULT_CODE: Name = Name::new(&NAMESPACE, "ResultCode")
        .tags("<u:ResultCode>", "</u:ResultCode>");
    /// `Update`
    pub const UPDATE: Name = Name::new(&NAMESPACE, "Update")
        .tags("<u:Update>", "</u:Update>");
    /// `UpdateResponse`
    pub const UPDATE_RESPONSE: Name = Name::new(&NAMESPACE, "UpdateResponse")
        .tags("<u:UpdateResponse>", "</u:UpdateResponse>");
}

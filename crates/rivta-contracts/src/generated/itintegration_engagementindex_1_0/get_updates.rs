// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   schemas/itintegration_engagementindex/1.0/interactions/GetUpdatesInteraction/GetUpdatesResponder_1.0.xsd
//     af37faeceafd835e5ac13752e19c1d5e584bc776e78b3f1412b413d895fed4d1

//! Namespace `urn:riv:itintegration:engagementindex:GetUpdatesResponder:1`.

use rivta_soap::contract::{Contract, Package};
use rivta_soap::profile::Profile;
use rivta_soap::value::AnyUri;
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, RawElement, Reader, Wildcard, Writer,
};
use super::{core, PACKAGE};
#[cfg(feature = "yaserde")]
use yaserde::{YaDeserialize, YaSerialize};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:itintegration:engagementindex:GetUpdatesResponder:1",
    prefix: "gu",
};

/// The contract `GetUpdates`, version 1.
///
/// Fetches the changes of a service domain since a point in time, for whoever would rather ask than be notified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetUpdates;

impl Contract for GetUpdates {
    type Request = GetUpdatesType;
    type Response = GetUpdatesResponseType;
    const NAME: &'static str = "GetUpdates";
    const NAMESPACE: &'static str = "urn:riv:itintegration:engagementindex:GetUpdatesResponder:1";
    const MAJOR: u32 = 1;
    const SOAP_ACTION: &'static str = "urn:riv:itintegration:engagementindex:GetUpdatesResponder:1:GetUpdates";
    const PROFILE: Profile = Profile::Rivtabp21;
    const REQUEST: Name = name::GET_UPDATES;
    const RESPONSE: Name = name::GET_UPDATES_RESPONSE;
    const REQUEST_NAMESPACES: &'static [&'static Namespace] = &[&NAMESPACE];
    const RESPONSE_NAMESPACES: &'static [&'static Namespace] = &[
        &NAMESPACE,
        &core::NAMESPACE,
    ];
    const PACKAGE: &'static Package = &PACKAGE;
    const WSDL: &'static str = "interactions/GetUpdatesInteraction/GetUpdatesInteraction_1.0_RIVTABP21.wsdl";
}

/// Fetches the changes of a service domain since a point in time, for whoever would rather ask than be notified.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        rename = "GetUpdates",
        prefix = "gu",
        namespaces = {"gu" = "urn:riv:itintegration:engagementindex:GetUpdatesResponder:1"}
    )
)]
pub struct GetUpdatesType {
    /// The service domain whose changes are asked for.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "serviceDomain", prefix = "gu"))]
    pub service_domain: AnyUri,
    /// Asks for changes of this time or later.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "timeStamp", prefix = "gu"))]
    pub time_stamp: core::TS,
    /// The last resident of an answer that was not complete: the next answer goes on from there.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "registeredResidentLastFetched", prefix = "gu")
    )]
    pub registered_resident_last_fetched: Option<
        core::RegisteredResidentIdentificationType,
    >,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for GetUpdatesType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "GetUpdatesType"),
            &["serviceDomain", "timeStamp", "registeredResidentLastFetched"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            service_domain: r.required(&name::SERVICE_DOMAIN)?,
            time_stamp: r.required(&name::TIME_STAMP)?,
            registered_resident_last_fetched: r
                .optional(&name::REGISTERED_RESIDENT_LAST_FETCHED)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, Some(1))?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetUpdatesType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::SERVICE_DOMAIN, &self.service_domain);
        w.required(&name::TIME_STAMP, &self.time_stamp);
        w.optional(
            &name::REGISTERED_RESIDENT_LAST_FETCHED,
            self.registered_resident_last_fetched.as_ref(),
        );
        w.any(&self.any);
    }
}

/// The changes, gathered by resident.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        rename = "GetUpdatesResponse",
        prefix = "gu",
        namespaces = {"gu" = "urn:riv:itintegration:engagementindex:GetUpdatesResponder:1"}
    )
)]
pub struct GetUpdatesResponseType {
    /// Whether nothing is left to fetch.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "responseIsComplete", prefix = "gu")
    )]
    pub response_is_complete: bool,
    /// A resident and what has changed.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "registeredResidentEngagement", prefix = "gu")
    )]
    pub registered_resident_engagement: Vec<RegisteredResidentEngagementType>,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for GetUpdatesResponseType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "GetUpdatesResponseType"),
            &["responseIsComplete", "registeredResidentEngagement"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            response_is_complete: r.required(&name::RESPONSE_IS_COMPLETE)?,
            registered_resident_engagement: r
                .repeated(&name::REGISTERED_RESIDENT_ENGAGEMENT, 0, None)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for GetUpdatesResponseType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::RESPONSE_IS_COMPLETE, &self.response_is_complete);
        w.repeated(
            &name::REGISTERED_RESIDENT_ENGAGEMENT,
            &self.registered_resident_engagement,
        );
        w.any(&self.any);
    }
}

/// The engagements of one resident.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        prefix = "gu",
        namespaces = {"gu" = "urn:riv:itintegration:engagementindex:GetUpdatesResponder:1"}
    )
)]
pub struct RegisteredResidentEngagementType {
    /// The resident.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "registeredResidentIdentification", prefix = "gu")
    )]
    pub registered_resident_identification: core::RegisteredResidentIdentificationType,
    /// An engagement.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "engagement", prefix = "gu"))]
    pub engagement: Vec<core::EngagementType>,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for RegisteredResidentEngagementType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "RegisteredResidentEngagementType"),
            &["registeredResidentIdentification", "engagement"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            registered_resident_identification: r
                .required(&name::REGISTERED_RESIDENT_IDENTIFICATION)?,
            engagement: r.repeated(&name::ENGAGEMENT, 0, None)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for RegisteredResidentEngagementType {
    fn encode(&self, w: &mut Writer) {
        w.required(
            &name::REGISTERED_RESIDENT_IDENTIFICATION,
            &self.registered_resident_identification,
        );
        w.repeated(&name::ENGAGEMENT, &self.engagement);
        w.any(&self.any);
    }
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `engagement`
    pub const ENGAGEMENT: Name = Name::new(&NAMESPACE, "engagement")
        .tags("<gu:engagement>", "</gu:engagement>");
    /// `GetUpdates`
    pub const GET_UPDATES: Name = Name::new(&NAMESPACE, "GetUpdates")
        .tags("<gu:GetUpdates>", "</gu:GetUpdates>");
    /// `GetUpdatesResponse`
    pub const GET_UPDATES_RESPONSE: Name = Name::new(&NAMESPACE, "GetUpdatesResponse")
        .tags("<gu:GetUpdatesResponse>", "</gu:GetUpdatesResponse>");
    /// `registeredResidentEngagement`
    pub const REGISTERED_RESIDENT_ENGAGEMENT: Name = Name::new(
            &NAMESPACE,
            "registeredResidentEngagement",
        )
        .tags("<gu:registeredResidentEngagement>", "</gu:registeredResidentEngagement>");
    /// `registeredResidentIdentification`
    pub const REGISTERED_RESIDENT_IDENTIFICATION: Name = Name::new(
            &NAMESPACE,
            "registeredResidentIdentification",
        )
        .tags(
            "<gu:registeredResidentIdentification>",
            "</gu:registeredResidentIdentification>",
        );
    /// `registeredResidentLastFetched`
    pub const REGISTERED_RESIDENT_LAST_FETCHED: Name = Name::new(
            &NAMESPACE,
            "registeredResidentLastFetched",
        )
        .tags(
            "<gu:registeredResidentLastFetched>",
            "</gu:registeredResidentLastFetched>",
        );
    /// `responseIsComplete`
    pub const RESPONSE_IS_COMPLETE: Name = Name::new(&NAMESPACE, "responseIsComplete")
        .tags("<gu:responseIsComplete>", "</gu:responseIsComplete>");
    /// `serviceDomain`
    pub const SERVICE_DOMAIN: Name = Name::new(&NAMESPACE, "serviceDomain")
        .tags("<gu:serviceDomain>", "</gu:serviceDomain>");
    /// `timeStamp`
    pub const TIME_STAMP: Name = Name::new(&NAMESPACE, "timeStamp")
        .tags("<gu:timeStamp>", "</gu:timeStamp>");
}

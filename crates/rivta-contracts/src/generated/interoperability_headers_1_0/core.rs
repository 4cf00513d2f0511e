// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   schemas/interoperability_headers/1.0/core_components/interoperability_headers_1.0.xsd
//     d42dd7c3149bc5afa25f57634945c45383c8b085c63d39c6f272ef95284eb887

//! Namespace `urn:riv:interoperability:headers:1`.

use std::borrow::Cow;
use std::fmt;
use rivta_soap::value::Unlisted;
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, RawElement, Reader, Simple, ValueError,
    Whitespace, Wildcard, Writer,
};
#[cfg(feature = "yaserde")]
use yaserde::{YaDeserialize, YaSerialize};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:interoperability:headers:1",
    prefix: "core",
};

/// How the collecting of an aggregated answer went.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        rename = "ProcessingStatus",
        prefix = "core",
        namespaces = {"core" = "urn:riv:interoperability:headers:1"}
    )
)]
pub struct ProcessingStatusType {
    /// One record for each source system that was asked. The element itself is repeated.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "ProcessingStatusList", prefix = "core")
    )]
    pub processing_status_list: Vec<ProcessingStatusRecordType>,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for ProcessingStatusType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "ProcessingStatusType"),
            &["ProcessingStatusList"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            processing_status_list: r.repeated(&name::PROCESSING_STATUS_LIST, 0, None)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for ProcessingStatusType {
    fn encode(&self, w: &mut Writer) {
        w.repeated(&name::PROCESSING_STATUS_LIST, &self.processing_status_list);
        w.any(&self.any);
    }
}

/// How it went with one source system.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        prefix = "core",
        namespaces = {"core" = "urn:riv:interoperability:headers:1"}
    )
)]
pub struct ProcessingStatusRecordType {
    /// The logical address of the source system.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "logicalAddress", prefix = "core"))]
    pub logical_address: String,
    /// Where the data came from, if it came at all.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "statusCode", prefix = "core"))]
    pub status_code: StatusCodeEnum,
    /// Whether the data was taken from a cache.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "isResponseFromCache", prefix = "core")
    )]
    pub is_response_from_cache: bool,
    /// Whether the data is what the source holds now.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "isResponseInSynch", prefix = "core")
    )]
    pub is_response_in_synch: bool,
    /// When the source was last reached, YYYYMMDDhhmmss, Swedish local time.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "lastSuccessfulSynch", prefix = "core")
    )]
    pub last_successful_synch: String,
    /// When reaching the source last failed, YYYYMMDDhhmmss, Swedish local time.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "lastUnsuccessfulSynch", prefix = "core")
    )]
    pub last_unsuccessful_synch: Option<String>,
    /// Why it failed.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "lastUnsuccessfulSynchError", prefix = "core")
    )]
    pub last_unsuccessful_synch_error: Option<LastUnsuccessfulSynchErrorType>,
}

impl Decode for ProcessingStatusRecordType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "ProcessingStatusRecordType"),
            &[
                "logicalAddress",
                "statusCode",
                "isResponseFromCache",
                "isResponseInSynch",
                "lastSuccessfulSynch",
                "lastUnsuccessfulSynch",
                "lastUnsuccessfulSynchError",
            ],
            &[],
        )?;
        let value = Self {
            logical_address: r.required(&name::LOGICAL_ADDRESS)?,
            status_code: r.required(&name::STATUS_CODE)?,
            is_response_from_cache: r.required(&name::IS_RESPONSE_FROM_CACHE)?,
            is_response_in_synch: r.required(&name::IS_RESPONSE_IN_SYNCH)?,
            last_successful_synch: r.required(&name::LAST_SUCCESSFUL_SYNCH)?,
            last_unsuccessful_synch: r.optional(&name::LAST_UNSUCCESSFUL_SYNCH)?,
            last_unsuccessful_synch_error: r
                .optional(&name::LAST_UNSUCCESSFUL_SYNCH_ERROR)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for ProcessingStatusRecordType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::LOGICAL_ADDRESS, &self.logical_address);
        w.required(&name::STATUS_CODE, &self.status_code);
        w.required(&name::IS_RESPONSE_FROM_CACHE, &self.is_response_from_cache);
        w.required(&name::IS_RESPONSE_IN_SYNCH, &self.is_response_in_synch);
        w.required(&name::LAST_SUCCESSFUL_SYNCH, &self.last_successful_synch);
        w.optional(
            &name::LAST_UNSUCCESSFUL_SYNCH,
            self.last_unsuccessful_synch.as_ref(),
        );
        w.optional(
            &name::LAST_UNSUCCESSFUL_SYNCH_ERROR,
            self.last_unsuccessful_synch_error.as_ref(),
        );
    }
}

/// Why a source could not be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        prefix = "core",
        namespaces = {"core" = "urn:riv:interoperability:headers:1"}
    )
)]
pub struct LastUnsuccessfulSynchErrorType {
    /// The part of the chain that failed.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "causingAgent", prefix = "core"))]
    pub causing_agent: CausingAgentEnum,
    /// An error code.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "code", prefix = "core"))]
    pub code: String,
    /// The error in words.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "text", prefix = "core"))]
    pub text: String,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for LastUnsuccessfulSynchErrorType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "LastUnsuccessfulSynchErrorType"),
            &["causingAgent", "code", "text"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            causing_agent: r.required(&name::CAUSING_AGENT)?,
            code: r.required(&name::CODE)?,
            text: r.required(&name::TEXT)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for LastUnsuccessfulSynchErrorType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::CAUSING_AGENT, &self.causing_agent);
        w.required(&name::CODE, &self.code);
        w.required(&name::TEXT, &self.text);
        w.any(&self.any);
    }
}

/// The person on whose behalf a request is made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        rename = "Actor",
        prefix = "core",
        namespaces = {"core" = "urn:riv:interoperability:headers:1"}
    )
)]
pub struct ActorType {
    /// The personal identity, 12 characters without separator.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "actorId", prefix = "core"))]
    pub actor_id: String,
    /// The person's relation to the patient.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "actorType", prefix = "core"))]
    pub actor_type: ActorTypeEnum,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for ActorType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "ActorType"),
            &["actorId", "actorType"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            actor_id: r.required(&name::ACTOR_ID)?,
            actor_type: r.required(&name::ACTOR_TYPE)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for ActorType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::ACTOR_ID, &self.actor_id);
        w.required(&name::ACTOR_TYPE, &self.actor_type);
        w.any(&self.any);
    }
}

/// Where the data of a source came from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusCodeEnum {
    /// From the source, now.
    DataFromSource,
    /// From a cache that is in step with the source.
    DataFromCache,
    /// From a cache, as the source could not be reached.
    DataFromCacheSynchFailed,
    /// Nowhere: the source could not be reached.
    NoDataSynchFailed,
    /// Something else, which only a tolerant reader lets through.
    Unlisted(Unlisted),
}

impl StatusCodeEnum {
    /// All values of the schema, in its order.
    pub const ALL: [Self; 4] = [
        Self::DataFromSource,
        Self::DataFromCache,
        Self::DataFromCacheSynchFailed,
        Self::NoDataSynchFailed,
    ];

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::DataFromSource => "DataFromSource",
            Self::DataFromCache => "DataFromCache",
            Self::DataFromCacheSynchFailed => "DataFromCacheSynchFailed",
            Self::NoDataSynchFailed => "NoDataSynchFailed",
            Self::Unlisted(it) => it.as_str(),
        }
    }
}

impl Simple for StatusCodeEnum {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        match text {
            "DataFromSource" => Ok(Self::DataFromSource),
            "DataFromCache" => Ok(Self::DataFromCache),
            "DataFromCacheSynchFailed" => Ok(Self::DataFromCacheSynchFailed),
            "NoDataSynchFailed" => Ok(Self::NoDataSynchFailed),
            _ => {
                Err(
                    ValueError::new(
                        "DataFromSource, DataFromCache, DataFromCacheSynchFailed or NoDataSynchFailed",
                    ),
                )
            }
        }
    }

    fn lexical(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.as_str())
    }

    fn unlisted(found: Unlisted) -> Option<Self> {
        Some(Self::Unlisted(found))
    }

    fn is_missing(&self) -> bool {
        matches!(self, Self::Unlisted(it) if it.is_missing())
    }
}

impl fmt::Display for StatusCodeEnum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(feature = "yaserde")]
rivta_soap::yaserde_simple!(StatusCodeEnum);

/// The part of the chain that failed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CausingAgentEnum {
    /// The service addressing catalogue (tjänsteadresseringskatalogen).
    ServiceCatalog,
    /// The service platform (virtualiseringsplattformen).
    VirtualizationPlatform,
    /// The source system.
    ServiceProducer,
    /// The engagement index (engagemangsindex).
    EngagementIndex,
    /// Something else.
    Other,
    /// Something else, which only a tolerant reader lets through.
    Unlisted(Unlisted),
}

impl CausingAgentEnum {
    /// All values of the schema, in its order.
    pub const ALL: [Self; 5] = [
        Self::ServiceCatalog,
        Self::VirtualizationPlatform,
        Self::ServiceProducer,
        Self::EngagementIndex,
        Self::Other,
    ];

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::ServiceCatalog => "service_catalog",
            Self::VirtualizationPlatform => "virtualization_platform",
            Self::ServiceProducer => "service_producer",
            Self::EngagementIndex => "engagement_index",
            Self::Other => "other",
            Self::Unlisted(it) => it.as_str(),
        }
    }
}

impl Simple for CausingAgentEnum {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        match text {
            "service_catalog" => Ok(Self::ServiceCatalog),
            "virtualization_platform" => Ok(Self::VirtualizationPlatform),
            "service_producer" => Ok(Self::ServiceProducer),
            "engagement_index" => Ok(Self::EngagementIndex),
            "other" => Ok(Self::Other),
            _ => {
                Err(
                    ValueError::new(
                        "service_catalog, virtualization_platform, service_producer, engagement_index or other",
                    ),
                )
            }
        }
    }

    fn lexical(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.as_str())
    }

    fn unlisted(found: Unlisted) -> Option<Self> {
        Some(Self::Unlisted(found))
    }

    fn is_missing(&self) -> bool {
        matches!(self, Self::Unlisted(it) if it.is_missing())
    }
}

impl fmt::Display for CausingAgentEnum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(feature = "yaserde")]
rivta_soap::yaserde_simple!(CausingAgentEnum);

/// A person's relation to the patient.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorTypeEnum {
    /// The patient.
    SubjectOfCare,
    /// Someone who represents the patient.
    SubjectOfCareAgent,
    /// Something else, which only a tolerant reader lets through.
    Unlisted(Unlisted),
}

impl ActorTypeEnum {
    /// All values of the schema, in its order.
    pub const ALL: [Self; 2] = [Self::SubjectOfCare, Self::SubjectOfCareAgent];

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::SubjectOfCare => "subject_of_care",
            Self::SubjectOfCareAgent => "subject_of_care_agent",
            Self::Unlisted(it) => it.as_str(),
        }
    }
}

impl Simple for ActorTypeEnum {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        match text {
            "subject_of_care" => Ok(Self::SubjectOfCare),
            "subject_of_care_agent" => Ok(Self::SubjectOfCareAgent),
            _ => Err(ValueError::new("subject_of_care or subject_of_care_agent")),
        }
    }

    fn lexical(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.as_str())
    }

    fn unlisted(found: Unlisted) -> Option<Self> {
        Some(Self::Unlisted(found))
    }

    fn is_missing(&self) -> bool {
        matches!(self, Self::Unlisted(it) if it.is_missing())
    }
}

impl fmt::Display for ActorTypeEnum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(feature = "yaserde")]
rivta_soap::yaserde_simple!(ActorTypeEnum);

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `Actor`
    pub const ACTOR: Name = Name::new(&NAMESPACE, "Actor")
        .tags("<core:Actor>", "</core:Actor>");
    /// `actorId`
    pub const ACTOR_ID: Name = Name::new(&NAMESPACE, "actorId")
        .tags("<core:actorId>", "</core:actorId>");
    /// `actorType`
    pub const ACTOR_TYPE: Name = Name::new(&NAMESPACE, "actorType")
        .tags("<core:actorType>", "</core:actorType>");
    /// `causingAgent`
    pub const CAUSING_AGENT: Name = Name::new(&NAMESPACE, "causingAgent")
        .tags("<core:causingAgent>", "</core:causingAgent>");
    /// `code`
    pub const CODE: Name = Name::new(&NAMESPACE, "code")
        .tags("<core:code>", "</core:code>");
    /// `isResponseFromCache`
    pub const IS_RESPONSE_FROM_CACHE: Name = Name::new(&NAMESPACE, "isResponseFromCache")
        .tags("<core:isResponseFromCache>", "</core:isResponseFromCache>");
    /// `isResponseInSynch`
    pub const IS_RESPONSE_IN_SYNCH: Name = Name::new(&NAMESPACE, "isResponseInSynch")
        .tags("<core:isResponseInSynch>", "</core:isResponseInSynch>");
    /// `lastSuccessfulSynch`
    pub const LAST_SUCCESSFUL_SYNCH: Name = Name::new(&NAMESPACE, "lastSuccessfulSynch")
        .tags("<core:lastSuccessfulSynch>", "</core:lastSuccessfulSynch>");
    /// `lastUnsuccessfulSynch`
    pub const LAST_UNSUCCESSFUL_SYNCH: Name = Name::new(
            &NAMESPACE,
            "lastUnsuccessfulSynch",
        )
        .tags("<core:lastUnsuccessfulSynch>", "</core:lastUnsuccessfulSynch>");
    /// `lastUnsuccessfulSynchError`
    pub const LAST_UNSUCCESSFUL_SYNCH_ERROR: Name = Name::new(
            &NAMESPACE,
            "lastUnsuccessfulSynchError",
        )
        .tags("<core:lastUnsuccessfulSynchError>", "</core:lastUnsuccessfulSynchError>");
    /// `logicalAddress`
    pub const LOGICAL_ADDRESS: Name = Name::new(&NAMESPACE, "logicalAddress")
        .tags("<core:logicalAddress>", "</core:logicalAddress>");
    /// `ProcessingStatus`
    pub const PROCESSING_STATUS: Name = Name::new(&NAMESPACE, "ProcessingStatus")
        .tags("<core:ProcessingStatus>", "</core:ProcessingStatus>");
    /// `ProcessingStatusList`
    pub const PROCESSING_STATUS_LIST: Name = Name::new(
            &NAMESPACE,
            "ProcessingStatusList",
        )
        .tags("<core:ProcessingStatusList>", "</core:ProcessingStatusList>");
    /// `statusCode`
    pub const STATUS_CODE: Name = Name::new(&NAMESPACE, "statusCode")
        .tags("<core:statusCode>", "</core:statusCode>");
    /// `text`
    pub const TEXT: Name = Name::new(&NAMESPACE, "text")
        .tags("<core:text>", "</core:text>");
}

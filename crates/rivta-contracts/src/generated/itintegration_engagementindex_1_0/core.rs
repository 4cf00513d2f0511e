// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   schemas/itintegration_engagementindex/1.0/core_components/itintegration_engagementindex_1.0.xsd
//     4c6526c6552b77e798fdb41090d6287f7a7d3c53584152bed2bdabd52da437b9

//! Namespace `urn:riv:itintegration:engagementindex:1`.

use std::borrow::Cow;
use std::fmt;
use rivta_soap::pattern::StaticPattern;
use rivta_soap::value::{AnyUri, Facets, Text, Unlisted};
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, RawElement, Reader, Simple, ValueError,
    Whitespace, Wildcard, Writer,
};
#[cfg(feature = "yaserde")]
use yaserde::{YaDeserialize, YaSerialize};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:itintegration:engagementindex:1",
    prefix: "core",
};

/// One change of the index: an engagement to store or to remove.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        prefix = "core",
        namespaces = {"core" = "urn:riv:itintegration:engagementindex:1"}
    )
)]
pub struct EngagementTransactionType {
    /// Whether the engagement is removed; otherwise it is stored, anew or in place of an equal one.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "deleteFlag", prefix = "core"))]
    pub delete_flag: bool,
    /// The engagement.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "engagement", prefix = "core"))]
    pub engagement: EngagementType,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for EngagementTransactionType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "EngagementTransactionType"),
            &["deleteFlag", "engagement"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            delete_flag: r.required(&name::DELETE_FLAG)?,
            engagement: r.required(&name::ENGAGEMENT)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for EngagementTransactionType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::DELETE_FLAG, &self.delete_flag);
        w.required(&name::ENGAGEMENT, &self.engagement);
        w.any(&self.any);
    }
}

/// Says that a source has data of a certain kind about a resident. Nine of the fields make up the identity of an engagement: all but the three times.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        prefix = "core",
        namespaces = {"core" = "urn:riv:itintegration:engagementindex:1"}
    )
)]
pub struct EngagementType {
    /// The resident that the data is about.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "registeredResidentIdentification", prefix = "core")
    )]
    pub registered_resident_identification: RegisteredResidentIdentificationType,
    /// The service domain whose contracts give the data out, such as riv:financial:patientfees:exemption.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "serviceDomain", prefix = "core"))]
    pub service_domain: AnyUri,
    /// The kind of data, by a code of the service domain.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "categorization", prefix = "core"))]
    pub categorization: String,
    /// The logical address of whoever gives the data out.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "logicalAddress", prefix = "core"))]
    pub logical_address: String,
    /// The id of one object at the source; NA where the domain does not use it.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "businessObjectInstanceIdentifier", prefix = "core")
    )]
    pub business_object_instance_identifier: String,
    /// The id of the care process (hälsoärende) that the data belongs to; NA where the domain does not use it.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "clinicalProcessInterestId", prefix = "core")
    )]
    pub clinical_process_interest_id: String,
    /// When the newest of the data came about.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "mostRecentContent", prefix = "core")
    )]
    pub most_recent_content: Option<TS>,
    /// The HSA-id of the system that holds the data.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "sourceSystem", prefix = "core"))]
    pub source_system: String,
    /// When the index first stored the engagement. The index sets it: an Update leaves it out.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "creationTime", prefix = "core"))]
    pub creation_time: Option<TS>,
    /// When the index last changed the engagement. The index sets it: an Update leaves it out.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "updateTime", prefix = "core"))]
    pub update_time: Option<TS>,
    /// The organisation that is the data controller (personuppgiftsansvarig).
    #[cfg_attr(feature = "yaserde", yaserde(rename = "dataController", prefix = "core"))]
    pub data_controller: String,
    /// The HSA-id of the organisation whose index received the Update. That index sets it.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "owner", prefix = "core"))]
    pub owner: Option<String>,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for EngagementType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "EngagementType"),
            &[
                "registeredResidentIdentification",
                "serviceDomain",
                "categorization",
                "logicalAddress",
                "businessObjectInstanceIdentifier",
                "clinicalProcessInterestId",
                "mostRecentContent",
                "sourceSystem",
                "creationTime",
                "updateTime",
                "dataController",
                "owner",
            ],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            registered_resident_identification: r
                .required(&name::REGISTERED_RESIDENT_IDENTIFICATION)?,
            service_domain: r.required(&name::SERVICE_DOMAIN)?,
            categorization: r.required(&name::CATEGORIZATION)?,
            logical_address: r.required(&name::LOGICAL_ADDRESS)?,
            business_object_instance_identifier: r
                .required(&name::BUSINESS_OBJECT_INSTANCE_IDENTIFIER)?,
            clinical_process_interest_id: r
                .required(&name::CLINICAL_PROCESS_INTEREST_ID)?,
            most_recent_content: r.optional(&name::MOST_RECENT_CONTENT)?,
            source_system: r.required(&name::SOURCE_SYSTEM)?,
            creation_time: r.optional(&name::CREATION_TIME)?,
            update_time: r.optional(&name::UPDATE_TIME)?,
            data_controller: r.required(&name::DATA_CONTROLLER)?,
            owner: r.optional(&name::OWNER)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for EngagementType {
    fn encode(&self, w: &mut Writer) {
        w.required(
            &name::REGISTERED_RESIDENT_IDENTIFICATION,
            &self.registered_resident_identification,
        );
        w.required(&name::SERVICE_DOMAIN, &self.service_domain);
        w.required(&name::CATEGORIZATION, &self.categorization);
        w.required(&name::LOGICAL_ADDRESS, &self.logical_address);
        w.required(
            &name::BUSINESS_OBJECT_INSTANCE_IDENTIFIER,
            &self.business_object_instance_identifier,
        );
        w.required(
            &name::CLINICAL_PROCESS_INTEREST_ID,
            &self.clinical_process_interest_id,
        );
        w.optional(&name::MOST_RECENT_CONTENT, self.most_recent_content.as_ref());
        w.required(&name::SOURCE_SYSTEM, &self.source_system);
        w.optional(&name::CREATION_TIME, self.creation_time.as_ref());
        w.optional(&name::UPDATE_TIME, self.update_time.as_ref());
        w.required(&name::DATA_CONTROLLER, &self.data_controller);
        w.optional(&name::OWNER, self.owner.as_ref());
        w.any(&self.any);
    }
}

/// How a message was received.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResultCodeEnum {
    /// The message was taken.
    Ok,
    /// The message was not taken; the comment tells why. It must not be sent again unchanged.
    Error,
    /// The message was taken and there is a comment to read.
    Info,
    /// Something else, which only a tolerant reader lets through.
    Unlisted(Unlisted),
}

impl ResultCodeEnum {
    /// All values of the schema, in its order.
    pub const ALL: [Self; 3] = [Self::Ok, Self::Error, Self::Info];

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Ok => "OK",
            Self::Error => "ERROR",
            Self::Info => "INFO",
            Self::Unlisted(it) => it.as_str(),
        }
    }
}

impl Simple for ResultCodeEnum {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        match text {
            "OK" => Ok(Self::Ok),
            "ERROR" => Ok(Self::Error),
            "INFO" => Ok(Self::Info),
            _ => Err(ValueError::new("OK, ERROR or INFO")),
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

impl fmt::Display for ResultCodeEnum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(feature = "yaserde")]
rivta_soap::yaserde_simple!(ResultCodeEnum);

/// Personnummer, samordningsnummer or reserve number (reservnummer) of a resident, 12 characters without separator.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegisteredResidentIdentificationType(Text);

impl RegisteredResidentIdentificationType {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static PATTERNS: [StaticPattern; 1] = [
            StaticPattern::new("[0-9]{8}[0-9A-Zptf]{4}"),
        ];
        static FACETS: Facets = Facets {
            expected: "a RegisteredResidentIdentificationType ([0-9]{8}[0-9A-Zptf]{4})",
            patterns: &[&PATTERNS],
            ..Facets::NONE
        };
        FACETS.check(value.as_ref())?;
        Ok(Self(Text::new(value.as_ref())))
    }

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl Simple for RegisteredResidentIdentificationType {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        Self::new(text)
    }

    fn lexical(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.as_str())
    }

    fn unlisted(found: Unlisted) -> Option<Self> {
        Some(Self(found.into()))
    }

    fn is_missing(&self) -> bool {
        self.0.is_missing()
    }
}

impl fmt::Display for RegisteredResidentIdentificationType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(feature = "yaserde")]
rivta_soap::yaserde_simple!(RegisteredResidentIdentificationType);

/// The id of a care process (hälsoärende).
pub type ClinicalProcessInterestIdType = String;

/// An identity in the HSA catalogue (HSA-id).
pub type HsaIdType = String;

/// An organisation number.
pub type OrgNoType = String;

/// A day, YYYYMMDD, Swedish local time. The pattern lets days through that no calendar has, such as 20250200. No element of this release uses it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DT(Text);

impl DT {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static PATTERNS: [StaticPattern; 1] = [
            StaticPattern::new(
                "[1-9]{1}[0-9]{3}(0[1-9]{1}|1[0-2]{1})([0-2]{1}[0-9]{1}|3[0-1]{1})",
            ),
        ];
        static FACETS: Facets = Facets {
            expected: "a DT ([1-9]{1}[0-9]{3}(0[1-9]{1}|1[0-2]{1})([0-2]{1}[0-9]{1}|3[0-1]{1}))",
            patterns: &[&PATTERNS],
            ..Facets::NONE
        };
        FACETS.check(value.as_ref())?;
        Ok(Self(Text::new(value.as_ref())))
    }

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl Simple for DT {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        Self::new(text)
    }

    fn lexical(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.as_str())
    }

    fn unlisted(found: Unlisted) -> Option<Self> {
        Some(Self(found.into()))
    }

    fn is_missing(&self) -> bool {
        self.0.is_missing()
    }
}

impl fmt::Display for DT {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(feature = "yaserde")]
rivta_soap::yaserde_simple!(DT);

/// A point in time, YYYYMMDDhhmmss, Swedish local time. The pattern lets days through that no calendar has, such as 20250200.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TS(Text);

impl TS {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static PATTERNS: [StaticPattern; 1] = [
            StaticPattern::new(
                "[1-9]{1}[0-9]{3}(0[1-9]{1}|1[0-2]{1})([0-2]{1}[0-9]{1}|3[0-1]{1})([0-1]{1}[0-9]{1}|2[0-3]{1})[0-5]{1}[0-9]{1}[0-5]{1}[0-9]{1}",
            ),
        ];
        static FACETS: Facets = Facets {
            expected: "a TS ([1-9]{1}[0-9]{3}(0[1-9]{1}|1[0-2]{1})([0-2]{1}[0-9]{1}|3[0-1]{1})([0-1]{1}[0-9]{1}|2[0-3]{1})[0-5]{1}[0-9]{1}[0-5]{1}[0-9]{1})",
            patterns: &[&PATTERNS],
            ..Facets::NONE
        };
        FACETS.check(value.as_ref())?;
        Ok(Self(Text::new(value.as_ref())))
    }

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl Simple for TS {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        Self::new(text)
    }

    fn lexical(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.as_str())
    }

    fn unlisted(found: Unlisted) -> Option<Self> {
        Some(Self(found.into()))
    }

    fn is_missing(&self) -> bool {
        self.0.is_missing()
    }
}

impl fmt::Display for TS {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(feature = "yaserde")]
rivta_soap::yaserde_simple!(TS);

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `businessObjectInstanceIdentifier`
    pub const BUSINESS_OBJECT_INSTANCE_IDENTIFIER: Name = Name::new(
            &NAMESPACE,
            "businessObjectInstanceIdentifier",
        )
        .tags(
            "<core:businessObjectInstanceIdentifier>",
            "</core:businessObjectInstanceIdentifier>",
        );
    /// `categorization`
    pub const CATEGORIZATION: Name = Name::new(&NAMESPACE, "categorization")
        .tags("<core:categorization>", "</core:categorization>");
    /// `clinicalProcessInterestId`
    pub const CLINICAL_PROCESS_INTEREST_ID: Name = Name::new(
            &NAMESPACE,
            "clinicalProcessInterestId",
        )
        .tags("<core:clinicalProcessInterestId>", "</core:clinicalProcessInterestId>");
    /// `creationTime`
    pub const CREATION_TIME: Name = Name::new(&NAMESPACE, "creationTime")
        .tags("<core:creationTime>", "</core:creationTime>");
    /// `dataController`
    pub const DATA_CONTROLLER: Name = Name::new(&NAMESPACE, "dataController")
        .tags("<core:dataController>", "</core:dataController>");
    /// `deleteFlag`
    pub const DELETE_FLAG: Name = Name::new(&NAMESPACE, "deleteFlag")
        .tags("<core:deleteFlag>", "</core:deleteFlag>");
    /// `engagement`
    pub const ENGAGEMENT: Name = Name::new(&NAMESPACE, "engagement")
        .tags("<core:engagement>", "</core:engagement>");
    /// `logicalAddress`
    pub const LOGICAL_ADDRESS: Name = Name::new(&NAMESPACE, "logicalAddress")
        .tags("<core:logicalAddress>", "</core:logicalAddress>");
    /// `mostRecentContent`
    pub const MOST_RECENT_CONTENT: Name = Name::new(&NAMESPACE, "mostRecentContent")
        .tags("<core:mostRecentContent>", "</core:mostRecentContent>");
    /// `owner`
    pub const OWNER: Name = Name::new(&NAMESPACE, "owner")
        .tags("<core:owner>", "</core:owner>");
    /// `registeredResidentIdentification`
    pub const REGISTERED_RESIDENT_IDENTIFICATION: Name = Name::new(
            &NAMESPACE,
            "registeredResidentIdentification",
        )
        .tags(
            "<core:registeredResidentIdentification>",
            "</core:registeredResidentIdentification>",
        );
    /// `serviceDomain`
    pub const SERVICE_DOMAIN: Name = Name::new(&NAMESPACE, "serviceDomain")
        .tags("<core:serviceDomain>", "</core:serviceDomain>");
    /// `sourceSystem`
    pub const SOURCE_SYSTEM: Name = Name::new(&NAMESPACE, "sourceSystem")
        .tags("<core:sourceSystem>", "</core:sourceSystem>");
    /// `updateTime`
    pub const UPDATE_TIME: Name = Name::new(&NAMESPACE, "updateTime")
        .tags("<core:updateTime>", "</core:updateTime>");
}

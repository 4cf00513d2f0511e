// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   schemas/financial_patientfees_exemption/1.0/core_components/financial_patientfees_exemption_enum_1.0.xsd
//     b2ab9e6c5b42f485e115a9e8759c3bdd747049d0ef0c9b8d1b9716c81f5439b8

//! Namespace `urn:riv:financial:patientfees:exemption:enums:1`.

use std::borrow::Cow;
use std::fmt;
use rivta_soap::value::Unlisted;
use rivta_soap::xml::{Namespace, Simple, ValueError, Whitespace};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:financial:patientfees:exemption:enums:1",
    prefix: "enums",
};

/// The kind of high-cost protection (högkostnadsskydd) that a fee counts towards or that a card (frikort) belongs to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TypeOfExemptionEnum {
    /// Visits in open care (öppenvård).
    CareVisit,
    /// Technical aids (hjälpmedel).
    TechnicalAid,
    /// Journeys to and from care (sjukresor).
    Transportation,
    /// Something else, which only a tolerant reader lets through.
    Unlisted(Unlisted),
}

impl TypeOfExemptionEnum {
    /// All values of the schema, in its order.
    pub const ALL: [Self; 3] = [
        Self::CareVisit,
        Self::TechnicalAid,
        Self::Transportation,
    ];

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::CareVisit => "CARE_VISIT",
            Self::TechnicalAid => "TECHNICAL_AID",
            Self::Transportation => "TRANSPORTATION",
            Self::Unlisted(it) => it.as_str(),
        }
    }
}

impl Simple for TypeOfExemptionEnum {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        match text {
            "CARE_VISIT" => Ok(Self::CareVisit),
            "TECHNICAL_AID" => Ok(Self::TechnicalAid),
            "TRANSPORTATION" => Ok(Self::Transportation),
            _ => Err(ValueError::new("CARE_VISIT, TECHNICAL_AID or TRANSPORTATION")),
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

impl fmt::Display for TypeOfExemptionEnum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(feature = "yaserde")]
rivta_soap::yaserde_simple!(TypeOfExemptionEnum);

/// Whether the ceiling has been reached. No element of this release uses it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TypeOfExemptionStatusEnum {
    /// The ceiling has been reached.
    True,
    /// The ceiling has not been reached.
    False,
    /// The ceiling has been reached, but a registration can still be corrected.
    Preliminary,
    /// Something else, which only a tolerant reader lets through.
    Unlisted(Unlisted),
}

impl TypeOfExemptionStatusEnum {
    /// All values of the schema, in its order.
    pub const ALL: [Self; 3] = [Self::True, Self::False, Self::Preliminary];

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::True => "TRUE",
            Self::False => "FALSE",
            Self::Preliminary => "PRELIMINARY",
            Self::Unlisted(it) => it.as_str(),
        }
    }
}

impl Simple for TypeOfExemptionStatusEnum {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        match text {
            "TRUE" => Ok(Self::True),
            "FALSE" => Ok(Self::False),
            "PRELIMINARY" => Ok(Self::Preliminary),
            _ => Err(ValueError::new("TRUE, FALSE or PRELIMINARY")),
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

impl fmt::Display for TypeOfExemptionStatusEnum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(feature = "yaserde")]
rivta_soap::yaserde_simple!(TypeOfExemptionStatusEnum);

/// How a delivery was received.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResultCodeEnum {
    /// The delivery was accepted.
    Ok,
    /// The delivery was not accepted; the text tells why. It must not be sent again unchanged.
    Error,
    /// The delivery was accepted and there is a message to show.
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

/// Who asks for a disclosure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorTypeEnum {
    /// The patient, through an e-service for residents.
    Citizen,
    /// Someone who represents the patient (ombud, vårdnadshavare).
    Guardian,
    /// Staff of a care giver (vårdgivare), for instance at a cash register.
    Caregiver,
    /// Something else, which only a tolerant reader lets through.
    Unlisted(Unlisted),
}

impl ActorTypeEnum {
    /// All values of the schema, in its order.
    pub const ALL: [Self; 3] = [Self::Citizen, Self::Guardian, Self::Caregiver];

    /// The value as messages have it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Citizen => "CITIZEN",
            Self::Guardian => "GUARDIAN",
            Self::Caregiver => "CAREGIVER",
            Self::Unlisted(it) => it.as_str(),
        }
    }
}

impl Simple for ActorTypeEnum {
    const WHITESPACE: Whitespace = Whitespace::Preserve;

    fn parse(text: &str) -> Result<Self, ValueError> {
        match text {
            "CITIZEN" => Ok(Self::Citizen),
            "GUARDIAN" => Ok(Self::Guardian),
            "CAREGIVER" => Ok(Self::Caregiver),
            _ => Err(ValueError::new("CITIZEN, GUARDIAN or CAREGIVER")),
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

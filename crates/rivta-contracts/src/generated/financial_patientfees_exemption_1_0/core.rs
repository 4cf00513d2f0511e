// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   schemas/financial_patientfees_exemption/1.0/core_components/financial_patientfees_exemption_1.0.xsd
//     4b8af79db98ae61711b432ef139c2122eeb2a2952642a09a80b68e39f1134842

//! Namespace `urn:riv:financial:patientfees:exemption:1`.

use std::borrow::Cow;
use std::fmt;
use rivta_soap::pattern::StaticPattern;
use rivta_soap::value::{Decimal, Facets, Text, Unlisted};
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, RawElement, Reader, Simple, ValueError,
    Whitespace, Wildcard, Writer,
};
use super::enums;
#[cfg(feature = "yaserde")]
use yaserde::{YaDeserialize, YaSerialize};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:financial:patientfees:exemption:1",
    prefix: "core",
};

/// What one identity of the patient has at one source: fees paid and cards (frikort) issued.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        prefix = "core",
        namespaces = {"core" = "urn:riv:financial:patientfees:exemption:1"}
    )
)]
pub struct FeeExemptionType {
    /// The identity that the fees and the cards are registered on. A linked identity, such as an earlier samordningsnummer, has a feeExemption of its own.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "patientId", prefix = "core"))]
    pub patient_id: IIType,
    /// Fees of the last twelve months, one element each.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "transactions", prefix = "core"))]
    pub transactions: Vec<TransactionType>,
    /// Cards (frikort), one element each.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "exemptions", prefix = "core"))]
    pub exemptions: Vec<ExemptionType>,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for FeeExemptionType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "FeeExemptionType"),
            &["patientId", "transactions", "exemptions"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            patient_id: r.required(&name::PATIENT_ID)?,
            transactions: r.repeated(&name::TRANSACTIONS, 0, None)?,
            exemptions: r.repeated(&name::EXEMPTIONS, 0, None)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for FeeExemptionType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::PATIENT_ID, &self.patient_id);
        w.repeated(&name::TRANSACTIONS, &self.transactions);
        w.repeated(&name::EXEMPTIONS, &self.exemptions);
        w.any(&self.any);
    }
}

/// One fee (patientavgift) that counts towards the ceiling.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        prefix = "core",
        namespaces = {"core" = "urn:riv:financial:patientfees:exemption:1"}
    )
)]
pub struct TransactionType {
    /// The amount paid.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "fee", prefix = "core"))]
    pub fee: Option<AmountType>,
    /// The day of the visit, Swedish local time.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "dateOfVisit", prefix = "core"))]
    pub date_of_visit: Option<DateType>,
    /// When the fee was registered, Swedish local time.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "timeOfRegistration", prefix = "core")
    )]
    pub time_of_registration: Option<TimeStampType>,
    /// The kind of protection that the fee counts towards.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "typeOfFee", prefix = "core"))]
    pub type_of_fee: enums::TypeOfExemptionEnum,
    /// The HSA-id of the care giver (vårdgivare).
    #[cfg_attr(feature = "yaserde", yaserde(rename = "careGiver", prefix = "core"))]
    pub care_giver: Option<IIType>,
    /// The HSA-id of the care unit (vårdenhet).
    #[cfg_attr(feature = "yaserde", yaserde(rename = "careUnit", prefix = "core"))]
    pub care_unit: Option<IIType>,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for TransactionType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "TransactionType"),
            &[
                "fee",
                "dateOfVisit",
                "timeOfRegistration",
                "typeOfFee",
                "careGiver",
                "careUnit",
            ],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            fee: r.optional(&name::FEE)?,
            date_of_visit: r.optional(&name::DATE_OF_VISIT)?,
            time_of_registration: r.optional(&name::TIME_OF_REGISTRATION)?,
            type_of_fee: r.required(&name::TYPE_OF_FEE)?,
            care_giver: r.optional(&name::CARE_GIVER)?,
            care_unit: r.optional(&name::CARE_UNIT)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for TransactionType {
    fn encode(&self, w: &mut Writer) {
        w.optional(&name::FEE, self.fee.as_ref());
        w.optional(&name::DATE_OF_VISIT, self.date_of_visit.as_ref());
        w.optional(&name::TIME_OF_REGISTRATION, self.time_of_registration.as_ref());
        w.required(&name::TYPE_OF_FEE, &self.type_of_fee);
        w.optional(&name::CARE_GIVER, self.care_giver.as_ref());
        w.optional(&name::CARE_UNIT, self.care_unit.as_ref());
        w.any(&self.any);
    }
}

/// A card (frikort): the patient pays no more fees while it is valid.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        prefix = "core",
        namespaces = {"core" = "urn:riv:financial:patientfees:exemption:1"}
    )
)]
pub struct ExemptionType {
    /// The number of the card.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "id", prefix = "core"))]
    pub id: String,
    /// The twelve months in which the fees were summed.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "highCostProtectionPeriod", prefix = "core")
    )]
    pub high_cost_protection_period: DatePeriodType,
    /// The days on which the card is valid, the last one included.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "exemptionPeriod", prefix = "core")
    )]
    pub exemption_period: DatePeriodType,
    /// The kind of protection that the card belongs to.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "typeOfExemption", prefix = "core")
    )]
    pub type_of_exemption: enums::TypeOfExemptionEnum,
    /// The HSA-id of the region that issued the card.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "region", prefix = "core"))]
    pub region: IIType,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for ExemptionType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "ExemptionType"),
            &[
                "id",
                "highCostProtectionPeriod",
                "exemptionPeriod",
                "typeOfExemption",
                "region",
            ],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            id: r.required(&name::ID)?,
            high_cost_protection_period: r.required(&name::HIGH_COST_PROTECTION_PERIOD)?,
            exemption_period: r.required(&name::EXEMPTION_PERIOD)?,
            type_of_exemption: r.required(&name::TYPE_OF_EXEMPTION)?,
            region: r.required(&name::REGION)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for ExemptionType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::ID, &self.id);
        w.required(
            &name::HIGH_COST_PROTECTION_PERIOD,
            &self.high_cost_protection_period,
        );
        w.required(&name::EXEMPTION_PERIOD, &self.exemption_period);
        w.required(&name::TYPE_OF_EXEMPTION, &self.type_of_exemption);
        w.required(&name::REGION, &self.region);
        w.any(&self.any);
    }
}

/// Who asks for a disclosure.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        prefix = "core",
        namespaces = {"core" = "urn:riv:financial:patientfees:exemption:1"}
    )
)]
pub struct ActorType {
    /// The role of the one who asks.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "actorTypeEnum", prefix = "core"))]
    pub actor_type_enum: enums::ActorTypeEnum,
    /// Personnummer for CITIZEN and GUARDIAN, the HSA-id of a person for CAREGIVER.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "actorId", prefix = "core"))]
    pub actor_id: IIType,
    /// The HSA-id of the care giver (vårdgivare): given for CAREGIVER and only then.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "careGiverId", prefix = "core"))]
    pub care_giver_id: Option<IIType>,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for ActorType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "ActorType"),
            &["actorTypeEnum", "actorId", "careGiverId"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            actor_type_enum: r.required(&name::ACTOR_TYPE_ENUM)?,
            actor_id: r.required(&name::ACTOR_ID)?,
            care_giver_id: r.optional(&name::CARE_GIVER_ID)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for ActorType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::ACTOR_TYPE_ENUM, &self.actor_type_enum);
        w.required(&name::ACTOR_ID, &self.actor_id);
        w.optional(&name::CARE_GIVER_ID, self.care_giver_id.as_ref());
        w.any(&self.any);
    }
}

/// An amount of money.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        prefix = "core",
        namespaces = {"core" = "urn:riv:financial:patientfees:exemption:1"}
    )
)]
pub struct AmountType {
    /// The amount, whole or with at most two decimals.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "amount", prefix = "core"))]
    pub amount: Decimal,
    /// The currency: code SEK of code system 1.0.4217 (ISO 4217).
    #[cfg_attr(feature = "yaserde", yaserde(rename = "currency", prefix = "core"))]
    pub currency: CVType,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for AmountType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "AmountType"),
            &["amount", "currency"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            amount: r.required(&name::AMOUNT)?,
            currency: r.required(&name::CURRENCY)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for AmountType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::AMOUNT, &self.amount);
        w.required(&name::CURRENCY, &self.currency);
        w.any(&self.any);
    }
}

/// A coded value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        prefix = "core",
        namespaces = {"core" = "urn:riv:financial:patientfees:exemption:1"}
    )
)]
pub struct CVType {
    /// The code.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "code", prefix = "core"))]
    pub code: Option<String>,
    /// The OID of the code system.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "codeSystem", prefix = "core"))]
    pub code_system: Option<String>,
    /// The name of the code system.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "codeSystemName", prefix = "core"))]
    pub code_system_name: Option<String>,
    /// The version of the code system.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "codeSystemVersion", prefix = "core")
    )]
    pub code_system_version: Option<String>,
    /// The code in words.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "displayName", prefix = "core"))]
    pub display_name: Option<String>,
    /// The text that stood where no code was found.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "originalText", prefix = "core"))]
    pub original_text: Option<String>,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for CVType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "CVType"),
            &[
                "code",
                "codeSystem",
                "codeSystemName",
                "codeSystemVersion",
                "displayName",
                "originalText",
            ],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            code: r.optional(&name::CODE)?,
            code_system: r.optional(&name::CODE_SYSTEM)?,
            code_system_name: r.optional(&name::CODE_SYSTEM_NAME)?,
            code_system_version: r.optional(&name::CODE_SYSTEM_VERSION)?,
            display_name: r.optional(&name::DISPLAY_NAME)?,
            original_text: r.optional(&name::ORIGINAL_TEXT)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for CVType {
    fn encode(&self, w: &mut Writer) {
        w.optional(&name::CODE, self.code.as_ref());
        w.optional(&name::CODE_SYSTEM, self.code_system.as_ref());
        w.optional(&name::CODE_SYSTEM_NAME, self.code_system_name.as_ref());
        w.optional(&name::CODE_SYSTEM_VERSION, self.code_system_version.as_ref());
        w.optional(&name::DISPLAY_NAME, self.display_name.as_ref());
        w.optional(&name::ORIGINAL_TEXT, self.original_text.as_ref());
        w.any(&self.any);
    }
}

/// An instance identifier: an id together with the scheme it was taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        prefix = "core",
        namespaces = {"core" = "urn:riv:financial:patientfees:exemption:1"}
    )
)]
pub struct IIType {
    /// The OID of the scheme, or a UUID that is the whole identity.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "root", prefix = "core"))]
    pub root: String,
    /// The id within the scheme.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "extension", prefix = "core"))]
    pub extension: Option<String>,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for IIType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "IIType"),
            &["root", "extension"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            root: r.required(&name::ROOT)?,
            extension: r.optional(&name::EXTENSION)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for IIType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::ROOT, &self.root);
        w.optional(&name::EXTENSION, self.extension.as_ref());
        w.any(&self.any);
    }
}

/// A period of whole days, both ends included.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        prefix = "core",
        namespaces = {"core" = "urn:riv:financial:patientfees:exemption:1"}
    )
)]
pub struct DatePeriodType {
    /// The first day.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "start", prefix = "core"))]
    pub start: Option<DateType>,
    /// The last day.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "end", prefix = "core"))]
    pub end: Option<DateType>,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for DatePeriodType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "DatePeriodType"),
            &["start", "end"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            start: r.optional(&name::START)?,
            end: r.optional(&name::END)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for DatePeriodType {
    fn encode(&self, w: &mut Writer) {
        w.optional(&name::START, self.start.as_ref());
        w.optional(&name::END, self.end.as_ref());
        w.any(&self.any);
    }
}

/// A period within a day. No element of this release uses it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        prefix = "core",
        namespaces = {"core" = "urn:riv:financial:patientfees:exemption:1"}
    )
)]
pub struct TimePeriodType {
    /// When it begins.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "start", prefix = "core"))]
    pub start: TimeType,
    /// When it ends.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "end", prefix = "core"))]
    pub end: Option<TimeType>,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for TimePeriodType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "TimePeriodType"),
            &["start", "end"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            start: r.required(&name::START)?,
            end: r.optional(&name::END)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for TimePeriodType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::START, &self.start);
        w.optional(&name::END, self.end.as_ref());
        w.any(&self.any);
    }
}

/// An identity of a person. No element of this release uses it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        prefix = "core",
        namespaces = {"core" = "urn:riv:financial:patientfees:exemption:1"}
    )
)]
pub struct PersonIdType {
    /// The id, 12 characters without separator.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "id", prefix = "core"))]
    pub id: String,
    /// The OID of the kind of id.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "type", prefix = "core"))]
    pub type_: String,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for PersonIdType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "PersonIdType"),
            &["id", "type"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            id: r.required(&name::ID)?,
            type_: r.required(&name::TYPE)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for PersonIdType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::ID, &self.id);
        w.required(&name::TYPE, &self.type_);
        w.any(&self.any);
    }
}

/// A unit in an organisation. No element of this release uses it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "yaserde", derive(YaSerialize, YaDeserialize))]
#[cfg_attr(
    feature = "yaserde",
    yaserde(
        prefix = "core",
        namespaces = {"core" = "urn:riv:financial:patientfees:exemption:1"}
    )
)]
pub struct OrgUnitType {
    /// The HSA-id of the unit.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "orgUnitHSAId", prefix = "core"))]
    pub org_unit_hsa_id: Option<String>,
    /// The name of the unit.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "orgUnitName", prefix = "core"))]
    pub org_unit_name: Option<String>,
    /// Telephone number.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "orgUnitTelecom", prefix = "core"))]
    pub org_unit_telecom: Option<String>,
    /// E-mail address.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "orgUnitEmail", prefix = "core"))]
    pub org_unit_email: Option<String>,
    /// Postal address.
    #[cfg_attr(feature = "yaserde", yaserde(rename = "orgUnitAddress", prefix = "core"))]
    pub org_unit_address: Option<String>,
    /// The place where the unit is found.
    #[cfg_attr(
        feature = "yaserde",
        yaserde(rename = "orgUnitLocation", prefix = "core")
    )]
    pub org_unit_location: Option<String>,
    /// Extensions: elements the schema leaves open, verbatim.
    #[cfg_attr(feature = "yaserde", yaserde(skip_serializing = true))]
    pub any: Vec<RawElement>,
}

impl Decode for OrgUnitType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "OrgUnitType"),
            &[
                "orgUnitHSAId",
                "orgUnitName",
                "orgUnitTelecom",
                "orgUnitEmail",
                "orgUnitAddress",
                "orgUnitLocation",
            ],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            org_unit_hsa_id: r.optional(&name::ORG_UNIT_HSA_ID)?,
            org_unit_name: r.optional(&name::ORG_UNIT_NAME)?,
            org_unit_telecom: r.optional(&name::ORG_UNIT_TELECOM)?,
            org_unit_email: r.optional(&name::ORG_UNIT_EMAIL)?,
            org_unit_address: r.optional(&name::ORG_UNIT_ADDRESS)?,
            org_unit_location: r.optional(&name::ORG_UNIT_LOCATION)?,
            any: r.any(Wildcard::Other(&NAMESPACE), 0, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for OrgUnitType {
    fn encode(&self, w: &mut Writer) {
        w.optional(&name::ORG_UNIT_HSA_ID, self.org_unit_hsa_id.as_ref());
        w.optional(&name::ORG_UNIT_NAME, self.org_unit_name.as_ref());
        w.optional(&name::ORG_UNIT_TELECOM, self.org_unit_telecom.as_ref());
        w.optional(&name::ORG_UNIT_EMAIL, self.org_unit_email.as_ref());
        w.optional(&name::ORG_UNIT_ADDRESS, self.org_unit_address.as_ref());
        w.optional(&name::ORG_UNIT_LOCATION, self.org_unit_location.as_ref());
        w.any(&self.any);
    }
}

/// An identity in the HSA catalogue (HSA-id).
pub type HSAIdType = String;

/// A day, YYYYMMDD, Swedish local time. The pattern lets days through that no calendar has, such as 20250231.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateType(Text);

impl DateType {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static PATTERNS: [StaticPattern; 1] = [
            StaticPattern::new(r#"(19|20)\d\d(0[1-9]|1[012])(0[1-9]|[12][0-9]|3[01])"#),
        ];
        static FACETS: Facets = Facets {
            expected: r#"a DateType ((19|20)\d\d(0[1-9]|1[012])(0[1-9]|[12][0-9]|3[01]))"#,
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

impl Simple for DateType {
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

impl fmt::Display for DateType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(feature = "yaserde")]
rivta_soap::yaserde_simple!(DateType);

/// A time of day, hhmmss.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeType(Text);

impl TimeType {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static PATTERNS: [StaticPattern; 1] = [
            StaticPattern::new("(0[0-9]|1[0-9]|2[0123])([0-5])([0-9])([0-5])([0-9])"),
        ];
        static FACETS: Facets = Facets {
            expected: "a TimeType ((0[0-9]|1[0-9]|2[0123])([0-5])([0-9])([0-5])([0-9]))",
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

impl Simple for TimeType {
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

impl fmt::Display for TimeType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(feature = "yaserde")]
rivta_soap::yaserde_simple!(TimeType);

/// A point in time, YYYYMMDDhhmmss, Swedish local time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeStampType(Text);

impl TimeStampType {
    /// A value, if it is one by the schema.
    ///
    /// # Errors
    /// When it is not; the error does not hold the value.
    pub fn new(value: impl AsRef<str>) -> Result<Self, ValueError> {
        static PATTERNS: [StaticPattern; 1] = [
            StaticPattern::new(
                r#"(19|20)\d\d(0[1-9]|1[012])(0[1-9]|[12][0-9]|3[01])(0[0-9]|1[0-9]|2[0123])([0-5])([0-9])([0-5])([0-9])"#,
            ),
        ];
        static FACETS: Facets = Facets {
            expected: r#"a TimeStampType ((19|20)\d\d(0[1-9]|1[012])(0[1-9]|[12][0-9]|3[01])(0[0-9]|1[0-9]|2[0123])([0-5])([0-9])([0-5])([0-9]))"#,
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

impl Simple for TimeStampType {
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

impl fmt::Display for TimeStampType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(feature = "yaserde")]
rivta_soap::yaserde_simple!(TimeStampType);

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `actorId`
    pub const ACTOR_ID: Name = Name::new(&NAMESPACE, "actorId")
        .tags("<core:actorId>", "</core:actorId>");
    /// `actorTypeEnum`
    pub const ACTOR_TYPE_ENUM: Name = Name::new(&NAMESPACE, "actorTypeEnum")
        .tags("<core:actorTypeEnum>", "</core:actorTypeEnum>");
    /// `amount`
    pub const AMOUNT: Name = Name::new(&NAMESPACE, "amount")
        .tags("<core:amount>", "</core:amount>");
    /// `careGiver`
    pub const CARE_GIVER: Name = Name::new(&NAMESPACE, "careGiver")
        .tags("<core:careGiver>", "</core:careGiver>");
    /// `careGiverId`
    pub const CARE_GIVER_ID: Name = Name::new(&NAMESPACE, "careGiverId")
        .tags("<core:careGiverId>", "</core:careGiverId>");
    /// `careUnit`
    pub const CARE_UNIT: Name = Name::new(&NAMESPACE, "careUnit")
        .tags("<core:careUnit>", "</core:careUnit>");
    /// `code`
    pub const CODE: Name = Name::new(&NAMESPACE, "code")
        .tags("<core:code>", "</core:code>");
    /// `codeSystem`
    pub const CODE_SYSTEM: Name = Name::new(&NAMESPACE, "codeSystem")
        .tags("<core:codeSystem>", "</core:codeSystem>");
    /// `codeSystemName`
    pub const CODE_SYSTEM_NAME: Name = Name::new(&NAMESPACE, "codeSystemName")
        .tags("<core:codeSystemName>", "</core:codeSystemName>");
    /// `codeSystemVersion`
    pub const CODE_SYSTEM_VERSION: Name = Name::new(&NAMESPACE, "codeSystemVersion")
        .tags("<core:codeSystemVersion>", "</core:codeSystemVersion>");
    /// `currency`
    pub const CURRENCY: Name = Name::new(&NAMESPACE, "currency")
        .tags("<core:currency>", "</core:currency>");
    /// `dateOfVisit`
    pub const DATE_OF_VISIT: Name = Name::new(&NAMESPACE, "dateOfVisit")
        .tags("<core:dateOfVisit>", "</core:dateOfVisit>");
    /// `displayName`
    pub const DISPLAY_NAME: Name = Name::new(&NAMESPACE, "displayName")
        .tags("<core:displayName>", "</core:displayName>");
    /// `end`
    pub const END: Name = Name::new(&NAMESPACE, "end").tags("<core:end>", "</core:end>");
    /// `exemptions`
    pub const EXEMPTIONS: Name = Name::new(&NAMESPACE, "exemptions")
        .tags("<core:exemptions>", "</core:exemptions>");
    /// `exemptionPeriod`
    pub const EXEMPTION_PERIOD: Name = Name::new(&NAMESPACE, "exemptionPeriod")
        .tags("<core:exemptionPeriod>", "</core:exemptionPeriod>");
    /// `extension`
    pub const EXTENSION: Name = Name::new(&NAMESPACE, "extension")
        .tags("<core:extension>", "</core:extension>");
    /// `fee`
    pub const FEE: Name = Name::new(&NAMESPACE, "fee").tags("<core:fee>", "</core:fee>");
    /// `highCostProtectionPeriod`
    pub const HIGH_COST_PROTECTION_PERIOD: Name = Name::new(
            &NAMESPACE,
            "highCostProtectionPeriod",
        )
        .tags("<core:highCostProtectionPeriod>", "</core:highCostProtectionPeriod>");
    /// `id`
    pub const ID: Name = Name::new(&NAMESPACE, "id").tags("<core:id>", "</core:id>");
    /// `orgUnitAddress`
    pub const ORG_UNIT_ADDRESS: Name = Name::new(&NAMESPACE, "orgUnitAddress")
        .tags("<core:orgUnitAddress>", "</core:orgUnitAddress>");
    /// `orgUnitEmail`
    pub const ORG_UNIT_EMAIL: Name = Name::new(&NAMESPACE, "orgUnitEmail")
        .tags("<core:orgUnitEmail>", "</core:orgUnitEmail>");
    /// `orgUnitHSAId`
    pub const ORG_UNIT_HSA_ID: Name = Name::new(&NAMESPACE, "orgUnitHSAId")
        .tags("<core:orgUnitHSAId>", "</core:orgUnitHSAId>");
    /// `orgUnitLocation`
    pub const ORG_UNIT_LOCATION: Name = Name::new(&NAMESPACE, "orgUnitLocation")
        .tags("<core:orgUnitLocation>", "</core:orgUnitLocation>");
    /// `orgUnitName`
    pub const ORG_UNIT_NAME: Name = Name::new(&NAMESPACE, "orgUnitName")
        .tags("<core:orgUnitName>", "</core:orgUnitName>");
    /// `orgUnitTelecom`
    pub const ORG_UNIT_TELECOM: Name = Name::new(&NAMESPACE, "orgUnitTelecom")
        .tags("<core:orgUnitTelecom>", "</core:orgUnitTelecom>");
    /// `originalText`
    pub const ORIGINAL_TEXT: Name = Name::new(&NAMESPACE, "originalText")
        .tags("<core:originalText>", "</core:originalText>");
    /// `patientId`
    pub const PATIENT_ID: Name = Name::new(&NAMESPACE, "patientId")
        .tags("<core:patientId>", "</core:patientId>");
    /// `region`
    pub const REGION: Name = Name::new(&NAMESPACE, "region")
        .tags("<core:region>", "</core:region>");
    /// `root`
    pub const ROOT: Name = Name::new(&NAMESPACE, "root")
        .tags("<core:root>", "</core:root>");
    /// `start`
    pub const START: Name = Name::new(&NAMESPACE, "start")
        .tags("<core:start>", "</core:start>");
    /// `timeOfRegistration`
    pub const TIME_OF_REGISTRATION: Name = Name::new(&NAMESPACE, "timeOfRegistration")
        .tags("<core:timeOfRegistration>", "</core:timeOfRegistration>");
    /// `transactions`
    pub const TRANSACTIONS: Name = Name::new(&NAMESPACE, "transactions")
        .tags("<core:transactions>", "</core:transactions>");
    /// `type`
    pub const TYPE: Name = Name::new(&NAMESPACE, "type")
        .tags("<core:type>", "</core:type>");
    /// `typeOfExemption`
    pub const TYPE_OF_EXEMPTION: Name = Name::new(&NAMESPACE, "typeOfExemption")
        .tags("<core:typeOfExemption>", "</core:typeOfExemption>");
    /// `typeOfFee`
    pub const TYPE_OF_FEE: Name = Name::new(&NAMESPACE, "typeOfFee")
        .tags("<core:typeOfFee>", "</core:typeOfFee>");
}

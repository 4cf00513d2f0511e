//! Engagements (*engagemang*), and how they stand in a message.
//!
//! The contract's schema is not enforced here, as the national index does not enforce it: what is missing or malformed
//! meets the index's own rules ([`crate::rules`]), whose texts say more than a schema's. Elements are known by
//! name in any order, unknown ones are passed over.

use std::fmt;

use rivta_contracts::itintegration_engagementindex_1_0::core::{NAMESPACE, name};
use rivta_soap::xml::{Decode, DecodeError, Encode, Name, Reader, Wildcard, Writer};

/// A moment in Swedish local time as fourteen digits, `YYYYMMDDhhmmss`. Moments order as numbers do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The moment that a text says, or `None` when it is not fourteen digits of a day and a time that exist.
    pub fn parse(text: &str) -> Option<Self> {
        let local = rivta_soap::time::parse_timestamp(text).ok()?;
        Some(Self::of(local))
    }

    /// A Swedish local time.
    pub fn of(local: chrono::NaiveDateTime) -> Self {
        // Fourteen digits always fit.
        Self(rivta_soap::time::format_timestamp(local).parse().unwrap_or(0))
    }

    pub(crate) fn from_number(number: i64) -> Self {
        Self(number)
    }

    pub(crate) fn number(self) -> i64 {
        self.0
    }

    fn text(self) -> String {
        format!("{:014}", self.0)
    }
}

/// An engagement as a message says it: every field may be missing, and none has been checked.
///
/// [`fmt::Debug`] leaves the resident out.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Engagement {
    /// `registeredResidentIdentification`: the resident.
    pub resident: String,
    /// `serviceDomain`: whose contracts give the data out, such as `riv:financial:patientfees:exemption`.
    pub service_domain: String,
    /// `categorization`: the kind of data, a code of the domain.
    pub categorization: String,
    /// `logicalAddress`: of whoever gives the data out.
    pub logical_address: String,
    /// `businessObjectInstanceIdentifier`: one object at the source, `NA` where the domain has none.
    pub business_object: String,
    /// `clinicalProcessInterestId`: the care process, `NA` where the domain has none.
    pub care_process: String,
    /// `mostRecentContent` as written.
    pub most_recent_content: Option<String>,
    /// `sourceSystem`: the HSA-id of the system that holds the data.
    pub source_system: String,
    /// `creationTime` as written.
    pub creation_time: Option<String>,
    /// `updateTime` as written.
    pub update_time: Option<String>,
    /// `dataController`: the controller (*personuppgiftsansvarig*).
    pub data_controller: String,
    /// `owner`: the HSA-id of the organisation whose index received the Update.
    pub owner: String,
}

/// The fields that make an engagement what it is: no two posts have the same ones.
///
/// The incumbent joins their texts without separators, so that two engagements can collide whose neighbouring fields
/// share out the same characters. Here they are compared field by field.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    pub(crate) resident: String,
    pub(crate) service_domain: String,
    pub(crate) categorization: String,
    pub(crate) logical_address: String,
    pub(crate) source_system: String,
    pub(crate) data_controller: String,
    pub(crate) owner: String,
    pub(crate) business_object: String,
    pub(crate) care_process: String,
}

/// What stands for a key field that a domain does not use.
const NOT_APPLICABLE: &str = "NA";

impl Engagement {
    /// The fields that identify it. Three of them count as `NA` when they are missing.
    pub fn key(&self) -> Key {
        let or_not_applicable = |text: &String| match text.as_str() {
            "" => NOT_APPLICABLE.to_owned(),
            given => given.to_owned(),
        };
        Key {
            resident: self.resident.clone(),
            service_domain: self.service_domain.clone(),
            categorization: or_not_applicable(&self.categorization),
            logical_address: self.logical_address.clone(),
            source_system: self.source_system.clone(),
            data_controller: self.data_controller.clone(),
            owner: self.owner.clone(),
            business_object: or_not_applicable(&self.business_object),
            care_process: or_not_applicable(&self.care_process),
        }
    }

    /// When the newest data came about; `None` also for what is no moment, which the rules have refused before.
    pub fn content_moment(&self) -> Option<Timestamp> {
        self.most_recent_content.as_deref().and_then(Timestamp::parse)
    }

    pub(crate) fn of(
        key: Key,
        content: Option<Timestamp>,
        created: Option<Timestamp>,
        updated: Option<Timestamp>,
    ) -> Self {
        Self {
            resident: key.resident,
            service_domain: key.service_domain,
            categorization: key.categorization,
            logical_address: key.logical_address,
            business_object: key.business_object,
            care_process: key.care_process,
            most_recent_content: content.map(Timestamp::text),
            source_system: key.source_system,
            creation_time: created.map(Timestamp::text),
            update_time: updated.map(Timestamp::text),
            data_controller: key.data_controller,
            owner: key.owner,
        }
    }

    /// The text fields, in the order of the contract.
    pub(crate) fn texts(&self) -> [&String; 9] {
        [
            &self.resident,
            &self.service_domain,
            &self.categorization,
            &self.logical_address,
            &self.business_object,
            &self.care_process,
            &self.source_system,
            &self.data_controller,
            &self.owner,
        ]
    }

    fn text_field(&mut self, index: usize) -> Option<&mut String> {
        Some(match index {
            0 => &mut self.resident,
            1 => &mut self.service_domain,
            2 => &mut self.categorization,
            3 => &mut self.logical_address,
            4 => &mut self.business_object,
            5 => &mut self.care_process,
            6 => &mut self.source_system,
            7 => &mut self.data_controller,
            8 => &mut self.owner,
            _ => return None,
        })
    }
}

/// What the fields are called where they stand.
pub(crate) struct FieldNames {
    /// In the order of [`Engagement::text_field`].
    pub(crate) texts: [Name; 9],
    pub(crate) most_recent_content: Name,
}

/// The names in an engagement.
const NAMES: FieldNames = FieldNames {
    texts: [
        name::REGISTERED_RESIDENT_IDENTIFICATION,
        name::SERVICE_DOMAIN,
        name::CATEGORIZATION,
        name::LOGICAL_ADDRESS,
        name::BUSINESS_OBJECT_INSTANCE_IDENTIFIER,
        name::CLINICAL_PROCESS_INTEREST_ID,
        name::SOURCE_SYSTEM,
        name::DATA_CONTROLLER,
        name::OWNER,
    ],
    most_recent_content: name::MOST_RECENT_CONTENT,
};

impl fmt::Debug for Engagement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Engagement");
        out.field("service_domain", &self.service_domain)
            .field("categorization", &self.categorization)
            .field("source_system", &self.source_system);
        out.finish_non_exhaustive()
    }
}

impl Decode for Engagement {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.begin(&Name::new(&NAMESPACE, "EngagementType"), &[], &[])?;
        let mut engagement = Self::default();
        while engagement.take_field(reader, &NAMES)? || engagement.take_time(reader)? || passed_over(reader)? {}
        reader.end()?;
        Ok(engagement)
    }
}

impl Engagement {
    /// Reads the next child if it is a field of this name.
    pub(crate) fn take_field(&mut self, reader: &mut Reader<'_>, names: &FieldNames) -> Result<bool, DecodeError> {
        for (index, name) in names.texts.iter().enumerate() {
            if let Some(text) = reader.optional::<String>(name)?
                && let Some(field) = self.text_field(index)
            {
                *field = text;
                return Ok(true);
            }
        }
        let content = reader.optional(&names.most_recent_content)?;
        let taken = content.is_some();
        self.most_recent_content = content.or(self.most_recent_content.take());
        Ok(taken)
    }

    /// Reads the next child if it is one of the times that only an index sets.
    fn take_time(&mut self, reader: &mut Reader<'_>) -> Result<bool, DecodeError> {
        for (name, field) in [
            (name::CREATION_TIME, &mut self.creation_time),
            (name::UPDATE_TIME, &mut self.update_time),
        ] {
            if let Some(text) = reader.optional(&name)? {
                *field = Some(text);
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Passes over a child that nobody here knows.
pub(crate) fn passed_over(reader: &mut Reader<'_>) -> Result<bool, DecodeError> {
    Ok(!reader.any(Wildcard::Any, 0, Some(1))?.is_empty())
}

impl Encode for Engagement {
    fn encode(&self, writer: &mut Writer) {
        writer.required(&name::REGISTERED_RESIDENT_IDENTIFICATION, &self.resident);
        writer.required(&name::SERVICE_DOMAIN, &self.service_domain);
        writer.required(&name::CATEGORIZATION, &self.categorization);
        writer.required(&name::LOGICAL_ADDRESS, &self.logical_address);
        writer.required(&name::BUSINESS_OBJECT_INSTANCE_IDENTIFIER, &self.business_object);
        writer.required(&name::CLINICAL_PROCESS_INTEREST_ID, &self.care_process);
        writer.optional(&name::MOST_RECENT_CONTENT, self.most_recent_content.as_ref());
        writer.required(&name::SOURCE_SYSTEM, &self.source_system);
        writer.optional(&name::CREATION_TIME, self.creation_time.as_ref());
        writer.optional(&name::UPDATE_TIME, self.update_time.as_ref());
        writer.required(&name::DATA_CONTROLLER, &self.data_controller);
        let owner = (!self.owner.is_empty()).then_some(&self.owner);
        writer.optional(&name::OWNER, owner);
    }
}

/// A change of one engagement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transaction {
    /// `deleteFlag`: the engagement is to be removed.
    pub delete: bool,
    /// The engagement as it is to be.
    pub engagement: Engagement,
}

impl Decode for Transaction {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.begin(&Name::new(&NAMESPACE, "EngagementTransactionType"), &[], &[])?;
        let mut transaction = Self {
            delete: false,
            engagement: Engagement::default(),
        };
        loop {
            if let Some(delete) = reader.optional(&name::DELETE_FLAG)? {
                transaction.delete = delete;
            } else if let Some(engagement) = reader.optional(&name::ENGAGEMENT)? {
                transaction.engagement = engagement;
            } else if !passed_over(reader)? {
                break;
            }
        }
        reader.end()?;
        Ok(transaction)
    }
}

impl Encode for Transaction {
    fn encode(&self, writer: &mut Writer) {
        writer.required(&name::DELETE_FLAG, &self.delete);
        writer.required(&name::ENGAGEMENT, &self.engagement);
    }
}

#[cfg(test)]
mod tests {
    use super::{Engagement, Transaction};

    #[test]
    fn what_is_shown_of_an_engagement_leaves_the_resident_out() {
        let engagement = Engagement {
            resident: "191212121212".to_owned(),
            service_domain: "riv:financial:patientfees:exemption".to_owned(),
            business_object: "191212121212".to_owned(),
            ..Engagement::default()
        };
        let delete = false;
        let shown = format!(
            "{engagement:?} {:?}",
            Transaction {
                delete,
                engagement: engagement.clone()
            }
        );
        assert!(shown.contains("riv:financial:patientfees:exemption"), "{shown}");
        assert!(!shown.contains("1212"), "{shown}");
    }
}

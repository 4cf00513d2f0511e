//! What a message must keep to before anything of it is stored: the rules of the index, in its order.

use std::collections::HashMap;

use rivta_soap::LogicalAddress;

use crate::config::Configuration;
use crate::engagement::{Engagement, Key, Timestamp, Transaction};
use crate::refusal::Refusal;

/// How many transactions one call may have (Update kR3).
pub const MOST_TRANSACTIONS: usize = 1000;

/// A moment has this many characters.
const TIME_LENGTH: usize = 14;

/// Which message is judged: they differ in two rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `Update`: the owner is the index's to set.
    Update,
    /// `ProcessNotification`: the owner must be told.
    Notification,
}

/// A text field: its name, its longest text in characters, and where it stands.
struct Field {
    name: &'static str,
    longest: usize,
    of: fn(&Engagement) -> &str,
}

macro_rules! field {
    ($name:literal, $longest:literal, $field:ident) => {
        Field {
            name: $name,
            longest: $longest,
            of: |engagement| &engagement.$field,
        }
    };
}

/// The mandatory fields, in the order in which they are checked.
const FIELDS: [Field; 8] = [
    field!("registeredResidentIdentification", 32, resident),
    field!("serviceDomain", 255, service_domain),
    field!("categorization", 255, categorization),
    field!("logicalAddress", 64, logical_address),
    field!("businessObjectInstanceIdentifier", 128, business_object),
    field!("clinicalProcessInterestId", 128, care_process),
    field!("sourceSystem", 64, source_system),
    field!("dataController", 64, data_controller),
];

/// Whether an Update has come to the right index (old rule R7).
///
/// # Errors
/// [`Refusal::WrongAddress`].
pub fn address(address: Option<&LogicalAddress>, configuration: &Configuration) -> Result<(), Refusal> {
    let found = address.map_or("missing", LogicalAddress::as_str);
    let own = [Some(&configuration.hsa_id), configuration.alternative_hsa_id.as_ref()];
    if !configuration.check_address || own.into_iter().flatten().any(|own| own == found) {
        return Ok(());
    }
    Err(Refusal::WrongAddress {
        found: found.to_owned(),
        owner: configuration.hsa_id.clone(),
    })
}

/// Whether all transactions of a message may be stored. The first that may not refuses the message.
///
/// # Errors
/// The first rule broken, in the order of the message.
pub fn message(kind: Kind, transactions: &[Transaction], configuration: &Configuration) -> Result<(), Refusal> {
    if transactions.is_empty() {
        return Err(Refusal::TooFew(1));
    }
    if transactions.len() > MOST_TRANSACTIONS {
        return Err(Refusal::TooMany(MOST_TRANSACTIONS));
    }
    let mut seen: HashMap<Key, usize> = HashMap::with_capacity(transactions.len());
    for (position, transaction) in (1..).zip(transactions) {
        let engagement = &transaction.engagement;
        check_content_time(engagement)?;
        if let Some(first) = seen.insert(engagement.key(), position) {
            return Err(Refusal::SameKey {
                first,
                second: position,
            });
        }
        check_engagement(kind, engagement, position, configuration)?;
    }
    Ok(())
}

/// The first fourteen characters must be a moment; what follows them is too long, which is another rule.
fn check_content_time(engagement: &Engagement) -> Result<(), Refusal> {
    match &engagement.most_recent_content {
        Some(text) if beginning(text).is_none_or(|text| Timestamp::parse(text).is_none()) => {
            Err(Refusal::BadContentTime)
        }
        _ => Ok(()),
    }
}

/// The characters of a moment at the beginning of a text.
fn beginning(text: &str) -> Option<&str> {
    text.get(..TIME_LENGTH)
}

fn check_engagement(
    kind: Kind,
    engagement: &Engagement,
    position: usize,
    configuration: &Configuration,
) -> Result<(), Refusal> {
    let padded = FIELDS.iter().find(|field| {
        let text = (field.of)(engagement);
        text.trim() != text
    });
    if let Some(field) = padded {
        return Err(Refusal::WhiteSpace(field.name));
    }
    if configuration.is_reserved(&engagement.logical_address) {
        let address = engagement.logical_address.clone();
        return Err(Refusal::ReservedAddress { position, address });
    }
    if configuration.is_reserved(&engagement.source_system) {
        let address = engagement.source_system.clone();
        return Err(Refusal::ReservedSource { position, address });
    }
    check_fields(kind, engagement)
}

fn check_fields(kind: Kind, engagement: &Engagement) -> Result<(), Refusal> {
    if let Some(field) = FIELDS.iter().find(|field| (field.of)(engagement).is_empty()) {
        return Err(Refusal::MissingField(field.name));
    }
    if kind == Kind::Notification && engagement.owner.is_empty() {
        return Err(Refusal::MissingField("owner"));
    }
    let too_long = |field: &&Field| (field.of)(engagement).chars().count() > field.longest;
    if let Some(field) = FIELDS.iter().find(too_long) {
        return Err(Refusal::TooLong(field.name));
    }
    let times = [
        ("mostRecentContent", &engagement.most_recent_content),
        ("creationTime", &engagement.creation_time),
        ("updateTime", &engagement.update_time),
    ];
    let is_long = |text: &Option<String>| text.as_ref().is_some_and(|text| text.chars().count() > TIME_LENGTH);
    if let Some((name, _)) = times.iter().find(|(_, text)| is_long(text)) {
        return Err(Refusal::TooLong(name));
    }
    let is_none = |text: &Option<String>| text.as_deref().is_some_and(|text| Timestamp::parse(text).is_none());
    match times.iter().find(|(_, text)| is_none(text)) {
        Some((name, _)) => Err(Refusal::BadTime(name)),
        None => Ok(()),
    }
}

//! What an index must be told, as it stands in a TOML file.
//!
//! ```toml
//! hsa_id = "5565594230"
//! reserved = ["SE5565594230-VP"]
//!
//! [notifications]
//! attempts = 6
//! pause_ms = 1000
//! longest_pause_ms = 600000
//!
//! [catalogue]
//! logical_address = "SE5565594230-VP"
//! file = "subscribers.json"
//!
//! [[subscribers]]
//! logical_address = "SE5560000001-BOOKING"
//! filters = [{ service_domain = "riv:crm:scheduling", categorizations = ["Booking"] }]
//! ```

use std::fmt;
use std::path::PathBuf;

use serde::Deserialize;

use crate::subscriber::Subscriber;

/// Where the posts are kept: `{ sqlite = "index.sqlite" }` or `{ postgres = "postgres://user:password@host/database" }`.
///
/// [`fmt::Debug`] leaves the server's URL out: it may hold a password.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StoreLocation {
    /// An embedded SQLite file, of one process; made when it is missing.
    Sqlite(PathBuf),
    /// The URL of a PostgreSQL database, which several processes may share.
    Postgres(String),
}

impl fmt::Debug for StoreLocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => f.debug_tuple("Sqlite").field(path).finish(),
            Self::Postgres(_) => f.debug_tuple("Postgres").finish_non_exhaustive(),
        }
    }
}

/// How an index works. Every key has a default but the first.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Configuration {
    /// The HSA-id or organisation number of the index's owner: the logical address of its Updates, and the `owner` of
    /// what they store. The national index is `5565594230`.
    pub hsa_id: String,
    /// Another address at which Updates are taken.
    #[serde(default)]
    pub alternative_hsa_id: Option<String>,
    /// Whether an Update for another address is refused with EI003. Inera's test environment has it off.
    #[serde(default = "yes")]
    pub check_address: bool,
    /// Addresses that no engagement may name as its own or its source's, beside [`Self::hsa_id`]: the platform's, so
    /// that an aggregating service does not come to ask itself.
    #[serde(default)]
    pub reserved: Vec<String>,
    /// How a message that breaks a rule is answered. Default: by a fault.
    #[serde(default)]
    pub refusals: RefusalForm,
    /// How failed notifications are sent again.
    #[serde(default)]
    pub notifications: Redelivery,
    /// Who is told of changes whatever the addressing catalogue says. Default: nobody.
    #[serde(default)]
    pub subscribers: Vec<Subscriber>,
    /// How the addressing catalogue is asked who else is. Default: it is not asked.
    #[serde(default)]
    pub catalogue: Option<Catalogue>,
    /// The sender that is named in `x-vp-sender-id` when the platform is called, for a platform that tells its own parts
    /// by that header instead of their certificates. Default: the header is not sent.
    #[serde(default)]
    pub vp_sender_id: Option<String>,
    /// The platform instance that is named in `x-vp-instance-id`. Default: the header is not sent.
    #[serde(default)]
    pub vp_instance_id: Option<String>,
}

/// How an Update or a notification that breaks a rule is answered. What is technical is a fault in either form: a missing
/// header, too few or too many transactions, a store that fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalForm {
    /// A SOAP fault, as the national index does.
    #[default]
    Fault,
    /// `ResultCode` `ERROR` with a comment, as the contract's description says (Update pR1).
    ResultCode,
}

/// How subscribers are had from the addressing catalogue: `GetLogicalAddresseesByServiceContract` version 2, through the
/// platform.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// The logical address of the catalogue: the platform's.
    pub logical_address: String,
    /// In whose name the subscribers may be notified: the sender of the permissions. Default: the logical address.
    #[serde(default)]
    pub service_consumer: Option<String>,
    /// How long an answer is used, in seconds; 7 200 unless set.
    #[serde(default = "two_hours")]
    pub time_to_live_s: u64,
    /// How soon it is asked again when it has not answered, in seconds; 60 unless set.
    #[serde(default = "a_minute")]
    pub retry_s: u64,
    /// How long an answer may take, in milliseconds; 5 000 unless set.
    #[serde(default = "five_seconds_in_ms")]
    pub timeout_ms: u64,
    /// Where the last answer is kept, for a start when the catalogue is away. Default: nowhere.
    #[serde(default)]
    pub file: Option<PathBuf>,
}

/// How a notification that a subscriber did not take is sent again.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Redelivery {
    /// How many times it is sent before it is put on the dead-letter list; 6 unless set, the first time and five more.
    pub attempts: u32,
    /// The first pause, in milliseconds; 1 000 unless set. Every further one is twice as long.
    pub pause_ms: u64,
    /// The longest pause, in milliseconds; 600 000 unless set.
    pub longest_pause_ms: u64,
}

impl Default for Redelivery {
    fn default() -> Self {
        Self {
            attempts: 6,
            pause_ms: 1_000,
            longest_pause_ms: 600_000,
        }
    }
}

fn yes() -> bool {
    true
}

fn two_hours() -> u64 {
    7_200
}

fn a_minute() -> u64 {
    60
}

fn five_seconds_in_ms() -> u64 {
    5_000
}

impl Configuration {
    /// The defaults, for an index of this owner.
    pub fn of(hsa_id: impl Into<String>) -> Self {
        Self {
            hsa_id: hsa_id.into(),
            alternative_hsa_id: None,
            check_address: true,
            reserved: Vec::new(),
            refusals: RefusalForm::default(),
            notifications: Redelivery::default(),
            subscribers: Vec::new(),
            catalogue: None,
            vp_sender_id: None,
            vp_instance_id: None,
        }
    }

    pub(crate) fn is_reserved(&self, address: &str) -> bool {
        self.hsa_id == address || self.reserved.iter().any(|reserved| reserved == address)
    }
}

#[cfg(test)]
mod tests {
    use super::{Configuration, RefusalForm, StoreLocation};

    #[test]
    fn what_is_left_out_has_its_documented_default() {
        let text = "hsa_id = \"5565594230\"\n[catalogue]\nlogical_address = \"SE-VP\"\n";
        let read: Configuration = toml::from_str(text).unwrap();
        assert!(read.check_address);
        assert_eq!(read.refusals, RefusalForm::Fault);
        let sending = read.notifications;
        assert_eq!(
            (sending.attempts, sending.pause_ms, sending.longest_pause_ms),
            (6, 1_000, 600_000)
        );
        let catalogue = read.catalogue.unwrap();
        let times = (catalogue.time_to_live_s, catalogue.retry_s, catalogue.timeout_ms);
        assert_eq!(times, (7_200, 60, 5_000));
    }

    #[test]
    fn the_password_of_a_database_is_not_shown() {
        let place = StoreLocation::Postgres("postgres://index:hemligt@localhost/index".to_owned());
        assert_eq!(format!("{place:?}"), "Postgres(..)");
    }
}

//! The card system's configuration, as it stands in a TOML file.
//!
//! ```toml
//! store = "/var/lib/rivta/frikort.sqlite"
//! connection = "agent"
//!
//! [[regions]]
//! county_code = "13"
//! name = "Region Halland"
//! hsa_id = "SE2321000115-H000"
//! logical_addresses = ["13"]
//! lrid_roots = ["1.2.752.97.3.1.3"]
//! ceilings = [{ valid_from = "20260101", kronor = 1200 }]
//!
//! [[regions]]
//! county_code = "10"
//! name = "Region Blekinge"
//! hsa_id = "SE2321000081-K000"
//! logical_addresses = ["10"]
//! ```

use std::path::PathBuf;
use std::time::Duration;

use serde::Deserialize;

/// The whole configuration. [`crate::CardSystem::open`] checks it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Configuration {
    /// The SQLite file of the ledger; made when it is missing. The requests stand beside it in
    /// `<name>.requests.sqlite`, and SQLite keeps `-wal` and `-shm` files beside both.
    pub store: PathBuf,
    /// How the regions are connected. Default: `direct`.
    #[serde(default)]
    pub connection: Connection,
    /// The regions served, at least one.
    pub regions: Vec<RegionConfiguration>,
    /// How disclosures are sent.
    #[serde(default)]
    pub outbox: OutboxConfiguration,
    /// How the engagement index is told which residents the regions have something about. Default: it is not told.
    #[serde(default)]
    pub engagement_index: Option<EngagementConfiguration>,
    /// Price base amounts newer than the ones this version carries. Default: none.
    #[serde(default)]
    pub price_base_amounts: Vec<AmountFrom>,
}

/// The roles of a connection (RIV-TA: *direktanslutning* and *agentanslutning*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Connection {
    /// One region's own system with its own certificate.
    #[default]
    Direct,
    /// A vendor's system, with the vendor's certificate, for one or several regions. Every delivery then
    /// names the region it acts for (rule 24, `x-rivta-acting-on-behalf-of-hsaid`).
    Agent,
}

/// A region and how it is reached.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegionConfiguration {
    /// The county code (*länskod*), two digits. Fees name their region by it.
    pub county_code: String,
    /// The region's name, for people.
    pub name: String,
    /// The region's HSA-id: stands on cards, and in the acting-on-behalf-of header of an agent.
    pub hsa_id: String,
    /// The logical addresses that mean this region: its county code, or a source system's HSA-id.
    pub logical_addresses: Vec<String>,
    /// Root OIDs of local reserve ids (LRID) that may be asked about. Default: none.
    #[serde(default)]
    pub lrid_roots: Vec<String>,
    /// Ceilings the region has decided, at or below the national one. Default: none.
    #[serde(default)]
    pub ceilings: Vec<AmountFrom>,
}

/// An amount in whole kronor and the first day it applies.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmountFrom {
    /// `YYYYMMDD`.
    pub valid_from: String,
    /// Whole kronor.
    pub kronor: i64,
}

/// How disclosures are sent and sent again (rule 22).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OutboxConfiguration {
    /// The pause after the first failed attempt, in milliseconds. Default: 5 000. Each pause is twice
    /// the one before.
    pub first_pause_ms: u64,
    /// The longest pause, in milliseconds. Default: one hour.
    pub longest_pause_ms: u64,
    /// Attempts before a disclosure is parked. Default: 20, which with the other defaults is ten hours.
    pub attempts: u32,
    /// How long one attempt may take, in milliseconds. Default: 30 000.
    pub timeout_ms: u64,
    /// How many producers are sent to at the same time; each has one sender. Default: 16.
    pub senders: usize,
    /// How many days a delivered request is remembered, so that a copy of it is known. Default: 30.
    pub keep_delivered_days: u16,
}

impl Default for OutboxConfiguration {
    fn default() -> Self {
        Self {
            first_pause_ms: 5_000,
            longest_pause_ms: 3_600_000,
            attempts: 20,
            timeout_ms: 30_000,
            senders: 16,
            keep_delivered_days: 30,
        }
    }
}

/// How the engagement index is told, with the rules of its contract as defaults (Update kR3, and the self-declaration
/// for sources).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EngagementConfiguration {
    /// The index's logical address. Default: the national one, `5565594230`.
    pub logical_address: String,
    /// The most posts in a call, at most 1 000. Default: 1 000.
    pub batch: u32,
    /// The pause after a call before the next about the same region, in milliseconds. Default: 5 000.
    pub pause_ms: u64,
    /// The pause before the same post is told again, in milliseconds. Default: 300 000, five minutes.
    pub same_post_pause_ms: u64,
    /// The pause before a post that was not taken is told again, in milliseconds. Default: 300 000, five minutes.
    pub retry_pause_ms: u64,
    /// How long one call may take, in milliseconds. Default: 60 000.
    pub timeout_ms: u64,
    /// How often events of another process, an import for example, are looked for, in milliseconds. Default: 5 000.
    pub look_ms: u64,
}

impl Default for EngagementConfiguration {
    fn default() -> Self {
        Self {
            logical_address: "5565594230".to_owned(),
            batch: 1_000,
            pause_ms: 5_000,
            same_post_pause_ms: 300_000,
            retry_pause_ms: 300_000,
            timeout_ms: 60_000,
            look_ms: 5_000,
        }
    }
}

impl OutboxConfiguration {
    /// The pause after the attempt with this number, counted from one.
    pub fn pause_after(&self, attempt: u32) -> Duration {
        let doublings = attempt.saturating_sub(1).min(63);
        let pause = self.first_pause_ms.saturating_mul(1_u64 << doublings);
        Duration::from_millis(pause.min(self.longest_pause_ms))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest() {
        let outbox = OutboxConfiguration {
            first_pause_ms: 100,
            longest_pause_ms: 1_000,
            ..OutboxConfiguration::default()
        };
        let pauses: Vec<_> = (1..=6).map(|attempt| outbox.pause_after(attempt).as_millis()).collect();
        assert_eq!(pauses, [100, 200, 400, 800, 1_000, 1_000]);
        assert_eq!(outbox.pause_after(u32::MAX), Duration::from_secs(1));
    }

    #[test]
    fn the_default_attempts_last_about_ten_hours() {
        let outbox = OutboxConfiguration::default();
        let total: Duration = (1..outbox.attempts).map(|attempt| outbox.pause_after(attempt)).sum();
        assert_eq!(total.as_secs() / 3600, 10);
    }

    #[test]
    fn a_misspelt_key_is_an_error() {
        let text = "store = \"x\"\nregions = []\n[outbox]\nattempt = 3\n";
        assert!(
            toml::from_str::<Configuration>(text)
                .unwrap_err()
                .to_string()
                .contains("attempt")
        );
    }
}

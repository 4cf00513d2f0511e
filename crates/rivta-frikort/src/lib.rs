//! A region's card system (*frikortssystem*): the disclosing end of `financial:patientfees:exemption`.
//!
//! It keeps the fees patients have paid for open care, works out who has reached the ceiling of the
//! high-cost protection (*högkostnadsskydd*), and discloses cards and fees to those who may ask.
//!
//! ```text
//! RequestExemptionStatuses ─► request ─► store ─► answer          the request is on disk before the answer
//!                                         │
//!                                      outbox ─► disclose ─► rules ─► delivery ─► ProcessExemptionStatuses
//!                                                  │
//!                                               ledger               pure: fees and ceilings in, card out
//! ```
//!
//! * [`CardSystem`]: all of it as one thing, from a [`Configuration`].
//! * [`ledger`]: the running twelve months, the exact ceiling, the card. Pure.
//! * [`store`]: persons, fees and requests in an embedded SQLite file.
//! * [`import`]: persons and fees from CSV.
//! * [`request`]: receiving `RequestExemptionStatuses`.
//! * [`disclose`]: what a region knows, as the contract's message.
//! * [`rules`]: rule001 to rule018, checked on every disclosure before it leaves.
//! * [`outbox`]: the durable queue; at least once on the wire, exactly once accepted.
//! * [`delivery`]: carrying a disclosure to the asker through the platform.
//! * [`engagement`]: telling the engagement index whom the regions have something about.
//! * [`region`] and [`config`]: which regions are served, and how.

pub mod config;
pub mod delivery;
pub mod disclose;
pub mod engagement;
mod error;
pub mod import;
pub mod ledger;
pub mod outbox;
pub mod region;
pub mod request;
pub mod rules;
pub mod store;
mod system;

pub use config::Configuration;
pub use delivery::{Deliver, Delivery, Platform, Undelivered};
pub use error::Error;
pub use region::{Region, Regions};
pub use system::{CardSystem, Overview, RegionOverview};

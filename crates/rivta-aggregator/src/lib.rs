//! A stand-in for the aggregating platform (*aggregeringsplattformen*, `AgP`) of the national service platform.
//!
//! An [`Aggregator`] takes a question about a person at the platform's own address, asks the engagement index who knows
//! the person, asks all of them at once through the router, and gives one answer. The SOAP header `ProcessingStatus`
//! tells of each source how it went. What is seen on the wire follows the incumbent.
//!
//! ```no_run
//! use rivta_aggregator::{Aggregator, Configuration};
//!
//! # async fn run() -> Result<(), rivta_aggregator::AggregatorError> {
//! let configuration = Configuration::from_toml_file("aggregator.toml".as_ref())?;
//! let aggregator = Aggregator::new(configuration).start().await?;
//! println!("listening on {}", aggregator.local_addr());
//! # aggregator.shutdown().await;
//! # Ok(()) }
//! ```
//!
//! A call passes [`question`] (what the index is asked), `select` (which of its hits are asked), `fan_out` (asking them),
//! `merge` and [`status`] (the answer). [`services`] holds what differs between contracts. When the index fails the
//! answer is a fault, from `refusal`; when sources fail it is not. Sections cited in this crate are those of the facts on
//! aggregation, index and catalogue.

mod addresses;
mod aggregator;
mod allowance;
pub mod config;
mod error;
mod exchange;
mod fan_out;
pub mod journal;
mod merge;
mod metrics;
mod operation;
mod platform;
pub mod question;
mod refusal;
mod select;
mod service;
pub mod services;
pub mod status;

pub use aggregator::{Aggregator, Running};
pub use config::Configuration;
pub use error::AggregatorError;
pub use services::AggregatingService;

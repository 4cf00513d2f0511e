//! A stand-in for the router of the Swedish national service platform (*virtualiseringsplattformen*, VP).
//!
//! A [`Router`] takes SOAP calls over mutual TLS, finds out who calls, where the call goes and whether it may, and
//! passes it on to the producer. It reads the head of the envelope alone; bodies stream through it. What consumers
//! and producers can see follows the incumbent: the order of checks, codes, faults, headers and time-outs.
//!
//! ```no_run
//! use rivta_router::{Configuration, Router};
//!
//! # async fn run() -> Result<(), rivta_router::RouterError> {
//! let configuration = Configuration::from_toml_file("router.toml".as_ref())?;
//! let router = Router::new(configuration).start().await?;
//! println!("listening on {}", router.local_addr());
//! # router.shutdown().await;
//! # Ok(()) }
//! ```
//!
//! A call passes the states of `exchange`, each made by one function of `stages`. A stage that says no gives a
//! [`refusal::Refusal`]; [`refusal::TABLE`] lists them all. [`journal`] tells what happened, without payload.

mod address;
mod body;
pub mod catalogue_server;
pub mod check;
pub mod config;
mod description;
mod disturbance;
mod entrance;
pub mod error;
mod exchange;
mod header;
pub mod journal;
mod loading;
mod metrics;
mod operation;
mod platform;
mod producers;
pub mod refusal;
mod remembered;
pub mod router;
mod sender;
mod service;
mod stages;
mod watch;

pub use check::{Finding, check};
pub use config::Configuration;
pub use error::RouterError;
pub use refusal::Refusal;
pub use rivta_addressing::{CatalogueSource, Refresh, RefreshStatus};
pub use router::{Router, Running};

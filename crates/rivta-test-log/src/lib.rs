//! What one thread logs, kept for a test to look at.
//!
//! Everything of such a test runs on its own thread (`#[tokio::test]` without a flavour), so tests of one process do not see
//! each other's events.

mod log;

pub use log::{Log, keep};

//! An aggregator over real TLS, with a platform before and behind it that plays router, engagement index and sources. Tests
//! are named after the section they hold.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod catalogue;
mod failures;
mod headers;
mod incumbent;
mod many;
mod merge;
mod operation;
mod question;
mod stage;
mod suite;

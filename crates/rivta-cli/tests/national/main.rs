//! The national question over real TLS: `rivta platform` with router, engagement index and aggregator, sources behind it and
//! an asker before it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod answers;
mod outages;
#[path = "../ports/mod.rs"]
mod ports;
mod stage;

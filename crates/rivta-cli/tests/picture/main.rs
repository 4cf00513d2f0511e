//! The whole picture, from end to end: asker, router, aggregator, index and sources, over mutual TLS. The flow diagrams
//! of the contract, sources that answer oddly, and parts that are down.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod answer;
mod card_system;
mod command;
mod flow;
mod outage;
mod platform;
#[path = "../ports/mod.rs"]
mod ports;
mod source;
mod stage;

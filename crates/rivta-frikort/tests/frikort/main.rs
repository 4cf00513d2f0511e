//! The card system from the outside: files in, requests in, disclosures out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod disclosure;
mod engagement;
mod import;
mod kill;
mod outbox;
mod process;
mod request;
mod scene;
mod wire;

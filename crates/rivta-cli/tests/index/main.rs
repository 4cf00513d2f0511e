//! `rivta index` as processes of its own: over the wire, killed, two of them over one PostgreSQL server, and with a
//! region that keeps its posts.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod guide;
mod killed;
mod operation;
mod pair;
mod platform;
#[path = "../ports/mod.rs"]
mod ports;
mod question;
mod region;
#[path = "../../../rivta-index/tests/index/server.rs"]
mod server;
mod stage;
mod subscribers;
mod wire;

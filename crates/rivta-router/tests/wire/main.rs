//! The router on the wire: real TLS on both sides, certificates made for the occasion, producers that misbehave.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod admission;
mod agreement;
mod descriptions;
mod disturbances;
mod encodings;
mod events;
mod failures;
mod farewells;
mod headers;
mod limits;
mod methods;
mod operation;
mod order;
mod parts;
mod plain;
mod producer_calls;
mod producer_failures;
mod profiles;
mod reading;
mod refusals;
mod resumption;
mod socket;
mod stage;
mod streaming;
mod summary;

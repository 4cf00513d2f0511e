//! The router as operators run it: a process of its own, with files as the guide has them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod guide;
mod legacy;
#[cfg(target_os = "linux")]
mod memory;
#[cfg(target_os = "linux")]
mod scheduling;
mod stage;

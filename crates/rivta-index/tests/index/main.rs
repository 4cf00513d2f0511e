//! The index from the outside: messages in, posts and notifications out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod notification;
mod operation;
mod postgres;
mod property;
mod rules;
mod scene;
mod server;
mod update;
mod wire;

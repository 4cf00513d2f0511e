//! An engagement index (*engagemangsindex*): who has data about whom, domain `itintegration:engagementindex` 1.0.
//!
//! ```text
//! Update ──────────────┐
//! ProcessNotification ─┴► rules ─► store ─► answer           stored before the answer, all or nothing
//!                                    │
//!                                    └► notify ─► ProcessNotification to each subscriber, durable, in order
//! FindContent ─► store ─► answer
//! ```
//!
//! * [`Index`]: all of it as one thing.
//! * [`engagement`] and [`message`]: engagements, and the three contracts read leniently.
//! * [`rules`] and [`refusal`]: what a message must keep to, and the one table of codes (`EI000` to `EI006`).
//! * [`store`]: posts and waiting notifications in an embedded SQLite file, or in PostgreSQL.
//! * [`subscriber`] and [`notify`]: who is told of changes, and telling them.
//! * [`directory`]: the subscribers that the addressing catalogue tells.
//! * [`service`]: the handlers of a producer. [`operation`]: what operators ask and order.
//! * [`config`]: what an index must be told.

pub mod config;
pub mod directory;
pub mod engagement;
mod error;
mod index;
pub mod message;
mod metrics;
pub mod notify;
pub mod operation;
pub mod refusal;
pub mod rules;
pub mod service;
pub mod store;
pub mod subscriber;

pub use config::Configuration;
pub use directory::Directory;
pub use error::Error;
pub use index::Index;
pub use refusal::Refusal;
pub use store::Store;
pub use subscriber::Subscriber;

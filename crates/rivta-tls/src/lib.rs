//! What both ends of TLS are made of: who we are, whom we trust, what may be agreed on, and how a change on disk is
//! noticed. No sockets: [`ahead`] lies below TLS, whatever carries it.
//!
//! rivta-consumer and rivta-producer stand on it, and no other crate names it; what their users need they pass on. What
//! is the same at both ends is written here; a client's or a server's own settings are made of [`Parts`] where they are
//! used.
//!
//! # Modules
//!
//! * [`identity`]: a certificate chain and its private key; [`trust`]: authorities and their revocation lists
//! * [`agreement`]: versions and cipher suites
//! * [`ahead`]: what carries TLS, read and written at little cost
//! * [`material`]: all of it parsed, and made anew when a file changes
//! * [`error`]: what can go wrong

pub mod agreement;
pub mod ahead;
pub mod error;
pub mod identity;
pub mod material;
mod pem;
pub mod trust;

pub use agreement::Agreement;
pub use ahead::ReadAhead;
pub use error::Error;
pub use identity::Identity;
pub use material::{Anchors, Credentials, Material, Parts};
pub use pem::FILE_BYTES;
pub use trust::Trust;

//! A public key infrastructure made at run time, for demonstrations and tests.
//!
//! The real platform uses SITHS function certificates: the holder's HSA-id stands in the subject's serialNumber
//! (OID 2.5.4.5) and nothing else identifies a caller. This crate makes certificates of that shape, and also those
//! that must be refused: expired, not yet valid, revoked, and issued by somebody else.
//!
//! No key is ever stored with the sources; every run makes its own. The time is a parameter, so a certificate that
//! expired yesterday needs no waiting.
//!
//! ```
//! use chrono::Utc;
//! use rivta_pki::{Authority, Subject, Validity};
//!
//! # fn main() -> Result<(), rivta_pki::PkiError> {
//! let now = Utc::now();
//! let authority = Authority::new("Demonstration CA", now)?;
//! let region = authority.issue(&Subject::new("region-13", "SE2321000131-R13"), Validity::current(now))?;
//! let list = authority.revocation_list(&[&region], now)?;
//! assert!(list.starts_with("-----BEGIN X509 CRL-----"));
//! # Ok(()) }
//! ```
//!
//! # Modules
//!
//! * [`authority`]: issues certificates and revocation lists
//! * [`certificate`]: what a function certificate says, and the certificate with its key
//! * [`folder`]: writes them to files, private keys readable by their owner alone
//! * [`error`]: what can go wrong

pub mod authority;
pub mod certificate;
pub mod error;
pub mod folder;

pub use authority::Authority;
pub use certificate::{FunctionCertificate, Subject, Validity};
pub use error::PkiError;
pub use folder::Folder;

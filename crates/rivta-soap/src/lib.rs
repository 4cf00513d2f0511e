//! A RIV-TA message as bytes and as values.
//!
//! RIV-TA calls are SOAP 1.1 envelopes sent over mutual TLS. This crate is the language both ends
//! and the platform speak: reading and writing XML strictly and without loss ([`xml`]), the
//! envelope around a payload ([`envelope`]), what stands in it when a call fails ([`fault`]), the
//! identities of the profile ([`identity`], [`certificate`]) and Swedish local time ([`time`]).
//!
//! Nothing is opened and nothing is asynchronous here: everything takes bytes and gives values, or the
//! other way round. Whatever is read is limited ([`xml::Limits`], [`bounded`]), DTDs are refused, and no
//! error holds a value from the message.
//!
//! Code generated from a contract's schemas reaches its runtime through [`xml`], [`value`],
//! [`pattern`] and [`contract`].

pub mod bounded;
pub mod certificate;
pub mod contract;
pub mod envelope;
pub mod fault;
pub mod http;
pub mod identity;
pub mod pattern;
pub mod profile;
pub mod time;
pub mod value;
pub mod xml;

pub use contract::Contract;
pub use envelope::Envelope;
pub use fault::{Fault, FaultCode};
pub use identity::{HsaId, LogicalAddress};
pub use profile::Profile;

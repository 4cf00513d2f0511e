//! Who a message is about, who sends it and where it goes.
//!
//! * [`HsaId`]: an organisation, unit, function or person in the HSA catalogue; a caller is known by it.
//! * [`LogicalAddress`]: the receiver of a message, kept verbatim.
//! * [`County`]: county codes (*länskoder*), the logical addresses of the regions.
//! * [`PersonIdentity`]: personnummer, samordningsnummer, national and local reserve id, from and to
//!   the contracts' (root OID, extension) pairs, and from what a person types.
//!
//! [`find_look_alike`] finds what looks like a person's number in a text that should have none.
//!
//! `Debug` and `Display` of every person identity are masked; the value itself is only given by an
//! explicit `digits()`, `as_str()` or `extension()`.

mod address;
mod check_digit;
mod county;
mod hsa;
mod input;
mod look_alike;
pub mod oid;
mod person;
mod personnummer;
mod reserve;
mod samordningsnummer;

pub use address::LogicalAddress;
pub use county::County;
pub use hsa::HsaId;
pub use look_alike::{LOOK_ALIKE_MASK, find_look_alike};
pub use person::{PersonIdentity, PersonIdentityKind};
pub use personnummer::Personnummer;
pub use reserve::{Lrid, Nrid};
pub use samordningsnummer::Samordningsnummer;

#[cfg(test)]
pub(crate) mod test_person;

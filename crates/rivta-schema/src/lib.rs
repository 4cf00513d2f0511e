//! Reads a RIV-TA service domain as published: its files, its XML Schemas and its WSDLs.
//!
//! A [`Package`] is one release of one domain: several file trees laid over each other
//! ([`source`]), the schema components they define ([`xsd`]) and the interactions they describe
//! ([`wsdl`]). The model covers the whole of XML Schema 1.0 that published contracts use, whether
//! or not a reader of the model can make something of every part.
//!
//! [`validate`] judges documents by them. [`read`] takes a folder, a zip archive or a file as a vendor has it:
//!
//! ```no_run
//! let reading = rivta_schema::read("some_domain_1.0.zip")?;
//! for read in &reading.packages {
//!     for interaction in &read.package.interactions {
//!         println!("{} {}", interaction.operation, interaction.soap_action);
//!     }
//! }
//! for error in &reading.errors {
//!     eprintln!("{error}\n{}", error.advice());
//! }
//! # Ok::<(), rivta_schema::Error>(())
//! ```
//!
//! Input is taken for hostile: files and archives are limited in size and number, nesting is limited,
//! document type declarations are refused, and nothing is fetched over the network.

mod error;
mod package;
mod reading;
pub mod source;
pub mod validate;
pub mod wsdl;
pub mod xsd;

pub use error::{Error, Place};
pub use package::{Package, PackageId};
pub use reading::{ReadPackage, Reading, read, read_served};

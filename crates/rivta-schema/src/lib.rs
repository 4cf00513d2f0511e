//! Reads a RIV-TA service domain as published: its files, its XML Schemas and its WSDLs.
//!
//! A [`Package`] is one release of one domain: several file trees laid over each other
//! ([`source`]), the schema components they define ([`xsd`]) and the interactions they describe
//! ([`wsdl`]). The model covers the whole of XML Schema 1.0 that published contracts use, whether
//! or not a reader of the model can make something of every part.
//!
//! ```no_run
//! use rivta_schema::{Package, PackageId, source::SourceTree};
//!
//! let tree = SourceTree::overlay(["schemas/some_domain/1.0", "wsdl/some_domain/1.0"])?;
//! let package = Package::load(PackageId::new("some:domain", "1.0"), &tree)?;
//! for interaction in &package.interactions {
//!     println!("{} {}", interaction.operation, interaction.soap_action);
//! }
//! # Ok::<(), rivta_schema::Error>(())
//! ```
//!
//! Input is taken for hostile: files are limited in size and number, nesting is limited, document
//! type declarations are refused, and a reference never leaves the package's trees.

mod error;
mod package;
pub mod source;
pub mod wsdl;
pub mod xsd;

pub use error::{Error, Place};
pub use package::{Package, PackageId};

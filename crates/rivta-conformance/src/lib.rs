//! The judge: tells whether messages keep the rules of their contract, independently of how any of our systems reads
//! them.
//!
//! It shares no decoder with those it judges. What it has so far is [`schematron`]: rule files as Inera publishes them
//! with a contract's test suite, compiled once and run on any number of messages.
//!
//! ```
//! use rivta_conformance::{Document, schematron::{Rules, Settings}};
//!
//! let rules = Rules::parse(r#"
//!     <schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">
//!       <pattern>
//!         <rule context="visit">
//!           <assert test="fee > 0">visit <value-of select="@id"/> cost nothing</assert>
//!         </rule>
//!       </pattern>
//!     </schema>"#)?;
//! let message = Document::parse(b"<visits><visit id='7'><fee>0</fee></visit></visits>")?;
//! let verdict = rules.judge(&message, &Settings::at("2026-05-10T12:00:00+02:00".parse()?))?;
//! assert_eq!(verdict.findings[0].message, "visit 7 cost nothing");
//! assert_eq!(verdict.findings[0].location, "/visits/visit");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Messages are taken for hostile: their size, depth and the work spent on them are limited.

pub mod case;
mod contracts;
mod error;
mod expect;
pub mod outcome;
pub mod published;
pub mod report;
pub mod run;
pub mod schematron;
pub mod soapui;
pub mod target;
mod xpath;

pub use error::Error;
pub use rivta_schema::Place;
pub use run::{Options, run};
pub use target::Target;
pub use xpath::Document;

//! The judge: tells whether a system and its messages keep the rules of their contract, independently of how any of our
//! systems reads them. It shares no decoder with those it judges.
//!
//! * [`run()`] runs test cases against whatever a [`Target`] describes and gives an [`outcome`]: a verdict for every case,
//!   with what was found and every message.
//! * [`case`] is the form that cases have: data, with the vocabulary of Inera's suites as verbs.
//! * [`published`] makes cases of suites as Inera publishes them, [`soapui`] of a single project.
//! * [`report`] makes pages and files of an outcome.
//! * [`schematron`] runs rule files, compiled once and used on any number of messages:
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
mod file;
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

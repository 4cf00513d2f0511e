//! Types and contracts of the service domains that rivta serves, generated from their schemas.
//!
//! * [`financial_patientfees_exemption_1_0`]: disclosure of cards (frikort) and patient fees.
//! * [`itintegration_engagementindex_1_0`]: the engagement index (engagemangsindex), which knows at
//!   which sources there is data about a resident.
//! * [`itintegration_registry_1_0`] and [`infrastructure_itintegration_registry_2_0`]: what the addressing catalogue
//!   tells systems, and the SOAP header `LogicalAddress`.
//! * [`skl_tp_vagvalsinfo_2_0`]: the addressing catalogue as a whole, for platforms that keep a copy. It is older than
//!   RIV-TA's rules: no real message is valid, since contracts are declared to be of a type that their names are not of.
//! * [`test_carecontact_visit_1_0`]: a small contract of rivta's own, for trying aggregates whose sources answer at once.
//! * [`interoperability_headers_1_0`]: SOAP headers that every domain may use. It has no contracts.
//!
//! There is one module for each release of a domain, and in it one for each namespace. Structs and
//! enums decode strictly and encode without loss; what a schema leaves open (`xs:any`) is kept
//! verbatim in the field `any`. A contract is a unit struct that implements
//! [`Contract`](rivta_soap::Contract).
//!
//! ```
//! use rivta_contracts::financial_patientfees_exemption_1_0::core::IIType;
//! use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::RequestExemptionStatuses;
//! use rivta_soap::Contract;
//! use rivta_soap::xml::{Limits, read_document};
//!
//! assert!(RequestExemptionStatuses::SOAP_ACTION.ends_with(":RequestExemptionStatuses"));
//!
//! let error = read_document::<<RequestExemptionStatuses as Contract>::Request>(
//!     br#"<RequestExemptionStatuses
//!         xmlns="urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1"/>"#,
//!     &RequestExemptionStatuses::REQUEST,
//!     &Limits::default(),
//! )
//! .unwrap_err();
//! assert_eq!(error.path(), "/RequestExemptionStatuses");
//!
//! let _no_extension = IIType { root: "1.2.3".to_owned(), extension: None, any: Vec::new() };
//! ```
//!
//! # Features
//!
//! `yaserde` derives `YaSerialize` and `YaDeserialize` on the structs, and implements them for the simple
//! types, for programs that already use yaserde. It is lenient where the decoders here are strict, and
//! it drops wildcard content and the white space around texts: do not use it on messages from a
//! stranger.

#[rustfmt::skip]
mod generated;

pub use generated::*;

// Written by rivta-codegen; do not edit. To write it anew: make generate

//! One module for each release of a service domain.

#![allow(missing_docs, non_snake_case, unused_imports, unused_qualifications, clippy::all, clippy::pedantic)]

pub mod financial_patientfees_exemption_1_0;
pub mod infrastructure_itintegration_registry_2_0;
pub mod interoperability_headers_1_0;
pub mod itintegration_engagementindex_1_0;
pub mod itintegration_registry_1_0;
pub mod skl_tp_vagvalsinfo_2_0;
pub mod test_carecontact_visit_1_0;

// Written by rivta-codegen; do not edit. To write it anew: make generate

//! One module for each release of a service domain.

#![allow(missing_docs, non_snake_case, unused_imports, unused_qualifications, clippy::all, clippy::pedantic)]

pub mod golden_abstract_types_1_0;
pub mod golden_any_order_1_0;
pub mod golden_attributes_1_0;
pub mod golden_built_in_types_1_0;
pub mod golden_choices_1_0;
pub mod golden_derivation_1_0;
pub mod golden_derived_types_1_0;
pub mod golden_facets_1_0;
pub mod golden_faults_and_headers_1_0;
pub mod golden_mistyped_wildcards_1_0;
pub mod golden_names_1_0;
pub mod golden_narrowed_text_1_0;
pub mod golden_nil_and_given_values_1_0;
pub mod golden_odd_enumerations_1_0;
pub mod golden_older_profile_1_0;
pub mod golden_open_content_1_0;
pub mod golden_patterns_1_0;
pub mod golden_qualified_names_1_0;
pub mod golden_recursion_1_0;
pub mod golden_redefinition_1_0;
pub mod golden_references_1_0;
pub mod golden_sequences_1_0;
pub mod golden_shared_names_1_0;
pub mod golden_signatures_1_0;
pub mod golden_simple_content_1_0;
pub mod golden_soap_1_2_1_0;
pub mod golden_substitution_groups_1_0;
pub mod golden_unions_and_lists_1_0;

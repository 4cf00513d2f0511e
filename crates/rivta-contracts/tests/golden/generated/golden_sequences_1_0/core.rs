// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/sequences/schemas/core_components/golden_sequences_1.0.xsd
//     5f52fcc8353dfc9fbdb3de92a84354e8eefa62cb54b3a0c2929ad12c41b615b3

//! Namespace `urn:riv:golden:sequences:1`.

use rivta_soap::xml::{Name, Namespace};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:sequences:1",
    prefix: "core",
};

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `left`
    pub const LEFT: Name = Name::new(&NAMESPACE, "left")
        .tags("<core:left>", "</core:left>");
    /// `right`
    pub const RIGHT: Name = Name::new(&NAMESPACE, "right")
        .tags("<core:right>", "</core:right>");
}

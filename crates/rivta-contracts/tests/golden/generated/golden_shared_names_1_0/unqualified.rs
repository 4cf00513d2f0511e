// Written by rivta-codegen; do not edit. To write it anew: make generate

//! Namespace ``.

use rivta_soap::xml::{Name, Namespace};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace { uri: "", prefix: "" };

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `loose`
    pub const LOOSE: Name = Name::new(&NAMESPACE, "loose").tags("<loose>", "</loose>");
}

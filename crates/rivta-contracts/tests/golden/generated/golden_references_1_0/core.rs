// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/references/schemas/core_components/golden_references_1.0.xsd
//     3102add3f71c871880f6a47de94e001f9ae01e6baed5536725ba4d211709bf41

//! Namespace `urn:riv:golden:references:1`.

use rivta_soap::xml::{Decode, DecodeError, Encode, Name, Namespace, Reader, Writer};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:references:1",
    prefix: "core",
};

/// ``
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// `name`
    pub name: String,
}

impl Decode for Person {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, ""), &["name"], &[])?;
        let value = Self {
            name: r.required(&name::NAME)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for Person {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::NAME, &self.name);
    }
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `addition`
    pub const ADDITION: Name = Name::new(&NAMESPACE, "addition")
        .tags("<core:addition>", "</core:addition>");
    /// `name`
    pub const NAME: Name = Name::new(&NAMESPACE, "name")
        .tags("<core:name>", "</core:name>");
    /// `note`
    pub const NOTE: Name = Name::new(&NAMESPACE, "note")
        .tags("<core:note>", "</core:note>");
    /// `person`
    pub const PERSON: Name = Name::new(&NAMESPACE, "person")
        .tags("<core:person>", "</core:person>");
}

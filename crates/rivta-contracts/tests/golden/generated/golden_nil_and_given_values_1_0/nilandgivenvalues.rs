// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/nil-and-given-values/schemas/core_components/golden_nilandgivenvalues_1.0.xsd
//     ab0d8b886a2a5886a1f0f5f610be1e8ec03fd06159422615c992efe720b9c7f9

//! Namespace `urn:riv:golden:nilandgivenvalues:1`.

use rivta_soap::xml::{Decode, DecodeError, Encode, Name, Namespace, Reader, Writer};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:nilandgivenvalues:1",
    prefix: "nilandgivenvalues",
};

/// `ThingType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThingType {
    /// `a`
    pub a: String,
}

impl Decode for ThingType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "ThingType"), &["a"], &[])?;
        let value = Self { a: r.required(&name::A)? };
        r.end()?;
        Ok(value)
    }
}

impl Encode for ThingType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::A, &self.a);
    }
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `a`
    pub const A: Name = Name::new(&NAMESPACE, "a")
        .tags("<nilandgivenvalues:a>", "</nilandgivenvalues:a>");
}

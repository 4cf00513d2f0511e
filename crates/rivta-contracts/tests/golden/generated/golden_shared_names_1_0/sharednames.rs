// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/shared-names/schemas/core_components/golden_sharednames_1.0.xsd
//     e7506badb7a38cf7fe1d29bfced8d2b15b09c6be6f1570adb0f08d142932e105

//! Namespace `urn:riv:golden:sharednames:1`.

use rivta_soap::xml::{Decode, DecodeError, Encode, Name, Namespace, Reader, Writer};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:sharednames:1",
    prefix: "sharednames",
};

/// `PeriodType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodType {
    /// `start`
    pub start: String,
}

impl Decode for PeriodType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "PeriodType"), &["start"], &[])?;
        let value = Self {
            start: r.required(&name::START)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for PeriodType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::START, &self.start);
    }
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `start`
    pub const START: Name = Name::new(&NAMESPACE, "start")
        .tags("<sharednames:start>", "</sharednames:start>");
}

// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/open-content/schemas/core_components/golden_opencontent_1.0.xsd
//     81f57066a9853c48dc9791f8dd8e1eaf8a42fc541d1dc7b9d88e4b8902c63941

//! Namespace `urn:riv:golden:opencontent:1`.

use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, RawElement, Reader, Wildcard, Writer,
};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:opencontent:1",
    prefix: "opencontent",
};

pub type TextType = RawElement;

/// `EarlyType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlyType {
    /// Extensions: elements the schema leaves open, verbatim.
    pub any: Vec<RawElement>,
    /// `after`
    pub after: String,
}

impl Decode for EarlyType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "EarlyType"),
            &["after"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self {
            any: r.any(Wildcard::Other(&NAMESPACE), 0, Some(2))?,
            after: r.required(&name::AFTER)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for EarlyType {
    fn encode(&self, w: &mut Writer) {
        w.any(&self.any);
        w.required(&name::AFTER, &self.after);
    }
}

/// `ListedType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedType {
    /// Extensions: elements the schema leaves open, verbatim.
    pub any: Vec<RawElement>,
}

impl Decode for ListedType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "ListedType"),
            &[],
            &[Wildcard::Only(&["urn:foreign", "urn:alien"])],
        )?;
        let value = Self {
            any: r.any(Wildcard::Only(&["urn:foreign", "urn:alien"]), 1, Some(1))?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for ListedType {
    fn encode(&self, w: &mut Writer) {
        w.any(&self.any);
    }
}

/// `LocalType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalType {
    /// Extensions: elements the schema leaves open, verbatim.
    pub any: Vec<RawElement>,
}

impl Decode for LocalType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "LocalType"), &[], &[Wildcard::Only(&[""])])?;
        let value = Self {
            any: r.any(Wildcard::Only(&[""]), 1, None)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for LocalType {
    fn encode(&self, w: &mut Writer) {
        w.any(&self.any);
    }
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `after`
    pub const AFTER: Name = Name::new(&NAMESPACE, "after")
        .tags("<opencontent:after>", "</opencontent:after>");
    /// `b`
    pub const B: Name = Name::new(&NAMESPACE, "b")
        .tags("<opencontent:b>", "</opencontent:b>");
}

// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/shared-names/schemas/core_components/golden_other_1.0.xsd
//     f07e9085ba7233ca1cd2173603ae24b66ed5837ca4f086845b2731fbd542e524

//! Namespace `urn:riv:golden:other:1`.

use rivta_soap::xml::{Decode, DecodeError, Encode, Name, Namespace, Reader, Writer};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:other:1",
    prefix: "other",
};

/// `CodeType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeType {
    /// `code`
    pub code: CodeTypeCode,
}

impl Decode for CodeType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "CodeType"), &["code"], &[])?;
        let value = Self {
            code: r.required(&name::CODE)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for CodeType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::CODE, &self.code);
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeTypeCode {
    /// Attribute `kind`
    pub kind: Option<String>,
    /// The text of the element.
    pub value: i32,
}

impl Decode for CodeTypeCode {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let kind = r.optional_attribute(&Name::new(&NAMESPACE, "kind"))?;
        Ok(Self {
            kind,
            value: r.content(&Name::new(&NAMESPACE, ""))?,
        })
    }
}

impl Encode for CodeTypeCode {
    fn encode(&self, w: &mut Writer) {
        self.value.encode(w);
    }

    fn attributes(&self, w: &mut Writer) {
        w.optional_attribute(&Name::new(&NAMESPACE, "kind"), self.kind.as_ref());
    }
}

/// `PeriodType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodType {
    /// `start`
    pub start: i32,
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

    /// `code`
    pub const CODE: Name = Name::new(&NAMESPACE, "code")
        .tags("<other:code>", "</other:code>");
    /// `start`
    pub const START: Name = Name::new(&NAMESPACE, "start")
        .tags("<other:start>", "</other:start>");
}

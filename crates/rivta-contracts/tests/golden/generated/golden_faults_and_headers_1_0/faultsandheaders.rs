// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/faults-and-headers/schemas/core_components/golden_faultsandheaders_1.0.xsd
//     6d450f2411a56cf35960bf1376079101dd858b5046c124c0a35cd2f37fbacb3b

//! Namespace `urn:riv:golden:faultsandheaders:1`.

use rivta_soap::xml::{Decode, DecodeError, Encode, Name, Namespace, Reader, Writer};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:faultsandheaders:1",
    prefix: "faultsandheaders",
};

/// `FaultType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultType {
    /// `message`
    pub message: String,
}

impl Decode for FaultType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "FaultType"), &["message"], &[])?;
        let value = Self {
            message: r.required(&name::MESSAGE)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for FaultType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::MESSAGE, &self.message);
    }
}

/// `HeaderType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderType {
    /// `role`
    pub role: String,
}

impl Decode for HeaderType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "HeaderType"), &["role"], &[])?;
        let value = Self {
            role: r.required(&name::ROLE)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for HeaderType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::ROLE, &self.role);
    }
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `message`
    pub const MESSAGE: Name = Name::new(&NAMESPACE, "message")
        .tags("<faultsandheaders:message>", "</faultsandheaders:message>");
    /// `role`
    pub const ROLE: Name = Name::new(&NAMESPACE, "role")
        .tags("<faultsandheaders:role>", "</faultsandheaders:role>");
}

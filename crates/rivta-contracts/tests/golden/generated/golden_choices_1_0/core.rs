// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/choices/schemas/core_components/golden_choices_1.0.xsd
//     c1315747be38db29c542cc019f8f7d47a67c92a5f17739e1f1e3bc36ba14ef27

//! Namespace `urn:riv:golden:choices:1`.

use rivta_soap::xml::{
    Decode, DecodeError, Encode, Group, Name, Namespace, RawElement, Reader, Wildcard,
    Writer,
};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:choices:1",
    prefix: "core",
};

/// `WholeType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeType {
    /// One of several elements, or several together.
    pub choice: WholeTypeChoice,
}

impl Decode for WholeType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(
            &Name::new(&NAMESPACE, "WholeType"),
            &["x", "y"],
            &[Wildcard::Other(&NAMESPACE)],
        )?;
        let value = Self { choice: r.group()? };
        r.end()?;
        Ok(value)
    }
}

impl Encode for WholeType {
    fn encode(&self, w: &mut Writer) {
        w.group(&self.choice);
    }
}

/// One of several elements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WholeTypeChoice {
    /// `x`
    X(i32),
    /// `y`
    Y(i32),
    /// Extensions: elements the schema leaves open, verbatim.
    Any(Vec<RawElement>),
}

impl Group for WholeTypeChoice {
    const BEGINNINGS: &'static str = "x, y, an extension";

    fn read(r: &mut Reader<'_>) -> Result<Option<Self>, DecodeError> {
        if r.begins(&[name::X], &[])? {
            return Ok(Some(Self::X(r.required(&name::X)?)));
        }
        if r.begins(&[name::Y], &[])? {
            return Ok(Some(Self::Y(r.required(&name::Y)?)));
        }
        if r.begins(&[], &[Wildcard::Other(&NAMESPACE)])? {
            return Ok(Some(Self::Any(r.any(Wildcard::Other(&NAMESPACE), 1, Some(1))?)));
        }
        Ok(None)
    }

    fn write(&self, w: &mut Writer) {
        match self {
            Self::X(it) => w.required(&name::X, it),
            Self::Y(it) => w.required(&name::Y, it),
            Self::Any(it) => w.any(it),
        }
    }
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `x`
    pub const X: Name = Name::new(&NAMESPACE, "x").tags("<core:x>", "</core:x>");
    /// `y`
    pub const Y: Name = Name::new(&NAMESPACE, "y").tags("<core:y>", "</core:y>");
}

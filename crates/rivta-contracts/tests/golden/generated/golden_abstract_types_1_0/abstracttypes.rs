// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/abstract-types/schemas/core_components/golden_abstracttypes_1.0.xsd
//     66450e8595e88447faa9a16e3e1fabda07902d09581691c237d494e762313762

//! Namespace `urn:riv:golden:abstracttypes:1`.

use rivta_soap::value::Decimal;
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, RawElement, Reader, Writer,
};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:abstracttypes:1",
    prefix: "abstracttypes",
};

/// `ShapeType`: one of the types derived from it, which `xsi:type` names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShapeType {
    /// `CircleType`
    CircleType(Box<CircleType>),
    /// `SquareType`
    SquareType(Box<SquareType>),
    /// A type that is not known here, verbatim.
    Other(RawElement),
}

impl Decode for ShapeType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        if r.has_type(&Name::new(&NAMESPACE, "CircleType")) {
            return Ok(Self::CircleType(Box::new(Decode::decode(r)?)));
        }
        if r.has_type(&Name::new(&NAMESPACE, "SquareType")) {
            return Ok(Self::SquareType(Box::new(Decode::decode(r)?)));
        }
        r.unknown_type(&Name::new(&NAMESPACE, "ShapeType")).map(Self::Other)
    }
}

impl Encode for ShapeType {
    fn encode(&self, _: &mut Writer) {}

    fn element(&self, name: &Name, w: &mut Writer) {
        match self {
            Self::CircleType(it) => {
                w.typed(name, &Name::new(&NAMESPACE, "CircleType"), &**it)
            }
            Self::SquareType(it) => {
                w.typed(name, &Name::new(&NAMESPACE, "SquareType"), &**it)
            }
            Self::Other(it) => it.element(name, w),
        }
    }
}

/// `CircleType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CircleType {
    /// Attribute `id`
    pub id: Option<String>,
    /// `name`
    pub name: String,
    /// `radius`
    pub radius: Decimal,
}

impl Decode for CircleType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let id = r.optional_attribute(&Name::unqualified("id"))?;
        r.begin(&Name::new(&NAMESPACE, "CircleType"), &["name", "radius"], &[])?;
        let value = Self {
            id,
            name: r.required(&name::NAME)?,
            radius: r.required(&name::RADIUS)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for CircleType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::NAME, &self.name);
        w.required(&name::RADIUS, &self.radius);
    }

    fn attributes(&self, w: &mut Writer) {
        w.optional_attribute(&Name::unqualified("id"), self.id.as_ref());
    }
}

/// `PolygonType`: one of the types derived from it, which `xsi:type` names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PolygonType {
    /// `SquareType`
    SquareType(Box<SquareType>),
    /// A type that is not known here, verbatim.
    Other(RawElement),
}

impl Decode for PolygonType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        if r.has_type(&Name::new(&NAMESPACE, "SquareType")) {
            return Ok(Self::SquareType(Box::new(Decode::decode(r)?)));
        }
        r.unknown_type(&Name::new(&NAMESPACE, "PolygonType")).map(Self::Other)
    }
}

impl Encode for PolygonType {
    fn encode(&self, _: &mut Writer) {}

    fn element(&self, name: &Name, w: &mut Writer) {
        match self {
            Self::SquareType(it) => {
                w.typed(name, &Name::new(&NAMESPACE, "SquareType"), &**it)
            }
            Self::Other(it) => it.element(name, w),
        }
    }
}

/// `SquareType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SquareType {
    /// Attribute `id`
    pub id: Option<String>,
    /// `name`
    pub name: String,
    /// `inner`
    pub inner: Option<ShapeType>,
}

impl Decode for SquareType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let id = r.optional_attribute(&Name::unqualified("id"))?;
        r.begin(&Name::new(&NAMESPACE, "SquareType"), &["name", "inner"], &[])?;
        let value = Self {
            id,
            name: r.required(&name::NAME)?,
            inner: r.optional(&name::INNER)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for SquareType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::NAME, &self.name);
        w.optional(&name::INNER, self.inner.as_ref());
    }

    fn attributes(&self, w: &mut Writer) {
        w.optional_attribute(&Name::unqualified("id"), self.id.as_ref());
    }
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `inner`
    pub const INNER: Name = Name::new(&NAMESPACE, "inner")
        .tags("<abstracttypes:inner>", "</abstracttypes:inner>");
    /// `name`
    pub const NAME: Name = Name::new(&NAMESPACE, "name")
        .tags("<abstracttypes:name>", "</abstracttypes:name>");
    /// `radius`
    pub const RADIUS: Name = Name::new(&NAMESPACE, "radius")
        .tags("<abstracttypes:radius>", "</abstracttypes:radius>");
}

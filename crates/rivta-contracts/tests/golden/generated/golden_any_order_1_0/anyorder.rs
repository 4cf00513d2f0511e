// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/any-order/schemas/core_components/golden_anyorder_1.0.xsd
//     682a7b326b089da05cfbe7b511adcfb7caa5daf08062ac470d617b6735011a0a

//! Namespace `urn:riv:golden:anyorder:1`.

use rivta_soap::value::Token;
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Group, Name, Namespace, Reader, Writer,
};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:anyorder:1",
    prefix: "anyorder",
};

/// `PlaceType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceType {
    /// Attribute `kind`
    pub kind: Option<Token>,
    /// `street`
    pub street: String,
    /// `floor`
    pub floor: Option<i32>,
    /// `r`
    pub r2: Option<String>,
    /// `inside`
    pub inside: Option<Box<PlaceType>>,
}

impl Decode for PlaceType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let kind = r.optional_attribute(&Name::unqualified("kind"))?;
        r.begin(
            &Name::new(&NAMESPACE, "PlaceType"),
            &["street", "floor", "r", "inside"],
            &[],
        )?;
        let (mut street, mut floor, mut r2, mut inside) = (None, None, None, None);
        while r.once(&name::STREET, &mut street)? || r.once(&name::FLOOR, &mut floor)?
            || r.default("home").once(&name::R, &mut r2)?
            || r.once(&name::INSIDE, &mut inside)?
        {}
        let value = Self {
            kind,
            street: r.found(street, &name::STREET)?,
            floor,
            r2,
            inside: inside.map(Box::new),
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for PlaceType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::STREET, &self.street);
        w.optional(&name::FLOOR, self.floor.as_ref());
        w.optional(&name::R, self.r2.as_ref());
        w.optional(&name::INSIDE, self.inside.as_deref());
    }

    fn attributes(&self, w: &mut Writer) {
        w.optional_attribute(&Name::unqualified("kind"), self.kind.as_ref());
    }
}

/// `MaybeType`
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MaybeType {
    /// One of several elements, or several together.
    pub group: Option<MaybeTypeGroup>,
}

impl Decode for MaybeType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "MaybeType"), &["a", "b"], &[])?;
        let value = Self { group: r.optional_group()? };
        r.end()?;
        Ok(value)
    }
}

impl Encode for MaybeType {
    fn encode(&self, w: &mut Writer) {
        w.optional_group(self.group.as_ref());
    }
}

/// ``
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaybeTypeGroup {
    /// `a`
    pub a: String,
    /// `b`
    pub b: String,
}

impl Group for MaybeTypeGroup {
    const BEGINNINGS: &'static str = "a, b";

    fn read(r: &mut Reader<'_>) -> Result<Option<Self>, DecodeError> {
        if !r.begins(&[name::A, name::B], &[])? {
            return Ok(None);
        }
        let (mut a, mut b) = (None, None);
        while r.once(&name::A, &mut a)? || r.once(&name::B, &mut b)? {}
        Ok(
            Some(Self {
                a: r.found(a, &name::A)?,
                b: r.found(b, &name::B)?,
            }),
        )
    }

    fn write(&self, w: &mut Writer) {
        w.required(&name::A, &self.a);
        w.required(&name::B, &self.b);
    }
}

/// `SingleType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SingleType {
    /// `only`
    pub only: bool,
}

impl Decode for SingleType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "SingleType"), &["only"], &[])?;
        let value = Self {
            only: r.required(&name::ONLY)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for SingleType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::ONLY, &self.only);
    }
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `a`
    pub const A: Name = Name::new(&NAMESPACE, "a").tags("<anyorder:a>", "</anyorder:a>");
    /// `b`
    pub const B: Name = Name::new(&NAMESPACE, "b").tags("<anyorder:b>", "</anyorder:b>");
    /// `floor`
    pub const FLOOR: Name = Name::new(&NAMESPACE, "floor")
        .tags("<anyorder:floor>", "</anyorder:floor>");
    /// `inside`
    pub const INSIDE: Name = Name::new(&NAMESPACE, "inside")
        .tags("<anyorder:inside>", "</anyorder:inside>");
    /// `only`
    pub const ONLY: Name = Name::new(&NAMESPACE, "only")
        .tags("<anyorder:only>", "</anyorder:only>");
    /// `r`
    pub const R: Name = Name::new(&NAMESPACE, "r").tags("<anyorder:r>", "</anyorder:r>");
    /// `street`
    pub const STREET: Name = Name::new(&NAMESPACE, "street")
        .tags("<anyorder:street>", "</anyorder:street>");
}

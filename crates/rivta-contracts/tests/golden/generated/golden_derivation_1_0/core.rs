// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/derivation/schemas/core_components/golden_derivation_1.0.xsd
//     0c5dd2f96d2f1bbd6c30cc88fe60b5202209f666516263711458770d88998df3

//! Namespace `urn:riv:golden:derivation:1`.

use rivta_soap::xml::{
    Decode, DecodeError, Encode, Group, Name, Namespace, Reader, Writer,
};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:derivation:1",
    prefix: "core",
};

/// `BaseType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseType {
    /// Attribute `note`
    pub note: Option<String>,
    /// Attribute `more`
    pub more: Option<i32>,
    /// `a`
    pub a: String,
    /// `b`
    pub b: Option<String>,
}

impl Decode for BaseType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let note = r.optional_attribute(&Name::unqualified("note"))?;
        let more = r.optional_attribute(&Name::unqualified("more"))?;
        r.begin(&Name::new(&NAMESPACE, "BaseType"), &["a", "b"], &[])?;
        let value = Self {
            note,
            more,
            a: r.required(&name::A)?,
            b: r.optional(&name::B)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for BaseType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::A, &self.a);
        w.optional(&name::B, self.b.as_ref());
    }

    fn attributes(&self, w: &mut Writer) {
        w.optional_attribute(&Name::unqualified("note"), self.note.as_ref());
        w.optional_attribute(&Name::unqualified("more"), self.more.as_ref());
    }
}

/// `ExtendedType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtendedType {
    /// Attribute `note`
    pub note: Option<String>,
    /// Attribute `more`
    pub more: Option<i32>,
    /// `a`
    pub a: String,
    /// `b`
    pub b: Option<String>,
    /// One of several elements, or several together.
    pub choice: ExtendedTypeChoice,
    /// `d`
    pub d: Option<String>,
}

impl Decode for ExtendedType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let note = r.optional_attribute(&Name::unqualified("note"))?;
        let more = r.optional_attribute(&Name::unqualified("more"))?;
        r.begin(
            &Name::new(&NAMESPACE, "ExtendedType"),
            &["a", "b", "c", "cc", "d"],
            &[],
        )?;
        let value = Self {
            note,
            more,
            a: r.required(&name::A)?,
            b: r.optional(&name::B)?,
            choice: r.group()?,
            d: r.optional(&name::D)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for ExtendedType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::A, &self.a);
        w.optional(&name::B, self.b.as_ref());
        w.group(&self.choice);
        w.optional(&name::D, self.d.as_ref());
    }

    fn attributes(&self, w: &mut Writer) {
        w.optional_attribute(&Name::unqualified("note"), self.note.as_ref());
        w.optional_attribute(&Name::unqualified("more"), self.more.as_ref());
    }
}

/// One of several elements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExtendedTypeChoice {
    /// `c`
    C(String),
    /// `cc`
    Cc(String),
}

impl Group for ExtendedTypeChoice {
    const BEGINNINGS: &'static str = "c, cc";

    fn read(r: &mut Reader<'_>) -> Result<Option<Self>, DecodeError> {
        if r.begins(&[name::C], &[])? {
            return Ok(Some(Self::C(r.required(&name::C)?)));
        }
        if r.begins(&[name::CC], &[])? {
            return Ok(Some(Self::Cc(r.required(&name::CC)?)));
        }
        Ok(None)
    }

    fn write(&self, w: &mut Writer) {
        match self {
            Self::C(it) => w.required(&name::C, it),
            Self::Cc(it) => w.required(&name::CC, it),
        }
    }
}

/// `RestrictedType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestrictedType {
    /// Attribute `more`
    pub more: i32,
    /// `a`
    pub a: String,
}

impl Decode for RestrictedType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let more = r.required_attribute(&Name::unqualified("more"))?;
        r.begin(&Name::new(&NAMESPACE, "RestrictedType"), &["a"], &[])?;
        let value = Self {
            more,
            a: r.required(&name::A)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for RestrictedType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::A, &self.a);
    }

    fn attributes(&self, w: &mut Writer) {
        w.attribute(&Name::unqualified("more"), &self.more);
    }
}

/// `BareType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BareType {
    /// Attribute `note`
    pub note: Option<String>,
    /// Attribute `more`
    pub more: Option<i32>,
    /// `a`
    pub a: String,
    /// `b`
    pub b: Option<String>,
}

impl Decode for BareType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let note = r.optional_attribute(&Name::unqualified("note"))?;
        let more = r.optional_attribute(&Name::unqualified("more"))?;
        r.begin(&Name::new(&NAMESPACE, "BareType"), &["a", "b"], &[])?;
        let value = Self {
            note,
            more,
            a: r.required(&name::A)?,
            b: r.optional(&name::B)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for BareType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::A, &self.a);
        w.optional(&name::B, self.b.as_ref());
    }

    fn attributes(&self, w: &mut Writer) {
        w.optional_attribute(&Name::unqualified("note"), self.note.as_ref());
        w.optional_attribute(&Name::unqualified("more"), self.more.as_ref());
    }
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `a`
    pub const A: Name = Name::new(&NAMESPACE, "a").tags("<core:a>", "</core:a>");
    /// `b`
    pub const B: Name = Name::new(&NAMESPACE, "b").tags("<core:b>", "</core:b>");
    /// `c`
    pub const C: Name = Name::new(&NAMESPACE, "c").tags("<core:c>", "</core:c>");
    /// `cc`
    pub const CC: Name = Name::new(&NAMESPACE, "cc").tags("<core:cc>", "</core:cc>");
    /// `d`
    pub const D: Name = Name::new(&NAMESPACE, "d").tags("<core:d>", "</core:d>");
}

// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/simple-content/schemas/core_components/golden_simplecontent_1.0.xsd
//     9d2f3eef9da4e6bcea80a559c199b468445c4ad974ffcb5612b084e2a6a50b14

//! Namespace `urn:riv:golden:simplecontent:1`.

use rivta_soap::value::{Decimal, Token};
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, RawElement, Reader, Writer,
};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:simplecontent:1",
    prefix: "simplecontent",
};

/// `AmountType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmountType {
    /// Attribute `unit`
    pub unit: Token,
    /// The text of the element.
    pub value: Decimal,
}

impl Decode for AmountType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let unit = r.required_attribute(&Name::unqualified("unit"))?;
        Ok(Self {
            unit,
            value: r.content(&Name::new(&NAMESPACE, "AmountType"))?,
        })
    }
}

impl Encode for AmountType {
    fn encode(&self, w: &mut Writer) {
        self.value.encode(w);
    }

    fn attributes(&self, w: &mut Writer) {
        w.attribute(&Name::unqualified("unit"), &self.unit);
    }
}

/// `AmountType`, or one of the types derived from it, which `xsi:type` names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnyAmountType {
    /// `AmountType`
    AmountType(Box<AmountType>),
    /// `BigAmountType`
    BigAmountType(Box<BigAmountType>),
    /// A type that is not known here, verbatim.
    Other(RawElement),
}

impl From<AmountType> for AnyAmountType {
    fn from(value: AmountType) -> Self {
        Self::AmountType(Box::new(value))
    }
}

impl Decode for AnyAmountType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        if r.has_type(&Name::new(&NAMESPACE, "BigAmountType")) {
            return Ok(Self::BigAmountType(Box::new(Decode::decode(r)?)));
        }
        if r.is_declared_type(&Name::new(&NAMESPACE, "AmountType")) {
            return Ok(Self::AmountType(Box::new(Decode::decode(r)?)));
        }
        r.verbatim().map(Self::Other)
    }
}

impl Encode for AnyAmountType {
    fn encode(&self, _: &mut Writer) {}

    fn element(&self, name: &Name, w: &mut Writer) {
        match self {
            Self::AmountType(it) => it.element(name, w),
            Self::BigAmountType(it) => {
                w.typed(name, &Name::new(&NAMESPACE, "BigAmountType"), &**it)
            }
            Self::Other(it) => it.element(name, w),
        }
    }
}

/// `BigAmountType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BigAmountType {
    /// Attribute `unit`
    pub unit: Token,
    /// Attribute `scale`
    pub scale: Option<i32>,
    /// The text of the element.
    pub value: Decimal,
}

impl Decode for BigAmountType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let unit = r.required_attribute(&Name::unqualified("unit"))?;
        let scale = r.optional_attribute(&Name::unqualified("scale"))?;
        Ok(Self {
            unit,
            scale,
            value: r.content(&Name::new(&NAMESPACE, "BigAmountType"))?,
        })
    }
}

impl Encode for BigAmountType {
    fn encode(&self, w: &mut Writer) {
        self.value.encode(w);
    }

    fn attributes(&self, w: &mut Writer) {
        w.attribute(&Name::unqualified("unit"), &self.unit);
        w.optional_attribute(&Name::unqualified("scale"), self.scale.as_ref());
    }
}

/// `PlainType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainType {
    /// The text of the element.
    pub value: String,
}

impl Decode for PlainType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Ok(Self {
            value: r.content(&Name::new(&NAMESPACE, "PlainType"))?,
        })
    }
}

impl Encode for PlainType {
    fn encode(&self, w: &mut Writer) {
        self.value.encode(w);
    }
}

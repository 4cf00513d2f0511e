// Written by rivta-codegen; do not edit. To write it anew: make generate
// From, with SHA-256:
//   testsuite/golden/derived-types/schemas/core_components/golden_derivedtypes_1.0.xsd
//     c716902c8589a470c4e09d82d2bb22a41edf8e38422687794b94cf967f176beb

//! Namespace `urn:riv:golden:derivedtypes:1`.

use rivta_soap::value::{Decimal, Integer, Token};
use rivta_soap::xml::{
    Decode, DecodeError, Encode, Name, Namespace, RawElement, Reader, Writer,
};

/// The namespace.
pub static NAMESPACE: Namespace = Namespace {
    uri: "urn:riv:golden:derivedtypes:1",
    prefix: "derivedtypes",
};

/// `QuantityType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuantityType {
    /// `value`
    pub value: Decimal,
}

impl Decode for QuantityType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "QuantityType"), &["value"], &[])?;
        let value = Self {
            value: r.required(&name::VALUE)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for QuantityType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::VALUE, &self.value);
    }
}

/// `QuantityType`, or one of the types derived from it, which `xsi:type` names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnyQuantityType {
    /// `QuantityType`
    QuantityType(Box<QuantityType>),
    /// `CountType`
    CountType(Box<CountType>),
    /// `RangeType`
    RangeType(Box<RangeType>),
    /// `WideRangeType`
    WideRangeType(Box<WideRangeType>),
    /// A type that is not known here, verbatim.
    Other(RawElement),
}

impl From<QuantityType> for AnyQuantityType {
    fn from(value: QuantityType) -> Self {
        Self::QuantityType(Box::new(value))
    }
}

impl Decode for AnyQuantityType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        if r.has_type(&Name::new(&NAMESPACE, "CountType")) {
            return Ok(Self::CountType(Box::new(Decode::decode(r)?)));
        }
        if r.has_type(&Name::new(&NAMESPACE, "RangeType")) {
            return Ok(Self::RangeType(Box::new(Decode::decode(r)?)));
        }
        if r.has_type(&Name::new(&NAMESPACE, "WideRangeType")) {
            return Ok(Self::WideRangeType(Box::new(Decode::decode(r)?)));
        }
        if r.is_declared_type(&Name::new(&NAMESPACE, "QuantityType")) {
            return Ok(Self::QuantityType(Box::new(Decode::decode(r)?)));
        }
        r.verbatim().map(Self::Other)
    }
}

impl Encode for AnyQuantityType {
    fn encode(&self, _: &mut Writer) {}

    fn element(&self, name: &Name, w: &mut Writer) {
        match self {
            Self::QuantityType(it) => it.element(name, w),
            Self::CountType(it) => {
                w.typed(name, &Name::new(&NAMESPACE, "CountType"), &**it)
            }
            Self::RangeType(it) => {
                w.typed(name, &Name::new(&NAMESPACE, "RangeType"), &**it)
            }
            Self::WideRangeType(it) => {
                w.typed(name, &Name::new(&NAMESPACE, "WideRangeType"), &**it)
            }
            Self::Other(it) => it.element(name, w),
        }
    }
}

/// `RangeType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RangeType {
    /// Attribute `unit`
    pub unit: Option<Token>,
    /// `value`
    pub value: Decimal,
    /// `high`
    pub high: Decimal,
}

impl Decode for RangeType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let unit = r.optional_attribute(&Name::unqualified("unit"))?;
        r.begin(&Name::new(&NAMESPACE, "RangeType"), &["value", "high"], &[])?;
        let value = Self {
            unit,
            value: r.required(&name::VALUE)?,
            high: r.required(&name::HIGH)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for RangeType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::VALUE, &self.value);
        w.required(&name::HIGH, &self.high);
    }

    fn attributes(&self, w: &mut Writer) {
        w.optional_attribute(&Name::unqualified("unit"), self.unit.as_ref());
    }
}

/// `WideRangeType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WideRangeType {
    /// Attribute `unit`
    pub unit: Option<Token>,
    /// `value`
    pub value: Decimal,
    /// `high`
    pub high: Decimal,
    /// `part`
    pub part: Option<AnyQuantityType>,
}

impl Decode for WideRangeType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let unit = r.optional_attribute(&Name::unqualified("unit"))?;
        r.begin(
            &Name::new(&NAMESPACE, "WideRangeType"),
            &["value", "high", "part"],
            &[],
        )?;
        let value = Self {
            unit,
            value: r.required(&name::VALUE)?,
            high: r.required(&name::HIGH)?,
            part: r.optional(&name::PART)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for WideRangeType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::VALUE, &self.value);
        w.required(&name::HIGH, &self.high);
        w.optional(&name::PART, self.part.as_ref());
    }

    fn attributes(&self, w: &mut Writer) {
        w.optional_attribute(&Name::unqualified("unit"), self.unit.as_ref());
    }
}

/// `CountType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountType {
    /// `value`
    pub value: Integer,
}

impl Decode for CountType {
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.begin(&Name::new(&NAMESPACE, "CountType"), &["value"], &[])?;
        let value = Self {
            value: r.required(&name::VALUE)?,
        };
        r.end()?;
        Ok(value)
    }
}

impl Encode for CountType {
    fn encode(&self, w: &mut Writer) {
        w.required(&name::VALUE, &self.value);
    }
}

/// Names of the elements of this namespace.
pub mod name {
    use super::{NAMESPACE, Name};

    /// `high`
    pub const HIGH: Name = Name::new(&NAMESPACE, "high")
        .tags("<derivedtypes:high>", "</derivedtypes:high>");
    /// `part`
    pub const PART: Name = Name::new(&NAMESPACE, "part")
        .tags("<derivedtypes:part>", "</derivedtypes:part>");
    /// `value`
    pub const VALUE: Name = Name::new(&NAMESPACE, "value")
        .tags("<derivedtypes:value>", "</derivedtypes:value>");
}

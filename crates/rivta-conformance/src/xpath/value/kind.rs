//! The types of atomic values.

use super::duration::DurationKind;
use super::moment::MomentKind;

/// A type to cast to. Values carry only the primitive ones and `xs:integer`; a cast to a type derived from these checks
/// what the derived type demands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Type {
    AnyAtomic,
    Untyped,
    Text,
    Uri,
    Boolean,
    Integer,
    Decimal,
    Float,
    Double,
    Moment(MomentKind),
    Duration(DurationKind),
    Base64,
    Hex,
    QName,
    /// An integer from the first number to the second, both included.
    Bounded(&'static str, i128, i128),
    /// A text of this kind.
    Token(TextKind),
}

/// Types derived from `xs:string`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextKind {
    NormalizedString,
    Token,
    Language,
    NameToken,
    Name,
    NcName,
}

const HUGE: i128 = i128::MAX;

impl Type {
    /// The type of XML Schema with this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "anyAtomicType" => Self::AnyAtomic,
            "untypedAtomic" => Self::Untyped,
            "string" => Self::Text,
            "anyURI" => Self::Uri,
            "boolean" => Self::Boolean,
            "integer" => Self::Integer,
            "decimal" => Self::Decimal,
            "float" => Self::Float,
            "double" => Self::Double,
            "date" => Self::Moment(MomentKind::Date),
            "dateTime" => Self::Moment(MomentKind::DateTime),
            "time" => Self::Moment(MomentKind::Time),
            "gYear" => Self::Moment(MomentKind::Year),
            "gYearMonth" => Self::Moment(MomentKind::YearMonth),
            "gMonth" => Self::Moment(MomentKind::Month),
            "gMonthDay" => Self::Moment(MomentKind::MonthDay),
            "gDay" => Self::Moment(MomentKind::Day),
            "duration" => Self::Duration(DurationKind::Any),
            "dayTimeDuration" => Self::Duration(DurationKind::DayTime),
            "yearMonthDuration" => Self::Duration(DurationKind::YearMonth),
            "base64Binary" => Self::Base64,
            "hexBinary" => Self::Hex,
            "QName" => Self::QName,
            "long" => Self::Bounded("xs:long", i64::MIN.into(), i64::MAX.into()),
            "int" => Self::Bounded("xs:int", i32::MIN.into(), i32::MAX.into()),
            "short" => Self::Bounded("xs:short", i16::MIN.into(), i16::MAX.into()),
            "byte" => Self::Bounded("xs:byte", i8::MIN.into(), i8::MAX.into()),
            "unsignedLong" => Self::Bounded("xs:unsignedLong", 0, u64::MAX.into()),
            "unsignedInt" => Self::Bounded("xs:unsignedInt", 0, u32::MAX.into()),
            "unsignedShort" => Self::Bounded("xs:unsignedShort", 0, u16::MAX.into()),
            "unsignedByte" => Self::Bounded("xs:unsignedByte", 0, u8::MAX.into()),
            "nonNegativeInteger" => Self::Bounded("xs:nonNegativeInteger", 0, HUGE),
            "positiveInteger" => Self::Bounded("xs:positiveInteger", 1, HUGE),
            "nonPositiveInteger" => Self::Bounded("xs:nonPositiveInteger", -HUGE, 0),
            "negativeInteger" => Self::Bounded("xs:negativeInteger", -HUGE, -1),
            "normalizedString" => Self::Token(TextKind::NormalizedString),
            "token" => Self::Token(TextKind::Token),
            "language" => Self::Token(TextKind::Language),
            "NMTOKEN" => Self::Token(TextKind::NameToken),
            "Name" => Self::Token(TextKind::Name),
            "NCName" | "ID" | "IDREF" | "ENTITY" => Self::Token(TextKind::NcName),
            _ => return None,
        })
    }

    /// Whether values do not tell that they are of it.
    pub(crate) fn is_derived(self) -> bool {
        matches!(self, Self::Bounded(..) | Self::Token(_))
    }

    /// Whether a value of this type is one of `other`.
    pub(crate) fn is_a(self, other: Self) -> bool {
        other == Self::AnyAtomic
            || self == other
            || (self == Self::Integer && other == Self::Decimal)
            || (matches!(self, Self::Duration(_)) && other == Self::Duration(DurationKind::Any))
    }

    /// The name, for errors.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::AnyAtomic => "xs:anyAtomicType",
            Self::Untyped => "xs:untypedAtomic",
            Self::Text => "xs:string",
            Self::Uri => "xs:anyURI",
            Self::Boolean => "xs:boolean",
            Self::Integer => "xs:integer",
            Self::Decimal => "xs:decimal",
            Self::Float => "xs:float",
            Self::Double => "xs:double",
            Self::Moment(kind) => kind.name(),
            Self::Duration(kind) => kind.name(),
            Self::Base64 => "xs:base64Binary",
            Self::Hex => "xs:hexBinary",
            Self::QName => "xs:QName",
            Self::Bounded(name, ..) => name,
            Self::Token(_) => "type derived from xs:string",
        }
    }
}

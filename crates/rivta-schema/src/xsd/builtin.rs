//! The built-in types of XML Schema 1.0.

use super::{QName, WhiteSpace};

/// A built-in type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Builtin {
    /// `xs:anyType`
    AnyType,
    /// `xs:anySimpleType`
    AnySimpleType,
    /// `xs:string`
    String,
    /// `xs:normalizedString`
    NormalizedString,
    /// `xs:token`
    Token,
    /// `xs:language`
    Language,
    /// `xs:Name`
    Name,
    /// `xs:NCName`
    NcName,
    /// `xs:NMTOKEN`
    NmToken,
    /// `xs:NMTOKENS`
    NmTokens,
    /// `xs:ID`
    Id,
    /// `xs:IDREF`
    IdRef,
    /// `xs:IDREFS`
    IdRefs,
    /// `xs:ENTITY`
    Entity,
    /// `xs:ENTITIES`
    Entities,
    /// `xs:QName`
    QName,
    /// `xs:NOTATION`
    Notation,
    /// `xs:anyURI`
    AnyUri,
    /// `xs:boolean`
    Boolean,
    /// `xs:decimal`
    Decimal,
    /// `xs:integer`
    Integer,
    /// `xs:nonPositiveInteger`
    NonPositiveInteger,
    /// `xs:negativeInteger`
    NegativeInteger,
    /// `xs:nonNegativeInteger`
    NonNegativeInteger,
    /// `xs:positiveInteger`
    PositiveInteger,
    /// `xs:long`
    Long,
    /// `xs:int`
    Int,
    /// `xs:short`
    Short,
    /// `xs:byte`
    Byte,
    /// `xs:unsignedLong`
    UnsignedLong,
    /// `xs:unsignedInt`
    UnsignedInt,
    /// `xs:unsignedShort`
    UnsignedShort,
    /// `xs:unsignedByte`
    UnsignedByte,
    /// `xs:float`
    Float,
    /// `xs:double`
    Double,
    /// `xs:duration`
    Duration,
    /// `xs:dateTime`
    DateTime,
    /// `xs:time`
    Time,
    /// `xs:date`
    Date,
    /// `xs:gYearMonth`
    GYearMonth,
    /// `xs:gYear`
    GYear,
    /// `xs:gMonthDay`
    GMonthDay,
    /// `xs:gDay`
    GDay,
    /// `xs:gMonth`
    GMonth,
    /// `xs:hexBinary`
    HexBinary,
    /// `xs:base64Binary`
    Base64Binary,
}

const ALL: [(&str, Builtin); 46] = [
    ("anyType", Builtin::AnyType),
    ("anySimpleType", Builtin::AnySimpleType),
    ("string", Builtin::String),
    ("normalizedString", Builtin::NormalizedString),
    ("token", Builtin::Token),
    ("language", Builtin::Language),
    ("Name", Builtin::Name),
    ("NCName", Builtin::NcName),
    ("NMTOKEN", Builtin::NmToken),
    ("NMTOKENS", Builtin::NmTokens),
    ("ID", Builtin::Id),
    ("IDREF", Builtin::IdRef),
    ("IDREFS", Builtin::IdRefs),
    ("ENTITY", Builtin::Entity),
    ("ENTITIES", Builtin::Entities),
    ("QName", Builtin::QName),
    ("NOTATION", Builtin::Notation),
    ("anyURI", Builtin::AnyUri),
    ("boolean", Builtin::Boolean),
    ("decimal", Builtin::Decimal),
    ("integer", Builtin::Integer),
    ("nonPositiveInteger", Builtin::NonPositiveInteger),
    ("negativeInteger", Builtin::NegativeInteger),
    ("nonNegativeInteger", Builtin::NonNegativeInteger),
    ("positiveInteger", Builtin::PositiveInteger),
    ("long", Builtin::Long),
    ("int", Builtin::Int),
    ("short", Builtin::Short),
    ("byte", Builtin::Byte),
    ("unsignedLong", Builtin::UnsignedLong),
    ("unsignedInt", Builtin::UnsignedInt),
    ("unsignedShort", Builtin::UnsignedShort),
    ("unsignedByte", Builtin::UnsignedByte),
    ("float", Builtin::Float),
    ("double", Builtin::Double),
    ("duration", Builtin::Duration),
    ("dateTime", Builtin::DateTime),
    ("time", Builtin::Time),
    ("date", Builtin::Date),
    ("gYearMonth", Builtin::GYearMonth),
    ("gYear", Builtin::GYear),
    ("gMonthDay", Builtin::GMonthDay),
    ("gDay", Builtin::GDay),
    ("gMonth", Builtin::GMonth),
    ("hexBinary", Builtin::HexBinary),
    ("base64Binary", Builtin::Base64Binary),
];

impl Builtin {
    /// The built-in type of a name, if there is one.
    pub fn of(name: &QName) -> Option<Self> {
        if !name.is_xs() {
            return None;
        }
        ALL.iter()
            .find(|(local, _)| *local == name.local)
            .map(|(_, builtin)| *builtin)
    }

    /// All built-in types, `xs:anyType` first.
    pub fn all() -> impl Iterator<Item = Self> {
        ALL.iter().map(|(_, builtin)| *builtin)
    }

    /// The type that a built-in type is derived from; that of `xs:anyType` is itself.
    pub fn base(self) -> Self {
        match self {
            Self::AnyType | Self::AnySimpleType => Self::AnyType,
            Self::NormalizedString => Self::String,
            Self::Token => Self::NormalizedString,
            Self::Language | Self::Name | Self::NmToken => Self::Token,
            Self::NcName => Self::Name,
            Self::Id | Self::IdRef | Self::Entity => Self::NcName,
            Self::Integer => Self::Decimal,
            Self::NonPositiveInteger | Self::Long | Self::NonNegativeInteger => Self::Integer,
            Self::NegativeInteger => Self::NonPositiveInteger,
            Self::Int => Self::Long,
            Self::Short => Self::Int,
            Self::Byte => Self::Short,
            Self::PositiveInteger | Self::UnsignedLong => Self::NonNegativeInteger,
            Self::UnsignedInt => Self::UnsignedLong,
            Self::UnsignedShort => Self::UnsignedInt,
            Self::UnsignedByte => Self::UnsignedShort,
            _ => Self::AnySimpleType,
        }
    }

    /// The local name in the namespace of XML Schema.
    pub fn name(self) -> &'static str {
        ALL.iter()
            .find(|(_, builtin)| *builtin == self)
            .map_or("", |(name, _)| name)
    }

    /// What becomes of white space in its values.
    pub fn white_space(self) -> WhiteSpace {
        match self {
            Self::AnyType | Self::AnySimpleType | Self::String => WhiteSpace::Preserve,
            Self::NormalizedString => WhiteSpace::Replace,
            _ => WhiteSpace::Collapse,
        }
    }
}

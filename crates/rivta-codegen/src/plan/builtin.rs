//! The Rust types of XML Schema's own.

use rivta_schema::xsd::{Builtin, QName};

use super::model::ValueType;

/// The Rust type of a built-in type.
pub(super) fn value(name: &QName) -> Option<ValueType> {
    let builtin = Builtin::of(name)?;
    let items = match builtin {
        Builtin::NmTokens => Some("NmToken"),
        Builtin::IdRefs => Some("IdRef"),
        Builtin::Entities => Some("Entity"),
        _ => None,
    };
    Some(match items {
        Some(item) => ValueType::List(Box::new(ValueType::Builtin(item))),
        None => ValueType::Builtin(rust(builtin)),
    })
}

fn rust(builtin: Builtin) -> &'static str {
    match builtin {
        Builtin::AnyType => "RawElement",
        Builtin::AnySimpleType | Builtin::String => "String",
        Builtin::NormalizedString => "NormalizedString",
        Builtin::Token => "Token",
        Builtin::Language => "Language",
        Builtin::Name => "XmlName",
        Builtin::NcName => "NcName",
        Builtin::NmToken | Builtin::NmTokens => "NmToken",
        Builtin::Id => "Id",
        Builtin::IdRef | Builtin::IdRefs => "IdRef",
        Builtin::Entity | Builtin::Entities => "Entity",
        Builtin::QName | Builtin::Notation => "QName",
        Builtin::AnyUri => "AnyUri",
        Builtin::Boolean => "bool",
        Builtin::Decimal => "Decimal",
        Builtin::Integer => "Integer",
        Builtin::NonPositiveInteger => "NonPositiveInteger",
        Builtin::NegativeInteger => "NegativeInteger",
        Builtin::NonNegativeInteger => "NonNegativeInteger",
        Builtin::PositiveInteger => "PositiveInteger",
        Builtin::Byte => "i8",
        Builtin::Short => "i16",
        Builtin::Int => "i32",
        Builtin::Long => "i64",
        Builtin::UnsignedByte => "u8",
        Builtin::UnsignedShort => "u16",
        Builtin::UnsignedInt => "u32",
        Builtin::UnsignedLong => "u64",
        Builtin::Float => "Float",
        Builtin::Double => "Double",
        Builtin::Duration => "Duration",
        Builtin::DateTime => "DateTime",
        Builtin::Time => "Time",
        Builtin::Date => "Date",
        Builtin::GYearMonth => "GYearMonth",
        Builtin::GYear => "GYear",
        Builtin::GMonthDay => "GMonthDay",
        Builtin::GDay => "GDay",
        Builtin::GMonth => "GMonth",
        Builtin::HexBinary => "HexBinary",
        Builtin::Base64Binary => "Base64Binary",
    }
}

/// Whether values are texts without a form of their own.
pub(super) fn is_text(builtin: Builtin) -> bool {
    matches!(
        builtin,
        Builtin::AnySimpleType | Builtin::String | Builtin::NormalizedString | Builtin::Token | Builtin::AnyUri
    )
}

/// The Rust type by which enumerated whole numbers are compared.
pub(super) fn number(builtin: Builtin) -> Option<&'static str> {
    match builtin {
        Builtin::Integer
        | Builtin::NonPositiveInteger
        | Builtin::NegativeInteger
        | Builtin::NonNegativeInteger
        | Builtin::PositiveInteger => Some("i64"),
        _ => Some(rust(builtin)).filter(|name| name.starts_with(['i', 'u']) && name.len() <= 3),
    }
}

/// Least and greatest value of an integer type that is a number in Rust.
pub(super) fn range(builtin: Builtin) -> Option<(String, String)> {
    let texts = |least: i128, greatest: i128| Some((least.to_string(), greatest.to_string()));
    match builtin {
        Builtin::Byte => texts(i8::MIN.into(), i8::MAX.into()),
        Builtin::Short => texts(i16::MIN.into(), i16::MAX.into()),
        Builtin::Int => texts(i32::MIN.into(), i32::MAX.into()),
        Builtin::Long => texts(i64::MIN.into(), i64::MAX.into()),
        Builtin::UnsignedByte => texts(0, u8::MAX.into()),
        Builtin::UnsignedShort => texts(0, u16::MAX.into()),
        Builtin::UnsignedInt => texts(0, u32::MAX.into()),
        Builtin::UnsignedLong => texts(0, u64::MAX.into()),
        _ => None,
    }
}

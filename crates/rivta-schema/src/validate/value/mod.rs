//! Values of the built-in types: their forms, and their order and equality in the value space.

mod binary;
mod moment;
mod number;
mod text;
mod uri;

use std::cmp::Ordering;

use crate::xsd::Builtin;

pub(super) use moment::{Duration, Moment};
pub(super) use number::Decimal;

/// A value in the value space of its primitive type. Equal values are equal, whatever their form.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Value {
    /// Texts, names and URIs.
    Text(String),
    Boolean(bool),
    Decimal(Decimal),
    /// `xs:float` and `xs:double`, as bits with one zero and one `NaN`.
    Float(u64),
    Moment(Moment),
    Duration(Duration),
    Bytes(Vec<u8>),
    /// A qualified name, its namespace empty where it is in none.
    Name(String, String),
    List(Vec<Value>),
}

impl Value {
    /// The order of two values; `None` where there is none.
    pub(super) fn order(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Decimal(a), Self::Decimal(b)) => Some(a.cmp(b)),
            (Self::Float(a), Self::Float(b)) => f64::from_bits(*a).partial_cmp(&f64::from_bits(*b)),
            (Self::Moment(a), Self::Moment(b)) => a.order(b),
            (Self::Duration(a), Self::Duration(b)) => a.order(b),
            _ => None,
        }
    }
}

/// Whether a text, its white space treated, has a form of a built-in type. Prefixes are not looked up.
pub(super) fn has_form(builtin: Builtin, text: &str) -> bool {
    match builtin {
        Builtin::AnyType | Builtin::AnySimpleType | Builtin::String | Builtin::NormalizedString | Builtin::Token => {
            true
        }
        Builtin::Language => text::is_language(text),
        Builtin::Name => text::is_name(text),
        Builtin::NmToken => text::is_name_token(text),
        Builtin::NcName | Builtin::Id | Builtin::IdRef | Builtin::Entity => text::is_ncname(text),
        Builtin::QName | Builtin::Notation => text::is_qualified_name(text),
        Builtin::NmTokens | Builtin::IdRefs | Builtin::Entities => false,
        Builtin::AnyUri => uri::is_reference(text),
        Builtin::Boolean => matches!(text, "true" | "false" | "1" | "0"),
        Builtin::Decimal => number::is_decimal(text),
        Builtin::Float | Builtin::Double => number::is_float(text),
        Builtin::HexBinary => binary::is_hex(text),
        Builtin::Base64Binary => binary::is_base64(text),
        Builtin::Duration => Duration::parse(text).is_some(),
        Builtin::DateTime
        | Builtin::Time
        | Builtin::Date
        | Builtin::GYearMonth
        | Builtin::GYear
        | Builtin::GMonthDay
        | Builtin::GDay
        | Builtin::GMonth => Moment::parse(builtin, text).is_some(),
        _ => number::is_integer(builtin, text),
    }
}

/// The value of a text that [`has_form`]; names are not for this function.
pub(super) fn of(builtin: Builtin, text: &str) -> Option<Value> {
    Some(match builtin {
        Builtin::Boolean => Value::Boolean(matches!(text, "true" | "1")),
        Builtin::Float => Value::Float(number::float(text, true)?),
        Builtin::Double => Value::Float(number::float(text, false)?),
        Builtin::HexBinary => Value::Bytes(binary::hex(text)),
        Builtin::Base64Binary => Value::Bytes(binary::base64(text)),
        Builtin::Duration => Value::Duration(Duration::parse(text)?),
        Builtin::DateTime
        | Builtin::Time
        | Builtin::Date
        | Builtin::GYearMonth
        | Builtin::GYear
        | Builtin::GMonthDay
        | Builtin::GDay
        | Builtin::GMonth => Value::Moment(Moment::parse(builtin, text)?),
        _ if is_decimal(builtin) => Value::Decimal(Decimal::of(text)),
        _ => Value::Text(text.to_owned()),
    })
}

/// Whether a type is `xs:decimal` or one of the integers.
pub(super) fn is_decimal(builtin: Builtin) -> bool {
    matches!(
        builtin,
        Builtin::Decimal
            | Builtin::Integer
            | Builtin::NonPositiveInteger
            | Builtin::NegativeInteger
            | Builtin::NonNegativeInteger
            | Builtin::PositiveInteger
            | Builtin::Long
            | Builtin::Int
            | Builtin::Short
            | Builtin::Byte
            | Builtin::UnsignedLong
            | Builtin::UnsignedInt
            | Builtin::UnsignedShort
            | Builtin::UnsignedByte
    )
}

/// Bytes that a binary text stands for.
pub(super) fn byte_count(builtin: Builtin, text: &str) -> usize {
    match builtin {
        Builtin::HexBinary => text.len() / 2,
        _ => binary::base64_length(text),
    }
}

/// Whether a type's values are texts that are their own values.
pub(super) fn is_text(builtin: Builtin) -> bool {
    matches!(
        builtin,
        Builtin::AnySimpleType
            | Builtin::String
            | Builtin::NormalizedString
            | Builtin::Token
            | Builtin::Language
            | Builtin::Name
            | Builtin::NmToken
            | Builtin::NcName
            | Builtin::Id
            | Builtin::IdRef
            | Builtin::Entity
            | Builtin::AnyUri
    )
}

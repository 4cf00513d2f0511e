//! Casts between atomic types (XPath Functions and Operators, section 17).

pub(super) mod binary;

use std::borrow::Cow;

use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use super::failure::{Failure, Outcome};
use super::value::{Atomic, Duration, Moment, TextKind, Type};

/// Casts a value.
///
/// Fails with `FORG0001` where a text is not of the type, and with `XPTY0004` where the types have nothing to do with
/// each other.
pub(super) fn cast(value: Atomic<'_>, to: Type) -> Outcome<Atomic<'_>> {
    if value.kind() == to {
        return Ok(value);
    }
    match (to, value) {
        (Type::Text, value) => Ok(Atomic::Text(value.into_text())),
        (Type::Untyped, value) => Ok(Atomic::Untyped(value.into_text())),
        (Type::Token(kind), value) => text_of_kind(kind, &value.into_text()),
        (Type::Bounded(name, least, most), value) => match cast(value, Type::Integer)? {
            Atomic::Integer(number) if (least..=most).contains(&number) => Ok(Atomic::Integer(number)),
            _ => Err(Failure::cast(name)),
        },
        (to, Atomic::Untyped(text) | Atomic::Text(text)) => read(to, text).ok_or_else(|| Failure::cast(to.name())),
        (to, value) => convert(&value, to),
    }
}

/// The text without white space at its ends; none of the types read here allows any inside.
pub(super) fn collapsed(text: &str) -> &str {
    text.trim_matches(is_space)
}

pub(super) fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\r' | '\n')
}

fn read(to: Type, text: Cow<'_, str>) -> Option<Atomic<'_>> {
    let body = collapsed(&text);
    Some(match to {
        Type::Uri => match text {
            Cow::Borrowed(text) => Atomic::Uri(Cow::Borrowed(collapsed(text))),
            Cow::Owned(text) => Atomic::Uri(Cow::Owned(collapsed(&text).to_owned())),
        },
        Type::Boolean => match body {
            "true" | "1" => Atomic::Boolean(true),
            "false" | "0" => Atomic::Boolean(false),
            _ => return None,
        },
        Type::Integer => Atomic::Integer(integer(body)?),
        Type::Decimal => Atomic::Decimal(decimal(body)?),
        Type::Float => Atomic::Float(special(body).or_else(|| floating(body)?.parse().ok())?),
        Type::Double => Atomic::Double(double(body)?),
        Type::Moment(kind) => Atomic::Moment(Moment::parse(kind, body)?),
        Type::Duration(kind) => Atomic::Duration(Duration::parse(kind, body)?),
        Type::Base64 => binary_of(true, binary::from_base64(body)?),
        Type::Hex => binary_of(false, binary::from_hex(body)?),
        _ => return None,
    })
}

fn binary_of<'a>(base64: bool, bytes: Vec<u8>) -> Atomic<'a> {
    Atomic::Binary { base64, bytes }
}

fn digits_after_sign(text: &str) -> Option<&str> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    (!digits.is_empty()).then_some(digits)
}

fn integer(text: &str) -> Option<i128> {
    let plain = digits_after_sign(text)?.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok())?
}

fn decimal(text: &str) -> Option<Decimal> {
    let digits = digits_after_sign(text)?;
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let enough = digits.bytes().any(|byte| byte.is_ascii_digit()) && digits.matches('.').count() <= 1;
    (plain && enough).then(|| text.trim_end_matches('.').parse().ok())?
}

/// A double as XML Schema writes it.
pub(super) fn double(text: &str) -> Option<f64> {
    special(text).map(f64::from).or_else(|| floating(text)?.parse().ok())
}

fn special(text: &str) -> Option<f32> {
    match text {
        "INF" | "+INF" => Some(f32::INFINITY),
        "-INF" => Some(f32::NEG_INFINITY),
        "NaN" => Some(f32::NAN),
        _ => None,
    }
}

/// Text that may be a number; Rust would also read `inf` and `nan`.
fn floating(text: &str) -> Option<&str> {
    let plain = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E');
    text.bytes().all(plain).then_some(text)
}

fn convert<'a>(value: &Atomic<'a>, to: Type) -> Outcome<Atomic<'a>> {
    let impossible = || Failure::wrong_type(format!("{} cannot be cast to {}", value.kind().name(), to.name()));
    let converted = match (value, to) {
        (Atomic::Boolean(flag), _) => return from_boolean(*flag, to).ok_or_else(impossible),
        (number, Type::Boolean) if number.is_number() => {
            let zero = number.double().is_none_or(|number| number == 0.0 || number.is_nan());
            Atomic::Boolean(!zero)
        }
        (number, Type::Integer | Type::Decimal | Type::Float | Type::Double) if number.is_number() => {
            return to_number(number, to);
        }
        (Atomic::Moment(moment), Type::Moment(kind)) => Atomic::Moment(moment.cast(kind).ok_or_else(impossible)?),
        (Atomic::Duration(duration), Type::Duration(kind)) => Atomic::Duration(duration.cast(kind)),
        (Atomic::Binary { bytes, .. }, Type::Base64 | Type::Hex) => binary_of(to == Type::Base64, bytes.clone()),
        _ => return Err(impossible()),
    };
    Ok(converted)
}

fn from_boolean<'a>(flag: bool, to: Type) -> Option<Atomic<'a>> {
    Some(match to {
        Type::Integer => Atomic::Integer(flag.into()),
        Type::Decimal => Atomic::Decimal(u8::from(flag).into()),
        Type::Float => Atomic::Float(u8::from(flag).into()),
        Type::Double => Atomic::Double(u8::from(flag).into()),
        _ => return None,
    })
}

fn to_number<'a>(value: &Atomic<'a>, to: Type) -> Outcome<Atomic<'a>> {
    let double = value.double().ok_or_else(Failure::overflow)?;
    let not_finite = || Failure::new("FOCA0002", "a number that is not finite cannot be cast");
    Ok(match (to, value) {
        #[allow(clippy::cast_possible_truncation, reason = "that is what the cast asks for")]
        (Type::Float, _) => Atomic::Float(double as f32),
        (Type::Double, _) => Atomic::Double(double),
        (Type::Integer, Atomic::Decimal(number)) => {
            Atomic::Integer(number.trunc().to_i128().ok_or_else(Failure::overflow)?)
        }
        (Type::Integer, _) if double.is_finite() => {
            Atomic::Integer(double.trunc().to_i128().ok_or_else(Failure::overflow)?)
        }
        (Type::Decimal, Atomic::Integer(number)) => {
            Atomic::Decimal(Decimal::from_i128(*number).ok_or_else(Failure::overflow)?)
        }
        (Type::Decimal, _) if double.is_finite() => {
            Atomic::Decimal(Decimal::from_f64_retain(double).ok_or_else(Failure::overflow)?)
        }
        _ => return Err(not_finite()),
    })
}

fn text_of_kind<'a>(kind: TextKind, text: &str) -> Outcome<Atomic<'a>> {
    let text = match kind {
        TextKind::NormalizedString => text.replace(is_space, " "),
        _ => text
            .split(is_space)
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
    };
    let starts = |c: char| c.is_alphabetic() || c == '_';
    let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '\u{b7}');
    let is_name = |colon: bool| {
        text.starts_with(|c| starts(c) || (colon && c == ':'))
            && text.chars().all(|c| goes_on(c) || (colon && c == ':'))
    };
    let fits = match kind {
        TextKind::NormalizedString | TextKind::Token => true,
        TextKind::Language => is_language(&text),
        TextKind::NameToken => !text.is_empty() && text.chars().all(|c| goes_on(c) || c == ':'),
        TextKind::Name => is_name(true),
        TextKind::NcName => is_name(false),
    };
    if fits {
        return Ok(Atomic::Text(Cow::Owned(text)));
    }
    Err(Failure::cast("name or token"))
}

fn is_language(text: &str) -> bool {
    text.split('-').enumerate().all(|(index, part)| {
        let plain = |c: char| c.is_ascii_alphabetic() || (index > 0 && c.is_ascii_digit());
        (1..=8).contains(&part.len()) && part.chars().all(plain)
    })
}

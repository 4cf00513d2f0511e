//! What expressions give: sequences of nodes and atomic values.

mod duration;
mod kind;
mod moment;
mod number;

use std::borrow::Cow;

use rust_decimal::Decimal;

pub(crate) use duration::{Duration, DurationKind};
pub(crate) use kind::{TextKind, Type};
pub(crate) use moment::{Moment, MomentKind};
pub(crate) use number::{decimal_text, double_text, float_text};

use super::tree::NodeId;

/// A node or an atomic value.
#[derive(Debug, Clone)]
pub(crate) enum Item<'a> {
    Node(NodeId),
    Atomic(Atomic<'a>),
}

pub(crate) type Sequence<'a> = Vec<Item<'a>>;

/// An atomic value. Text lives as long as the message and the rules, where it can.
#[derive(Debug, Clone)]
pub(crate) enum Atomic<'a> {
    /// What stands in a message: its type is whatever it is compared with.
    Untyped(Cow<'a, str>),
    Text(Cow<'a, str>),
    Uri(Cow<'a, str>),
    Boolean(bool),
    Integer(i128),
    Decimal(Decimal),
    Float(f32),
    Double(f64),
    Moment(Moment),
    Duration(Duration),
    Binary {
        base64: bool,
        bytes: Vec<u8>,
    },
    QName {
        namespace: String,
        lexical: String,
    },
}

impl<'a> Atomic<'a> {
    pub(crate) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    /// The type of the value.
    pub(crate) fn kind(&self) -> Type {
        match self {
            Self::Untyped(_) => Type::Untyped,
            Self::Text(_) => Type::Text,
            Self::Uri(_) => Type::Uri,
            Self::Boolean(_) => Type::Boolean,
            Self::Integer(_) => Type::Integer,
            Self::Decimal(_) => Type::Decimal,
            Self::Float(_) => Type::Float,
            Self::Double(_) => Type::Double,
            Self::Moment(moment) => Type::Moment(moment.kind),
            Self::Duration(duration) => Type::Duration(duration.kind),
            Self::Binary { base64: true, .. } => Type::Base64,
            Self::Binary { .. } => Type::Hex,
            Self::QName { .. } => Type::QName,
        }
    }

    pub(crate) fn is_number(&self) -> bool {
        matches!(
            self,
            Self::Integer(_) | Self::Decimal(_) | Self::Float(_) | Self::Double(_)
        )
    }

    /// The number as a double, if it is a number.
    pub(crate) fn double(&self) -> Option<f64> {
        match self {
            #[allow(clippy::cast_precision_loss, reason = "a double is what was asked for")]
            Self::Integer(number) => Some(*number as f64),
            Self::Decimal(number) => number::decimal_to_double(*number),
            Self::Float(number) => Some(f64::from(*number)),
            Self::Double(number) => Some(*number),
            _ => None,
        }
    }

    /// The value as text: a cast to `xs:string`, which never fails.
    pub(crate) fn into_text(self) -> Cow<'a, str> {
        match self {
            Self::Untyped(text) | Self::Text(text) | Self::Uri(text) => text,
            Self::Boolean(value) => Cow::Borrowed(if value { "true" } else { "false" }),
            Self::Integer(number) => Cow::Owned(number.to_string()),
            Self::Decimal(number) => Cow::Owned(decimal_text(number)),
            Self::Float(number) => Cow::Owned(float_text(number)),
            Self::Double(number) => Cow::Owned(double_text(number)),
            Self::Moment(moment) => Cow::Owned(moment.to_string()),
            Self::Duration(duration) => Cow::Owned(duration.to_string()),
            Self::Binary { base64, bytes } => Cow::Owned(binary_text(base64, &bytes)),
            Self::QName { lexical, .. } => Cow::Owned(lexical),
        }
    }
}

fn binary_text(base64: bool, bytes: &[u8]) -> String {
    if base64 {
        return super::cast::binary::to_base64(bytes);
    }
    bytes
        .iter()
        .fold(String::new(), |text, byte| text + &format!("{byte:02X}"))
}

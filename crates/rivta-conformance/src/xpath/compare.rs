//! Comparing atomic values.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use super::cast::cast;
use super::failure::{Failure, Outcome};
use super::syntax::Relation;
use super::value::{Atomic, Duration, DurationKind, MomentKind, Type};

/// `eq`, `lt` and their like on two values; `zone` is the run's, in minutes. What is untyped is text.
pub(super) fn values(left: &Atomic<'_>, right: &Atomic<'_>, relation: Relation, zone: i32) -> Outcome<bool> {
    if left.is_number() && right.is_number() {
        return Ok(holds(relation, numbers(left, right)));
    }
    let equality = matches!(relation, Relation::Equal | Relation::NotEqual);
    let order = match (left, right) {
        (Atomic::Boolean(left), Atomic::Boolean(right)) => left.cmp(right),
        (Atomic::Moment(left), Atomic::Moment(right)) if left.kind == right.kind => {
            let ordered = matches!(left.kind, MomentKind::DateTime | MomentKind::Date | MomentKind::Time);
            if !ordered && !equality {
                return Err(incomparable(left.kind.name(), right.kind.name()));
            }
            left.in_utc(zone).cmp(&right.in_utc(zone))
        }
        (Atomic::Duration(left), Atomic::Duration(right)) => durations(left, right, equality)?,
        (
            Atomic::Binary { base64, bytes },
            Atomic::Binary {
                base64: other,
                bytes: others,
            },
        ) if base64 == other => bytes.cmp(others),
        (
            Atomic::QName { namespace, lexical },
            Atomic::QName {
                namespace: other,
                lexical: name,
            },
        ) if equality => (namespace, local(lexical)).cmp(&(other, local(name))),
        _ => match (text(left), text(right)) {
            (Some(left), Some(right)) => left.cmp(right),
            _ => return Err(incomparable(left.kind().name(), right.kind().name())),
        },
    };
    Ok(holds(relation, Some(order)))
}

/// `=`, `<` and their like on two values: what is untyped becomes what it is compared with.
pub(super) fn general(left: &Atomic<'_>, right: &Atomic<'_>, relation: Relation, zone: i32) -> Outcome<bool> {
    match (left, right) {
        (Atomic::Untyped(_), Atomic::Untyped(_)) => values(left, right, relation, zone),
        (Atomic::Untyped(_), typed) => values(&cast(left.clone(), met(typed))?, typed, relation, zone),
        (typed, Atomic::Untyped(_)) => values(typed, &cast(right.clone(), met(typed))?, relation, zone),
        _ => values(left, right, relation, zone),
    }
}

/// What an untyped value becomes when it meets a typed one.
fn met(typed: &Atomic<'_>) -> Type {
    match typed.kind() {
        _ if typed.is_number() => Type::Double,
        Type::Uri => Type::Text,
        kind => kind,
    }
}

fn text<'t>(value: &'t Atomic<'_>) -> Option<&'t str> {
    match value {
        Atomic::Untyped(text) | Atomic::Text(text) | Atomic::Uri(text) => Some(text),
        _ => None,
    }
}

fn local(lexical: &str) -> &str {
    lexical.rsplit_once(':').map_or(lexical, |(_, local)| local)
}

fn incomparable(left: &str, right: &str) -> Failure {
    Failure::wrong_type(format!("{left} cannot be compared with {right}"))
}

fn durations(left: &Duration, right: &Duration, equality: bool) -> Outcome<Ordering> {
    if equality {
        let same = left.months == right.months && left.seconds == right.seconds;
        return Ok(if same { Ordering::Equal } else { Ordering::Less });
    }
    match (left.kind, right.kind) {
        (DurationKind::YearMonth, DurationKind::YearMonth) => Ok(left.months.cmp(&right.months)),
        (DurationKind::DayTime, DurationKind::DayTime) => Ok(left.seconds.cmp(&right.seconds)),
        (left, right) => Err(incomparable(left.name(), right.name())),
    }
}

/// The order of two numbers; none when one of them is not a number.
pub(super) fn numbers(left: &Atomic<'_>, right: &Atomic<'_>) -> Option<Ordering> {
    match (left, right) {
        (Atomic::Integer(left), Atomic::Integer(right)) => Some(left.cmp(right)),
        (Atomic::Double(_), _) | (_, Atomic::Double(_)) => left.double()?.partial_cmp(&right.double()?),
        (Atomic::Float(_), _) | (_, Atomic::Float(_)) => float(left)?.partial_cmp(&float(right)?),
        _ => match (decimal(left), decimal(right)) {
            (Some(left), Some(right)) => Some(left.cmp(&right)),
            _ => left.double()?.partial_cmp(&right.double()?),
        },
    }
}

#[allow(clippy::cast_possible_truncation, reason = "that is what promotion to xs:float is")]
fn float(value: &Atomic<'_>) -> Option<f32> {
    value.double().map(|double| double as f32)
}

/// The number as a decimal, if it is exact and fits.
pub(super) fn decimal(value: &Atomic<'_>) -> Option<Decimal> {
    match value {
        Atomic::Integer(number) => Decimal::from_i128(*number),
        Atomic::Decimal(number) => Some(*number),
        _ => None,
    }
}

fn holds(relation: Relation, order: Option<Ordering>) -> bool {
    match (relation, order) {
        (Relation::NotEqual, None) => true,
        (_, None) => false,
        (Relation::Equal, Some(order)) => order.is_eq(),
        (Relation::NotEqual, Some(order)) => order.is_ne(),
        (Relation::Less, Some(order)) => order.is_lt(),
        (Relation::LessOrEqual, Some(order)) => order.is_le(),
        (Relation::Greater, Some(order)) => order.is_gt(),
        (Relation::GreaterOrEqual, Some(order)) => order.is_ge(),
    }
}

//! Adding, subtracting, multiplying and dividing numbers, dates and durations.

use chrono::TimeDelta;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use rust_decimal::{Decimal, RoundingStrategy};

use super::cast::cast;
use super::compare::decimal;
use super::failure::{Failure, Outcome};
use super::functions::numbers::half_up_decimal;
use super::syntax::Operator;
use super::value::{Atomic, Duration, DurationKind, Moment, MomentKind, Type};

/// Digits after the point of a quotient of decimals, as Saxon gives them.
const QUOTIENT_DIGITS: u32 = 18;

/// The result of an operator on two values. What is untyped becomes a double.
pub(super) fn calculate<'a>(operator: Operator, left: Atomic<'a>, right: Atomic<'a>, zone: i32) -> Outcome<Atomic<'a>> {
    let (left, right) = (typed(left)?, typed(right)?);
    if left.is_number() && right.is_number() {
        return numbers(operator, &left, &right);
    }
    let impossible = || {
        let names = (left.kind().name(), right.kind().name());
        Failure::wrong_type(format!(
            "{} and {} cannot be calculated with like this",
            names.0, names.1
        ))
    };
    match (operator, &left, &right) {
        (Operator::Subtract, Atomic::Moment(left), Atomic::Moment(right)) if left.kind == right.kind => {
            between(left, right, zone).ok_or_else(impossible)
        }
        (Operator::Add | Operator::Subtract, Atomic::Moment(moment), Atomic::Duration(duration)) => {
            let sign = if operator == Operator::Add {
                *duration
            } else {
                duration.negated()
            };
            moved(moment, &sign).ok_or_else(impossible)
        }
        (Operator::Add, Atomic::Duration(duration), Atomic::Moment(moment)) => {
            moved(moment, duration).ok_or_else(impossible)
        }
        (_, Atomic::Duration(left), Atomic::Duration(right)) => {
            durations(operator, left, right)?.ok_or_else(impossible)
        }
        (Operator::Multiply | Operator::Divide, Atomic::Duration(duration), number) if number.is_number() => {
            scaled(operator, duration, number)
        }
        (Operator::Multiply, number, Atomic::Duration(duration)) if number.is_number() => {
            scaled(operator, duration, number)
        }
        _ => Err(impossible()),
    }
}

/// The value to calculate with: what is untyped becomes a double.
pub(super) fn typed(value: Atomic<'_>) -> Outcome<Atomic<'_>> {
    match value {
        Atomic::Untyped(_) => cast(value, Type::Double),
        value => Ok(value),
    }
}

/// The number with the other sign.
pub(super) fn negated(value: Atomic<'_>) -> Outcome<Atomic<'_>> {
    Ok(match typed(value)? {
        Atomic::Integer(number) => Atomic::Integer(number.checked_neg().ok_or_else(Failure::overflow)?),
        Atomic::Decimal(number) => Atomic::Decimal(-number),
        Atomic::Float(number) => Atomic::Float(-number),
        Atomic::Double(number) => Atomic::Double(-number),
        _ => return Err(Failure::wrong_type("only numbers have a sign")),
    })
}

fn numbers<'a>(operator: Operator, left: &Atomic<'a>, right: &Atomic<'a>) -> Outcome<Atomic<'a>> {
    match (left, right) {
        (Atomic::Integer(left), Atomic::Integer(right)) if operator != Operator::Divide => {
            integers(operator, *left, *right).map(Atomic::Integer)
        }
        (Atomic::Double(_) | Atomic::Float(_), _) | (_, Atomic::Double(_) | Atomic::Float(_)) => {
            let single = !matches!(left, Atomic::Double(_)) && !matches!(right, Atomic::Double(_));
            doubles(operator, left, right, single)
        }
        _ => {
            let (left, right) = (decimal(left), decimal(right));
            let (left, right) = left.zip(right).ok_or_else(Failure::overflow)?;
            decimals(operator, left, right)
        }
    }
}

fn by_zero() -> Failure {
    Failure::new("FOAR0001", "division by zero")
}

fn integers(operator: Operator, left: i128, right: i128) -> Outcome<i128> {
    if right == 0 && matches!(operator, Operator::IntegerDivide | Operator::Modulo) {
        return Err(by_zero());
    }
    let result = match operator {
        Operator::Add => left.checked_add(right),
        Operator::Subtract => left.checked_sub(right),
        Operator::Multiply => left.checked_mul(right),
        Operator::Divide | Operator::IntegerDivide => left.checked_div(right),
        Operator::Modulo => left.checked_rem(right),
    };
    result.ok_or_else(Failure::overflow)
}

fn decimals<'a>(operator: Operator, left: Decimal, right: Decimal) -> Outcome<Atomic<'a>> {
    if right.is_zero() && matches!(operator, Operator::Divide | Operator::IntegerDivide | Operator::Modulo) {
        return Err(by_zero());
    }
    let result = match operator {
        Operator::Add => left.checked_add(right),
        Operator::Subtract => left.checked_sub(right),
        Operator::Multiply => left.checked_mul(right),
        Operator::Divide => left
            .checked_div(right)
            .map(|quotient| quotient.round_dp_with_strategy(QUOTIENT_DIGITS, RoundingStrategy::MidpointTowardZero)),
        Operator::IntegerDivide => {
            let quotient = left.checked_div(right).and_then(|quotient| quotient.trunc().to_i128());
            return quotient.map(Atomic::Integer).ok_or_else(Failure::overflow);
        }
        Operator::Modulo => left.checked_rem(right),
    };
    result.map(Atomic::Decimal).ok_or_else(Failure::overflow)
}

fn doubles<'a>(operator: Operator, left: &Atomic<'a>, right: &Atomic<'a>, single: bool) -> Outcome<Atomic<'a>> {
    let (left, right) = left.double().zip(right.double()).ok_or_else(Failure::overflow)?;
    let result = match operator {
        Operator::Add => left + right,
        Operator::Subtract => left - right,
        Operator::Multiply => left * right,
        Operator::Divide => left / right,
        Operator::Modulo => left % right,
        Operator::IntegerDivide => {
            if right == 0.0 {
                return Err(by_zero());
            }
            let quotient = (left / right).trunc();
            let whole = quotient.is_finite().then(|| quotient.to_i128()).flatten();
            return whole.map(Atomic::Integer).ok_or_else(Failure::overflow);
        }
    };
    #[allow(clippy::cast_possible_truncation, reason = "two floats give a float")]
    Ok(if single {
        Atomic::Float(result as f32)
    } else {
        Atomic::Double(result)
    })
}

fn seconds_of(delta: TimeDelta) -> Option<Decimal> {
    let fraction = Decimal::new(delta.subsec_nanos().into(), 9);
    Decimal::from(delta.num_seconds()).checked_add(fraction)
}

fn delta_of(seconds: Decimal) -> Option<TimeDelta> {
    let nanoseconds = (seconds.fract() * Decimal::from(1_000_000_000)).to_i64()?;
    TimeDelta::try_seconds(seconds.trunc().to_i64()?)?.checked_add(&TimeDelta::nanoseconds(nanoseconds))
}

/// The time between two moments.
fn between<'a>(left: &Moment, right: &Moment, zone: i32) -> Option<Atomic<'a>> {
    if !matches!(left.kind, MomentKind::DateTime | MomentKind::Date | MomentKind::Time) {
        return None;
    }
    let delta = left.in_utc(zone) - right.in_utc(zone);
    seconds_of(delta).map(|seconds| Atomic::Duration(Duration::of_seconds(seconds)))
}

fn moved<'a>(moment: &Moment, duration: &Duration) -> Option<Atomic<'a>> {
    let moved = match (duration.kind, moment.kind) {
        (DurationKind::YearMonth, MomentKind::DateTime | MomentKind::Date) => moment.plus_months(duration.months),
        (DurationKind::DayTime, MomentKind::DateTime | MomentKind::Date | MomentKind::Time) => {
            moment.plus(delta_of(duration.seconds)?)
        }
        _ => None,
    };
    moved.map(Atomic::Moment)
}

/// None when the operator or the mixture of kinds makes no sense.
fn durations<'a>(operator: Operator, left: &Duration, right: &Duration) -> Outcome<Option<Atomic<'a>>> {
    if left.kind != right.kind || left.kind == DurationKind::Any {
        return Ok(None);
    }
    let (months, seconds) = match operator {
        Operator::Add => (
            left.months.checked_add(right.months),
            left.seconds.checked_add(right.seconds),
        ),
        Operator::Subtract => (
            left.months.checked_sub(right.months),
            left.seconds.checked_sub(right.seconds),
        ),
        Operator::Divide => {
            let (above, below) = match left.kind {
                DurationKind::YearMonth => (left.months.into(), right.months.into()),
                _ => (left.seconds, right.seconds),
            };
            return decimals(Operator::Divide, above, below).map(Some);
        }
        _ => return Ok(None),
    };
    let (months, seconds) = months.zip(seconds).ok_or_else(Failure::overflow)?;
    Ok(Some(Atomic::Duration(Duration {
        months,
        seconds,
        ..*left
    })))
}

fn scaled<'a>(operator: Operator, duration: &Duration, number: &Atomic<'_>) -> Outcome<Atomic<'a>> {
    let factor = decimal(number).or_else(|| number.double().and_then(Decimal::from_f64));
    let factor = factor.ok_or_else(|| Failure::new("FOCA0005", "a duration is multiplied with no number"))?;
    let scale = |amount: Decimal| match operator {
        Operator::Divide if factor.is_zero() => Err(by_zero()),
        Operator::Divide => amount.checked_div(factor).ok_or_else(Failure::overflow),
        _ => amount.checked_mul(factor).ok_or_else(Failure::overflow),
    };
    match duration.kind {
        DurationKind::Any => Err(Failure::wrong_type(
            "xs:duration cannot be multiplied; its two parts can",
        )),
        DurationKind::DayTime => Ok(Atomic::Duration(Duration::of_seconds(scale(duration.seconds)?))),
        DurationKind::YearMonth => {
            // Half a month is rounded up, as fn:round does.
            let months = half_up_decimal(scale(duration.months.into())?).to_i64();
            Ok(Atomic::Duration(Duration::of_months(
                months.ok_or_else(Failure::overflow)?,
            )))
        }
    }
}

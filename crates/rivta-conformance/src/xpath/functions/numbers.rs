//! Functions on numbers.

use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use rust_decimal::{Decimal, RoundingStrategy};

use super::{Call, Function, one};
use crate::xpath::cast::cast;
use crate::xpath::evaluate::atomized;
use crate::xpath::failure::{Failure, Outcome};
use crate::xpath::value::{Atomic, Sequence, Type};

/// Digits after the point that can be asked for.
const DIGITS: i128 = 28;

pub(super) fn call<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Sequence<'a>> {
    if call.function == Function::Number {
        let item = call.item_or_context()?;
        let number = item.and_then(|item| cast(atomized(item, call.context), Type::Double).ok());
        return Ok(one(number.unwrap_or(Atomic::Double(f64::NAN))));
    }
    let digits = if call.has(1) { call.integer(1)? } else { 0 };
    let value = match call.value(0)? {
        None => return Ok(Vec::new()),
        Some(value @ Atomic::Untyped(_)) => cast(value, Type::Double)?,
        Some(value) => value,
    };
    rounded(call.function, &value, digits).map(one)
}

fn rounded<'a>(function: Function, value: &Atomic<'a>, digits: i128) -> Outcome<Atomic<'a>> {
    Ok(match value {
        Atomic::Integer(number) => match function {
            Function::Absolute => Atomic::Integer(number.checked_abs().ok_or_else(Failure::overflow)?),
            Function::Round | Function::RoundHalfToEven if digits < 0 => {
                let decimal = Decimal::from_i128(*number).ok_or_else(Failure::overflow)?;
                let rounded = of_decimal(function, decimal, digits)?.to_i128();
                Atomic::Integer(rounded.ok_or_else(Failure::overflow)?)
            }
            _ => Atomic::Integer(*number),
        },
        Atomic::Decimal(number) => Atomic::Decimal(of_decimal(function, *number, digits)?),
        Atomic::Float(number) => {
            #[allow(clippy::cast_possible_truncation, reason = "a float gives a float")]
            let number = of_double(function, f64::from(*number), digits)? as f32;
            Atomic::Float(number)
        }
        Atomic::Double(number) => Atomic::Double(of_double(function, *number, digits)?),
        _ => return Err(Failure::wrong_type("a number was expected")),
    })
}

fn of_decimal(function: Function, number: Decimal, digits: i128) -> Outcome<Decimal> {
    let scale = |digits: i128| {
        let power = u32::try_from(digits.unsigned_abs().min(28)).unwrap_or(0);
        Decimal::from_i128(10_i128.pow(power)).unwrap_or(Decimal::ONE)
    };
    let shifted = |round: fn(Decimal) -> Decimal| {
        if digits >= DIGITS {
            return Some(number);
        }
        if digits >= 0 {
            let moved = number.checked_mul(scale(digits))?;
            return round(moved).checked_div(scale(digits));
        }
        round(number.checked_div(scale(digits))?).checked_mul(scale(digits))
    };
    let result = match function {
        Function::Absolute => Some(number.abs()),
        Function::Ceiling => Some(number.ceil()),
        Function::Floor => Some(number.floor()),
        Function::RoundHalfToEven => {
            shifted(|number| number.round_dp_with_strategy(0, RoundingStrategy::MidpointNearestEven))
        }
        _ => shifted(half_up_decimal),
    };
    result.ok_or_else(Failure::overflow)
}

fn of_double(function: Function, number: f64, digits: i128) -> Outcome<f64> {
    if !number.is_finite() || number == 0.0 {
        return Ok(if function == Function::Absolute {
            number.abs()
        } else {
            number
        });
    }
    let places = i32::try_from(digits.clamp(-400, 400)).unwrap_or(0);
    let shift = 10_f64.powi(places);
    let result = match function {
        Function::Absolute => number.abs(),
        Function::Ceiling => number.ceil(),
        Function::Floor => number.floor(),
        Function::RoundHalfToEven if digits == 0 => number.round_ties_even(),
        Function::Round if digits == 0 => half_up(number),
        _ => match Decimal::from_f64(number) {
            // As a decimal, so that 2.675 is what is written.
            Some(decimal) => of_decimal(function, decimal, digits)?
                .to_f64()
                .ok_or_else(Failure::overflow)?,
            None if shift.is_finite() && shift > 0.0 => half_up(number * shift) / shift,
            None => number,
        },
    };
    Ok(if result == 0.0 && number < 0.0 { -0.0 } else { result })
}

/// The nearest whole number, halves towards positive infinity.
pub(in crate::xpath) fn half_up_decimal(number: Decimal) -> Decimal {
    let strategy = if number.is_sign_negative() {
        RoundingStrategy::MidpointTowardZero
    } else {
        RoundingStrategy::MidpointAwayFromZero
    };
    number.round_dp_with_strategy(0, strategy)
}

fn half_up(number: f64) -> f64 {
    let floor = number.floor();
    if number - floor >= 0.5 { floor + 1.0 } else { floor }
}

//! Functions that make one value of many.

use super::{Call, Function, integer, one};
use crate::xpath::arithmetic::calculate;
use crate::xpath::cast::cast;
use crate::xpath::compare;
use crate::xpath::failure::{Failure, Outcome};
use crate::xpath::syntax::{Operator, Relation};
use crate::xpath::value::{Atomic, Duration, Sequence, Type};

pub(super) fn call<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Sequence<'a>> {
    if call.function == Function::Count {
        return Ok(integer(call.items(0)?.len()));
    }
    let values = call.values(0)?.into_iter().map(|value| match value {
        Atomic::Untyped(_) => cast(value, Type::Double),
        value => Ok(value),
    });
    let values = values.collect::<Outcome<Vec<_>>>()?;
    match call.function {
        Function::Sum if values.is_empty() && call.has(1) => call.items(1),
        Function::Sum if values.is_empty() => Ok(integer(0)),
        _ if values.is_empty() => Ok(Vec::new()),
        Function::Sum => sum(call, values).map(one),
        Function::Average => {
            let count = i128::try_from(values.len()).unwrap_or(i128::MAX);
            let zone = call.context.run.zone();
            calculate(Operator::Divide, sum(call, values)?, Atomic::Integer(count), zone).map(one)
        }
        _ => extreme(call, values).map(one),
    }
}

fn sum<'a>(call: &Call<'_, '_, 'a>, values: Vec<Atomic<'a>>) -> Outcome<Atomic<'a>> {
    let zone = call.context.run.zone();
    let mut values = values.into_iter();
    let mut total = values.next().unwrap_or(Atomic::Integer(0));
    if !total.is_number() && !matches!(total, Atomic::Duration(Duration { .. })) {
        return Err(Failure::new("FORG0006", "only numbers and durations have a sum"));
    }
    for value in values {
        total = calculate(Operator::Add, total, value, zone)?;
    }
    Ok(total)
}

/// The least or greatest; a value that is not a number is both.
fn extreme<'a>(call: &Call<'_, '_, 'a>, values: Vec<Atomic<'a>>) -> Outcome<Atomic<'a>> {
    let relation = if call.function == Function::Least {
        Relation::Less
    } else {
        Relation::Greater
    };
    let kind = widest(&values);
    let mut values = values.into_iter();
    let mut best = values.next().unwrap_or(Atomic::Integer(0));
    if best.double().is_some_and(f64::is_nan) {
        return Ok(best);
    }
    // A value alone must be comparable as well.
    compare::values(&best, &best, relation, call.context.run.zone())?;
    for value in values {
        if value.double().is_some_and(f64::is_nan) {
            return Ok(value);
        }
        if compare::values(&value, &best, relation, call.context.run.zone())? {
            best = value;
        }
    }
    match kind {
        Some(kind) => cast(best, kind),
        None => Ok(best),
    }
}

/// The type that all numbers are promoted to, if they are numbers of several.
fn widest(values: &[Atomic<'_>]) -> Option<Type> {
    [Type::Double, Type::Float]
        .into_iter()
        .find(|wanted| values.iter().any(|value| value.kind() == *wanted))
}

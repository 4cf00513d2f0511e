//! Functions on sequences.

use std::collections::HashSet;

use super::equality::deep_equal;
use super::{Call, Function, flag, integer};
use crate::xpath::compare;
use crate::xpath::evaluate::first;
use crate::xpath::failure::{Failure, Outcome};
use crate::xpath::syntax::Relation;
use crate::xpath::value::{Atomic, Item, Sequence};

pub(super) fn call<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Sequence<'a>> {
    match call.function {
        Function::Exists => Ok(flag(first(call.argument(0)?, call.context)?.is_some())),
        Function::Empty => Ok(flag(first(call.argument(0)?, call.context)?.is_none())),
        Function::DistinctValues => distinct_values(call),
        Function::IndexOf => index_of(call),
        Function::InsertBefore => insert_before(call),
        Function::Remove => remove(call),
        Function::Subsequence => subsequence(call),
        Function::Head => Ok(first(call.argument(0)?, call.context)?.into_iter().collect()),
        Function::Tail => Ok(call.items(0)?.into_iter().skip(1).collect()),
        Function::Reverse => Ok(call.items(0)?.into_iter().rev().collect()),
        Function::ZeroOrOne => counted(call, 0, 1, "FORG0003"),
        Function::OneOrMore => counted(call, 1, usize::MAX, "FORG0004"),
        Function::ExactlyOne => counted(call, 1, 1, "FORG0005"),
        Function::DeepEqual => deep_equal(call).map(flag),
        _ => call.items(0),
    }
}

fn counted<'a>(call: &Call<'_, '_, 'a>, least: usize, most: usize, code: &'static str) -> Outcome<Sequence<'a>> {
    let items = call.items(0)?;
    if (least..=most).contains(&items.len()) {
        return Ok(items);
    }
    Err(Failure::new(code, "a sequence is longer or shorter than the rule says"))
}

/// Values that are equal are one; text and what is untyped are alike here.
fn distinct_values<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Sequence<'a>> {
    call.check_collation(1)?;
    let mut texts = HashSet::new();
    let mut others: Vec<Atomic<'a>> = Vec::new();
    let mut distinct = Vec::new();
    for value in call.values(0)? {
        let is_new = if let Atomic::Untyped(text) | Atomic::Text(text) | Atomic::Uri(text) = &value {
            texts.insert(text.clone())
        } else {
            call.context.run.spend(others.len())?;
            let is_new = !others.iter().any(|known| same(call, known, &value));
            if is_new {
                others.push(value.clone());
            }
            is_new
        };
        if is_new {
            distinct.push(Item::Atomic(value));
        }
    }
    Ok(distinct)
}

/// Whether values are equal; incomparable ones are not, and two that are not numbers are.
pub(super) fn same<'a>(call: &Call<'_, '_, 'a>, left: &Atomic<'a>, right: &Atomic<'a>) -> bool {
    let is_nan = |value: &Atomic<'_>| value.double().is_some_and(f64::is_nan);
    let zone = call.context.run.zone();
    (is_nan(left) && is_nan(right)) || compare::values(left, right, Relation::Equal, zone).unwrap_or(false)
}

fn index_of<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Sequence<'a>> {
    call.check_collation(2)?;
    let missing = || Failure::wrong_type("a value to look for was expected");
    let wanted = call.value(1)?.ok_or_else(missing)?;
    let zone = call.context.run.zone();
    let mut places = Vec::new();
    for (index, value) in call.values(0)?.iter().enumerate() {
        if compare::values(value, &wanted, Relation::Equal, zone).unwrap_or(false) {
            places.extend(integer(index + 1));
        }
    }
    Ok(places)
}

fn insert_before<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Sequence<'a>> {
    let mut items = call.items(0)?;
    let index = usize::try_from(call.integer(1)?.saturating_sub(1).max(0)).unwrap_or(usize::MAX);
    let tail = items.split_off(index.min(items.len()));
    items.extend(call.items(2)?);
    items.extend(tail);
    Ok(items)
}

fn remove<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Sequence<'a>> {
    let place = call.integer(1)?;
    let items = call.items(0)?.into_iter().enumerate();
    let kept = items.filter(|(index, _)| i128::try_from(index + 1).ok() != Some(place));
    Ok(kept.map(|(_, item)| item).collect())
}

fn subsequence<'a>(call: &Call<'_, '_, 'a>) -> Outcome<Sequence<'a>> {
    let round = |number: f64| (number + 0.5).floor();
    let first = round(call.double(1)?);
    let end = if call.has(2) {
        first + round(call.double(2)?)
    } else {
        f64::INFINITY
    };
    #[allow(clippy::cast_precision_loss, reason = "sequences are far shorter than 2^52")]
    let inside = |index: usize| (index as f64 + 1.0) >= first && (index as f64 + 1.0) < end;
    let items = call.items(0)?.into_iter().enumerate();
    Ok(items
        .filter(|(index, _)| inside(*index))
        .map(|(_, item)| item)
        .collect())
}

//! Values of simple types.

use rivta_codegen::plan::{Facets, Item, Newtype, PackagePlan, ValueConstraint, ValueType};
use rivta_soap::pattern::Pattern;
use rust_decimal::Decimal;

use super::{item, pattern};

/// How far a type may be from a built-in one.
const STEPS: usize = 64;
/// The longest text that is made up.
const LONGEST: usize = 4_096;

/// A value of a simple type, if one is found.
pub(super) fn of(plan: &PackagePlan, value: &ValueType) -> Option<String> {
    at(plan, value, STEPS)
}

/// The value that a schema gives.
pub(super) fn given(given: &ValueConstraint) -> &str {
    match given {
        ValueConstraint::Default(value) | ValueConstraint::Fixed(value) => value,
    }
}

fn at(plan: &PackagePlan, value: &ValueType, steps: usize) -> Option<String> {
    let steps = steps.checked_sub(1)?;
    match value {
        ValueType::Builtin(name) => builtin(name).map(str::to_owned),
        ValueType::Nillable(inner) | ValueType::List(inner) => at(plan, inner, steps),
        ValueType::Named { module, rust_name } => match item(plan, module, rust_name)? {
            Item::Alias(it) => at(plan, &it.target, steps),
            Item::Union(it) => it.members.iter().find_map(|(_, member)| at(plan, member, steps)),
            Item::Enumeration(it) => it.variants.first().map(|variant| variant.value.clone()),
            Item::Newtype(it) => narrowed(plan, it, steps),
            Item::Struct(_) | Item::Choice(_) | Item::Abstract(_) => None,
        },
    }
}

/// A value of a built-in type, by the name of its Rust type.
fn builtin(name: &str) -> Option<&'static str> {
    Some(match name {
        "String" | "NormalizedString" | "Token" | "XmlName" | "NcName" | "NmToken" | "Id" | "IdRef" | "Entity" => {
            "sample"
        }
        "Language" => "sv",
        "AnyUri" => "urn:example:sample",
        "bool" => "false",
        "Decimal" | "Integer" | "NonNegativeInteger" | "PositiveInteger" | "i8" | "i16" | "i32" | "i64" | "u8"
        | "u16" | "u32" | "u64" | "Float" | "Double" => "1",
        "NonPositiveInteger" | "NegativeInteger" => "-1",
        "Duration" => "P1D",
        "DateTime" => "2026-01-01T12:00:00Z",
        "Time" => "12:00:00",
        "Date" => "2026-01-01",
        "GYearMonth" => "2026-01",
        "GYear" => "2026",
        "GMonthDay" => "--01-01",
        "GDay" => "---01",
        "GMonth" => "--01",
        "HexBinary" => "00",
        "Base64Binary" => "AA==",
        _ => return None,
    })
}

/// The first value made up for a type that all its facets let through.
fn narrowed(plan: &PackagePlan, it: &Newtype, steps: usize) -> Option<String> {
    let facets = &it.facets;
    let own = facets.values.iter().flatten().cloned();
    let length = facets.numbers.get("min_length").copied().unwrap_or(0);
    let length = usize::try_from(length).ok().filter(|length| *length <= LONGEST)?;
    let patterns = facets.patterns.iter().flatten();
    let matching = patterns.flat_map(|text| pattern::matching(text, length));
    let unnarrowed = at(plan, &it.inner, steps);
    let longest = facets.numbers.get("max_length").copied().unwrap_or(u64::MAX);
    let longest = usize::try_from(longest).unwrap_or(usize::MAX).max(length);
    let sized = unnarrowed.iter().map(|text| resized(text, length, longest));
    let bounds = facets.bounds.values().flat_map(|bound| near(bound));
    let candidates = own.chain(unnarrowed.clone()).chain(matching).chain(sized).chain(bounds);
    candidates.into_iter().find(|candidate| passes(facets, candidate))
}

/// A text repeated or cut so that it has from `least` to `most` characters.
fn resized(text: &str, least: usize, most: usize) -> String {
    let length = text.chars().count().clamp(least, most);
    text.chars().cycle().take(length).collect()
}

/// A bound of a range and the numbers beside it.
fn near(bound: &str) -> Vec<String> {
    let number: Option<Decimal> = bound.trim().parse().ok();
    let beside = [
        number.and_then(|number| number.checked_add(Decimal::ONE)),
        number.and_then(|number| number.checked_sub(Decimal::ONE)),
    ];
    let beside = beside.into_iter().flatten().map(|number| number.to_string());
    std::iter::once(bound.to_owned()).chain(beside).collect()
}

/// Whether facets let a value through. Of bounds only those of numbers are compared; others are let through, and the
/// program tells when it reads the message.
fn passes(facets: &Facets, value: &str) -> bool {
    let by_pattern = facets.patterns.iter().all(|step| {
        let mut patterns = step.iter().filter_map(|text| Pattern::new(text).ok());
        patterns.any(|pattern| pattern.is_match(value))
    });
    let length = value.chars().count() as u64;
    let counted = facets.measure.is_none() || facets.measure == Some("Characters");
    let by_number = facets.numbers.iter().all(|(name, number)| match *name {
        "min_length" => !counted || length >= *number,
        "max_length" => !counted || length <= *number,
        "total_digits" => value.chars().filter(char::is_ascii_digit).count() as u64 <= *number,
        "fraction_digits" => value
            .split_once('.')
            .is_none_or(|(_, digits)| digits.len() as u64 <= *number),
        _ => true,
    });
    let by_bound = facets.bounds.iter().all(|(name, bound)| {
        let (Ok(bound), Ok(value)) = (bound.trim().parse::<Decimal>(), value.parse::<Decimal>()) else {
            return true;
        };
        match *name {
            "min_inclusive" => value >= bound,
            "max_inclusive" => value <= bound,
            "min_exclusive" => value > bound,
            _ => value < bound,
        }
    });
    let by_list = facets
        .values
        .as_ref()
        .is_none_or(|values| values.iter().any(|listed| listed == value));
    by_pattern && by_number && by_bound && by_list
}

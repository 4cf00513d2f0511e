//! Expectations about times, compared as far as both go.

use std::cmp::Ordering;

use super::records::{each, records};
use super::{Bench, Findings, Message, at, whole};
use crate::case::{Quantifier, Verb};

/// Digits of a time stamp without a zone: `YYYYMMDDhhmmss`.
const DIGITS: usize = 14;

/// Whether a time is as expected.
type Fits = Box<dyn Fn(&str) -> bool>;

/// Judges the verbs that look at times.
pub(super) fn judged(bench: &Bench<'_>, message: &Message, verb: &Verb) -> Result<Findings, String> {
    let (path, quantifier, what, fits): (&str, _, String, Fits) = match verb {
        Verb::Before { path, moment, records } => {
            let limit = digits(moment);
            (
                path,
                *records,
                format!("ligger inte före {moment}"),
                Box::new(move |time| order(time, &limit).is_lt()),
            )
        }
        Verb::After { path, moment, records } => {
            let limit = digits(moment);
            (
                path,
                *records,
                format!("ligger inte efter {moment}"),
                Box::new(move |time| order(time, &limit).is_gt()),
            )
        }
        Verb::Timestamp {
            path,
            from,
            to,
            outside,
            records,
        } => {
            let (first, last, outside) = (digits(from), digits(to), *outside);
            let side = if outside { "utanför" } else { "inom" };
            let within = move |time: &str| order(time, &first).is_ge() && order(time, &last).is_le();
            (
                path,
                *records,
                format!("ligger inte {side} {from}–{to}"),
                Box::new(move |time| within(time) != outside),
            )
        }
        Verb::Period { .. } => return period(bench, message, verb),
        _ => return Err("villkoret gäller inte tider".to_owned()),
    };
    let document = message.document()?;
    each(
        document,
        &records(bench, document)?,
        quantifier,
        &bench.query(path)?,
        &|found| {
            let wrong = found.is_empty() || !found.iter().all(|time| fits(&digits(time)));
            wrong.then(|| format!("tiden {path} {what}"))
        },
    )
}

fn period(bench: &Bench<'_>, message: &Message, verb: &Verb) -> Result<Findings, String> {
    let Verb::Period {
        start,
        end,
        from,
        to,
        records: quantifier,
    } = verb
    else {
        return Err("villkoret gäller inte perioder".to_owned());
    };
    let document = message.document()?;
    let (starts, ends) = (bench.query(start)?, bench.query(end)?);
    let mut findings = Vec::new();
    let records = records(bench, document)?;
    for (index, record) in records.iter().enumerate() {
        let first = starts.texts(document, *record)?.first().map(|time| digits(time));
        let last = ends.texts(document, *record)?.first().map(|time| digits(time));
        let begins = first.is_none_or(|first| order(&first, &digits(to)).is_le());
        let ends_later = last.is_none_or(|last| order(&last, &digits(from)).is_ge());
        if begins && ends_later {
            if *quantifier == Quantifier::Any {
                return Ok(Vec::new());
            }
            continue;
        }
        let text = format!(
            "i post nummer {}: ingen del av perioden ligger inom {from}–{to}",
            index + 1
        );
        findings.push(at(document.location(*record), text));
    }
    if records.is_empty() {
        findings.push(whole("svaret innehåller inga poster att kontrollera"));
    }
    Ok(findings)
}

/// The digits of a time, without its zone.
fn digits(time: &str) -> String {
    time.chars().filter(char::is_ascii_digit).take(DIGITS).collect()
}

/// How two times lie, compared as far as both go.
fn order(left: &str, right: &str) -> Ordering {
    let length = left.len().min(right.len());
    left.get(..length).cmp(&right.get(..length))
}

#[cfg(test)]
mod tests {
    use super::{digits, order};

    #[test]
    fn times_are_compared_as_far_as_both_go() {
        assert!(order("20250101", "20250101120000").is_eq());
        assert!(order("2024", "20250101").is_lt());
        assert_eq!(digits("2025-01-01T12:00:00+02:00"), "20250101120000");
    }
}

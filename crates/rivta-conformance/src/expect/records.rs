//! Expectations about records.

use super::{Bench, Findings, Message, at, whole};
use crate::case::{Quantifier, Verb};
use crate::xpath::tree::NodeId;
use crate::xpath::{Document, Query};

/// The records of a message: what the area's path selects, or else the document.
pub(super) fn records(bench: &Bench<'_>, document: &Document) -> Result<Vec<NodeId>, String> {
    match bench.records {
        Some(path) => bench.query(path)?.nodes(document, 0),
        None => Ok(vec![0]),
    }
}

/// Judges the verbs that look at single records.
pub(super) fn judged(bench: &Bench<'_>, message: &Message, verb: &Verb) -> Result<Findings, String> {
    let document = message.document()?;
    let records = records(bench, document)?;
    let of = |path: &str, quantifier, check: &dyn Fn(&[String]) -> Option<String>| {
        each(document, &records, quantifier, &bench.query(path)?, check)
    };
    match verb {
        Verb::Records { count } => Ok(number(records.len(), *count)),
        Verb::NonEmpty {} => Ok(records
            .is_empty()
            .then(|| whole("svaret innehåller inga poster"))
            .into_iter()
            .collect()),
        Verb::Value { path, equals, records } => of(path, *records, &|found| specific(path, found, equals)),
        Verb::Exists { path, records } => of(path, *records, &|found| {
            found.is_empty().then(|| format!("elementet {path} saknas"))
        }),
        Verb::Excluded { path, records } => of(path, *records, &|found| {
            (!found.is_empty()).then(|| format!("elementet {path} får inte finnas"))
        }),
        Verb::Allowed { path, values } => of(path, Quantifier::All, &|found| {
            let strange = found.iter().any(|value| !values.contains(value));
            strange.then(|| format!("elementet {path} har ett annat värde än {}", values.join(", ")))
        }),
        Verb::Forbidden { path, values } => of(path, Quantifier::All, &|found| {
            let forbidden = found.iter().any(|value| values.contains(value));
            forbidden.then(|| format!("elementet {path} har ett otillåtet värde"))
        }),
        Verb::Length {
            path,
            min,
            max,
            records,
        } => of(path, *records, &|found| {
            let fits = |value: &String| (*min..=*max).contains(&value.chars().count());
            let wrong = found.is_empty() || !found.iter().all(fits);
            wrong.then(|| format!("elementet {path} ska ha mellan {min} och {max} tecken"))
        }),
        Verb::Base64 { path, records } => {
            let test = format!("{path}[normalize-space(.) != '' and . castable as xs:base64Binary]");
            of(&test, *records, &|found| {
                found
                    .is_empty()
                    .then(|| format!("elementet {path} har inget innehåll i base64"))
            })
        }
        Verb::Docbook { path, records } => of(path, *records, &|found| {
            let is_document = found.iter().any(|text| is_docbook(text));
            (!is_document).then(|| format!("elementet {path} har inget DocBook-dokument"))
        }),
        Verb::Test { test, records } => {
            let query = bench.query(&format!("boolean({test})"))?;
            each(document, &in_records(bench, document)?, *records, &query, &|found| {
                (found.first().map(String::as_str) != Some("true")).then(|| format!("villkoret gäller inte: {test}"))
            })
        }
        _ => Err("villkoret gäller inte poster".to_owned()),
    }
}

fn in_records(bench: &Bench<'_>, document: &Document) -> Result<Vec<NodeId>, String> {
    records(bench, document)
}

fn number(found: usize, expected: usize) -> Findings {
    let wrong = found != expected;
    wrong
        .then(|| whole(format!("svaret har {found} poster, väntat var {expected}")))
        .into_iter()
        .collect()
}

fn specific(path: &str, found: &[String], equals: &str) -> Option<String> {
    match found {
        [] => Some(format!("elementet {path} saknas")),
        some if some.iter().all(|value| value.trim() == equals) => None,
        _ => Some(format!("elementet {path} har inte det väntade värdet")),
    }
}

fn is_docbook(text: &str) -> bool {
    const ROOTS: [&str; 6] = ["article", "book", "section", "chapter", "sect1", "para"];
    let Ok(document) = Document::parse(text.as_bytes()) else {
        return false;
    };
    let root = document.children(0).find_map(|node| document.name(node));
    root.is_some_and(|name| name.namespace == "http://docbook.org/ns/docbook" || ROOTS.contains(&name.local.as_str()))
}

/// Checks the values that a query gives in each record: every one must pass, or one at least.
pub(super) fn each(
    document: &Document,
    records: &[NodeId],
    quantifier: Quantifier,
    query: &Query,
    check: &dyn Fn(&[String]) -> Option<String>,
) -> Result<Findings, String> {
    let mut findings = Vec::new();
    for (index, record) in records.iter().enumerate() {
        match check(&query.texts(document, *record)?) {
            None if quantifier == Quantifier::Any => return Ok(Vec::new()),
            None => {}
            Some(what) => findings.push(at(
                document.location(*record),
                format!("i post nummer {}: {what}", index + 1),
            )),
        }
    }
    if records.is_empty() {
        findings.push(whole("svaret innehåller inga poster att kontrollera"));
    }
    Ok(findings)
}

//! The methods of `ContentAssertions` as verbs of our format.

use std::collections::BTreeMap;
use std::mem::take;

use super::script::Surroundings;
use super::value::Argument;
use crate::case::{Quantifier, Verb};

impl Argument {
    /// A text, if it is one.
    fn text(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            _ => None,
        }
    }
}

/// The verb of our format behind a method of `ContentAssertions`.
pub(super) fn verb(name: &str, arguments: &[Argument], surroundings: &Surroundings<'_>) -> Result<Verb, String> {
    let any = name.contains("AnyRecord") || name.contains("InAny");
    let records = if any { Quantifier::Any } else { Quantifier::All };
    let base = name.strip_prefix("assert").unwrap_or(name);
    let ends = ["InAnyRecord", "InAllRecords", "InAnyElement", "InAnyRange"];
    let base = ends.iter().find_map(|end| base.strip_suffix(end)).unwrap_or(base);
    let texts: Vec<String> = arguments.iter().filter_map(Argument::text).collect();
    if base == "SchematronConstraints" {
        return schematron(&texts, surroundings.rules);
    }
    let found = match arguments {
        [Argument::Text(path), Argument::List(values)] => of_values(base, path, values),
        _ if texts.len() < arguments.len() => None,
        _ => of_content(base, &texts, records)
            .or_else(|| of_moments(base, &texts, records))
            .or_else(|| counted(base, &texts, surroundings.records)),
    };
    found.ok_or_else(|| format!("{name} med {} sådana argument har ingen motsvarighet", arguments.len()))
}

/// Verbs about a list of values.
fn of_values(base: &str, path: &str, values: &[String]) -> Option<Verb> {
    let (path, values) = (path.to_owned(), values.to_vec());
    match base {
        "NoForbiddenValue" => Some(Verb::Forbidden { path, values }),
        "ValidValues" => Some(Verb::Allowed { path, values }),
        _ => None,
    }
}

/// Verbs about what records hold, and how many there are.
fn of_content(base: &str, texts: &[String], records: Quantifier) -> Option<Verb> {
    Some(match (base, texts.to_vec().as_mut_slice()) {
        ("NonEmptyResponse", []) => Verb::NonEmpty {},
        ("ValidEncoding", []) => Verb::Encoding {},
        ("ExactNumberOfRecords", [count]) => Verb::Records {
            count: count.parse().ok()?,
        },
        ("ElementExists", [path]) => Verb::Exists {
            path: take(path),
            records,
        },
        ("ElementExcluded", [path]) => Verb::Excluded {
            path: take(path),
            records,
        },
        ("Base64Content", [path]) => Verb::Base64 {
            path: take(path),
            records,
        },
        ("DocBookContent", [path]) => Verb::Docbook {
            path: take(path),
            records,
        },
        ("ForAnyRecord" | "ForAllRecords", [test]) => Verb::Test {
            test: take(test),
            records,
        },
        ("SpecificValue", [path, equals]) => Verb::Value {
            path: take(path),
            equals: take(equals),
            records,
        },
        ("ElementStringLength", [path, min, max]) => Verb::Length {
            path: take(path),
            min: min.parse().ok()?,
            max: max.parse().ok()?,
            records,
        },
        _ => return None,
    })
}

/// Verbs about moments.
fn of_moments(base: &str, texts: &[String], records: Quantifier) -> Option<Verb> {
    Some(match (base, texts.to_vec().as_mut_slice()) {
        ("TimestampInRange" | "TimestampOutsideRange", [path, from, to]) => Verb::Timestamp {
            path: take(path),
            from: take(from),
            to: take(to),
            outside: base == "TimestampOutsideRange",
            records,
        },
        ("TimestampIsBefore", [path, moment]) => Verb::Before {
            path: take(path),
            moment: take(moment),
            records,
        },
        ("TimestampIsAfter", [path, moment]) => Verb::After {
            path: take(path),
            moment: take(moment),
            records,
        },
        ("PartOfTimeperiodInRange", [start, end, from, to]) => Verb::Period {
            start: take(start),
            end: take(end),
            from: take(from),
            to: take(to),
            records,
        },
        _ => return None,
    })
}

/// A number of records that only the data knows.
fn counted(base: &str, texts: &[String], records: Option<&str>) -> Option<Verb> {
    let (("ExactNumberOfRecords", [count]), Some(records)) = ((base, texts), records) else {
        return None;
    };
    count.starts_with("${").then(|| Verb::Xpath {
        expression: format!("count({records})"),
        equals: count.clone(),
    })
}

/// The rules of the file that is named; unless one is, of `constraints.xml`, or of the only file there is.
fn schematron(texts: &[String], rules: &[String]) -> Result<Verb, String> {
    let is_file = |text: &&String| [".xml", ".sch"].iter().any(|end| text.to_lowercase().ends_with(end));
    let named = texts
        .iter()
        .find(is_file)
        .map(|path| path.rsplit(['/', '\\']).next().unwrap_or(path));
    let called = |wanted: &str| rules.iter().find(|name| name.eq_ignore_ascii_case(wanted));
    let found = match (named, rules) {
        (Some(name), _) => called(name),
        (None, [only]) => Some(only),
        (None, _) => called("constraints.xml"),
    };
    let wanted = named.unwrap_or("constraints.xml");
    let file = found.ok_or_else(|| format!("{wanted} finns inte bredvid projektet"))?;
    Ok(Verb::Schematron {
        file: format!("../{file}").into(),
        with_request: false,
        variables: BTreeMap::new(),
        only: Vec::new(),
    })
}

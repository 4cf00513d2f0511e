//! Expectations about a message as a whole: XPath Match, Contains, the filter oracle, empty elements.

use std::collections::BTreeMap;

use regex::RegexBuilder;

use super::records::records;
use super::{Bench, Findings, Message, at, whole};
use crate::xpath::tree::{Kind, NodeId};
use crate::xpath::{Document, Query, prolog};

/// `SoapUI`'s XPath Match: of several values one at least must be the one expected.
pub(super) fn xpath(bench: &Bench<'_>, message: &Message, expression: &str, equals: &str) -> Result<Findings, String> {
    let query = Query::with_prolog(expression, bench.namespaces, bench.now)?;
    let found = query.texts(message.document()?, 0)?;
    let wrong = !found.iter().any(|value| value.trim() == equals.trim());
    let (_, expression) = prolog::taken_off(expression);
    Ok(wrong
        .then(|| whole(format!("XPath ger inte det väntade: {expression}")))
        .into_iter()
        .collect())
}

/// `SoapUI`'s Contains and Not Contains; a regular expression is one for the whole message.
pub(super) fn contains(
    message: &Message,
    text: &str,
    regex: bool,
    ignore_case: bool,
    wanted: bool,
) -> Result<Findings, String> {
    let body = message.text.as_ref().map_err(Clone::clone)?;
    let body = String::from_utf8_lossy(body);
    let pattern = if regex {
        format!("^(?:{text})$")
    } else {
        regex::escape(text)
    };
    let pattern = RegexBuilder::new(&pattern)
        .case_insensitive(ignore_case)
        .dot_matches_new_line(true)
        .build()
        .map_err(|_| "det reguljära uttrycket kan inte läsas".to_owned())?;
    let word = if wanted { "saknar" } else { "innehåller" };
    let wrong = pattern.is_match(&body) != wanted;
    Ok(wrong
        .then(|| whole(format!("meddelandet {word} texten {text}")))
        .into_iter()
        .collect())
}

/// The third check of Inera's mocks: no element is empty.
pub(super) fn no_empty_element(message: &Message) -> Result<Findings, String> {
    let document = message.document()?;
    let empty = empty_elements(document);
    Ok(empty
        .into_iter()
        .map(|node| at(document.location(node), "elementet är tomt"))
        .collect())
}

/// Elements below the payload that hold neither text nor elements.
pub(crate) fn empty_elements(document: &Document) -> Vec<NodeId> {
    let in_body = |node: NodeId| {
        let parent = document.parent(node)?;
        document.parent(parent)?;
        document
            .name(parent)
            .map(|name| name.local != "Envelope" && name.local != "Body")
    };
    let is_empty = |node: &NodeId| {
        let holds_elements = document
            .children(*node)
            .any(|child| document.kind(child) == Kind::Element);
        !holds_elements && document.string(*node).trim().is_empty() && in_body(*node).unwrap_or(false)
    };
    let elements = document
        .descendants(0)
        .filter(|node| document.kind(*node) == Kind::Element);
    elements.filter(is_empty).collect()
}

/// `assertFilteredResponse`: the records of the answer are those of the unfiltered one that the oracle keeps.
pub(super) fn filtered(
    bench: &Bench<'_>,
    message: &Message,
    unfiltered: usize,
    keep: &str,
) -> Result<Findings, String> {
    let index = unfiltered.checked_sub(1).and_then(|index| bench.answers.get(index));
    let all = index.ok_or_else(|| format!("fallet har inget svar nummer {unfiltered} att jämföra med"))?;
    let oracle = bench.query(keep)?;
    let mut expected: BTreeMap<String, usize> = BTreeMap::new();
    let document = all.document()?;
    for record in records(bench, document)? {
        if oracle.holds(document, record)? {
            *expected.entry(content(document, record)).or_default() += 1;
        }
    }
    let mut findings = Vec::new();
    let answer = message.document()?;
    for (index, record) in records(bench, answer)?.into_iter().enumerate() {
        match expected.get_mut(&content(answer, record)) {
            Some(left) if *left > 0 => *left -= 1,
            _ => findings.push(at(
                answer.location(record),
                format!("post nummer {} skulle ha filtrerats bort", index + 1),
            )),
        }
    }
    let missing: usize = expected.values().sum();
    if missing > 0 {
        findings.push(whole(format!("{missing} poster saknas i det filtrerade svaret")));
    }
    Ok(findings)
}

/// What a record says, however it is written: names and texts in order.
fn content(document: &Document, record: NodeId) -> String {
    let mut told = String::new();
    for node in std::iter::once(record).chain(document.descendants(record)) {
        match document.kind(node) {
            Kind::Element => {
                let name = document
                    .name(node)
                    .map(|name| format!("<{{{}}}{}>", name.namespace, name.local));
                told.push_str(&name.unwrap_or_default());
            }
            Kind::Text => told.push_str(document.string(node).trim()),
            _ => {}
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::{Document, empty_elements};

    #[test]
    fn an_empty_payload_is_no_empty_element() {
        let text = b"<e:Envelope xmlns:e='e'><e:Header/><e:Body><a/></e:Body></e:Envelope>";
        assert!(empty_elements(&Document::parse(text).unwrap()).is_empty());
        let text = b"<e:Envelope xmlns:e='e'><e:Body><a><b> </b></a></e:Body></e:Envelope>";
        assert_eq!(empty_elements(&Document::parse(text).unwrap()).len(), 1);
    }
}

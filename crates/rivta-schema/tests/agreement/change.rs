//! Single changes of a message, made of its text alone: some leave it valid, most do not.

use std::ops::Range;

use rivta_soap::xml::{Limits, decode_text};
use roxmltree::{Document, Node};

/// Elements of a message that are changed; more are like those before them.
const MOST: usize = 60;

/// Values that take the place of a text or an attribute's value.
const VALUES: [&str; 9] = [
    "",
    "?",
    "0",
    "-1.50",
    "true",
    " a  b ",
    "2026-02-29",
    "20260131",
    "2026-01-31T12:00:00+01:00",
];

/// All single changes of a message, each with what it is.
pub(crate) fn all(bytes: &[u8]) -> Vec<(String, String)> {
    let text = text(bytes);
    let document = Document::parse(&text).unwrap();
    let elements = document.descendants().filter(Node::is_element).take(MOST);
    elements.flat_map(|node| of(&document, node)).collect()
}

/// The text of a message without its XML declaration, which names the encoding it had.
fn text(bytes: &[u8]) -> String {
    let text = decode_text(bytes, None, &Limits::default()).unwrap();
    match text.strip_prefix("<?xml") {
        Some(rest) => rest.split_once("?>").unwrap().1.trim_start().to_owned(),
        None => text.into_owned(),
    }
}

fn of(document: &Document<'_>, node: Node<'_, '_>) -> Vec<(String, String)> {
    let text = document.input_text();
    let own = &text[node.range()];
    let (apart, content) = opened(document, node);
    let replaced = |text: &str, range: Range<usize>, by: &str| {
        let mut text = text.to_owned();
        text.replace_range(range, by);
        text
    };
    let uri = node.tag_name().namespace().unwrap_or("");
    let inserted = |what: &str| replaced(text, name_end(text, node)..name_end(text, node), what);
    let xsi = "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'";
    let xs = "xmlns:xs='http://www.w3.org/2001/XMLSchema'";
    let child = format!("<mistake xmlns='{uri}'/>");
    let foreign = "<x:more xmlns:x='urn:x'><x:less>1</x:less></x:more>";
    let mut changes = vec![
        ("emptied".to_owned(), replaced(&apart, content.clone(), "")),
        ("an attribute".to_owned(), inserted(" mistake='1'")),
        (
            "a foreign attribute".to_owned(),
            inserted(" x:more='1' xmlns:x='urn:x'"),
        ),
        ("nil".to_owned(), inserted(&format!(" xsi:nil='true' {xsi}"))),
        ("nil and empty".to_owned(), {
            let end = name_end(&apart, node);
            let emptied = replaced(&apart, content.clone(), "");
            replaced(&emptied, end..end, &format!(" xsi:nil='1' {xsi}"))
        }),
        (
            "the type xs:string".to_owned(),
            inserted(&format!(" xsi:type='xs:string' {xs} {xsi}")),
        ),
        (
            "a child".to_owned(),
            replaced(&apart, content.start..content.start, &child),
        ),
        (
            "a foreign child".to_owned(),
            replaced(&apart, content.end..content.end, foreign),
        ),
        ("text".to_owned(), replaced(&apart, content.end..content.end, "?")),
        (
            "white space".to_owned(),
            replaced(&apart, content.end..content.end, "\n\t "),
        ),
    ];
    if !node.children().any(|child| child.is_element()) {
        let values = VALUES.iter();
        changes.extend(values.map(|value| (format!("the value {value:?}"), replaced(&apart, content.clone(), value))));
    }
    for attribute in node.attributes() {
        let name = attribute.name();
        let without = replaced(text, attribute.range(), "");
        changes.push((format!("no attribute {name}"), without));
        changes.extend(VALUES.iter().map(|value| {
            let with = replaced(text, attribute.range_value(), value);
            (format!("the value {value:?} of {name}"), with)
        }));
    }
    if node.parent_element().is_some() {
        changes.push(("it taken away".to_owned(), replaced(text, node.range(), "")));
        changes.push(("it twice".to_owned(), replaced(text, node.range(), &own.repeat(2))));
        changes.push((
            "it three times".to_owned(),
            replaced(text, node.range(), &own.repeat(3)),
        ));
        changes.push(("it renamed".to_owned(), replaced(text, node.range(), &child)));
        changes.push(("it foreign".to_owned(), replaced(text, node.range(), foreign)));
    }
    if let Some(next) = node.next_siblings().skip(1).find(Node::is_element) {
        let between = &text[node.range().end..next.range().start];
        let swapped = format!("{}{between}{own}", &text[next.range()]);
        let both = node.range().start..next.range().end;
        changes.push(("it after the next".to_owned(), replaced(text, both, &swapped)));
    }
    let path = path(node);
    changes
        .into_iter()
        .map(|(what, text)| (format!("{path}: {what}"), text))
        .collect()
}

fn path(node: Node<'_, '_>) -> String {
    let mut names: Vec<&str> = node
        .ancestors()
        .filter(Node::is_element)
        .map(|node| node.tag_name().name())
        .collect();
    names.reverse();
    format!("/{}", names.join("/"))
}

/// The document with a start and an end tag for an element that may have one for both, and where its content
/// stands.
fn opened(document: &Document<'_>, node: Node<'_, '_>) -> (String, Range<usize>) {
    let mut text = document.input_text().to_owned();
    if let (Some(first), Some(last)) = (node.first_child(), node.last_child()) {
        return (text, first.range().start..last.range().end);
    }
    let name = text[node.range().start + 1..name_end(&text, node)].to_owned();
    let end = node.range().end;
    if text[node.range()].ends_with("/>") {
        text.replace_range(end - 2..end, &format!("></{name}>"));
        (text, end - 1..end - 1)
    } else {
        let place = text[..end].rfind("</").unwrap();
        (text, place..place)
    }
}

/// The end of the name in an element's start tag.
fn name_end(text: &str, node: Node<'_, '_>) -> usize {
    let start = node.range().start;
    start + text[start..].find([' ', '\n', '\t', '\r', '/', '>']).unwrap()
}

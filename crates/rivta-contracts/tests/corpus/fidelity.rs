//! What is decoded is encoded again without loss, seen with a foreign parser.

use roxmltree::{Document, Node};

use super::{Domain, document};

/// Namespace of `xsi:type` and `xsi:nil`.
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// What was encoded once is not changed by decoding and encoding it again.
pub fn nothing_changes_twice(domains: &[Domain]) {
    for domain in domains {
        for sample in domain.samples("valid") {
            let (_, first) = domain.round_trip(&sample.bytes).unwrap();
            let (_, second) = domain.round_trip(&first).unwrap();
            assert_eq!(
                String::from_utf8(first).unwrap(),
                String::from_utf8(second).unwrap(),
                "{}",
                sample.name
            );
        }
    }
}

/// The same elements, in the same order, with the same attributes and values, but for the values of
/// the samples in `changed`. An `xsi:type` that only says what the schema says is left out.
pub fn nothing_is_lost(domains: &[Domain], changed: &[&str]) {
    let mut wrong = Vec::new();
    for domain in domains {
        for sample in domain.samples("valid") {
            let (_, encoded) = domain.round_trip(&sample.bytes).unwrap();
            let (before, after) = (document::text(&sample.bytes), document::text(&encoded));
            let (before, after) = (Document::parse(&before).unwrap(), Document::parse(&after).unwrap());
            let (before, after) = (elements(&before), elements(&after));
            assert_eq!(before.len(), after.len(), "{}", sample.name);
            for (before, after) in before.iter().zip(&after) {
                let same = before.value == after.value
                    || collapsed(&before.value) == after.value
                    || changed.iter().any(|name| sample.name.ends_with(name));
                if before.name != after.name || !before.has_attributes_of(after) || !same {
                    wrong.push(format!("{}: {before:?} became {after:?}", sample.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// An element as it is compared.
#[derive(Debug)]
struct Seen {
    /// Path and namespace.
    name: String,
    attributes: Vec<(String, String)>,
    /// The text. That between elements says nothing.
    value: String,
}

impl Seen {
    fn has_attributes_of(&self, after: &Self) -> bool {
        let is_type = |(name, _): &(String, String)| name.contains(XSI) && name.ends_with(" type");
        let types = after.attributes.iter().any(is_type);
        let before = self.attributes.iter().filter(|attribute| types || !is_type(attribute));
        before.eq(&after.attributes)
    }
}

fn elements(document: &Document<'_>) -> Vec<Seen> {
    let elements = document.descendants().filter(Node::is_element);
    elements
        .map(|node| {
            let texts = node.children().filter(Node::is_text).filter_map(|text| text.text());
            let text: String = texts.collect();
            let between = node.children().any(|child| child.is_element()) && text.trim().is_empty();
            Seen {
                name: format!("{} {:?}", document::path(&node), node.tag_name().namespace()),
                attributes: attributes(&node),
                value: if between { String::new() } else { text },
            }
        })
        .collect()
}

/// The attributes in order of name; a type's prefix is replaced by what it means.
fn attributes(node: &Node<'_, '_>) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = node
        .attributes()
        .filter(|attribute| attribute.name() != "schemaLocation")
        .map(|attribute| {
            let name = format!("{:?} {}", attribute.namespace(), attribute.name());
            let value = match (attribute.namespace(), attribute.name()) {
                (Some(XSI), "type") => {
                    let (prefix, local) = match attribute.value().split_once(':') {
                        Some((prefix, local)) => (Some(prefix), local),
                        None => (None, attribute.value()),
                    };
                    format!("{:?} {local}", node.lookup_namespace_uri(prefix))
                }
                (Some(XSI), "nil") => collapsed(attribute.value()),
                _ => attribute.value().to_owned(),
            };
            (name, value)
        })
        .collect();
    found.sort();
    found
}

/// A value of a type whose white space falls away, in the form we write.
fn collapsed(value: &str) -> String {
    match value.split_whitespace().collect::<Vec<_>>().join(" ").as_str() {
        "1" => "true".to_owned(),
        "0" => "false".to_owned(),
        other => other.to_owned(),
    }
}

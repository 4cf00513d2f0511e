//! The documents within a file: the file itself or, in a SOAP envelope, what its body and headers hold.

use std::fmt::Write as _;

use roxmltree::{Document, Node, NodeId};
use serde::Serialize;

/// Namespaces of SOAP 1.1 and 1.2 envelopes.
const SOAP: [&str; 2] = [
    "http://schemas.xmlsoap.org/soap/envelope/",
    "http://www.w3.org/2003/05/soap-envelope",
];

/// Where in a file a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Position {
    /// It is the file.
    Document,
    /// It is a header of an envelope.
    Header,
    /// It is the payload of an envelope.
    Body,
    /// It is in the detail of a fault.
    Detail,
}

/// A document within a file.
#[derive(Debug)]
pub(super) struct Payload {
    pub(super) position: Position,
    pub(super) node: NodeId,
    /// The element as a document of its own; `None` where the file is it.
    cut: Option<Cut>,
}

/// An element cut out of a text.
#[derive(Debug)]
struct Cut {
    text: String,
    /// Where it stood.
    start: usize,
    /// Where declarations of namespaces were put into it, and how many bytes.
    inserted: (usize, usize),
}

impl Payload {
    /// The bytes of the document, given those of the file.
    pub(super) fn bytes<'a>(&'a self, file: &'a [u8]) -> &'a [u8] {
        self.cut.as_ref().map_or(file, |cut| cut.text.as_bytes())
    }

    /// Where in the text of the file a place in the document is.
    pub(super) fn offset_in_file(&self, offset: usize) -> usize {
        let Some(Cut { start, inserted, .. }) = &self.cut else {
            return offset;
        };
        let (at, length) = *inserted;
        start
            + if offset <= at {
                offset
            } else {
                at.max(offset.saturating_sub(length))
            }
    }
}

/// The documents within a file, in order.
pub(super) fn payloads(document: &Document<'_>) -> Vec<Payload> {
    let root = document.root_element();
    if !is_soap(&root, "Envelope") {
        return vec![Payload {
            position: Position::Document,
            node: root.id(),
            cut: None,
        }];
    }
    let mut found = Vec::new();
    for part in root
        .children()
        .filter(|part| is_soap(part, "Header") || is_soap(part, "Body"))
    {
        for child in part.children().filter(Node::is_element) {
            match (is_soap(&part, "Header"), is_soap(&child, "Fault")) {
                (true, _) => found.push(cut(&child, Position::Header)),
                (false, false) => found.push(cut(&child, Position::Body)),
                (false, true) => found.extend(details(&child)),
            }
        }
    }
    found
}

fn details<'a, 'i>(fault: &Node<'a, 'i>) -> impl Iterator<Item = Payload> + use<'a, 'i> {
    let details = fault.children().filter(|child| {
        let name = child.tag_name().name();
        child.is_element() && name.eq_ignore_ascii_case("detail")
    });
    let entries = details.flat_map(|detail| detail.children()).filter(Node::is_element);
    entries.map(|entry| cut(&entry, Position::Detail))
}

fn is_soap(node: &Node<'_, '_>, local: &str) -> bool {
    let name = node.tag_name();
    name.name() == local && name.namespace().is_some_and(|namespace| SOAP.contains(&namespace))
}

/// An element with the namespaces that are declared around it.
fn cut(node: &Node<'_, '_>, position: Position) -> Payload {
    let text = node.document().input_text().get(node.range()).unwrap_or_default();
    let tag_end = end_of_tag(text);
    let tag = text.get(..tag_end).unwrap_or_default();
    let own: Vec<Option<&str>> = declared(tag);
    let mut declarations = String::new();
    for namespace in node.namespaces() {
        let is_known = own.contains(&namespace.name()) || namespace.name() == Some("xml");
        if is_known || namespace.uri().is_empty() {
            continue;
        }
        let uri = namespace
            .uri()
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('"', "&quot;");
        // Writing to a String cannot fail.
        let _ = match namespace.name() {
            Some(prefix) => write!(declarations, " xmlns:{prefix}=\"{uri}\""),
            None => write!(declarations, " xmlns=\"{uri}\""),
        };
    }
    let at = text
        .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
        .unwrap_or(tag_end);
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    Payload {
        position,
        node: node.id(),
        cut: Some(Cut {
            inserted: (at, declarations.len()),
            start: node.range().start,
            text: format!("{before}{declarations}{after}"),
        }),
    }
}

/// Where the start tag that a text begins with ends: at the first `>` that is not in quotes.
fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (index, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return index,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// The prefixes that a start tag declares, `None` for the default namespace.
fn declared(tag: &str) -> Vec<Option<&str>> {
    let (mut names, mut rest) = (Vec::new(), tag);
    while let Some((name, after)) = rest.split_once('=') {
        let name = name.split_whitespace().next_back().unwrap_or_default();
        match name.strip_prefix("xmlns") {
            Some("") => names.push(None),
            Some(prefix) => names.extend(prefix.strip_prefix(':').map(Some)),
            None => {}
        }
        let value = after.trim_start();
        let quote = value.chars().next().unwrap_or('"');
        rest = value
            .get(1..)
            .and_then(|value| Some(value.split_once(quote)?.1))
            .unwrap_or_default();
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_out(text: &str) -> Vec<(Position, String)> {
        let document = Document::parse(text).unwrap();
        let found = payloads(&document).into_iter();
        found
            .map(|payload| {
                let bytes = payload.bytes(text.as_bytes()).to_vec();
                (payload.position, String::from_utf8(bytes).unwrap())
            })
            .collect()
    }

    #[test]
    fn a_bare_document_is_itself() {
        assert_eq!(cut_out("<a/>"), [(Position::Document, "<a/>".to_owned())]);
    }

    #[test]
    fn parts_of_an_envelope_take_the_namespaces_around_them_along() {
        let text = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/' xmlns:a='urn:a&amp;b' xmlns='urn:d'>\
            <s:Header><h xmlns='urn:h' x = '>'/></s:Header><s:Body><a:b xmlns:a='urn:a'>t</a:b></s:Body></s:Envelope>";
        let soap = "xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"";
        let expected = [
            (
                Position::Header,
                format!("<h {soap} xmlns:a=\"urn:a&amp;b\" xmlns='urn:h' x = '>'/>"),
            ),
            (
                Position::Body,
                format!("<a:b {soap} xmlns=\"urn:d\" xmlns:a='urn:a'>t</a:b>"),
            ),
        ];
        let mut found = cut_out(text);
        for ((_, found), (_, expected)) in found.iter_mut().zip(&expected) {
            // The order in which namespaces are declared says nothing.
            let sorted = |text: &str| {
                let mut words: Vec<&str> = text.split(' ').collect();
                words.sort_unstable();
                words.join(" ")
            };
            assert_eq!(sorted(found), sorted(expected));
        }
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn places_are_those_in_the_file() {
        let text =
            "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><a><b/></a></s:Body></s:Envelope>";
        let document = Document::parse(text).unwrap();
        let payload = payloads(&document).pop().unwrap();
        let cut = String::from_utf8(payload.bytes(text.as_bytes()).to_vec()).unwrap();
        for part in ["<a", "<b/>", "</a>"] {
            assert_eq!(
                payload.offset_in_file(cut.find(part).unwrap()),
                text.find(part).unwrap()
            );
        }
    }
}

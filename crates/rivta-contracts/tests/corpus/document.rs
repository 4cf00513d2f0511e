//! Samples as documents that a foreign parser has read, and single mistakes made in them.

use std::ops::Range;

use rivta_soap::xml::{Limits, decode_text};
use roxmltree::{Document, Node};

use super::Message;

/// The namespace of what a change adds as an extension.
const FOREIGN: &str = "urn:example:mistake";

/// The text of a sample without its XML declaration, which names the encoding it had.
pub fn text(bytes: &[u8]) -> String {
    let text = decode_text(bytes, None, &Limits::default()).unwrap();
    let text = text.trim_start_matches('\u{feff}');
    match text.strip_prefix("<?xml") {
        Some(rest) => rest.split_once("?>").unwrap().1.trim_start().to_owned(),
        None => text.to_owned(),
    }
}

/// The elements that the message's own types read, in document order: wildcard content is left out.
pub fn known<'d, 'i>(document: &'d Document<'i>, message: &Message) -> Vec<Node<'d, 'i>> {
    let mut found = Vec::new();
    let mut open = vec![document.root_element()];
    while let Some(node) = open.pop() {
        found.push(node);
        let children = node.children().filter(|child| is_known(child, message));
        open.extend(children.collect::<Vec<_>>().into_iter().rev());
    }
    found
}

fn is_known(node: &Node<'_, '_>, message: &Message) -> bool {
    let uri = node.tag_name().namespace();
    node.is_element() && message.namespaces.iter().any(|known| Some(known.uri) == uri)
}

/// A document without its wildcard content.
pub fn without_extensions(text: &str, message: &Message) -> String {
    let document = Document::parse(text).unwrap();
    let foreign = known(&document, message)
        .into_iter()
        .flat_map(|node| node.children())
        .filter(|child| child.is_element() && !is_known(child, message));
    without(text, foreign.map(|node| node.range()).collect())
}

/// A document without the white space at either end of its texts.
pub fn trimmed(text: &str) -> String {
    let document = Document::parse(text).unwrap();
    let spaces = document.descendants().filter(Node::is_text).flat_map(|node| {
        let (range, own) = (node.range(), &text[node.range()]);
        let start = range.end - own.trim_start().len();
        let end = (range.start + own.trim_end().len()).max(start);
        [range.start..start, end..range.end]
    });
    without(text, spaces.collect())
}

fn without(text: &str, mut ranges: Vec<Range<usize>>) -> String {
    ranges.sort_by_key(|range| std::cmp::Reverse(range.start));
    let mut text = text.to_owned();
    for range in ranges {
        text.replace_range(range, "");
    }
    text
}

/// The path to an element as our errors write it.
pub fn path(node: &Node<'_, '_>) -> String {
    let mut steps: Vec<String> = node
        .ancestors()
        .filter(Node::is_element)
        .map(|node| {
            let name = node.tag_name().name();
            let before = node.prev_siblings().skip(1);
            match before.filter(|it| it.tag_name().name() == name).count() {
                0 => format!("/{name}"),
                before => format!("/{name}[{}]", before + 1),
            }
        })
        .collect();
    steps.reverse();
    steps.concat()
}

/// The document with an attribute more on an element.
pub fn with_attribute(document: &Document<'_>, node: &Node<'_, '_>) -> String {
    let mut text = document.input_text().to_owned();
    text.insert_str(name_end(document, node), " mistake=\"1\"");
    text
}

/// The document with a first child more, called `mistake`, and where that begins. It is in the
/// namespace of the element's type, which no wildcard lets through.
pub fn with_child(document: &Document<'_>, node: &Node<'_, '_>, message: &Message) -> (String, usize) {
    let sibling = node.children().find(|child| is_known(child, message)).unwrap_or(*node);
    let child = format!("<mistake xmlns=\"{}\"/>", sibling.tag_name().namespace().unwrap());
    let (mut text, content) = opened(document, node);
    text.insert_str(content.start, &child);
    (text, content.start)
}

/// All documents that one change at an element gives. Some of them are valid.
pub fn changed(document: &Document<'_>, node: &Node<'_, '_>, message: &Message) -> Vec<(&'static str, String)> {
    let text = document.input_text();
    let own = &text[node.range()];
    let (apart, content) = opened(document, node);
    let replaced = |text: &str, range: Range<usize>, by: &str| {
        let mut text = text.to_owned();
        text.replace_range(range, by);
        text
    };
    let mut changed = vec![
        ("emptied", replaced(&apart, content.clone(), "")),
        ("with attribute", with_attribute(document, node)),
        ("with child", with_child(document, node, message).0),
        ("with text", replaced(&apart, content.end..content.end, "?")),
    ];
    if node.parent_element().is_some() {
        let name = |uri: &str| format!("<x:mistake xmlns:x=\"{uri}\"/>");
        let uri = node.tag_name().namespace().unwrap();
        changed.push(("taken away", replaced(text, node.range(), "")));
        changed.push(("twice", replaced(text, node.range(), &own.repeat(2))));
        changed.push(("renamed", replaced(text, node.range(), &name(uri))));
        changed.push(("foreign", replaced(text, node.range(), &name(FOREIGN))));
    }
    if let Some(next) = next_known(node, message) {
        let between = &text[node.range().end..next.range().start];
        let swapped = format!("{}{between}{own}", &text[next.range()]);
        let both = node.range().start..next.range().end;
        changed.push(("after the next", replaced(text, both, &swapped)));
    }
    changed
}

/// Whether a change puts known content after wildcard content. libxml2 2.9.14 lets that pass,
/// wrongly, where the known content is optional.
pub fn misjudged(change: &str, node: &Node<'_, '_>, message: &Message) -> bool {
    change == "foreign" && next_known(node, message).is_some()
}

/// The next sibling that the message's own types read.
pub fn next_known<'d, 'i>(node: &Node<'d, 'i>, message: &Message) -> Option<Node<'d, 'i>> {
    node.next_siblings().skip(1).find(|next| is_known(next, message))
}

/// The document with a start and an end tag for an element that may have one for both, and where
/// its content stands.
fn opened(document: &Document<'_>, node: &Node<'_, '_>) -> (String, Range<usize>) {
    let mut text = document.input_text().to_owned();
    if let (Some(first), Some(last)) = (node.first_child(), node.last_child()) {
        return (text, first.range().start..last.range().end);
    }
    let name = text[node.range().start + 1..name_end(document, node)].to_owned();
    let end = node.range().end;
    if text[node.range()].ends_with("/>") {
        text.replace_range(end - 2..end, &format!("></{name}>"));
        (text, end - 1..end - 1)
    } else {
        let place = end - name.len() - "</>".len();
        (text, place..place)
    }
}

/// The end of the name in an element's start tag.
fn name_end(document: &Document<'_>, node: &Node<'_, '_>) -> usize {
    let start = node.range().start;
    let tag = &document.input_text()[start..];
    start + tag.find([' ', '\n', '\t', '/', '>']).unwrap()
}

//! The writer that generated encoders write to.

use super::charset::is_xml_char;
use super::{Encode, Name, Namespace, RawElement};

/// Writes elements in UTF-8, without white space between them.
///
/// Namespaces are declared once, on the root; every element is written with the
/// prefix of its [`Namespace`]. Characters that XML does not allow are written as U+FFFD, since a
/// document must stay well-formed whatever a value holds.
#[derive(Debug)]
pub struct Writer {
    pub(super) text: String,
    /// The namespaces that the payload's root declares.
    pub(super) declared: Vec<&'static Namespace>,
    /// Whether the next start tag declares them.
    at_root: bool,
}

impl Default for Writer {
    fn default() -> Self {
        Self::new()
    }
}

/// What most messages take, and then the text never grows.
const CAPACITY: usize = 16 * 1024;

impl Writer {
    /// An empty document.
    pub fn new() -> Self {
        Self {
            text: String::with_capacity(CAPACITY),
            declared: Vec::new(),
            at_root: false,
        }
    }

    /// Writes the XML declaration.
    pub(crate) fn declaration(&mut self) {
        self.text.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    }

    /// Writes text that is XML already.
    pub(crate) fn verbatim(&mut self, xml: &str) {
        self.text.push_str(xml);
    }

    /// Writes an element that declares `namespaces`, its own among them.
    pub(crate) fn root<T: Encode>(&mut self, name: &Name, namespaces: &[&'static Namespace], value: &T) {
        self.declared = namespaces.to_vec();
        self.at_root = true;
        value.element(name, self);
        self.at_root = false;
        self.declared.clear();
    }

    fn declare(&mut self) {
        for namespace in &self.declared {
            if namespace.prefix.is_empty() {
                continue;
            }
            self.text.push_str(" xmlns:");
            self.text.push_str(namespace.prefix);
            self.text.push_str("=\"");
            escape_attribute(&mut self.text, namespace.uri);
            self.text.push('"');
        }
        self.at_root = false;
    }

    /// Begins a start tag, to which attributes may be added.
    pub fn open(&mut self, name: &Name) {
        if let Some(tag) = name.start_tag.strip_suffix('>') {
            self.text.push_str(tag);
        } else {
            self.text.push('<');
            self.name(name);
        }
        if self.at_root {
            self.declare();
        }
    }

    /// Ends a start tag.
    pub fn inside(&mut self) {
        self.text.push('>');
    }

    /// Writes a child element.
    pub fn required<T: Encode>(&mut self, name: &Name, value: &T) {
        value.element(name, self);
    }

    /// Writes a child element if there is one.
    pub fn optional<T: Encode>(&mut self, name: &Name, value: Option<&T>) {
        if let Some(value) = value {
            self.required(name, value);
        }
    }

    /// Writes a child element for each value.
    pub fn repeated<T: Encode>(&mut self, name: &Name, values: &[T]) {
        for value in values {
            self.required(name, value);
        }
    }

    /// Writes wildcard content as it was read.
    pub fn any(&mut self, elements: &[RawElement]) {
        for element in elements {
            self.text.push_str(element.as_str());
        }
    }

    /// Writes text content.
    pub fn text(&mut self, text: &str) {
        escape(&mut self.text, text, |c| match c {
            '&' => Some("&amp;"),
            '<' => Some("&lt;"),
            '>' => Some("&gt;"),
            '\r' => Some("&#13;"),
            _ => None,
        });
    }

    /// What has been written, as text.
    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// What has been written, as UTF-8.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    /// Writes an element that holds text.
    pub(super) fn leaf(&mut self, name: &Name, text: &str) {
        if name.start_tag.is_empty() || self.at_root {
            self.open(name);
            self.inside();
        } else {
            self.text.push_str(name.start_tag);
        }
        self.text(text);
        self.close(name);
    }

    /// Writes an end tag.
    pub fn close(&mut self, name: &Name) {
        if !name.end_tag.is_empty() {
            self.text.push_str(name.end_tag);
            return;
        }
        self.text.push_str("</");
        self.name(name);
        self.text.push('>');
    }

    pub(super) fn name(&mut self, name: &Name) {
        if !name.namespace.prefix.is_empty() {
            self.text.push_str(name.namespace.prefix);
            self.text.push(':');
        }
        self.text.push_str(name.local);
    }
}

/// Writes an attribute value that will stand in double quotes.
pub(super) fn escape_attribute(out: &mut String, value: &str) {
    escape(out, value, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\t' => Some("&#9;"),
        '\n' => Some("&#10;"),
        '\r' => Some("&#13;"),
        _ => None,
    });
}

fn escape(out: &mut String, text: &str, replacement: impl Fn(char) -> Option<&'static str>) {
    // Most values are plain: one pass over the bytes without branches spares the walk over characters.
    let special = text.bytes().fold(0_u8, |special, byte| {
        let markup = u8::from(byte == b'&') | u8::from(byte == b'<') | u8::from(byte == b'>') | u8::from(byte == b'"');
        special | markup | u8::from(!(b' '..0xEF).contains(&byte))
    });
    if special == 0 {
        out.push_str(text);
        return;
    }
    for character in text.chars() {
        match replacement(character) {
            Some(reference) => out.push_str(reference),
            None if is_xml_char(character) => out.push(character),
            None => out.push('\u{FFFD}'),
        }
    }
}

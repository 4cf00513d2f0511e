//! The elements of a rule file, before they mean anything.

use std::path::Path;

use rivta_schema::Place;

use crate::error::Error;

pub(super) const SCHEMATRON: &str = "http://purl.oclc.org/dsdl/schematron";
const XSLT: &str = "http://www.w3.org/1999/XSL/Transform";

/// An element of Schematron with what it holds.
#[derive(Debug, Clone)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) content: Vec<Content>,
    pub(super) place: Place,
}

#[derive(Debug, Clone)]
pub(super) enum Content {
    Element(Element),
    Text(String),
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    pub(super) fn required(&self, name: &str) -> Result<&str, Error> {
        self.attribute(name)
            .ok_or_else(|| self.error(format!("{} has no attribute {name}", self.name)))
    }

    pub(super) fn owned(&self, name: &str) -> Option<String> {
        self.attribute(name).map(str::to_owned)
    }

    pub(super) fn is(&self, name: &str) -> bool {
        self.name == name
    }

    pub(super) fn is_abstract(&self) -> bool {
        self.attribute("abstract") == Some("true")
    }

    pub(super) fn children(&self) -> impl Iterator<Item = &Element> {
        self.content.iter().filter_map(|content| match content {
            Content::Element(element) => Some(element),
            Content::Text(_) => None,
        })
    }

    pub(super) fn named<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.children().filter(move |child| child.is(name))
    }

    /// The text inside, of all levels, white space collapsed.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.push_text(&mut text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn push_text(&self, out: &mut String) {
        for content in &self.content {
            match content {
                Content::Text(text) => out.push_str(text),
                Content::Element(element) => element.push_text(out),
            }
        }
    }

    pub(super) fn error(&self, what: impl Into<String>) -> Error {
        Error::Rule {
            place: self.place.clone(),
            what: what.into(),
        }
    }
}

/// Tells places in a file whose nodes are visited in document order: it only ever goes forward.
pub(super) struct Places<'f> {
    path: &'f Path,
    text: &'f str,
    offset: usize,
    line: u32,
    column: u32,
}

impl<'f> Places<'f> {
    pub(super) fn new(path: &'f Path, text: &'f str) -> Self {
        let (offset, line, column) = (0, 1, 1);
        Self {
            path,
            text,
            offset,
            line,
            column,
        }
    }

    fn of(&mut self, node: roxmltree::Node<'_, '_>) -> Place {
        let start = node.range().start;
        for character in self.text.get(self.offset..start).unwrap_or_default().chars() {
            if character == '\n' {
                (self.line, self.column) = (self.line + 1, 1);
            } else {
                self.column += 1;
            }
        }
        self.offset = self.offset.max(start);
        Place {
            file: self.path.to_owned(),
            line: self.line,
            column: self.column,
        }
    }
}

/// The element of a parsed file. Recursion goes as deep as the file, which is checked to be shallow.
///
/// # Errors
/// [`Error::Rule`] for an element of XSLT.
pub(super) fn element(node: roxmltree::Node<'_, '_>, places: &mut Places<'_>) -> Result<Element, Error> {
    let place = places.of(node);
    let mut content = Vec::new();
    for child in node.children() {
        match child.tag_name().namespace() {
            _ if child.is_text() => content.push(Content::Text(child.text().unwrap_or_default().to_owned())),
            Some(SCHEMATRON) => content.push(Content::Element(element(child, places)?)),
            Some(XSLT) => {
                let what = format!(
                    "xsl:{} is not part of Schematron's own language",
                    child.tag_name().name()
                );
                let place = places.of(child);
                return Err(Error::Rule { place, what });
            }
            _ if child.is_element() => push_foreign(child, &mut content),
            _ => {}
        }
    }
    let attributes = node.attributes().filter(|attribute| attribute.namespace().is_none());
    Ok(Element {
        name: node.tag_name().name().to_owned(),
        attributes: attributes
            .map(|attribute| (attribute.name().to_owned(), attribute.value().to_owned()))
            .collect(),
        content,
        place,
    })
}

/// Of a foreign element, such as XHTML in a message, the text is kept.
fn push_foreign(node: roxmltree::Node<'_, '_>, content: &mut Vec<Content>) {
    let texts = node.descendants().filter(roxmltree::Node::is_text);
    content.extend(texts.map(|text| Content::Text(text.text().unwrap_or_default().to_owned())));
}

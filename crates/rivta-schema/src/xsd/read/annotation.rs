//! Documentation.

use roxmltree::Node;

use super::scope::Scope;
use crate::xsd::{Annotation, XS};

/// Markup that begins a new line; other markup is dropped and its text kept.
const BLOCKS: [&str; 6] = ["br", "p", "para", "li", "listitem", "row"];

/// What is said about a component.
pub(super) fn of(scope: &Scope<'_, '_>, node: Node<'_, '_>) -> Annotation {
    let texts: Vec<String> = node
        .children()
        .filter(|child| child.has_tag_name((XS, "annotation")))
        .flat_map(|annotation| annotation.children())
        .filter(|child| child.has_tag_name((XS, "documentation")))
        .map(text)
        .filter(|text| !text.is_empty())
        .collect();
    Annotation {
        documentation: (!texts.is_empty()).then(|| texts.join("\n\n")),
        place: scope.document.place(node),
    }
}

/// The text in an element, lines trimmed, without empty lines at the ends.
fn text(node: Node<'_, '_>) -> String {
    let mut text = String::new();
    for inner in node.descendants() {
        if inner.is_text() {
            text.push_str(inner.text().unwrap_or_default());
        } else if BLOCKS.contains(&inner.tag_name().name()) {
            text.push('\n');
        }
    }
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    lines.join("\n").trim().to_owned()
}

//! What is odd in the text of a schema. The model does not show it: it holds what was meant.

use std::collections::BTreeSet;

use roxmltree::Node;

use super::scope::{Scope, components};
use crate::source::Note;
use crate::xsd::{XML, XS};

/// Attributes that hold one qualified name.
const REFERENCES: [&str; 5] = ["type", "ref", "base", "itemType", "substitutionGroup"];

/// Tells of mistyped wildcards, names with white space, and namespaces that are used and not imported.
pub(super) fn notes(scope: Scope<'_, '_>, schema: Node<'_, '_>) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut known = imported(schema);
    known.extend([XS, XML]);
    known.extend(scope.target());
    for node in schema
        .descendants()
        .filter(|node| node.tag_name().namespace() == Some(XS))
    {
        let place = || scope.document.place(node);
        if let Some(written) = mistyped_wildcard(node) {
            let what = format!("namespace={written:?} of the wildcard is taken for \"##other\"");
            notes.push(Note::at(place(), what));
        }
        if let Some(name) = node.attribute("name").filter(|name| name.trim() != *name) {
            notes.push(Note::at(
                place(),
                format!("white space around the name {name:?} is dropped"),
            ));
        }
        for namespace in namespaces(node) {
            if known.insert(namespace) {
                let what = format!("the namespace {namespace} is used but not imported; it was looked for everywhere");
                notes.push(Note::at(place(), what));
            }
        }
    }
    notes
}

fn imported<'n>(schema: Node<'n, '_>) -> BTreeSet<&'n str> {
    components(schema)
        .filter(|child| child.has_tag_name((XS, "import")))
        .filter_map(|import| import.attribute("namespace"))
        .collect()
}

/// The namespaces of the names that a component refers to.
fn namespaces<'n>(node: Node<'n, '_>) -> Vec<&'n str> {
    let members = node.attribute("memberTypes").unwrap_or_default();
    let single = REFERENCES.iter().filter_map(|attribute| node.attribute(*attribute));
    single
        .chain(members.split_whitespace())
        .filter_map(|name| {
            let prefix = name.trim().split_once(':').map(|(prefix, _)| prefix);
            node.lookup_namespace_uri(prefix)
        })
        .collect()
}

fn mistyped_wildcard<'n>(node: Node<'n, '_>) -> Option<&'n str> {
    let written = node.attribute("namespace")?;
    let squeezed: String = written.split_whitespace().collect();
    let is_wildcard = matches!(node.tag_name().name(), "any" | "anyAttribute");
    let is_mistyped = squeezed == "#other" || (squeezed == "##other" && written.trim() != squeezed);
    (is_wildcard && is_mistyped).then_some(written)
}

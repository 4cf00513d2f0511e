//! Substitution groups: elements that may stand for another.

use std::collections::BTreeMap;

use rivta_schema::Package;
use rivta_schema::xsd::{Element, Namespaces, ProcessContents, QName, Wildcard};

use super::content::{Matter, Node};
use super::draft::{Draft, Home};
use super::name;

/// What may stand for an abstract element of which the package knows no substitute: anything.
static ANY: Wildcard = Wildcard {
    namespaces: Namespaces::Any,
    process: ProcessContents::Lax,
};

/// The elements that may stand for a global element, directly or not, in order of name.
pub(super) fn members<'p>(package: &'p Package, head: &QName) -> Vec<&'p Element> {
    let mut found: BTreeMap<&QName, &Element> = BTreeMap::new();
    let mut queue: Vec<&Element> = package.schemas.substitutes(head).collect();
    while let Some(member) = queue.pop() {
        if found.insert(&member.name, member).is_none() {
            queue.extend(package.schemas.substitutes(&member.name));
        }
    }
    found.into_values().collect()
}

/// A reference to a global element: the element, or a choice of those that may stand for it.
pub(super) fn reference<'p>(draft: &Draft<'p>, node: Node<'p>, element: &'p Element) -> Node<'p> {
    let members = members(draft.package, &element.name);
    if members.is_empty() && !element.is_abstract {
        return node;
    }
    let home = Home {
        module: draft
            .layout
            .module(element.name.namespace.as_deref())
            .unwrap_or_default()
            .to_owned(),
        rust_name: name::type_name(&element.name.local),
    };
    let alternatives: Vec<Node<'p>> = std::iter::once(element)
        .chain(members)
        .filter(|element| !element.is_abstract)
        .map(|element| Node {
            matter: Matter::Element { element, global: true },
            min: 1,
            max: Some(1),
            place: &element.annotation.place,
            documentation: element.annotation.documentation.clone(),
            home: home.clone(),
            called: None,
        })
        .collect();
    let matter = if alternatives.is_empty() {
        Matter::Any(&ANY)
    } else {
        Matter::Choice(alternatives)
    };
    Node {
        matter,
        place: &element.annotation.place,
        called: Some(&element.name.local),
        home,
        ..node
    }
}

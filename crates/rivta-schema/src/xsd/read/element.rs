//! Elements.

use roxmltree::Node;

use super::scope::{Scope, child, components};
use super::{annotation, complex, simple};
use crate::error::Error;
use crate::xsd::{Constraint, ConstraintKind, Element, QName, TypeRef, ValueConstraint};

pub(super) fn global(scope: Scope<'_, '_>, node: Node<'_, '_>) -> Result<Element, Error> {
    let name = scope.global_name(node)?;
    element(scope, node, name)
}

pub(super) fn local(scope: Scope<'_, '_>, node: Node<'_, '_>) -> Result<Element, Error> {
    let name = scope.local_name(node)?;
    element(scope, node, name)
}

fn element(scope: Scope<'_, '_>, node: Node<'_, '_>, name: QName) -> Result<Element, Error> {
    let mut constraints = Vec::new();
    for child in components(node) {
        match scope.xs_name(child)? {
            "simpleType" | "complexType" => {}
            "unique" | "key" | "keyref" => constraints.push(constraint(scope, child)?),
            _ => return Err(scope.misplaced(child)),
        }
    }
    Ok(Element {
        name,
        type_ref: type_ref(scope, node)?,
        nillable: scope.flag(node, "nillable")?,
        is_abstract: scope.flag(node, "abstract")?,
        value: value(node),
        substitution_group: scope.reference(node, "substitutionGroup")?,
        block: scope.block(node),
        constraints,
        annotation: annotation::of(&scope, node),
    })
}

/// The type of an element or attribute: named, written within, or not said.
pub(super) fn type_ref(scope: Scope<'_, '_>, node: Node<'_, '_>) -> Result<TypeRef, Error> {
    if let Some(name) = scope.reference(node, "type")? {
        Ok(TypeRef::Named(name))
    } else if let Some(inner) = child(node, "simpleType") {
        let simple = simple::anonymous(scope.within(inner)?, inner)?;
        Ok(TypeRef::Simple(Box::new(simple)))
    } else if let Some(inner) = child(node, "complexType") {
        let complex = complex::anonymous(scope.within(inner)?, inner)?;
        Ok(TypeRef::Complex(Box::new(complex)))
    } else {
        Ok(TypeRef::Absent)
    }
}

/// The default or fixed value of an element or attribute.
pub(super) fn value(node: Node<'_, '_>) -> Option<ValueConstraint> {
    let fixed = node.attribute("fixed");
    let default = node.attribute("default");
    fixed
        .map(|value| ValueConstraint::Fixed(value.to_owned()))
        .or_else(|| default.map(|value| ValueConstraint::Default(value.to_owned())))
}

fn constraint(scope: Scope<'_, '_>, node: Node<'_, '_>) -> Result<Constraint, Error> {
    let kind = match node.tag_name().name() {
        "unique" => ConstraintKind::Unique,
        "key" => ConstraintKind::Key,
        _ => ConstraintKind::KeyRef(scope.required_reference(node, "refer")?),
    };
    let xpath = |node: Node<'_, '_>| node.attribute("xpath").unwrap_or_default().to_owned();
    let mut prefixes = Vec::new();
    for path in components(node).map(xpath) {
        for (before, _) in path.match_indices(':') {
            let prefix = path.get(..before).unwrap_or("").rsplit(is_no_name).next().unwrap_or("");
            if let Some(uri) = node.lookup_namespace_uri(Some(prefix)) {
                prefixes.push((prefix.to_owned(), uri.to_owned()));
            }
        }
    }
    Ok(Constraint {
        kind,
        prefixes,
        name: scope.global_name(node)?,
        selector: child(node, "selector").map(xpath).unwrap_or_default(),
        fields: components(node)
            .filter(|child| child.tag_name().name() == "field")
            .map(xpath)
            .collect(),
    })
}

/// Whether a character ends a name in a path.
fn is_no_name(c: char) -> bool {
    c.is_whitespace() || matches!(c, '/' | '|' | '@' | ':')
}

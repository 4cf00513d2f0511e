//! Complex types.

use roxmltree::Node;

use super::scope::{Scope, child, components};
use super::{annotation, attribute, particle, simple};
use crate::error::Error;
use crate::xsd::{ComplexType, Content, Particle, QName};

pub(super) fn named(scope: Scope<'_, '_>, node: Node<'_, '_>) -> Result<ComplexType, Error> {
    let name = scope.global_name(node)?;
    complex(scope, node, Some(name))
}

pub(super) fn anonymous(scope: Scope<'_, '_>, node: Node<'_, '_>) -> Result<ComplexType, Error> {
    complex(scope, node, None)
}

fn complex(scope: Scope<'_, '_>, node: Node<'_, '_>, name: Option<QName>) -> Result<ComplexType, Error> {
    let wrapper = child(node, "complexContent").or_else(|| child(node, "simpleContent"));
    let derivation = match wrapper {
        Some(wrapper) => Some(only_child(scope, wrapper)?),
        None => None,
    };
    let body = derivation.unwrap_or(node);
    let content = match wrapper.map(|wrapper| wrapper.tag_name().name()) {
        None => Content::Elements(model(scope, node)?),
        Some("complexContent") => complex_content(scope, body)?,
        Some(_) => simple_content(scope, body)?,
    };
    let mixed = scope.flag(node, "mixed")? || matches!(wrapper, Some(wrapper) if scope.flag(wrapper, "mixed")?);
    Ok(ComplexType {
        name,
        is_abstract: scope.flag(node, "abstract")?,
        mixed,
        block: scope.block(node),
        content,
        attributes: attribute::attributes(scope, components(body).filter(|node| attribute::is_attribute(*node)))?,
        annotation: annotation::of(&scope, node),
    })
}

fn only_child<'n, 'a>(scope: Scope<'_, '_>, node: Node<'n, 'a>) -> Result<Node<'n, 'a>, Error> {
    components(node)
        .next()
        .ok_or_else(|| scope.invalid(node, "neither xs:extension nor xs:restriction stands here"))
}

fn complex_content(scope: Scope<'_, '_>, node: Node<'_, '_>) -> Result<Content, Error> {
    let base = scope.required_reference(node, "base")?;
    let particle = model(scope, node)?;
    match scope.xs_name(node)? {
        "extension" => Ok(Content::Extension { base, particle }),
        "restriction" => Ok(Content::Restriction { base, particle }),
        _ => Err(scope.misplaced(node)),
    }
}

fn simple_content(scope: Scope<'_, '_>, node: Node<'_, '_>) -> Result<Content, Error> {
    let base = scope.required_reference(node, "base")?;
    match scope.xs_name(node)? {
        "extension" => Ok(Content::SimpleExtension { base }),
        "restriction" => Ok(Content::SimpleRestriction {
            base,
            simple_type: match child(node, "simpleType") {
                Some(inner) => Some(Box::new(simple::anonymous(scope.within(inner)?, inner)?)),
                None => None,
            },
            facets: simple::facets(scope, components(node).filter(|child| !attribute::is_attribute(*child)))?,
        }),
        _ => Err(scope.misplaced(node)),
    }
}

/// The content model among the children of a type or derivation.
fn model(scope: Scope<'_, '_>, node: Node<'_, '_>) -> Result<Option<Particle>, Error> {
    let mut model = None;
    for child in components(node).filter(|child| !attribute::is_attribute(*child)) {
        match scope.xs_name(child)? {
            "sequence" | "choice" | "all" | "group" if model.is_none() => {
                model = Some(particle::particle(scope, child)?);
            }
            _ => return Err(scope.misplaced(child)),
        }
    }
    Ok(model)
}

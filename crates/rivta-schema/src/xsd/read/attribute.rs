//! Attributes.

use roxmltree::Node;

use super::scope::{Scope, components};
use super::{annotation, element, particle};
use crate::error::Error;
use crate::xsd::{Attribute, AttributeGroup, AttributeTerm, AttributeUse, Attributes, Presence, QName};

pub(super) fn global(scope: Scope<'_, '_>, node: Node<'_, '_>) -> Result<Attribute, Error> {
    let name = scope.global_name(node)?;
    attribute(scope, node, name)
}

pub(super) fn named_group(scope: Scope<'_, '_>, node: Node<'_, '_>) -> Result<AttributeGroup, Error> {
    Ok(AttributeGroup {
        name: scope.global_name(node)?,
        attributes: attributes(scope, components(node))?,
        annotation: annotation::of(&scope, node),
    })
}

/// Reads the attribute part of a type or group.
pub(super) fn attributes<'n, 'a: 'n>(
    scope: Scope<'_, '_>,
    nodes: impl Iterator<Item = Node<'n, 'a>>,
) -> Result<Attributes, Error> {
    let mut attributes = Attributes::default();
    for node in nodes {
        match scope.xs_name(node)? {
            "attribute" => attributes.uses.push(attribute_use(scope, node)?),
            "attributeGroup" => attributes.groups.push(scope.required_reference(node, "ref")?),
            "anyAttribute" => attributes.any = Some(particle::wildcard(scope, node)?),
            _ => return Err(scope.misplaced(node)),
        }
    }
    Ok(attributes)
}

/// Whether a component belongs to the attribute part of a type.
pub(super) fn is_attribute(node: Node<'_, '_>) -> bool {
    matches!(node.tag_name().name(), "attribute" | "attributeGroup" | "anyAttribute")
}

fn attribute_use(scope: Scope<'_, '_>, node: Node<'_, '_>) -> Result<AttributeUse, Error> {
    let term = if let Some(name) = scope.reference(node, "ref")? {
        AttributeTerm::Ref(name, element::value(node))
    } else {
        let name = scope.local_name(node)?;
        AttributeTerm::Local(Box::new(attribute(scope, node, name)?))
    };
    let presence = match node.attribute("use").map(str::trim) {
        None | Some("optional") => Presence::Optional,
        Some("required") => Presence::Required,
        Some("prohibited") => Presence::Prohibited,
        Some(_) => {
            return Err(scope.invalid(node, "use is not optional, required or prohibited"));
        }
    };
    Ok(AttributeUse {
        term,
        presence,
        annotation: annotation::of(&scope, node),
    })
}

fn attribute(scope: Scope<'_, '_>, node: Node<'_, '_>, name: QName) -> Result<Attribute, Error> {
    Ok(Attribute {
        name,
        type_ref: element::type_ref(scope, node)?,
        value: element::value(node),
        annotation: annotation::of(&scope, node),
    })
}

//! Simple types and facets.

use roxmltree::Node;

use super::annotation;
use super::scope::{Scope, child, components};
use crate::error::Error;
use crate::xsd::{Facet, MeantName, QName, SimpleDerivation, SimpleType, TypeRef, WhiteSpace};

pub(super) fn named(scope: Scope<'_, '_>, node: Node<'_, '_>) -> Result<SimpleType, Error> {
    let name = scope.global_name(node)?;
    simple(scope, node, Some(name))
}

pub(super) fn anonymous(scope: Scope<'_, '_>, node: Node<'_, '_>) -> Result<SimpleType, Error> {
    simple(scope, node, None)
}

fn simple(scope: Scope<'_, '_>, node: Node<'_, '_>, name: Option<QName>) -> Result<SimpleType, Error> {
    let body = components(node)
        .next()
        .ok_or_else(|| scope.invalid(node, "the simple type is empty"))?;
    let derivation = match scope.xs_name(body)? {
        "restriction" => SimpleDerivation::Restriction {
            base: one(scope, body, "base")?,
            facets: facets(scope, components(body))?,
        },
        "list" => SimpleDerivation::List(one(scope, body, "itemType")?),
        "union" => SimpleDerivation::Union(members(scope, body)?),
        _ => return Err(scope.misplaced(body)),
    };
    Ok(SimpleType {
        name,
        derivation,
        annotation: annotation::of(&scope, node),
    })
}

/// The one type that a restriction or list is made of: named in an attribute or written within.
fn one(scope: Scope<'_, '_>, node: Node<'_, '_>, attribute: &str) -> Result<TypeRef, Error> {
    if let Some(name) = scope.reference(node, attribute)? {
        return Ok(TypeRef::Named(name));
    }
    match child(node, "simpleType") {
        Some(inner) => Ok(TypeRef::Simple(Box::new(anonymous(scope.within(inner)?, inner)?))),
        None => Err(scope.invalid(node, format!("the attribute {attribute} is missing"))),
    }
}

fn members(scope: Scope<'_, '_>, node: Node<'_, '_>) -> Result<Vec<TypeRef>, Error> {
    let mut members = Vec::new();
    let names = node.attribute("memberTypes").unwrap_or_default();
    for name in names.split_whitespace() {
        members.push(TypeRef::Named(scope.qname(node, name)?));
    }
    for inner in components(node) {
        let simple = anonymous(scope.within(inner)?, inner)?;
        members.push(TypeRef::Simple(Box::new(simple)));
    }
    Ok(members)
}

/// Reads the facets among the children of a restriction.
pub(super) fn facets<'n, 'a: 'n>(
    scope: Scope<'_, '_>,
    nodes: impl Iterator<Item = Node<'n, 'a>>,
) -> Result<Vec<Facet>, Error> {
    nodes
        .filter(|node| node.tag_name().name() != "simpleType")
        .map(|node| facet(scope, node))
        .collect()
}

fn facet(scope: Scope<'_, '_>, node: Node<'_, '_>) -> Result<Facet, Error> {
    let value = node
        .attribute("value")
        .ok_or_else(|| scope.invalid(node, "the attribute value is missing"))?;
    let number = || {
        value
            .trim()
            .parse::<u64>()
            .map_err(|_| scope.invalid(node, "the facet's value is not a number"))
    };
    let text = || value.trim().to_owned();
    Ok(match scope.xs_name(node)? {
        "enumeration" => Facet::Enumeration {
            value: value.to_owned(),
            name: MeantName(scope.qname(node, value).ok()),
            annotation: annotation::of(&scope, node),
        },
        "pattern" => Facet::Pattern {
            expression: value.to_owned(),
            annotation: annotation::of(&scope, node),
        },
        "whiteSpace" => Facet::WhiteSpace(white_space(scope, node, value)?),
        "length" => Facet::Length(number()?),
        "minLength" => Facet::MinLength(number()?),
        "maxLength" => Facet::MaxLength(number()?),
        "totalDigits" => Facet::TotalDigits(number()?),
        "fractionDigits" => Facet::FractionDigits(number()?),
        "minInclusive" => Facet::MinInclusive(text()),
        "maxInclusive" => Facet::MaxInclusive(text()),
        "minExclusive" => Facet::MinExclusive(text()),
        "maxExclusive" => Facet::MaxExclusive(text()),
        _ => return Err(scope.misplaced(node)),
    })
}

fn white_space(scope: Scope<'_, '_>, node: Node<'_, '_>, value: &str) -> Result<WhiteSpace, Error> {
    match value.trim() {
        "preserve" => Ok(WhiteSpace::Preserve),
        "replace" => Ok(WhiteSpace::Replace),
        "collapse" => Ok(WhiteSpace::Collapse),
        _ => Err(scope.invalid(node, "whiteSpace is not preserve, replace or collapse")),
    }
}

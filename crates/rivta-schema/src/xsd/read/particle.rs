//! Particles, groups and wildcards.

use std::num::IntErrorKind;

use roxmltree::Node;

use super::scope::{Scope, components};
use super::{annotation, element};
use crate::error::Error;
use crate::xsd::{Compositor, Group, ModelGroup, Namespaces, Occurs, Particle, ProcessContents, Term, Wildcard};

pub(super) fn particle(scope: Scope<'_, '_>, node: Node<'_, '_>) -> Result<Particle, Error> {
    let term = match scope.xs_name(node)? {
        "element" => match scope.reference(node, "ref")? {
            Some(name) => Term::ElementRef(name),
            None => Term::Element(Box::new(element::local(scope, node)?)),
        },
        "group" => Term::GroupRef(scope.required_reference(node, "ref")?),
        "any" => Term::Any(wildcard(scope, node)?),
        _ => Term::Group(model_group(scope.within(node)?, node)?),
    };
    Ok(Particle {
        occurs: occurs(scope, node)?,
        term,
        annotation: annotation::of(&scope, node),
    })
}

pub(super) fn named_group(scope: Scope<'_, '_>, node: Node<'_, '_>) -> Result<Group, Error> {
    let model = components(node)
        .next()
        .ok_or_else(|| scope.invalid(node, "the group is empty"))?;
    Ok(Group {
        name: scope.global_name(node)?,
        model: model_group(scope, model)?,
        annotation: annotation::of(&scope, node),
    })
}

fn model_group(scope: Scope<'_, '_>, node: Node<'_, '_>) -> Result<ModelGroup, Error> {
    let compositor = match scope.xs_name(node)? {
        "sequence" => Compositor::Sequence,
        "choice" => Compositor::Choice,
        "all" => Compositor::All,
        _ => return Err(scope.misplaced(node)),
    };
    let particles = components(node)
        .map(|child| particle(scope, child))
        .collect::<Result<_, _>>()?;
    Ok(ModelGroup { compositor, particles })
}

pub(super) fn wildcard(scope: Scope<'_, '_>, node: Node<'_, '_>) -> Result<Wildcard, Error> {
    let process = match node.attribute("processContents").map(str::trim) {
        None | Some("strict") => ProcessContents::Strict,
        Some("lax") => ProcessContents::Lax,
        Some("skip") => ProcessContents::Skip,
        Some(_) => return Err(scope.invalid(node, "processContents is not strict, lax or skip")),
    };
    Ok(Wildcard {
        namespaces: namespaces(scope, node.attribute("namespace").unwrap_or("##any")),
        process,
    })
}

fn namespaces(scope: Scope<'_, '_>, written: &str) -> Namespaces {
    let target = || scope.target().map(str::to_owned);
    let squeezed: String = written.split_whitespace().collect();
    match squeezed.as_str() {
        "##any" => Namespaces::Any,
        "##other" | "#other" => Namespaces::Other(target()),
        _ => Namespaces::Only(
            written
                .split_whitespace()
                .map(|item| match item {
                    "##targetNamespace" => target(),
                    "##local" => None,
                    uri => Some(uri.to_owned()),
                })
                .collect(),
        ),
    }
}

fn occurs(scope: Scope<'_, '_>, node: Node<'_, '_>) -> Result<Occurs, Error> {
    let number = |attribute: &str, text: &str| match text.parse::<u32>() {
        Ok(number) => Ok(number),
        // More than can ever come.
        Err(error) if *error.kind() == IntErrorKind::PosOverflow => Ok(u32::MAX),
        Err(_) => Err(scope.invalid(node, format!("{attribute} is not a number"))),
    };
    let min = match node.attribute("minOccurs").map(str::trim) {
        None => 1,
        Some(text) => number("minOccurs", text)?,
    };
    let max = match node.attribute("maxOccurs").map(str::trim) {
        None => Some(1),
        Some("unbounded") => None,
        Some(text) => Some(number("maxOccurs", text)?),
    };
    if max == Some(0) {
        return Ok(Occurs { min: 0, max });
    }
    if max.is_some_and(|max| max < min) {
        return Err(scope.invalid(node, "maxOccurs is less than minOccurs"));
    }
    Ok(Occurs { min, max })
}

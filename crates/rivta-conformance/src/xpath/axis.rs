//! Walking along the axes.

use super::failure::Outcome;
use super::run::Run;
use super::syntax::{Axis, NameTest, NodeTest};
use super::tree::{Document, Kind, NodeId};

/// The nodes along an axis that pass a test, in the order of the axis.
pub(super) fn nodes(run: &Run<'_>, axis: Axis, test: &NodeTest, node: NodeId) -> Outcome<Vec<NodeId>> {
    let mut found = Vec::new();
    let mut visited = 0_usize;
    let mut visit = |candidate: NodeId| {
        visited += 1;
        if passes(run, axis, test, candidate) {
            found.push(candidate);
        }
    };
    let document = run.document;
    match axis {
        Axis::Child => document.children(node).for_each(&mut visit),
        Axis::Descendant => document.descendants(node).for_each(&mut visit),
        Axis::DescendantOrSelf => {
            visit(node);
            document.descendants(node).for_each(&mut visit);
        }
        Axis::Attribute => document.attributes(node).for_each(&mut visit),
        Axis::Self_ => visit(node),
        Axis::Parent => document.parent(node).into_iter().for_each(&mut visit),
        Axis::Ancestor => ancestors(document, node).for_each(&mut visit),
        Axis::AncestorOrSelf => {
            visit(node);
            ancestors(document, node).for_each(&mut visit);
        }
        Axis::FollowingSibling => siblings(document, node)
            .filter(|other| *other > node)
            .for_each(&mut visit),
        Axis::PrecedingSibling => {
            let before: Vec<_> = siblings(document, node).take_while(|other| *other < node).collect();
            before.into_iter().rev().for_each(&mut visit);
        }
        Axis::Following => (end_of(document, node)..document.len())
            .filter(|other| document.kind(*other) != Kind::Attribute)
            .for_each(&mut visit),
        Axis::Preceding => (1..node)
            .rev()
            .filter(|other| document.kind(*other) != Kind::Attribute && document.end(*other) <= node)
            .for_each(&mut visit),
    }
    run.spend(1 + visited)?;
    Ok(found)
}

/// Where what follows a node begins: for an attribute, that is its element's content.
fn end_of(document: &Document, node: NodeId) -> NodeId {
    match (document.kind(node), document.parent(node)) {
        (Kind::Attribute, Some(element)) => document.attributes(element).last().unwrap_or(node) + 1,
        _ => document.end(node),
    }
}

pub(super) fn ancestors(document: &Document, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    std::iter::successors(document.parent(node), |node| document.parent(*node))
}

/// The children of the node's parent; an attribute has no siblings.
fn siblings(document: &Document, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    let parent = document.parent(node).filter(|_| document.kind(node) != Kind::Attribute);
    parent.into_iter().flat_map(|parent| document.children(parent))
}

/// Whether a node passes a test on an axis.
pub(super) fn passes(run: &Run<'_>, axis: Axis, test: &NodeTest, node: NodeId) -> bool {
    let kind = run.document.kind(node);
    match test {
        NodeTest::Any => true,
        NodeTest::Text => kind == Kind::Text,
        NodeTest::Comment => kind == Kind::Comment,
        NodeTest::Document => kind == Kind::Root,
        NodeTest::Instruction(target) => {
            let is_target = |target: &String| run.document.name(node).is_some_and(|name| name.local == *target);
            kind == Kind::Instruction && target.as_ref().is_none_or(is_target)
        }
        NodeTest::Element(name) => kind == Kind::Element && name.is_none_or(|name| is_named(run, name, node)),
        NodeTest::Attribute(name) => kind == Kind::Attribute && name.is_none_or(|name| is_named(run, name, node)),
        NodeTest::Principal(name) => {
            let principal = if axis == Axis::Attribute {
                Kind::Attribute
            } else {
                Kind::Element
            };
            kind == principal && is_named(run, *name, node)
        }
    }
}

fn is_named(run: &Run<'_>, test: NameTest, node: NodeId) -> bool {
    let (namespace, local) = run.names.of(run.document, node);
    test.local.is_none_or(|wanted| wanted == local) && test.namespace.is_none_or(|wanted| wanted == namespace)
}

//! `deep-equal`: whether two sequences say the same. Walks two subtrees side by side, without recursion.

use super::Call;
use super::sequences::same;
use crate::xpath::failure::Outcome;
use crate::xpath::tree::{Document, Kind, NodeId};
use crate::xpath::value::Item;

pub(super) fn deep_equal(call: &Call<'_, '_, '_>) -> Outcome<bool> {
    call.check_collation(2)?;
    let (left, right) = (call.items(0)?, call.items(1)?);
    if left.len() != right.len() {
        return Ok(false);
    }
    for pair in left.iter().zip(&right) {
        let equal = match pair {
            (Item::Node(left), Item::Node(right)) => nodes_equal(call, *left, *right)?,
            (Item::Atomic(left), Item::Atomic(right)) => same(call, left, right),
            _ => false,
        };
        if !equal {
            return Ok(false);
        }
    }
    Ok(true)
}

fn nodes_equal(call: &Call<'_, '_, '_>, left: NodeId, right: NodeId) -> Outcome<bool> {
    let document = call.context.run.document;
    if !alike(document, left, right) {
        return Ok(false);
    }
    let significant = |node: &NodeId| matches!(document.kind(*node), Kind::Element | Kind::Text);
    let mut lefts = document.descendants(left).filter(significant);
    let mut rights = document.descendants(right).filter(significant);
    loop {
        call.context.run.spend(1)?;
        match (lefts.next(), rights.next()) {
            (None, None) => return Ok(true),
            (Some(one), Some(other)) => {
                let depths = (depth(document, one, left), depth(document, other, right));
                if depths.0 != depths.1 || !alike(document, one, other) {
                    return Ok(false);
                }
            }
            _ => return Ok(false),
        }
    }
}

fn depth(document: &Document, node: NodeId, top: NodeId) -> usize {
    std::iter::successors(Some(node), |node| document.parent(*node))
        .take_while(|node| *node != top)
        .count()
}

/// Whether two nodes have the same kind, name, attributes and, where they have no children, value.
fn alike(document: &Document, left: NodeId, right: NodeId) -> bool {
    let expanded = |node| document.name(node).map(|name| (&name.namespace, &name.local));
    if document.kind(left) != document.kind(right) || expanded(left) != expanded(right) {
        return false;
    }
    match document.kind(left) {
        Kind::Root => true,
        Kind::Element => {
            let count = document.attributes(left).count();
            let found = |attribute: NodeId| {
                document.attributes(right).any(|other| {
                    expanded(attribute) == expanded(other) && document.string(attribute) == document.string(other)
                })
            };
            count == document.attributes(right).count() && document.attributes(left).all(found)
        }
        _ => document.string(left) == document.string(right),
    }
}

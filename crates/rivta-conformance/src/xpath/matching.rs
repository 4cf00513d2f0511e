//! Whether a node matches a rule's context.

use super::axis::{ancestors, nodes, passes};
use super::evaluate::keep;
use super::failure::Outcome;
use super::run::{Context, Run};
use super::syntax::{Axis, AxisStep, PathPattern, Pattern, PatternStep};
use super::tree::{Kind, NodeId};
use super::value::Item;

impl Pattern {
    /// Whether the node matches. An error in a predicate means that it does not, as XSLT says; only that the work has
    /// become too much is an error.
    pub(crate) fn matches<'a>(&'a self, run: &Run<'a>, node: NodeId) -> Outcome<bool> {
        for alternative in &self.alternatives {
            match path_matches(run, alternative, node) {
                Err(failure) if failure.is_limit() => return Err(failure),
                Ok(true) => return Ok(true),
                _ => {}
            }
        }
        Ok(false)
    }
}

fn path_matches<'a>(run: &Run<'a>, path: &'a PathPattern, node: NodeId) -> Outcome<bool> {
    let Some(last) = path.steps.first() else {
        return Ok(run.document.kind(node) == Kind::Root);
    };
    if !step_matches(run, &last.step, node, node)? {
        return Ok(false);
    }
    if path.steps.len() == 1 && !path.rooted {
        return Ok(true);
    }
    above_matches(run, path, node)
}

/// Whether what stands above a node, whose step matches, matches the rest of the path: all ways to lay the steps along
/// the ancestors are followed at once.
fn above_matches<'a>(run: &Run<'a>, path: &'a PathPattern, node: NodeId) -> Outcome<bool> {
    // Steps that matched at the node just below, and those that any ancestor may continue because of `//`.
    let mut here = vec![0_usize];
    let mut lasting: Vec<usize> = Vec::new();
    for ancestor in ancestors(run.document, node) {
        let step = |index: &usize| path.steps.get(*index);
        let is_anywhere = |index: &usize| step(index).is_some_and(|step: &PatternStep| step.anywhere);
        lasting.extend(here.iter().filter(|index| is_anywhere(index)));
        here.retain(|index| !is_anywhere(index));
        let mut next = Vec::new();
        for index in here.iter().chain(&lasting) {
            match step(&(index + 1)) {
                None if !path.rooted || ancestor == 0 || is_anywhere(index) => return Ok(true),
                Some(above)
                    if ancestor != 0
                        && !next.contains(&(index + 1))
                        && step_matches(run, &above.step, ancestor, node)? =>
                {
                    next.push(index + 1);
                }
                _ => {}
            }
        }
        here = next;
        lasting.sort_unstable();
        lasting.dedup();
    }
    Ok(false)
}

/// Whether a node matches one step; `origin` is the node that the whole context is tried on.
fn step_matches<'a>(run: &Run<'a>, step: &'a AxisStep, node: NodeId, origin: NodeId) -> Outcome<bool> {
    let is_attribute = run.document.kind(node) == Kind::Attribute;
    let on_axis = is_attribute == (step.axis == Axis::Attribute);
    let Some(parent) = run.document.parent(node).filter(|_| on_axis) else {
        return Ok(false);
    };
    run.spend(1)?;
    if !passes(run, step.axis, &step.test, node) {
        return Ok(false);
    }
    if step.predicates.is_empty() {
        return Ok(true);
    }
    // Places are counted among the siblings that pass the test; without places the siblings do not matter.
    let positional = step.predicates.iter().any(|predicate| predicate.positional);
    let mut found = if positional {
        nodes(run, step.axis, &step.test, parent)?
    } else {
        vec![node]
    };
    let mut context = Context::at(run, origin);
    context.item = Some(Item::Node(node));
    for predicate in &step.predicates {
        found = keep(found, predicate, &context, Item::Node)?;
    }
    Ok(found.contains(&node))
}

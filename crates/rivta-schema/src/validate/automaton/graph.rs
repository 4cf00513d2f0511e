//! A content model as a graph with empty steps and counters.

use std::collections::HashSet;

use super::{Expected, Match};
use crate::validate::name::{Name, NameId};
use crate::validate::schema::ElementId;
use crate::validate::wildcard::Open;

/// A node, by its place in the graph.
pub(in crate::validate) type NodeId = usize;

/// Particles that occur this many times at most are written out instead of counted.
const WRITTEN_OUT: u32 = 4;
/// Unless they are this large.
const WRITTEN_OUT_NODES: usize = 64;
/// Ways through a model that are followed at once, so that no document makes a step cost much more than another.
/// Models have one, or a few with counters in each other; only a repetition of repetitions whose parts cannot be told
/// apart has more.
const MAX_CONFIGURATIONS: usize = 256;

/// What a child is compared with.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::validate) enum Label {
    Element(NameId, ElementId),
    Open(Open),
}

#[derive(Debug)]
enum Node {
    /// Takes a child.
    Child(Label, NodeId),
    /// Goes on at any of these.
    Fork(Vec<NodeId>),
    /// Sets a counter to nought.
    Begin { counter: usize, body: NodeId },
    /// Stands behind the body of a loop.
    Count {
        counter: usize,
        min: u32,
        max: Option<u32>,
        body: NodeId,
        after: NodeId,
    },
    /// The children may end.
    End,
}

/// A place in the graph that waits for a child or is the end, and the counters there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::validate) struct Configuration {
    node: NodeId,
    counters: Vec<u32>,
}

/// A content model as a graph.
#[derive(Debug)]
pub(in crate::validate) struct Graph {
    nodes: Vec<Node>,
    start: NodeId,
    counters: usize,
}

/// Why a model cannot be taken.
#[derive(Debug)]
pub(in crate::validate) struct TooComplex;

/// Makes a graph from its end to its start: each part is told what comes after it.
#[derive(Debug)]
pub(in crate::validate) struct Builder {
    nodes: Vec<Node>,
    counters: usize,
}

/// The most nodes a graph may have.
const MAX_NODES: usize = 200_000;

impl Builder {
    /// A graph with nothing but its end, which is node 0.
    pub(in crate::validate) fn new() -> Self {
        Self {
            nodes: vec![Node::End],
            counters: 0,
        }
    }

    fn add(&mut self, node: Node) -> NodeId {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// The graph that starts at a node.
    pub(in crate::validate) fn finish(self, start: NodeId) -> Result<Graph, TooComplex> {
        if self.nodes.len() > MAX_NODES || self.counters > 64 {
            return Err(TooComplex);
        }
        Ok(Graph {
            nodes: self.nodes,
            start,
            counters: self.counters,
        })
    }

    /// One child, and then `after`.
    pub(in crate::validate) fn child(&mut self, label: Label, after: NodeId) -> NodeId {
        self.add(Node::Child(label, after))
    }

    /// One of several.
    pub(in crate::validate) fn any_of(&mut self, ways: Vec<NodeId>) -> NodeId {
        self.add(Node::Fork(ways))
    }

    /// A part that occurs `min` to `max` times, and then `after`. `part` makes it, given what comes after it.
    pub(in crate::validate) fn repeated<E: From<TooComplex>>(
        &mut self,
        (min, max): (u32, Option<u32>),
        after: NodeId,
        part: &mut dyn FnMut(&mut Self, NodeId) -> Result<NodeId, E>,
    ) -> Result<NodeId, E> {
        if self.nodes.len() > MAX_NODES {
            return Err(TooComplex.into());
        }
        let optional = |builder: &mut Self, start| builder.any_of(vec![start, after]);
        match (min, max) {
            (_, Some(0)) => Ok(after),
            (1, Some(1)) => part(self, after),
            (0, Some(1)) => part(self, after).map(|start| optional(self, start)),
            (0 | 1, None) => {
                let again = self.any_of(Vec::new());
                let start = part(self, again)?;
                self.set(again, Node::Fork(vec![start, after]));
                Ok(if min == 0 { again } else { start })
            }
            (_, Some(max)) if max <= WRITTEN_OUT => self.written_out((min, max), after, part),
            _ => self.counted((min, max), after, part),
        }
    }

    fn written_out<E: From<TooComplex>>(
        &mut self,
        (min, max): (u32, u32),
        after: NodeId,
        part: &mut dyn FnMut(&mut Self, NodeId) -> Result<NodeId, E>,
    ) -> Result<NodeId, E> {
        let before = self.nodes.len();
        let mut next = after;
        for count in (0..max).rev() {
            let start = part(self, next)?;
            let large = self.nodes.len() - before > WRITTEN_OUT_NODES;
            if large && count + 1 == max && max > 1 {
                // The first copy tells that it is large: nothing leads to what was made of it.
                return self.counted((min, Some(max)), after, part);
            }
            next = if count < min {
                start
            } else {
                self.any_of(vec![start, after])
            };
        }
        Ok(next)
    }

    fn counted<E: From<TooComplex>>(
        &mut self,
        (min, max): (u32, Option<u32>),
        after: NodeId,
        part: &mut dyn FnMut(&mut Self, NodeId) -> Result<NodeId, E>,
    ) -> Result<NodeId, E> {
        let counter = self.counters;
        self.counters += 1;
        let count = self.any_of(Vec::new());
        let body = part(self, count)?;
        // A part that may be empty may be left out as often as one likes.
        let min = if self.may_be_empty(body, count) { 0 } else { min };
        self.set(
            count,
            Node::Count {
                counter,
                min,
                max,
                body,
                after,
            },
        );
        let begin = self.add(Node::Begin { counter, body });
        Ok(if min == 0 {
            self.any_of(vec![begin, after])
        } else {
            begin
        })
    }

    fn set(&mut self, id: NodeId, node: Node) {
        if let Some(place) = self.nodes.get_mut(id) {
            *place = node;
        }
    }

    /// Whether empty steps lead from one node to another.
    fn may_be_empty(&self, from: NodeId, to: NodeId) -> bool {
        let (mut queue, mut seen) = (vec![from], HashSet::new());
        while let Some(id) = queue.pop() {
            if id == to {
                return true;
            }
            if !seen.insert(id) {
                continue;
            }
            match self.nodes.get(id) {
                Some(Node::Fork(ways)) => queue.extend(ways),
                Some(Node::Begin { body, .. }) => queue.push(*body),
                Some(Node::Count { min, body, after, .. }) => {
                    queue.push(*body);
                    queue.extend((*min <= 1).then_some(*after));
                }
                Some(Node::Child(..) | Node::End) | None => {}
            }
        }
        false
    }
}

/// A node that is about to be looked at, and which loops have been entered since the latest child.
struct Visit {
    node: NodeId,
    counters: Vec<u32>,
    entered: u64,
}

impl Graph {
    pub(super) fn has_counters(&self) -> bool {
        self.counters > 0
    }

    pub(super) fn start(&self) -> Vec<Configuration> {
        let mut found = Vec::new();
        self.follow(self.start, vec![0; self.counters], &mut found);
        found
    }

    /// Adds all places that empty steps lead to.
    fn follow(&self, node: NodeId, counters: Vec<u32>, found: &mut Vec<Configuration>) {
        let mut queue = vec![Visit {
            node,
            counters,
            entered: 0,
        }];
        let mut seen = HashSet::new();
        while let Some(visit) = queue.pop() {
            if found.len() >= MAX_CONFIGURATIONS || !seen.insert((visit.node, visit.counters.clone(), visit.entered)) {
                continue;
            }
            match self.nodes.get(visit.node) {
                // The last that is put on the queue is looked at first: the order is the model's.
                Some(Node::Fork(ways)) => queue.extend(ways.iter().rev().map(|way| Visit {
                    node: *way,
                    counters: visit.counters.clone(),
                    entered: visit.entered,
                })),
                Some(Node::Begin { counter, body }) => queue.push(visit.enter(*counter, 0, *body)),
                Some(Node::Count {
                    counter,
                    min,
                    max,
                    body,
                    after,
                }) => {
                    let count = visit.count(*counter) + 1;
                    let empty = visit.entered & (1 << counter) != 0;
                    if count >= *min || empty && *min == 0 {
                        queue.push(visit.leave(*counter, *after));
                    }
                    if !empty && max.is_none_or(|max| count < max) {
                        // Beyond the least number, only a greatest one need be counted for.
                        let count = if max.is_none() { count.min(*min) } else { count };
                        queue.push(visit.enter(*counter, count, *body));
                    }
                }
                Some(Node::Child(..) | Node::End) => {
                    let place = Configuration {
                        node: visit.node,
                        counters: visit.counters,
                    };
                    if !found.contains(&place) {
                        found.push(place);
                    }
                }
                None => {}
            }
        }
    }

    /// The places after a child, and what the child is: an element rather than a wildcard.
    pub(super) fn step<'g>(
        &'g self,
        from: &[Configuration],
        name: Name<'_>,
    ) -> Option<(Match<'g>, Vec<Configuration>)> {
        let mut found: Option<Match<'g>> = None;
        let mut next = Vec::new();
        for place in from {
            let Some(Node::Child(label, after)) = self.nodes.get(place.node) else {
                continue;
            };
            let matched = match label {
                Label::Element(known, element) if name.id == Some(*known) => Match::Element(*element),
                Label::Open(open) if open.namespaces.has(name.namespace) => Match::Open(open),
                _ => continue,
            };
            if found.is_none() || matches!((&found, &matched), (Some(Match::Open(_)), Match::Element(_))) {
                found = Some(matched);
            }
            self.follow(*after, place.counters.clone(), &mut next);
        }
        found.map(|found| (found, next))
    }

    /// The places after a child that only a wildcard takes.
    pub(super) fn after_open(&self, from: &[Configuration], wildcard: &Open) -> Vec<Configuration> {
        let mut next = Vec::new();
        for place in from {
            if let Some(Node::Child(Label::Open(open), after)) = self.nodes.get(place.node)
                && open == wildcard
            {
                self.follow(*after, place.counters.clone(), &mut next);
            }
        }
        next
    }

    pub(super) fn is_complete(&self, at: &[Configuration]) -> bool {
        at.iter()
            .any(|place| matches!(self.nodes.get(place.node), Some(Node::End)))
    }

    /// What is taken at some places, each once.
    pub(super) fn labels(&self, at: &[Configuration]) -> Vec<&Label> {
        let mut labels: Vec<&Label> = Vec::new();
        for place in at {
            if let Some(Node::Child(label, _)) = self.nodes.get(place.node)
                && !labels.contains(&label)
            {
                labels.push(label);
            }
        }
        labels
    }

    pub(super) fn expected(&self, at: &[Configuration]) -> Vec<Expected<'_>> {
        let labels = self.labels(at).into_iter();
        labels
            .map(|label| match label {
                Label::Element(_, element) => Expected::Element(*element),
                Label::Open(open) => Expected::Open(open),
            })
            .collect()
    }

    pub(super) fn anywhere(&self, name: NameId) -> Option<ElementId> {
        self.nodes.iter().find_map(|node| match node {
            Node::Child(Label::Element(known, element), _) if *known == name => Some(*element),
            _ => None,
        })
    }
}

impl Visit {
    fn count(&self, counter: usize) -> u32 {
        self.counters.get(counter).copied().unwrap_or(0)
    }

    /// At the start of a loop's body, with the count of what is behind it.
    fn enter(&self, counter: usize, count: u32, body: NodeId) -> Self {
        let mut visit = self.to(body);
        if let Some(place) = visit.counters.get_mut(counter) {
            *place = count;
        }
        visit.entered |= 1 << counter;
        visit
    }

    /// Behind a loop, whose counter then says nothing.
    fn leave(&self, counter: usize, after: NodeId) -> Self {
        let mut visit = self.to(after);
        if let Some(place) = visit.counters.get_mut(counter) {
            *place = 0;
        }
        visit
    }

    fn to(&self, node: NodeId) -> Self {
        Self {
            node,
            counters: self.counters.clone(),
            entered: self.entered,
        }
    }
}

//! A content model as a deterministic automaton.

use std::collections::HashMap;

use super::graph::{Configuration, Graph, Label};
use super::{Expected, Match};
use crate::validate::name::{Name, NameId, Names};
use crate::validate::schema::ElementId;
use crate::validate::wildcard::Open;

/// The most states and steps a table may have. Models that XML Schema allows have as many states as particles.
const MAX_STATES: usize = 4096;
const MAX_STEPS: usize = 400_000;
/// Steps of a state that are gone through one by one; more are searched.
const FEW: usize = 12;

/// A deterministic automaton.
#[derive(Debug)]
pub(in crate::validate) struct Table {
    states: Vec<Row>,
}

#[derive(Debug, Default)]
struct Row {
    /// By name: the element, and the state after it.
    elements: Vec<(NameId, ElementId, usize)>,
    /// The elements in the model's order.
    order: Vec<ElementId>,
    open: Option<(Open, usize)>,
    complete: bool,
}

/// States that are yet to be looked at, and the numbers of all.
#[derive(Default)]
struct Found {
    numbers: HashMap<Vec<Configuration>, usize>,
    queue: Vec<Vec<Configuration>>,
}

impl Found {
    fn number(&mut self, places: Vec<Configuration>) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(places).or_insert_with_key(|places| {
            self.queue.push(places.clone());
            next
        })
    }
}

impl Table {
    /// The table of a graph; `None` if it has counters, takes wildcards in several ways at once, or is too large.
    pub(super) fn of(graph: &Graph, names: &Names) -> Option<Self> {
        if graph.has_counters() {
            return None;
        }
        let mut found = Found::default();
        let mut states: Vec<Row> = Vec::new();
        let mut steps = 0;
        found.number(graph.start());
        let mut done = 0;
        while let Some(places) = found.queue.get(done).cloned() {
            done += 1;
            let row = Row::of(graph, names, &places, &mut found)?;
            steps += row.elements.len() + 1;
            states.push(row);
            if states.len() > MAX_STATES || steps > MAX_STEPS {
                return None;
            }
        }
        Some(Self { states })
    }

    pub(super) fn step(&self, at: usize, name: Name<'_>) -> Option<(Match<'_>, usize)> {
        let row = self.states.get(at)?;
        if let Some(id) = name.id
            && let Some((element, next)) = row.find(id)
        {
            return Some((Match::Element(element), next));
        }
        let (open, next) = row.open.as_ref()?;
        open.namespaces
            .has(name.namespace)
            .then_some((Match::Open(open), *next))
    }

    pub(super) fn is_complete(&self, at: usize) -> bool {
        self.states.get(at).is_some_and(|row| row.complete)
    }

    pub(super) fn expected(&self, at: usize) -> Vec<Expected<'_>> {
        let Some(row) = self.states.get(at) else {
            return Vec::new();
        };
        let elements = row.order.iter().map(|element| Expected::Element(*element));
        elements
            .chain(row.open.as_ref().map(|(open, _)| Expected::Open(open)))
            .collect()
    }

    /// The step by a name from the nearest state that further children lead to.
    pub(super) fn resume(&self, at: usize, name: Name<'_>) -> Option<(Match<'_>, usize)> {
        let id = name.id?;
        let mut seen = vec![false; self.states.len()];
        let mut queue = std::collections::VecDeque::from([at]);
        while let Some(at) = queue.pop_front() {
            match seen.get_mut(at) {
                Some(seen) if !*seen => *seen = true,
                _ => continue,
            }
            let row = self.states.get(at)?;
            if let Some((element, next)) = row.find(id) {
                return Some((Match::Element(element), next));
            }
            queue.extend(row.elements.iter().map(|(_, _, next)| *next));
            queue.extend(row.open.as_ref().map(|(_, next)| *next));
        }
        None
    }

    pub(super) fn anywhere(&self, name: NameId) -> Option<ElementId> {
        let mut rows = self.states.iter();
        rows.find_map(|row| row.find(name)).map(|(element, _)| element)
    }
}

impl Row {
    fn of(graph: &Graph, names: &Names, places: &[Configuration], found: &mut Found) -> Option<Self> {
        let mut row = Self {
            complete: graph.is_complete(places),
            ..Self::default()
        };
        for label in graph.labels(places) {
            match label {
                Label::Element(name, element) => {
                    row.order.push(*element);
                    if row.elements.iter().any(|(known, ..)| known == name) {
                        continue;
                    }
                    // A wildcard beside it may take the name, too.
                    let (_, next) = graph.step(places, names.known(*name)?)?;
                    row.elements.push((*name, *element, found.number(next)));
                }
                Label::Open(_) if row.open.is_some() => return None,
                Label::Open(open) => {
                    let next = graph.after_open(places, open);
                    row.open = Some((open.clone(), found.number(next)));
                }
            }
        }
        row.elements.sort_unstable();
        Some(row)
    }

    fn find(&self, name: NameId) -> Option<(ElementId, usize)> {
        let found = if self.elements.len() <= FEW {
            self.elements.iter().find(|(known, ..)| *known == name)
        } else {
            let place = self.elements.binary_search_by_key(&name, |(known, ..)| *known);
            self.elements.get(place.ok()?)
        };
        found.map(|(_, element, next)| (*element, *next))
    }
}

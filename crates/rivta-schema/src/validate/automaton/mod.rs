//! Content models as automata.
//!
//! A model is first a graph whose steps may be empty ([`graph`]), with counters where a particle may occur
//! many but not any number of times: a `maxOccurs` of ten thousand costs no more than one of ten. From a graph
//! without counters a deterministic automaton is made ([`table`]), which is what nearly every contract gets.
//! `xs:all` is a set of what has been seen ([`all`]).

mod all;
mod graph;
mod table;

pub(super) use all::{All, Item};
use graph::Configuration;
pub(super) use graph::{Builder, Graph, Label, TooComplex};
use table::Table;

use super::name::{Name, Names};
use super::schema::ElementId;
use super::wildcard::Open;

/// A content model.
#[derive(Debug)]
pub(super) enum Model {
    Table(Table),
    Graph(Graph),
    All(All),
}

/// How far into a model the children of an element have come.
#[derive(Debug, Clone)]
pub(super) enum State {
    Table(usize),
    Graph(Vec<Configuration>),
    All(Vec<u64>),
}

/// What of a model a child is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Match<'m> {
    Element(ElementId),
    Open(&'m Open),
}

/// What a model takes next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Expected<'m> {
    Element(ElementId),
    Open(&'m Open),
}

impl Model {
    /// A model of a graph: the table it gives, unless that would be very large.
    pub(super) fn of(graph: Graph, names: &Names) -> Self {
        match Table::of(&graph, names) {
            Some(table) => Self::Table(table),
            None => Self::Graph(graph),
        }
    }

    pub(super) fn start(&self) -> State {
        match self {
            Self::Table(_) => State::Table(0),
            Self::Graph(graph) => State::Graph(graph.start()),
            Self::All(all) => State::All(all.start()),
        }
    }

    /// Takes a child; the state stays as it is where the model does not take it.
    pub(super) fn step<'m>(&'m self, state: &mut State, name: Name<'_>) -> Option<Match<'m>> {
        match (self, state) {
            (Self::Table(table), State::Table(at)) => {
                let (found, next) = table.step(*at, name)?;
                *at = next;
                Some(found)
            }
            (Self::Graph(graph), State::Graph(configurations)) => {
                let (found, next) = graph.step(configurations, name)?;
                *configurations = next;
                Some(found)
            }
            (Self::All(all), State::All(seen)) => all.step(seen, name),
            _ => None,
        }
    }

    /// Whether the children may end here.
    pub(super) fn is_complete(&self, state: &State) -> bool {
        match (self, state) {
            (Self::Table(table), State::Table(at)) => table.is_complete(*at),
            (Self::Graph(graph), State::Graph(configurations)) => graph.is_complete(configurations),
            (Self::All(all), State::All(seen)) => all.is_complete(seen),
            _ => false,
        }
    }

    /// What the model takes next, each once.
    pub(super) fn expected(&self, state: &State) -> Vec<Expected<'_>> {
        match (self, state) {
            (Self::Table(table), State::Table(at)) => table.expected(*at),
            (Self::Graph(graph), State::Graph(configurations)) => graph.expected(configurations),
            (Self::All(all), State::All(seen)) => all.expected(seen),
            _ => Vec::new(),
        }
    }

    /// Goes on as if what is missing before a child had been there, if it may come later: one missing element
    /// is then one mistake.
    pub(super) fn resume<'m>(&'m self, state: &mut State, name: Name<'_>) -> Option<Match<'m>> {
        match (self, state) {
            (Self::Table(table), State::Table(at)) => {
                let (found, next) = table.resume(*at, name)?;
                *at = next;
                Some(found)
            }
            _ => None,
        }
    }

    /// The element of this name wherever in the model it stands: for judging what is in it.
    pub(super) fn anywhere(&self, name: Name<'_>) -> Option<ElementId> {
        match self {
            Self::Table(table) => table.anywhere(name.id?),
            Self::Graph(graph) => graph.anywhere(name.id?),
            Self::All(all) => all.anywhere(name.id?),
        }
    }
}

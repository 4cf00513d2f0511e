//! One expression by itself, outside any rule file.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};

use super::evaluate::{atomized, evaluate, truth};
use super::failure::Failure;
use super::names::{Names, Namespaces};
use super::parse::{self, Surroundings};
use super::prolog;
use super::regex::Regexes;
use super::run::{Context, Run};
use super::syntax::Expression;
use super::tree::{Document, Kind, NodeId};
use super::value::Item;

/// Work that one question to a message may take.
const STEPS: u64 = 20_000_000;

/// An expression, compiled.
#[derive(Debug)]
pub(crate) struct Query {
    expression: Expression,
    names: Names,
    regexes: Regexes,
    now: DateTime<FixedOffset>,
}

impl Query {
    /// Compiles an expression; prefixes mean what the map says. The moment is that of `current-dateTime()`.
    pub(crate) fn new(
        text: &str,
        namespaces: &BTreeMap<String, String>,
        now: DateTime<FixedOffset>,
    ) -> Result<Self, String> {
        let mut known = Namespaces::default();
        for (prefix, uri) in namespaces {
            known.declare(prefix, uri);
        }
        let mut names = Names::default();
        let mut surroundings = Surroundings {
            namespaces: &known,
            names: &mut names,
            lets: &[],
        };
        let expression = parse::expression(text, &mut surroundings)
            .map_err(|misread| format!("{} (vid tecken {} i: {text})", misread.what, misread.at + 1))?;
        Ok(Self {
            expression,
            names,
            regexes: Regexes::default(),
            now,
        })
    }

    /// As [`Self::new`]; what the expression itself declares in a prolog goes before the map.
    pub(crate) fn with_prolog(
        text: &str,
        namespaces: &BTreeMap<String, String>,
        now: DateTime<FixedOffset>,
    ) -> Result<Self, String> {
        let (declared, expression) = prolog::taken_off(text);
        let mut known = namespaces.clone();
        known.extend(declared);
        Self::new(expression, &known, now)
    }

    /// The elements and attributes that the expression selects, seen from a node.
    pub(crate) fn nodes(&self, document: &Document, node: NodeId) -> Result<Vec<NodeId>, String> {
        let is_content = |node: &NodeId| matches!(document.kind(*node), Kind::Element | Kind::Attribute | Kind::Text);
        self.with(document, node, |context| {
            let found = evaluate(&self.expression, context)?.into_iter();
            let nodes = found.filter_map(|item| match item {
                Item::Node(node) => Some(node),
                Item::Atomic(_) => None,
            });
            Ok(nodes.filter(is_content).collect())
        })
    }

    /// The text of each item that the expression gives.
    pub(crate) fn texts(&self, document: &Document, node: NodeId) -> Result<Vec<String>, String> {
        self.with(document, node, |context| {
            let found = evaluate(&self.expression, context)?.into_iter();
            Ok(found
                .map(|item| atomized(item, context).into_text().into_owned())
                .collect())
        })
    }

    /// Whether the expression is true.
    pub(crate) fn holds(&self, document: &Document, node: NodeId) -> Result<bool, String> {
        self.with(document, node, |context| truth(&self.expression, context))
    }

    fn with<'q, T>(
        &'q self,
        document: &'q Document,
        node: NodeId,
        ask: impl FnOnce(&Context<'_, 'q>) -> Result<T, Failure>,
    ) -> Result<T, String> {
        let run = Run::new(document, &self.names, &[], &self.regexes, self.now, STEPS);
        let context = Context::at(&run, node);
        ask(&context).map_err(|failure| format!("{}: {}", failure.code, failure.what))
    }
}

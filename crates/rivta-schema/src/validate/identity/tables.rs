//! The values that identity constraints compare.

use std::collections::HashSet;

use super::Constraint;
use crate::validate::schema::{ElementId, Schema};
use crate::validate::value::Value;
use crate::validate::verdict::Rule;
use crate::xsd::{ConstraintKind, QName};

/// What is wrong with a value, and where.
pub(in crate::validate) struct Found {
    pub(in crate::validate) rule: Rule,
    pub(in crate::validate) offset: usize,
    pub(in crate::validate) message: String,
}

impl Found {
    fn several(offset: usize, constraint: &Constraint) -> Self {
        Self {
            rule: Rule::Field,
            offset,
            message: format!("expected one value for a field of {}", constraint.name.local),
        }
    }
}

/// The constraints of all open elements.
#[derive(Default)]
pub(in crate::validate) struct Tables {
    active: Vec<Active>,
    /// Names of the open elements, from the first that has constraints on.
    names: Vec<(Option<String>, String)>,
    /// How deep the first of these names is.
    depth: usize,
}

/// A constraint of an open element.
struct Active {
    /// How deep the element is.
    depth: usize,
    /// The element's declaration, and which of its constraints this is.
    constraint: (ElementId, usize),
    nodes: Vec<Node>,
    /// Values of complete nodes; for `xs:keyref` with their places.
    values: HashSet<Vec<Value>>,
    references: Vec<(Vec<Value>, usize)>,
    /// For `xs:keyref`: the values that the key it refers to has.
    keys: HashSet<Vec<Value>>,
}

/// An element that a selector leads to.
struct Node {
    depth: usize,
    offset: usize,
    values: Vec<Option<Value>>,
}

impl Tables {
    /// Whether any value must be known.
    pub(in crate::validate) fn are_active(&self) -> bool {
        !self.active.is_empty()
    }

    /// An element starts whose declaration is known (or not).
    pub(in crate::validate) fn open(
        &mut self,
        schema: &Schema,
        (depth, offset): (usize, usize),
        (namespace, local): (Option<&str>, &str),
        declaration: Option<ElementId>,
    ) {
        let constraints = declaration.and_then(|id| Some((id, schema.element(id)?.constraints.len())));
        let new = constraints.filter(|(_, count)| *count > 0);
        if self.active.is_empty() && new.is_none() {
            return;
        }
        if self.active.is_empty() {
            self.names.clear();
            self.depth = depth;
        }
        self.names.push((namespace.map(str::to_owned), local.to_owned()));
        if let Some((element, count)) = new {
            self.active.extend((0..count).map(|index| Active {
                depth,
                constraint: (element, index),
                nodes: Vec::new(),
                values: HashSet::new(),
                references: Vec::new(),
                keys: HashSet::new(),
            }));
        }
        for active in &mut self.active {
            let below = self.names.get(active.depth + 1 - self.depth..).unwrap_or_default();
            if let Some(constraint) = active.of(schema)
                && constraint.selector.leads_to_element(below)
            {
                active.nodes.push(Node {
                    depth,
                    offset,
                    values: vec![None; constraint.fields.len()],
                });
            }
        }
    }

    /// An attribute of the latest element.
    pub(in crate::validate) fn attribute(
        &mut self,
        schema: &Schema,
        (namespace, local): (Option<&str>, &str),
        value: &Value,
    ) -> Vec<Found> {
        let (depth, names, mut found) = (self.depth, &self.names, Vec::new());
        for active in &mut self.active {
            let Some(constraint) = active.of(schema) else { continue };
            for node in &mut active.nodes {
                let below = names.get(node.depth + 1 - depth..).unwrap_or_default();
                for (field, place) in constraint.fields.iter().zip(&mut node.values) {
                    if field.leads_to_attribute(below, namespace, local) && place.replace(value.clone()).is_some() {
                        found.push(Found::several(node.offset, constraint));
                    }
                }
            }
        }
        found
    }

    /// An element ends; it has a value if its type is simple and it is not nil.
    pub(in crate::validate) fn close(&mut self, schema: &Schema, depth: usize, value: Option<&Value>) -> Vec<Found> {
        let mut found = Vec::new();
        if self.active.is_empty() {
            return found;
        }
        for active in &mut self.active {
            active.take_value(schema, (self.depth, &self.names), value, &mut found);
            active.complete_nodes(schema, depth, &mut found);
        }
        self.complete_tables(schema, depth, &mut found);
        self.names.pop();
        found
    }

    /// The constraints of an element that ends. Its keys are known to the references around them.
    fn complete_tables(&mut self, schema: &Schema, depth: usize, found: &mut Vec<Found>) {
        let first = self.active.iter().position(|active| active.depth == depth);
        let Some(first) = first else { return };
        for index in first..self.active.len() {
            let Some(active) = self.active.get_mut(index) else {
                break;
            };
            let Some(name) = active.of(schema).map(|it| it.name.clone()) else {
                continue;
            };
            let values = std::mem::take(&mut active.values);
            for reference in self.active.iter_mut().filter(|other| other.refers_to(schema, &name)) {
                reference.keys.extend(values.iter().cloned());
            }
        }
        for active in self.active.drain(first..) {
            for (values, offset) in &active.references {
                if !active.keys.contains(values) {
                    let message = format!(
                        "expected a value that its key has for the keyref {}",
                        active.name(schema)
                    );
                    found.push(Found {
                        rule: Rule::KeyRef,
                        offset: *offset,
                        message,
                    });
                }
            }
        }
    }
}

impl Active {
    fn of<'s>(&self, schema: &'s Schema) -> Option<&'s Constraint> {
        let (element, index) = self.constraint;
        schema.element(element)?.constraints.get(index)
    }

    fn name(&self, schema: &Schema) -> String {
        self.of(schema).map(|it| it.name.local.clone()).unwrap_or_default()
    }

    fn refers_to(&self, schema: &Schema, key: &QName) -> bool {
        matches!(self.of(schema).map(|it| &it.kind), Some(ConstraintKind::KeyRef(name)) if name == key)
    }

    /// The value of the element that ends, for nodes with a field that leads to it.
    fn take_value(
        &mut self,
        schema: &Schema,
        (first, names): (usize, &[(Option<String>, String)]),
        value: Option<&Value>,
        found: &mut Vec<Found>,
    ) {
        let Some(constraint) = self.of(schema) else { return };
        for node in &mut self.nodes {
            let below = names.get(node.depth + 1 - first..).unwrap_or_default();
            for (field, place) in constraint.fields.iter().zip(&mut node.values) {
                if !field.leads_to_element(below) {
                    continue;
                }
                if place.is_some() {
                    found.push(Found::several(node.offset, constraint));
                }
                *place = value.cloned();
            }
        }
    }

    fn complete_nodes(&mut self, schema: &Schema, depth: usize, found: &mut Vec<Found>) {
        let Some(constraint) = self.of(schema) else { return };
        let name = &constraint.name.local;
        while let Some(node) = self.nodes.pop_if(|node| node.depth == depth) {
            let mut tell = |rule, what: &str| {
                found.push(Found {
                    rule,
                    offset: node.offset,
                    message: format!("{what} {name}"),
                });
            };
            let Some(values) = node.values.into_iter().collect::<Option<Vec<_>>>() else {
                if constraint.kind == ConstraintKind::Key {
                    tell(Rule::Key, "expected a value for the key");
                }
                continue;
            };
            match constraint.kind {
                ConstraintKind::KeyRef(_) => self.references.push((values, node.offset)),
                ConstraintKind::Unique if !self.values.insert(values.clone()) => {
                    tell(Rule::Unique, "expected another value for the unique");
                }
                ConstraintKind::Key if !self.values.insert(values) => {
                    tell(Rule::Key, "expected another value for the key");
                }
                ConstraintKind::Unique | ConstraintKind::Key => {}
            }
        }
    }
}

//! Types that hold themselves other than in a list: their size would be endless without a pointer.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Cardinality, Field, FieldKind, Item, Module, ValueType};

/// Module and name of a Rust type.
type Key = (String, String);

/// Puts a pointer wherever a type would hold itself.
pub(super) fn break_cycles(modules: &mut [Module]) {
    let held = held(modules);
    for module in modules {
        let name = module.namespace.module.clone();
        for item in &mut module.items {
            let own = (name.clone(), item.rust_name().to_owned());
            for field in fields_mut(item) {
                if let Some(target) = target(&field.kind)
                    && reaches(&held, &target, &own)
                {
                    set_boxed(&mut field.kind);
                }
            }
        }
    }
}

fn held(modules: &[Module]) -> BTreeMap<Key, Vec<Key>> {
    let mut held = BTreeMap::new();
    for module in modules {
        for item in &module.items {
            let own = (module.namespace.module.clone(), item.rust_name().to_owned());
            let targets = match item {
                Item::Struct(it) => it.fields.iter().filter_map(|field| target(&field.kind)).collect(),
                Item::Choice(it) => it.alternatives.iter().filter_map(|it| target(&it.field.kind)).collect(),
                Item::Alias(it) => named(&it.target).into_iter().collect(),
                _ => Vec::new(),
            };
            held.insert(own, targets);
        }
    }
    held
}

fn reaches(held: &BTreeMap<Key, Vec<Key>>, start: &Key, goal: &Key) -> bool {
    let mut queue = vec![start];
    let mut seen = BTreeSet::new();
    while let Some(key) = queue.pop() {
        if key == goal {
            return true;
        }
        if seen.insert(key) {
            queue.extend(held.get(key).into_iter().flatten());
        }
    }
    false
}

/// The type that a field holds directly: not in a list.
fn target(kind: &FieldKind) -> Option<Key> {
    match kind {
        FieldKind::Element {
            cardinality: Cardinality::Repeated { .. },
            ..
        }
        | FieldKind::Group {
            cardinality: Cardinality::Repeated { .. },
            ..
        }
        | FieldKind::Any { .. } => None,
        FieldKind::Element { value, .. } => named(value),
        FieldKind::Group { module, rust_name, .. } => Some((module.clone(), rust_name.clone())),
    }
}

fn named(value: &ValueType) -> Option<Key> {
    match value {
        ValueType::Named { module, rust_name } => Some((module.clone(), rust_name.clone())),
        ValueType::Nillable(inner) => named(inner),
        ValueType::Builtin(_) | ValueType::List(_) => None,
    }
}

fn fields_mut(item: &mut Item) -> Vec<&mut Field> {
    match item {
        Item::Struct(it) => it.fields.iter_mut().collect(),
        Item::Choice(it) => it.alternatives.iter_mut().map(|it| &mut it.field).collect(),
        _ => Vec::new(),
    }
}

fn set_boxed(kind: &mut FieldKind) {
    if let FieldKind::Element { boxed, .. } | FieldKind::Group { boxed, .. } = kind {
        *boxed = true;
    }
}

//! `xs:all`: each of some elements at most once, in any order.

use super::{Expected, Match};
use crate::validate::name::{Name, NameId};
use crate::validate::schema::ElementId;

/// An `xs:all` group.
#[derive(Debug)]
pub(in crate::validate) struct All {
    /// Whether none of it need be there.
    optional: bool,
    items: Vec<Item>,
}

/// One particle of the group: the element and those that may stand for it.
#[derive(Debug)]
pub(in crate::validate) struct Item {
    pub(in crate::validate) required: bool,
    pub(in crate::validate) elements: Vec<(NameId, ElementId)>,
}

impl Item {
    fn element(&self, name: NameId) -> Option<ElementId> {
        let found = self.elements.iter().find(|(known, _)| *known == name);
        found.map(|(_, element)| *element)
    }
}

impl All {
    pub(in crate::validate) fn new(optional: bool, items: Vec<Item>) -> Self {
        Self { optional, items }
    }

    pub(super) fn start(&self) -> Vec<u64> {
        vec![0; self.items.len().div_ceil(64)]
    }

    pub(super) fn step(&self, seen: &mut [u64], name: Name<'_>) -> Option<Match<'static>> {
        let name = name.id?;
        let (index, element) = self.find(name)?;
        let word = seen.get_mut(index / 64)?;
        let bit = 1 << (index % 64);
        if *word & bit != 0 {
            return None;
        }
        *word |= bit;
        Some(Match::Element(element))
    }

    pub(super) fn is_complete(&self, seen: &[u64]) -> bool {
        let none = seen.iter().all(|word| *word == 0);
        let missing = |(index, item): (usize, &Item)| item.required && !is_seen(seen, index);
        self.optional && none || !self.items.iter().enumerate().any(missing)
    }

    pub(super) fn expected(&self, seen: &[u64]) -> Vec<Expected<'static>> {
        let items = self.items.iter().enumerate();
        let open = items.filter(|(index, _)| !is_seen(seen, *index));
        open.filter_map(|(_, item)| item.elements.first())
            .map(|(_, element)| Expected::Element(*element))
            .collect()
    }

    pub(super) fn anywhere(&self, name: NameId) -> Option<ElementId> {
        self.find(name).map(|(_, element)| element)
    }

    fn find(&self, name: NameId) -> Option<(usize, ElementId)> {
        let mut items = self.items.iter().enumerate();
        items.find_map(|(index, item)| Some((index, item.element(name)?)))
    }
}

fn is_seen(seen: &[u64], index: usize) -> bool {
    seen.get(index / 64).is_some_and(|word| word & (1 << (index % 64)) != 0)
}

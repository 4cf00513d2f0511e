//! The organisation tree of HSA, as far as look-up needs it: who is whose parent.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

/// The root of every organisation, and the parent of whoever is unknown.
pub const ROOT: &str = "SE";

/// Units by HSA-id, each with the unit above it.
///
/// HSA-ids compare exactly here, unlike in routes and permissions: a receiver in other case than HSA's has no parent
/// but [`ROOT`].
#[derive(Clone, Debug, Default)]
pub struct Hierarchy {
    units: Vec<Node>,
    by_id: HashMap<Arc<str>, u32>,
    created: Option<DateTime<Utc>>,
}

#[derive(Clone, Debug)]
struct Node {
    id: Arc<str>,
    /// A unit whose distinguished name is shorter, so that every climb ends.
    parent: Option<u32>,
}

/// A unit as a file of HSA has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The HSA-id.
    pub id: Box<str>,
    /// The distinguished name from the unit up, parts separated by commas: `ou=Akuten,o=Region Nord,c=SE`.
    pub dn: Box<str>,
}

impl Hierarchy {
    /// Builds a tree. Of units with the same distinguished name the last one counts; the parent of a unit is the one
    /// with the longest distinguished name that its own ends with, so that missing levels are skipped.
    ///
    /// `created` says when the data was drawn from HSA.
    pub fn new(units: impl IntoIterator<Item = Unit>, created: Option<DateTime<Utc>>) -> Self {
        let mut by_dn: HashMap<Box<str>, u32> = HashMap::new();
        let mut nodes: Vec<Node> = Vec::new();
        for Unit { id, dn } in units {
            let (id, dn) = (Arc::from(id), normalized(&dn));
            if let Some(node) = by_dn.get(&dn).and_then(|&known| nodes.get_mut(index(known))) {
                node.id = id;
            } else {
                by_dn.insert(dn, short(nodes.len()));
                nodes.push(Node { id, parent: None });
            }
        }
        for (dn, &unit) in &by_dn {
            let parent = suffixes(dn).find_map(|suffix| by_dn.get(suffix).copied());
            if let Some(node) = nodes.get_mut(index(unit)) {
                node.parent = parent;
            }
        }
        let ids = nodes.iter().enumerate();
        let by_id = ids.map(|(unit, node)| (Arc::clone(&node.id), short(unit))).collect();
        Self {
            units: nodes,
            by_id,
            created,
        }
    }

    /// The units above `receiver`, nearest first, ending with [`ROOT`]; nothing for the root itself. Nothing is looked
    /// up before the first of them is asked for.
    pub fn ancestors<'a>(&'a self, receiver: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        let mut climbed: Option<Option<&Node>> = None;
        let mut is_at_root = receiver == ROOT;
        std::iter::from_fn(move || {
            if is_at_root {
                return None;
            }
            let unit = climbed.unwrap_or_else(|| self.by_id.get(receiver).and_then(|&unit| self.node(unit)));
            let parent = unit.and_then(|node| node.parent).and_then(|parent| self.node(parent));
            let id = parent.map_or(ROOT, |node| &node.id);
            climbed = Some(parent);
            is_at_root = id == ROOT;
            Some(id)
        })
    }

    fn node(&self, unit: u32) -> Option<&Node> {
        self.units.get(index(unit))
    }

    /// Whether a unit has exactly this HSA-id.
    pub fn contains(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    /// An HSA-id of the tree that differs from `id` in case alone.
    pub fn in_other_case(&self, id: &str) -> Option<&str> {
        let lowered = id.to_lowercase();
        self.units
            .iter()
            .map(|node| &*node.id)
            .find(|known| *known != id && known.to_lowercase() == lowered)
    }

    /// How many units there are.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Whether there are no units: then every receiver's parent is [`ROOT`].
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// When the data was drawn from HSA, if the files say so.
    pub fn created(&self) -> Option<DateTime<Utc>> {
        self.created
    }
}

/// White space around the commas of a distinguished name means nothing.
pub(crate) fn normalized(dn: &str) -> Box<str> {
    let parts: Vec<&str> = dn.split(',').map(str::trim).collect();
    parts.join(",").into()
}

/// What the name of a parent can be, longest first.
fn suffixes(dn: &str) -> impl Iterator<Item = &str> {
    dn.match_indices(',').filter_map(|(comma, _)| dn.get(comma + 1..))
}

fn index(unit: u32) -> usize {
    usize::try_from(unit).unwrap_or(usize::MAX)
}

fn short(unit: usize) -> u32 {
    u32::try_from(unit).unwrap_or(u32::MAX)
}

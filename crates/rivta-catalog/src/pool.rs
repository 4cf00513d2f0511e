//! Values that recur in many rows, each held once.

use std::collections::HashMap;
use std::hash::Hash;

/// A value of a [`Pool`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PoolId(u32);

/// Values by number. Half a million permissions have a few hundred periods between them.
#[derive(Clone, Debug)]
pub(crate) struct Pool<T> {
    values: Vec<T>,
}

impl<T: Clone + Default> Pool<T> {
    pub(crate) fn get(&self, id: PoolId) -> T {
        let index = usize::try_from(id.0).unwrap_or(usize::MAX);
        self.values.get(index).cloned().unwrap_or_default()
    }
}

/// A pool that is being filled.
#[derive(Debug)]
pub(crate) struct PoolBuilder<T> {
    ids: HashMap<T, PoolId>,
    values: Vec<T>,
}

impl<T: Clone + Eq + Hash> PoolBuilder<T> {
    pub(crate) fn new() -> Self {
        Self {
            ids: HashMap::new(),
            values: Vec::new(),
        }
    }

    /// The id of this value, given out now if it is new.
    pub(crate) fn intern(&mut self, value: &T) -> PoolId {
        if let Some(&id) = self.ids.get(value) {
            return id;
        }
        // As many as there are rows at most, and every loader limits the size of its source.
        let id = PoolId(u32::try_from(self.values.len()).unwrap_or(u32::MAX));
        self.ids.insert(value.clone(), id);
        self.values.push(value.clone());
        id
    }

    pub(crate) fn build(self) -> Pool<T> {
        Pool { values: self.values }
    }
}

//! Rows by key, as one sorted sequence.

use crate::name::NameId;

/// What rows are found by; it begins with the receiver.
pub(crate) trait Key: Copy + Ord {
    fn receiver(&self) -> NameId;
}

/// Rows in the order of their keys; rows of one key keep the order in which they were written.
///
/// A sorted sequence costs nothing beside keys and rows. Where the rows of each receiver begin is noted, so that a
/// look-up touches few of them, also among 500,000.
#[derive(Debug)]
pub(crate) struct Table<K, V> {
    rows: Vec<(K, V)>,
    /// By the number of the receiver: how many rows come before those of this receiver.
    begins: Vec<u32>,
}

impl<K: Key, V> Table<K, V> {
    pub(crate) fn new(mut rows: Vec<(K, V)>) -> Self {
        rows.sort_by_key(|(key, _)| *key);
        rows.shrink_to_fit();
        let mut begins = Vec::new();
        for (place, (key, _)) in (0_u32..).zip(&rows) {
            let receiver = key.receiver().index();
            if begins.len() <= receiver {
                begins.resize(receiver + 1, place);
            }
        }
        Self { rows, begins }
    }

    /// The rows with this key.
    pub(crate) fn find(&self, key: K) -> impl Iterator<Item = &V> {
        let rows = self.of_receiver(key.receiver());
        let start = rows.partition_point(|(candidate, _)| *candidate < key);
        let rest = rows.get(start..).unwrap_or_default();
        rest.iter()
            .take_while(move |(candidate, _)| *candidate == key)
            .map(|(_, row)| row)
    }

    /// The rows of a receiver, in the order of their keys.
    pub(crate) fn of_receiver(&self, receiver: NameId) -> &[(K, V)] {
        let place = |begin: &u32| usize::try_from(*begin).unwrap_or(usize::MAX);
        let Some(begin) = self.begins.get(receiver.index()).map(place) else {
            return &[];
        };
        let end = self.begins.get(receiver.index() + 1).map_or(self.rows.len(), place);
        self.rows.get(begin..end).unwrap_or_default()
    }

    /// The rows of each key, in the order of the keys.
    pub(crate) fn groups(&self) -> impl Iterator<Item = &[(K, V)]> {
        self.rows.chunk_by(|(one, _), (other, _)| one == other)
    }

    /// All rows with their keys, in the order of the keys.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &(K, V)> {
        self.rows.iter()
    }

    /// All rows, in the order of their keys.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &V> {
        self.rows.iter().map(|(_, row)| row)
    }

    /// The row at this place in the order of the keys, from 0.
    pub(crate) fn get(&self, place: usize) -> Option<&V> {
        self.rows.get(place).map(|(_, row)| row)
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }
}

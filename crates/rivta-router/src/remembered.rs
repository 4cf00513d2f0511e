//! What was worked out before, for the few inputs that most calls have in common.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use arc_swap::{ArcSwap, Guard};
use foldhash::fast::RandomState;

/// So many results are remembered; callers choose the inputs.
const LIMIT: usize = 256;

/// Results by input. The first ones stay; what comes after the limit is worked out each time.
///
/// Whoever looks takes no lock: every call looks a score of times, from every thread.
#[derive(Debug)]
pub(crate) struct Remembered<K, V>(ArcSwap<Results<K, V>>);

/// So few that inputs chosen to collide cost little.
type Results<K, V> = HashMap<K, V, RandomState>;

impl<K, V> Default for Remembered<K, V> {
    fn default() -> Self {
        Self(ArcSwap::from_pointee(Results::default()))
    }
}

/// What is remembered now, for a look at several inputs.
pub(crate) struct Look<'a, K, V> {
    remembered: &'a Remembered<K, V>,
    known: Guard<Arc<Results<K, V>>>,
}

impl<K: Clone + Eq + Hash, V: Clone> Remembered<K, V> {
    /// The result for this input, worked out by `work` when it is not known.
    pub(crate) fn get<Q>(&self, input: &Q, work: impl FnOnce() -> V) -> V
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ToOwned<Owned = K> + ?Sized,
    {
        self.look().get(input, work)
    }

    /// For several inputs in a row.
    pub(crate) fn look(&self) -> Look<'_, K, V> {
        Look {
            remembered: self,
            known: self.0.load(),
        }
    }
}

impl<K: Clone + Eq + Hash, V: Clone> Look<'_, K, V> {
    /// As [`Remembered::get`].
    pub(crate) fn get<Q>(&self, input: &Q, work: impl FnOnce() -> V) -> V
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ToOwned<Owned = K> + ?Sized,
    {
        if let Some(value) = self.known.get(input) {
            return value.clone();
        }
        let value = work();
        if self.known.len() < LIMIT {
            self.remembered.0.rcu(|known| {
                let mut known = Results::clone(known);
                if known.len() < LIMIT {
                    known.insert(input.to_owned(), value.clone());
                }
                known
            });
        }
        value
    }
}

#[cfg(test)]
mod tests {
    use super::{LIMIT, Remembered};

    #[test]
    fn an_input_is_worked_out_once_and_strangers_do_not_fill_the_memory() {
        let remembered: Remembered<String, usize> = Remembered::default();
        assert_eq!(remembered.get("a", || 1), 1);
        assert_eq!(remembered.get("a", || 2), 1);
        for number in 0..2 * LIMIT {
            assert_eq!(remembered.get(&format!("{number}")[..], || number), number);
        }
        assert_eq!(remembered.0.load().len(), LIMIT);
        assert_eq!(remembered.get("a", || 3), 1);
    }
}

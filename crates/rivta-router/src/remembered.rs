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

#[derive(Clone, Debug)]
struct Results<K, V> {
    /// In the order in which they came.
    all: Vec<(K, V)>,
    /// Where the result for an input stands. So few that inputs chosen to collide cost little.
    places: HashMap<K, usize, RandomState>,
}

impl<K, V> Default for Remembered<K, V> {
    fn default() -> Self {
        Self(ArcSwap::from_pointee(Results {
            all: Vec::new(),
            places: HashMap::default(),
        }))
    }
}

/// What is remembered now, for a look at several inputs: they often come in the order in which they came first.
pub(crate) struct Look<'a, K, V> {
    remembered: &'a Remembered<K, V>,
    known: Guard<Arc<Results<K, V>>>,
    /// Where the next input probably stands.
    next: usize,
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
            next: 0,
        }
    }
}

impl<K: Clone + Eq + Hash, V: Clone> Look<'_, K, V> {
    /// As [`Remembered::get`].
    pub(crate) fn get<Q>(&mut self, input: &Q, work: impl FnOnce() -> V) -> V
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ToOwned<Owned = K> + ?Sized,
    {
        let Results { all, places } = &**self.known;
        let is_next = all.get(self.next).is_some_and(|(other, _)| other.borrow() == input);
        let place = if is_next {
            Some(self.next)
        } else {
            places.get(input).copied()
        };
        if let Some((place, (_, value))) = place.and_then(|place| Some((place, all.get(place)?))) {
            self.next = place + 1;
            return value.clone();
        }
        let value = work();
        if all.len() < LIMIT {
            self.remembered.keep(input, &value);
        }
        value
    }
}

impl<K: Clone + Eq + Hash, V: Clone> Remembered<K, V> {
    fn keep<Q>(&self, input: &Q, value: &V)
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ToOwned<Owned = K> + ?Sized,
    {
        self.0.rcu(|known| {
            let mut known = Results::clone(known);
            if known.all.len() < LIMIT && !known.places.contains_key(input) {
                known.places.insert(input.to_owned(), known.all.len());
                known.all.push((input.to_owned(), value.clone()));
            }
            known
        });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{LIMIT, Remembered};

    proptest! {
        #[test]
        fn inputs_in_any_order_have_their_own_results(looks in prop::collection::vec("[a-f]{0,12}", 0..8)) {
            let remembered: Remembered<String, u8> = Remembered::default();
            for inputs in looks {
                let mut known = remembered.look();
                for input in inputs.as_bytes() {
                    let input = char::from(*input).to_string();
                    prop_assert_eq!(known.get(&input, || input.as_bytes()[0]), input.as_bytes()[0]);
                }
            }
            let known = remembered.0.load();
            prop_assert!(known.all.len() <= 6 && known.all.len() == known.places.len());
        }
    }

    #[test]
    fn an_input_is_worked_out_once_and_strangers_do_not_fill_the_memory() {
        let remembered: Remembered<String, usize> = Remembered::default();
        assert_eq!(remembered.get("a", || 1), 1);
        assert_eq!(remembered.get("a", || 2), 1);
        for number in 0..2 * LIMIT {
            assert_eq!(remembered.get(&format!("{number}")[..], || number), number);
        }
        assert_eq!(remembered.0.load().all.len(), LIMIT);
        assert_eq!(remembered.0.load().places.len(), LIMIT);
        assert_eq!(remembered.get("a", || 3), 1);
    }
}

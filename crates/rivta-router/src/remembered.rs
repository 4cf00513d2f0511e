//! What was worked out before, for the few inputs that most calls have in common.

use std::borrow::Borrow;
use std::hash::{BuildHasher as _, Hash};
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use foldhash::fast::RandomState;

/// So many results are remembered; callers choose the inputs.
const LIMIT: usize = 256;

/// Twice as many places, so that the way to an empty one is short.
const PLACES: usize = 2 * LIMIT;

/// Results by input. The first ones stay; what comes after the limit is worked out each time.
///
/// Whoever looks takes no lock and writes nothing that other threads read: every call looks a score of times, from every
/// thread. Results are only added, so one that is there can be read without more.
#[derive(Debug)]
pub(crate) struct Remembered<K, V> {
    /// In the order in which they came.
    all: Box<[OnceLock<(K, V)>]>,
    /// From the place of an input's hash on, up to the first 0: where in `all` its result may stand, counted from 1. So
    /// few that inputs chosen to collide cost little.
    places: Box<[AtomicU16]>,
    hashes: RandomState,
    /// How many there are; held by who adds one.
    count: Mutex<u16>,
}

impl<K, V> Default for Remembered<K, V> {
    fn default() -> Self {
        Self {
            all: (0..LIMIT).map(|_| OnceLock::new()).collect(),
            places: (0..PLACES).map(|_| AtomicU16::new(0)).collect(),
            hashes: RandomState::default(),
            count: Mutex::default(),
        }
    }
}

/// A look at several inputs: they often come in the order in which they came first.
pub(crate) struct Look<'a, K, V> {
    remembered: &'a Remembered<K, V>,
    /// Where the next input probably stands.
    next: usize,
}

impl<K: Eq + Hash, V> Remembered<K, V> {
    /// The result for this input, worked out by `work` when it is not known.
    pub(crate) fn get<Q>(&self, input: &Q, work: impl FnOnce() -> V) -> V
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ToOwned<Owned = K> + ?Sized,
        V: Clone,
    {
        self.look().get(input, work)
    }

    /// For several inputs in a row.
    pub(crate) fn look(&self) -> Look<'_, K, V> {
        Look {
            remembered: self,
            next: 0,
        }
    }

    /// Where the result for this input stands.
    fn find<Q>(&self, input: &Q) -> Option<usize>
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ?Sized,
    {
        let places = self.places_of(input).map(|place| place.load(Ordering::Acquire));
        let mut taken = places
            .take_while(|place| *place > 0)
            .map(|place| usize::from(place) - 1);
        taken.find(|place| self.at(*place).is_some_and(|(other, _)| other.borrow() == input))
    }

    /// All places, beginning with that of the input's hash.
    fn places_of<Q: Hash + ?Sized>(&self, input: &Q) -> impl Iterator<Item = &AtomicU16> {
        let hash = usize::try_from(self.hashes.hash_one(input) % PLACES as u64).unwrap_or_default();
        let (before, from) = self.places.split_at(hash);
        from.iter().chain(before)
    }

    fn at(&self, place: usize) -> Option<&(K, V)> {
        self.all.get(place)?.get()
    }

    fn is_full(&self) -> bool {
        self.at(LIMIT - 1).is_some()
    }

    /// Remembers a result unless another thread has done so meanwhile.
    fn keep<Q>(&self, input: &Q, value: V)
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ToOwned<Owned = K> + ?Sized,
    {
        let mut count = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        if self.find(input).is_some() {
            return;
        }
        let Some(empty) = self.all.get(usize::from(*count)) else {
            return;
        };
        *count += 1;
        // It is empty: nobody else adds.
        let _ = empty.set((input.to_owned(), value));
        if let Some(place) = self.places_of(input).find(|place| place.load(Ordering::Relaxed) == 0) {
            place.store(*count, Ordering::Release);
        }
    }
}

impl<K: Eq + Hash, V: Clone> Look<'_, K, V> {
    /// As [`Remembered::get`].
    pub(crate) fn get<Q>(&mut self, input: &Q, work: impl FnOnce() -> V) -> V
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ToOwned<Owned = K> + ?Sized,
    {
        let next = self.remembered.at(self.next);
        let is_next = next.is_some_and(|(other, _)| other.borrow() == input);
        let place = if is_next {
            Some(self.next)
        } else {
            self.remembered.find(input)
        };
        if let Some((place, (_, value))) = place.and_then(|place| Some((place, self.remembered.at(place)?))) {
            self.next = place + 1;
            return value.clone();
        }
        let value = work();
        if !self.remembered.is_full() {
            self.remembered.keep(input, value.clone());
        }
        value
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::Ordering;

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
            let count = usize::from(*remembered.count.lock().unwrap());
            let places = remembered.places.iter().filter(|place| place.load(Ordering::Relaxed) > 0);
            prop_assert!(count <= 6 && count == places.count());
            prop_assert!((0..LIMIT).all(|place| remembered.at(place).is_some() == (place < count)));
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
        assert!(remembered.is_full());
        let places = remembered
            .places
            .iter()
            .filter(|place| place.load(Ordering::Relaxed) > 0);
        assert_eq!(places.count(), LIMIT);
        assert_eq!(remembered.get("a", || 3), 1);
    }

    #[test]
    fn threads_that_look_at_once_agree() {
        let remembered: Remembered<String, String> = Remembered::default();
        let look = |first: usize| {
            for number in (0..2 * LIMIT).map(|number| (first + number) % (2 * LIMIT)) {
                let input = number.to_string();
                assert_eq!(remembered.get(&input, || input.clone()), input);
            }
        };
        std::thread::scope(|scope| {
            for first in [0, 0, LIMIT / 2, LIMIT] {
                scope.spawn(move || look(first));
            }
        });
        let mut kept: Vec<_> = (0..LIMIT).map(|place| remembered.at(place).unwrap()).collect();
        assert!(kept.iter().all(|(input, value)| input == value));
        kept.sort();
        kept.dedup();
        assert_eq!(kept.len(), LIMIT);
    }
}

//! What one discloser has disclosed for a request, told apart without keeping it.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use crate::disclosure::Disclosure;

/// Digests of cards and fees, and how many of each one message has had at most.
#[derive(Clone, Default)]
pub(super) struct Taken(HashMap<u64, usize>);

impl Taken {
    /// Leaves of a disclosure what is new, and takes it. A fee is known by its visit, not by its amount: the same fee
    /// may count for less when the message is made anew.
    pub(super) fn add(&mut self, mut disclosure: Disclosure, hasher: &RandomState) -> Disclosure {
        let mut seen = HashMap::new();
        let mut is_new = |digest: u64| {
            let here = seen.entry(digest).or_insert(0);
            *here += 1;
            let known = self.0.entry(digest).or_insert(0);
            let new = *here > *known;
            *known = (*known).max(*here);
            new
        };
        disclosure
            .cards
            .retain(|card| is_new(hasher.hash_one((&card.number, &card.region))));
        disclosure
            .fees
            .retain(|fee| is_new(hasher.hash_one((fee.visited, fee.registered, &fee.care_unit, &fee.care_giver))));
        disclosure
    }
}

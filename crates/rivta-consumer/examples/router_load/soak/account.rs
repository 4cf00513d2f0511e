//! What was ordered, and what was seen.

use std::time::Duration;

use super::order::{ORDERS, Order, Seen};

/// Strays that are told one by one; all are counted.
const TOLD: usize = 50;

/// The calls of some time.
#[derive(Default)]
pub(super) struct Account {
    /// For each kind in [`ORDERS`].
    pub(super) counts: [Count; ORDERS.len()],
    /// Calls that began more than [`LATE`] after they were due: this machine was too slow for the rate.
    pub(super) late: u64,
    /// Calls that were not made, for the same reason.
    pub(super) left_out: u64,
    /// What came back for calls that nobody had ordered.
    pub(super) strays: Vec<String>,
    /// From when a call of the first kind was due to the end of its answer.
    pub(super) times: Vec<Duration>,
}

/// Calls of one kind.
#[derive(Clone, Copy, Default)]
pub(super) struct Count {
    pub(super) as_ordered: u64,
    pub(super) otherwise: u64,
}

/// How late a call may begin.
pub(super) const LATE: Duration = Duration::from_millis(50);

impl Account {
    /// Enters a call; `late` is how long after its time it began.
    pub(super) fn enter(&mut self, place: usize, late: Duration, seen: &Seen, answer: &[u8]) {
        let (Some(order), Some(count)) = (ORDERS.get(place), self.counts.get_mut(place)) else {
            return;
        };
        self.late += u64::from(late > LATE);
        match order.expected.judge(seen, answer) {
            Ok(()) => {
                count.as_ordered += 1;
                if place == 0 {
                    self.times.push(late + seen.took);
                }
            }
            Err(difference) => {
                count.otherwise += 1;
                self.stray(order, &seen.correlation_id, &difference);
            }
        }
    }

    fn stray(&mut self, order: &Order, correlation_id: &str, difference: &str) {
        if self.strays.len() < TOLD {
            let Order { name, expected, .. } = order;
            let text = format!("{name}, call {correlation_id}: {expected:?} was ordered; {difference}");
            self.strays.push(text);
        }
    }

    /// Adds another account; times are not kept.
    pub(super) fn absorb(&mut self, other: Self) {
        for (own, more) in self.counts.iter_mut().zip(other.counts) {
            own.as_ordered += more.as_ordered;
            own.otherwise += more.otherwise;
        }
        self.late += other.late;
        self.left_out += other.left_out;
        let room = TOLD.saturating_sub(self.strays.len());
        self.strays.extend(other.strays.into_iter().take(room));
    }

    pub(super) fn calls(&self) -> u64 {
        let each = self.counts.iter().map(|count| count.as_ordered + count.otherwise);
        each.sum()
    }

    pub(super) fn otherwise(&self) -> u64 {
        self.counts.iter().map(|count| count.otherwise).sum()
    }

    /// Kinds of calls of which none was made.
    pub(super) fn unmet(&self) -> Vec<&'static str> {
        let pairs = ORDERS.iter().zip(self.counts);
        let unmet = pairs.filter(|(_, count)| count.as_ordered + count.otherwise == 0);
        unmet.map(|(order, _)| order.name).collect()
    }
}

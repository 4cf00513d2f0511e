//! How many bytes the answers of all sources may have together, for one call: they stand in memory side by side, and an
//! aggregate that the router does not let through would lose all of them.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::status::Failure;

/// What is left for the answers to one call.
pub(crate) struct Allowance {
    limit: u64,
    left: AtomicU64,
}

/// What one source has taken of it; given back when this is dropped, unless it is kept.
pub(crate) struct Share<'a> {
    allowance: &'a Allowance,
    taken: u64,
}

impl Allowance {
    pub(crate) fn new(limit: u64) -> Self {
        let left = AtomicU64::new(limit);
        Self { limit, left }
    }

    pub(crate) fn share(&self) -> Share<'_> {
        Share {
            allowance: self,
            taken: 0,
        }
    }
}

impl Share<'_> {
    /// Takes so many bytes more; fails when the others have left too little.
    pub(crate) fn take(&mut self, bytes: usize) -> Result<(), Failure> {
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        let left = &self.allowance.left;
        let took = left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(bytes));
        if took.is_err() {
            let limit = self.allowance.limit;
            return Err(Failure::Other(format!(
                "the answers of all sources together are larger than {limit} bytes"
            )));
        }
        self.taken += bytes;
        Ok(())
    }

    /// Takes what is missing when what is kept of an answer is larger than the answer: parts of it that stand alone bring
    /// their namespaces along.
    pub(crate) fn grow_to(&mut self, bytes: usize) -> Result<(), Failure> {
        let taken = usize::try_from(self.taken).unwrap_or(usize::MAX);
        self.take(bytes.saturating_sub(taken))
    }

    /// The answer is a part of the aggregate.
    pub(crate) fn keep(mut self) {
        self.taken = 0;
    }
}

impl Drop for Share<'_> {
    fn drop(&mut self) {
        self.allowance.left.fetch_add(self.taken, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::Allowance;

    #[test]
    fn answers_share_the_bytes_to_the_last_one() {
        let allowance = Allowance::new(10);
        let (mut one, mut other) = (allowance.share(), allowance.share());
        one.take(6).unwrap();
        other.take(4).unwrap();
        let refused = one.take(1).unwrap_err().to_string();
        assert_eq!(refused, "the answers of all sources together are larger than 10 bytes");
    }

    #[test]
    fn a_source_that_failed_leaves_its_bytes_to_the_others_and_a_kept_answer_does_not() {
        let allowance = Allowance::new(10);
        let mut failed = allowance.share();
        failed.take(10).unwrap();
        drop(failed);
        let mut kept = allowance.share();
        kept.take(6).unwrap();
        kept.keep();
        let mut last = allowance.share();
        assert!(last.take(5).is_err());
        last.take(4).unwrap();
    }

    #[test]
    fn an_answer_that_grows_takes_what_is_missing_alone() {
        let allowance = Allowance::new(10);
        let mut share = allowance.share();
        share.take(4).unwrap();
        share.grow_to(3).unwrap();
        share.grow_to(9).unwrap();
        assert!(share.grow_to(11).is_err());
        allowance.share().take(1).unwrap();
    }
}

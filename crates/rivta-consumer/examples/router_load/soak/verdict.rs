//! What a soak must show.

use super::account::Account;
use super::change::Changes;
use super::record::Sample;

/// Samples from which something can be concluded: two for each quarter of the time.
const FEWEST: usize = 8;

/// A figure that must not grow: its median in the last quarter of the time against that in the second.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Growth {
    pub(super) early: f64,
    pub(super) late: f64,
    /// The most that the later may be.
    pub(super) limit: f64,
}

impl Growth {
    /// Growth by `share` of the earlier figure and by `room` besides is allowed. `None` when there are too few figures.
    fn of(figures: &[f64], share: f64, room: f64) -> Option<Self> {
        let quarter = figures.len() / 4;
        if figures.len() < FEWEST {
            return None;
        }
        let early = median(figures.get(quarter..2 * quarter)?);
        let late = median(figures.get(figures.len() - quarter..)?);
        let limit = early * (1.0 + share) + room;
        Some(Self { early, late, limit })
    }

    pub(super) fn is_flat(&self) -> bool {
        self.late <= self.limit
    }
}

pub(super) fn median(figures: &[f64]) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

/// The outcome of a soak.
pub(super) struct Verdict {
    /// Resident memory in KiB: 5 % and 2 MiB more are allowed.
    pub(super) memory: Option<Growth>,
    /// Open descriptors: 16 more are allowed.
    pub(super) descriptors: Option<Growth>,
    /// All that speaks against the router.
    pub(super) findings: Vec<String>,
}

impl Verdict {
    pub(super) fn of(samples: &[Sample], account: &Account, changes: &Changes) -> Self {
        let figures = |of: fn(&Sample) -> f64| samples.iter().map(of).collect::<Vec<_>>();
        let memory = Growth::of(&figures(|sample| sample.resident as f64), 0.05, 2048.0);
        let descriptors = Growth::of(&figures(|sample| sample.descriptors as f64), 0.0, 16.0);
        let mut findings = Vec::new();
        for (what, growth) in [("KiB of resident memory", memory), ("open descriptors", descriptors)] {
            match growth {
                None => findings.push(format!("{what}: fewer than {FEWEST} samples say nothing")),
                Some(growth) if growth.is_flat() => {}
                Some(growth) => findings.push(format!(
                    "{what} grew from {:.0} in the second quarter to {:.0} in the last; {:.0} were allowed",
                    growth.early, growth.late, growth.limit
                )),
            }
        }
        if account.otherwise() > 0 {
            findings.push(format!("{} calls ended otherwise than ordered", account.otherwise()));
        }
        let unmet = account.unmet();
        if !unmet.is_empty() {
            findings.push(format!("never made: {}", unmet.join(", ")));
        }
        findings.extend(changes.missed.iter().cloned());
        if changes.catalogues == 0 || changes.certificates == 0 {
            findings.push("catalogue or certificates were never changed".to_owned());
        }
        Self {
            memory,
            descriptors,
            findings,
        }
    }

    pub(super) fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::soak::account::Count;

    fn sample(resident: u64, descriptors: usize) -> Sample {
        Sample {
            at: Duration::ZERO,
            calls: 0,
            late: 0,
            left_out: 0,
            otherwise: 0,
            p50: Duration::ZERO,
            p99: Duration::ZERO,
            resident,
            proportional: resident,
            descriptors,
            threads: 1,
            cpu: 0.0,
        }
    }

    /// An account in which every kind was met as ordered.
    fn good() -> Account {
        let met = Count {
            as_ordered: 1,
            otherwise: 0,
        };
        let mut account = Account::default();
        account.counts.fill(met);
        account
    }

    fn changes() -> Changes {
        Changes {
            catalogues: 1,
            certificates: 1,
            missed: Vec::new(),
        }
    }

    fn is_sound(figures: impl Iterator<Item = (u64, usize)>) -> bool {
        let samples: Vec<Sample> = figures.map(|(memory, open)| sample(memory, open)).collect();
        Verdict::of(&samples, &good(), &changes()).is_sound()
    }

    #[test]
    fn memory_may_grow_while_warming_up_and_waver_but_not_creep() {
        assert!(is_sound(
            (0..60).map(|minute| (if minute < 15 { minute * 3_000 } else { 45_000 }, 90))
        ));
        assert!(is_sound((0..60).map(|minute| (45_000 + minute % 2 * 9_000, 90))));
        // 200 KiB a minute: 9,000 KiB between the middles of the two quarters, 4,598 are allowed.
        assert!(!is_sound((0..60).map(|minute| (45_000 + minute * 200, 90))));
        assert!(is_sound((0..60).map(|minute| (45_000 + minute * 80, 90))));
    }

    #[test]
    fn descriptors_may_not_creep_either() {
        assert!(is_sound((0..60).map(|minute| (45_000, 90 + minute / 5))));
        assert!(!is_sound((0..60).map(|minute| (45_000, 90 + minute))));
    }

    #[test]
    fn too_short_a_time_proves_nothing() {
        assert!(!is_sound((0..7).map(|_| (45_000, 90))));
        assert!(is_sound((0..8).map(|_| (45_000, 90))));
    }

    #[test]
    fn a_stray_call_a_kind_never_made_and_a_change_unseen_are_told() {
        let samples: Vec<Sample> = (0..8).map(|_| sample(45_000, 90)).collect();
        let findings = |account: &Account, changes: &Changes| Verdict::of(&samples, account, changes).findings;
        assert!(findings(&good(), &changes()).is_empty());
        let mut account = good();
        account.counts[0].otherwise = 1;
        assert_eq!(findings(&account, &changes()), ["1 calls ended otherwise than ordered"]);
        let mut account = good();
        account.counts[0].as_ordered = 0;
        assert_eq!(findings(&account, &changes()), ["never made: 2 KB"]);
        let mut unseen = changes();
        unseen.missed.push("unseen".to_owned());
        assert_eq!(findings(&good(), &unseen), ["unseen"]);
        assert_eq!(findings(&good(), &Changes::default()).len(), 1);
        // The machine's slowness is not the router's.
        let mut account = good();
        (account.late, account.left_out) = (1_000, 1_000);
        assert!(findings(&account, &changes()).is_empty());
    }
}

//! The period in which a row of the catalogue counts.

use chrono::{DateTime, Utc};

/// A period with both ends inclusive; an absent end leaves the period open on that side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Validity {
    /// The first instant of the period (`fromTidpunkt`).
    pub from: Option<DateTime<Utc>>,
    /// The last instant of the period (`tomTidpunkt`).
    pub to: Option<DateTime<Utc>>,
}

impl Validity {
    /// A period open on both sides.
    pub const ALWAYS: Self = Self { from: None, to: None };

    /// Whether `now` lies in the period; both ends belong to it.
    pub fn contains(&self, now: DateTime<Utc>) -> bool {
        self.from.is_none_or(|from| from <= now) && self.to.is_none_or(|to| now <= to)
    }

    /// Whether some instant lies in both periods.
    pub fn overlaps(&self, other: &Self) -> bool {
        starts_before_end(self.from, other.to) && starts_before_end(other.from, self.to)
    }

    /// Whether no instant can lie in the period because it ends before it begins.
    pub fn is_reversed(&self) -> bool {
        !starts_before_end(self.from, self.to)
    }
}

fn starts_before_end(from: Option<DateTime<Utc>>, to: Option<DateTime<Utc>>) -> bool {
    from.zip(to).is_none_or(|(from, to)| from <= to)
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta, Utc};
    use proptest::prelude::*;

    use super::Validity;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_700_000_000 + second, 0).unwrap()
    }

    #[test]
    fn both_ends_belong_to_the_period() {
        let validity = Validity {
            from: Some(at(10)),
            to: Some(at(20)),
        };
        let nanosecond = TimeDelta::nanoseconds(1);
        assert!(!validity.contains(at(10) - nanosecond));
        assert!(validity.contains(at(10)));
        assert!(validity.contains(at(20)));
        assert!(!validity.contains(at(20) + nanosecond));
    }

    #[test]
    fn an_absent_end_leaves_the_period_open() {
        assert!(Validity::ALWAYS.contains(DateTime::<Utc>::MIN_UTC));
        assert!(Validity::ALWAYS.contains(DateTime::<Utc>::MAX_UTC));
        assert!(
            !Validity {
                from: Some(at(0)),
                to: None
            }
            .contains(at(-1))
        );
        assert!(
            !Validity {
                from: None,
                to: Some(at(0))
            }
            .contains(at(1))
        );
    }

    fn validity() -> impl Strategy<Value = Validity> {
        let end = || proptest::option::of(0_i64..12);
        (end(), end()).prop_map(|(from, to)| Validity {
            from: from.map(at),
            to: to.map(at),
        })
    }

    proptest! {
        #[test]
        fn overlap_means_a_shared_instant(one in validity(), other in validity()) {
            prop_assume!(!one.is_reversed() && !other.is_reversed());
            // The ends lie in 0..12, so a shared instant, if there is one, is found among these.
            let shared = (-1..=12).any(|second| one.contains(at(second)) && other.contains(at(second)));
            prop_assert_eq!(one.overlaps(&other), shared);
        }

        #[test]
        fn a_reversed_period_contains_nothing(one in validity()) {
            let some = (-1..=12).any(|second| one.contains(at(second)));
            prop_assert_eq!(one.is_reversed(), !some);
        }
    }
}

//! From which age open care costs something: data with valid-from dates, nationally and per region.

use chrono::NaiveDate;
use rivta_soap::identity::{LogicalAddress, PersonIdentity};

/// One decision about the age below which open care is free of charge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgeLimit {
    /// The logical address of the region that decided; `None` for the national default.
    pub region: Option<LogicalAddress>,
    /// The first day the limit applies.
    pub valid_from: NaiveDate,
    /// Persons younger than this, in whole years, pay nothing.
    pub free_below: u32,
}

/// All decisions known. The default holds one: under 18, everywhere.
///
/// The service contract does not handle children, since open care is free for them. Eighteen is the age all
/// regions have in common; a region that lets older persons go free is added with [`AgeLimits::with`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgeLimits(Vec<AgeLimit>);

impl Default for AgeLimits {
    fn default() -> Self {
        let valid_from = NaiveDate::MIN;
        Self(vec![AgeLimit {
            region: None,
            valid_from,
            free_below: 18,
        }])
    }
}

impl AgeLimits {
    /// Only these decisions; with none, no age is refused.
    pub fn new(limits: Vec<AgeLimit>) -> Self {
        Self(limits)
    }

    /// Adds a decision.
    #[must_use]
    pub fn with(mut self, limit: AgeLimit) -> Self {
        self.0.push(limit);
        self
    }

    /// The limit at `source` on `date`: the region's newest decision, or else the newest national one.
    pub fn free_below(&self, source: &LogicalAddress, date: NaiveDate) -> Option<u32> {
        self.newest(Some(source), date).or_else(|| self.newest(None, date))
    }

    /// The limit that makes open care free for `person` at `source` on `date`. `None` when the person pays,
    /// or when the identity does not tell the age.
    pub fn free_for(&self, person: &PersonIdentity, source: &LogicalAddress, date: NaiveDate) -> Option<u32> {
        let limit = self.free_below(source, date)?;
        person.age_at(date).filter(|age| *age < limit).map(|_| limit)
    }

    fn newest(&self, region: Option<&LogicalAddress>, date: NaiveDate) -> Option<u32> {
        self.0
            .iter()
            .filter(|limit| limit.region.as_ref() == region && limit.valid_from <= date)
            .max_by_key(|limit| limit.valid_from)
            .map(|limit| limit.free_below)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn address(text: &str) -> LogicalAddress {
        LogicalAddress::new(text).unwrap()
    }

    #[test]
    fn the_limit_is_reached_on_the_birthday() {
        let person = PersonIdentity::from_input("20080615-9802", date(2026, 6, 1)).unwrap();
        let limits = AgeLimits::default();
        assert_eq!(limits.free_for(&person, &address("01"), date(2026, 6, 14)), Some(18));
        assert_eq!(limits.free_for(&person, &address("01"), date(2026, 6, 15)), None);
    }

    #[test]
    fn a_region_may_have_a_limit_of_its_own_from_a_date() {
        let region = address("13");
        let limits = AgeLimits::default().with(AgeLimit {
            region: Some(region.clone()),
            valid_from: date(2026, 1, 1),
            free_below: 20,
        });
        assert_eq!(limits.free_below(&region, date(2025, 12, 31)), Some(18));
        assert_eq!(limits.free_below(&region, date(2026, 1, 1)), Some(20));
        assert_eq!(limits.free_below(&address("14"), date(2026, 1, 1)), Some(18));
        assert_eq!(AgeLimits::new(Vec::new()).free_below(&region, date(2026, 1, 1)), None);
    }

    #[test]
    fn an_identity_without_a_birth_date_is_never_refused_for_its_age() {
        let person = PersonIdentity::from_root_extension("1.2.752.74.9.1", "22850101AB1C").unwrap();
        assert_eq!(
            AgeLimits::default().free_for(&person, &address("01"), date(2026, 1, 1)),
            None
        );
    }
}

//! The ceiling of the high-cost protection, by date.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rivta_soap::time::parse_date;

use super::Ore;
use crate::error::Error;

/// The price base amounts known when this was built, one line per year. More can be added by
/// configuration, so that a new year needs no new program.
const PUBLISHED: &str = include_str!("../../data/price-base-amounts.csv");

/// A price base amount (*prisbasbelopp*) and the day it comes into force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PriceBaseAmount {
    /// The first day it applies.
    pub valid_from: NaiveDate,
    /// Whole kronor.
    pub kronor: i64,
}

impl PriceBaseAmount {
    /// The national ceiling for open care: 0.025 of the amount, rounded down to the nearest 50 kronor
    /// (17 kap. 6 § HSL).
    pub fn ceiling(self) -> Ore {
        let fortieth = self.kronor / 40;
        Ore::kronor(fortieth - fortieth % 50)
    }
}

/// A ceiling a region has decided, and the day it comes into force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ceiling {
    /// The first day it applies.
    pub valid_from: NaiveDate,
    /// The ceiling.
    pub amount: Ore,
}

/// The ceilings of one region: the lower of the national one and the region's own, day by day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ceilings {
    national: BTreeMap<NaiveDate, Ore>,
    regional: BTreeMap<NaiveDate, Ore>,
}

impl Ceilings {
    /// The national ceilings from the published price base amounts.
    ///
    /// # Errors
    /// [`Error::Configuration`] when the embedded table cannot be read.
    pub fn national() -> Result<Self, Error> {
        let mut national = BTreeMap::new();
        for line in PUBLISHED.lines().skip(1).filter(|line| !line.is_empty()) {
            let amount = price_base_amount(line)
                .ok_or_else(|| Error::configuration("price-base-amounts.csv", "a line that is not date,kronor"))?;
            national.insert(amount.valid_from, amount.ceiling());
        }
        Ok(Self {
            national,
            regional: BTreeMap::new(),
        })
    }

    /// Adds price base amounts that are not in the published table, or replaces some that are.
    pub fn with_price_base_amounts(mut self, amounts: &[PriceBaseAmount]) -> Self {
        self.national
            .extend(amounts.iter().map(|amount| (amount.valid_from, amount.ceiling())));
        self
    }

    /// Adds ceilings the region has decided.
    ///
    /// # Errors
    /// [`Error::Configuration`] when one is not above zero, or above the national ceiling of its first
    /// day: a region may decide a lower ceiling, not a higher one.
    pub fn with_regional(mut self, ceilings: &[Ceiling]) -> Result<Self, Error> {
        for ceiling in ceilings {
            let national = in_force(&self.national, ceiling.valid_from);
            if ceiling.amount <= Ore::ZERO || national.is_some_and(|national| ceiling.amount > national) {
                return Err(Error::configuration(
                    "ceilings",
                    format!(
                        "the ceiling valid from {} is not above zero and at most the national one",
                        ceiling.valid_from
                    ),
                ));
            }
            self.regional.insert(ceiling.valid_from, ceiling.amount);
        }
        Ok(self)
    }

    /// The ceiling in force on `day`. Before the first known day the first known ceiling is used.
    pub fn on(&self, day: NaiveDate) -> Ore {
        let national = in_force(&self.national, day).or_else(|| self.national.values().next().copied());
        let regional = in_force(&self.regional, day);
        match (national, regional) {
            (Some(national), Some(regional)) => national.min(regional),
            (Some(amount), None) | (None, Some(amount)) => amount,
            (None, None) => Ore::ZERO,
        }
    }

    /// The days after `after`, up to and including `through`, on which a ceiling comes into force.
    pub(crate) fn changes(&self, after: NaiveDate, through: NaiveDate) -> Vec<NaiveDate> {
        let mut days: Vec<_> = self
            .national
            .keys()
            .chain(self.regional.keys())
            .copied()
            .filter(|day| after < *day && *day <= through)
            .collect();
        days.sort_unstable();
        days.dedup();
        days
    }
}

fn in_force(table: &BTreeMap<NaiveDate, Ore>, day: NaiveDate) -> Option<Ore> {
    table.range(..=day).next_back().map(|(_, amount)| *amount)
}

fn price_base_amount(line: &str) -> Option<PriceBaseAmount> {
    let (date, kronor) = line.split_once(',')?;
    Some(PriceBaseAmount {
        valid_from: parse_date(date).ok()?,
        kronor: kronor.trim().parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_national_ceilings_follow_the_price_base_amounts() {
        let ceilings = Ceilings::national().unwrap();
        for (year, kronor) in [
            (2021, 1150),
            (2022, 1200),
            (2023, 1300),
            (2024, 1400),
            (2025, 1450),
            (2026, 1450),
        ] {
            for day in [format!("{year}-01-01"), format!("{year}-12-31")] {
                assert_eq!(ceilings.on(date(&day)), Ore::kronor(kronor), "{day}");
            }
        }
        assert_eq!(ceilings.on(date("2019-06-01")), Ore::kronor(1150));
    }

    #[test]
    fn a_region_may_decide_a_lower_ceiling_from_a_date() {
        let own = Ceiling {
            valid_from: date("2025-07-01"),
            amount: Ore::kronor(1200),
        };
        let ceilings = Ceilings::national().unwrap().with_regional(&[own]).unwrap();
        assert_eq!(ceilings.on(date("2025-06-30")), Ore::kronor(1450));
        assert_eq!(ceilings.on(date("2025-07-01")), Ore::kronor(1200));
    }

    #[test]
    fn a_region_s_own_ceiling_never_lifts_a_national_one_that_comes_later() {
        let own = Ceiling {
            valid_from: date("2026-07-01"),
            amount: Ore::kronor(1400),
        };
        let lowered = PriceBaseAmount {
            valid_from: date("2027-01-01"),
            kronor: 52_500,
        };
        let ceilings = Ceilings::national().unwrap().with_price_base_amounts(&[lowered]);
        let ceilings = ceilings.with_regional(&[own]).unwrap();
        assert_eq!(ceilings.on(date("2026-12-31")), Ore::kronor(1400));
        assert_eq!(ceilings.on(date("2027-01-01")), Ore::kronor(1300));
    }

    #[test]
    fn a_region_may_not_decide_a_higher_or_an_empty_ceiling() {
        for kronor in [1451, 0, -1] {
            let own = Ceiling {
                valid_from: date("2025-07-01"),
                amount: Ore::kronor(kronor),
            };
            assert!(Ceilings::national().unwrap().with_regional(&[own]).is_err(), "{kronor}");
        }
    }

    #[test]
    fn a_new_year_is_added_by_configuration() {
        let amount = PriceBaseAmount {
            valid_from: date("2027-01-01"),
            kronor: 60_100,
        };
        let ceilings = Ceilings::national().unwrap().with_price_base_amounts(&[amount]);
        assert_eq!(ceilings.on(date("2027-01-01")), Ore::kronor(1500));
        assert_eq!(ceilings.on(date("2026-12-31")), Ore::kronor(1450));
    }
}

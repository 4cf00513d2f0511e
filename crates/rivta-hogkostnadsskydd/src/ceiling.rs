//! The ceiling of the high-cost protection for open care: data with valid-from dates.

use chrono::NaiveDate;
use rust_decimal::Decimal;

/// What a person pays at most in one high-cost period, from a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ceiling {
    /// The first day the amount applies.
    pub valid_from: NaiveDate,
    /// The amount, SEK.
    pub amount: Decimal,
}

/// The ceilings by date. A raised ceiling applies to periods already under way.
///
/// The default holds the national ones, 17 kap. 6 § hälso- och sjukvårdslagen (2017:30): 0.025 of the price
/// base amount, rounded down to the nearest 50 kr. A region may decide a lower one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ceilings(Vec<Ceiling>);

/// Year and amount of the national ceilings.
const NATIONAL: [(i32, u32); 6] = [
    (2021, 1150),
    (2022, 1200),
    (2023, 1300),
    (2024, 1400),
    (2025, 1450),
    (2026, 1450),
];

impl Default for Ceilings {
    fn default() -> Self {
        let national = NATIONAL.iter().filter_map(|(year, amount)| {
            let valid_from = NaiveDate::from_ymd_opt(*year, 1, 1)?;
            Some(Ceiling {
                valid_from,
                amount: Decimal::from(*amount),
            })
        });
        Self::new(national.collect())
    }
}

impl Ceilings {
    /// These ceilings, in any order.
    pub fn new(mut ceilings: Vec<Ceiling>) -> Self {
        ceilings.sort_by_key(|ceiling| ceiling.valid_from);
        Self(ceilings)
    }

    /// The ceiling on `date`, SEK; `None` before the first.
    pub fn on(&self, date: NaiveDate) -> Option<Decimal> {
        self.0
            .iter()
            .rev()
            .find(|ceiling| ceiling.valid_from <= date)
            .map(|ceiling| ceiling.amount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(year: i32, month: u32, day: u32) -> Option<Decimal> {
        Ceilings::default().on(NaiveDate::from_ymd_opt(year, month, day).unwrap())
    }

    #[test]
    fn the_ceiling_changes_at_the_turn_of_the_year() {
        assert_eq!(on(2020, 12, 31), None);
        assert_eq!(on(2021, 1, 1), Some(1150.into()));
        assert_eq!(on(2023, 12, 31), Some(1300.into()));
        assert_eq!(on(2024, 1, 1), Some(1400.into()));
        assert_eq!(on(2026, 11, 1), Some(1450.into()));
    }

    #[test]
    fn the_national_amounts_follow_from_the_price_base_amounts() {
        let base_amounts = [47_600, 48_300, 52_500, 57_300, 58_800, 59_200];
        for ((_, ceiling), base) in NATIONAL.iter().zip(base_amounts) {
            assert_eq!(*ceiling, base / 40 / 50 * 50);
        }
    }

    #[test]
    fn the_order_of_the_data_does_not_matter() {
        let day = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        let ceilings = Ceilings::new(vec![
            Ceiling {
                valid_from: day(2026),
                amount: 900.into(),
            },
            Ceiling {
                valid_from: day(2025),
                amount: 800.into(),
            },
        ]);
        assert_eq!(ceilings.on(day(2025)), Some(800.into()));
        assert_eq!(ceilings.on(day(2027)), Some(900.into()));
    }
}

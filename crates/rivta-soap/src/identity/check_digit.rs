use std::ops::Range;

use chrono::{Datelike, Months, NaiveDate};

/// Twelve ASCII digits, the long form of personnummer and samordningsnummer.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct TwelveDigits(String);

impl TwelveDigits {
    pub(super) fn new(text: &str) -> Option<Self> {
        let digits = text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| Self(text.to_owned()))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// The birth date `YYYYMMDD` with `day_offset` taken from the day, when the calendar has it.
    pub(super) fn birth_date(&self, day_offset: u32) -> Option<NaiveDate> {
        let number = |range: Range<usize>| self.0.get(range)?.parse::<u32>().ok();
        let year = i32::try_from(number(0..4)?).ok()?;
        NaiveDate::from_ymd_opt(year, number(4..6)?, number(6..8)?.checked_sub(day_offset)?)
    }

    /// Whether the last digit is the Luhn check digit over the ten digits without century.
    pub(super) fn has_valid_check_digit(&self) -> bool {
        let sum: u32 = self
            .0
            .bytes()
            .skip(2)
            .zip([2, 1].into_iter().cycle())
            .map(|(byte, factor)| {
                let product = u32::from(byte - b'0') * factor;
                product / 10 + product % 10
            })
            .sum();
        sum.is_multiple_of(10)
    }
}

/// What is shown of a number in logs and errors: its form. A birth date is personal data as well.
pub(super) const MASKED: &str = "********-****";

/// Whole years from `birth` to `date`; `None` when `date` is before the birth.
///
/// A person born on 29 February is a year older on 28 February in other years: when a month lacks the
/// corresponding day, its last day counts (lag 1930:173 om beräkning av lagstadgad tid, section 1).
pub(super) fn age_at(birth: NaiveDate, date: NaiveDate) -> Option<u32> {
    let mut age = date.year().checked_sub(birth.year())?;
    let birthday = |age: i32| {
        let months = u32::try_from(age).ok()?.checked_mul(12)?;
        birth.checked_add_months(Months::new(months))
    };
    if age < 0 || date < birth {
        return None;
    }
    if birthday(age).is_none_or(|day| day > date) {
        age -= 1;
    }
    u32::try_from(age).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::test_person::number;
    use super::*;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_leap_day_child_grows_older_on_the_last_of_february() {
        let birth = date(2004, 2, 29);
        assert_eq!(age_at(birth, date(2022, 2, 27)), Some(17));
        assert_eq!(age_at(birth, date(2022, 2, 28)), Some(18));
        assert_eq!(age_at(birth, date(2024, 2, 28)), Some(19));
        assert_eq!(age_at(birth, date(2024, 2, 29)), Some(20));
    }

    #[test]
    fn the_age_counts_from_the_birthday() {
        let birth = date(1912, 12, 12);
        assert_eq!(age_at(birth, date(1912, 12, 11)), None);
        assert_eq!(age_at(birth, birth), Some(0));
        assert_eq!(age_at(birth, date(2012, 12, 11)), Some(99));
        assert_eq!(age_at(birth, date(2012, 12, 12)), Some(100));
    }

    #[test]
    fn the_check_digit_is_luhn_over_ten_digits() {
        assert!(TwelveDigits::new("191212121212").unwrap().has_valid_check_digit());
        // The century takes no part.
        for century in ["19", "20"] {
            let text = format!("{century}{}", &number(1912, 12, 12, 980)[2..]);
            assert!(TwelveDigits::new(&text).unwrap().has_valid_check_digit());
        }
        for last in ["0", "1", "3", "4", "5", "6", "7", "8", "9"] {
            let text = format!("19121212121{last}");
            assert!(!TwelveDigits::new(&text).unwrap().has_valid_check_digit());
        }
    }

    proptest! {
        #[test]
        fn age_never_falls_as_days_pass(birth in 0i64..40_000, days in 0i64..40_000) {
            let start = date(1900, 1, 1);
            let birth = start + chrono::Duration::days(birth);
            let day = birth + chrono::Duration::days(days);
            let today = age_at(birth, day).unwrap();
            let tomorrow = age_at(birth, day + chrono::Duration::days(1)).unwrap();
            prop_assert!(tomorrow == today || tomorrow == today + 1);
        }

        #[test]
        fn any_text_is_taken_without_a_panic(text in ".{0,20}") {
            if let Some(digits) = TwelveDigits::new(&text) {
                let _ = (digits.birth_date(0), digits.birth_date(60), digits.has_valid_check_digit());
            }
        }
    }
}

use std::fmt;

use chrono::NaiveDate;

use super::check_digit::{MASKED, TwelveDigits, age_at};
use crate::xml::ValueError;

/// A personnummer: twelve digits `YYYYMMDDNNNN` with an existing birth date and a valid check digit.
///
/// `Debug` and `Display` show no digit (`********-****`).
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Personnummer {
    digits: TwelveDigits,
    birth_date: NaiveDate,
}

impl Personnummer {
    /// Reads the twelve digits of the contracts' form. For what a person types, see
    /// [`PersonIdentity::from_input`](super::PersonIdentity::from_input).
    ///
    /// # Errors
    /// When it is not twelve digits, the birth date does not exist or the check digit is wrong.
    pub fn new(text: &str) -> Result<Self, ValueError> {
        let digits = TwelveDigits::new(text).ok_or_else(|| ValueError::new("a personnummer of 12 digits"))?;
        let birth_date = digits
            .birth_date(0)
            .ok_or_else(|| ValueError::new("a personnummer whose birth date exists"))?;
        if !digits.has_valid_check_digit() {
            return Err(ValueError::new("a personnummer with a valid check digit"));
        }
        Ok(Self { digits, birth_date })
    }

    /// The twelve digits. Personal data: never to be logged.
    pub fn digits(&self) -> &str {
        self.digits.as_str()
    }

    /// The date the number gives as birth date.
    pub fn birth_date(&self) -> NaiveDate {
        self.birth_date
    }

    /// Whole years at `date`; `None` before the birth. Born on 29 February: older on 28 February.
    pub fn age_at(&self, date: NaiveDate) -> Option<u32> {
        age_at(self.birth_date, date)
    }
}

impl fmt::Display for Personnummer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASKED)
    }
}

impl fmt::Debug for Personnummer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Personnummer({self})")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::test_person::{any_number, number};
    use super::*;

    #[test]
    fn the_best_known_test_person() {
        let tolvan = Personnummer::new("191212121212").unwrap();
        assert_eq!(tolvan.digits(), "191212121212");
        assert_eq!(tolvan.birth_date(), NaiveDate::from_ymd_opt(1912, 12, 12).unwrap());
        assert_eq!(format!("{tolvan}"), "********-****");
        assert_eq!(format!("{tolvan:?}"), "Personnummer(********-****)");
    }

    #[test]
    fn each_refusal_says_what_was_expected() {
        let refusal = |text: &str| Personnummer::new(text).unwrap_err().to_string();
        assert!(refusal("19121212-1212").contains("12 digits"));
        assert!(refusal("1912121212１2").contains("12 digits"));
        assert!(refusal("191213121212").contains("birth date"));
        assert!(refusal("191212121213").contains("check digit"));
        assert!(refusal(&number(1990, 1, 1 + 60, 980)).contains("birth date"));
        assert!(!refusal("191212121213").contains("191212"));
    }

    #[test]
    fn a_leap_day_exists_in_leap_years_only() {
        assert!(Personnummer::new(&number(2000, 2, 29, 239)).is_ok());
        assert!(Personnummer::new(&number(1900, 2, 29, 239)).is_err());
    }

    proptest! {
        #[test]
        fn test_persons_are_valid_and_masked(text in any_number(0)) {
            let person = Personnummer::new(&text).unwrap();
            prop_assert_eq!(person.digits(), &text);
            let shown = format!("{person} {person:?}");
            prop_assert!(!shown.contains(|c: char| c.is_ascii_digit()), "a digit is shown");
        }

        #[test]
        fn one_wrong_digit_is_found(text in any_number(0), place in 8usize..12, add in 1u8..10) {
            let mut bytes = text.into_bytes();
            bytes[place] = b'0' + (bytes[place] - b'0' + add) % 10;
            prop_assert!(Personnummer::new(&String::from_utf8(bytes).unwrap()).is_err());
        }

        #[test]
        fn any_text_is_taken_without_a_panic(text in ".{0,16}") {
            let _ = Personnummer::new(&text);
        }
    }
}

use std::fmt;

use chrono::NaiveDate;

use super::check_digit::{MASKED, TwelveDigits, age_at};
use crate::xml::ValueError;

/// What is added to the day of birth.
const DAY_OFFSET: u32 = 60;

/// A samordningsnummer: as a personnummer, with 60 added to the day (61–91).
///
/// `Debug` and `Display` show no digit (`********-****`).
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Samordningsnummer {
    digits: TwelveDigits,
    birth_date: NaiveDate,
}

impl Samordningsnummer {
    /// Reads the twelve digits of the contracts' form.
    ///
    /// # Errors
    /// When it is not twelve digits, the day without 60 does not exist or the check digit is wrong.
    pub fn new(text: &str) -> Result<Self, ValueError> {
        let digits = TwelveDigits::new(text).ok_or_else(|| ValueError::new("a samordningsnummer of 12 digits"))?;
        let birth_date = digits
            .birth_date(DAY_OFFSET)
            .ok_or_else(|| ValueError::new("a samordningsnummer whose birth date exists, with 60 added to the day"))?;
        if !digits.has_valid_check_digit() {
            return Err(ValueError::new("a samordningsnummer with a valid check digit"));
        }
        Ok(Self { digits, birth_date })
    }

    /// The twelve digits. Personal data: never to be logged.
    pub fn digits(&self) -> &str {
        self.digits.as_str()
    }

    /// The date the number gives as birth date, without the 60.
    pub fn birth_date(&self) -> NaiveDate {
        self.birth_date
    }

    /// Whole years at `date`; `None` before the birth. Born on 29 February: older on 28 February.
    pub fn age_at(&self, date: NaiveDate) -> Option<u32> {
        age_at(self.birth_date, date)
    }
}

impl fmt::Display for Samordningsnummer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASKED)
    }
}

impl fmt::Debug for Samordningsnummer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Samordningsnummer({self})")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::test_person::{any_number, number};
    use super::*;

    #[test]
    fn sixty_is_taken_from_the_day() {
        let person = Samordningsnummer::new(&number(1985, 3, 31 + 60, 999)).unwrap();
        assert_eq!(person.birth_date(), NaiveDate::from_ymd_opt(1985, 3, 31).unwrap());
        assert_eq!(person.to_string(), "********-****");
    }

    #[test]
    fn an_ordinary_day_and_a_day_past_the_month_are_refused() {
        for day in [15, 60, 60 + 31] {
            let text = number(1985, 4, day, 980);
            let refusal = Samordningsnummer::new(&text).unwrap_err().to_string();
            assert!(refusal.contains("birth date"), "{day}: {refusal}");
        }
    }

    proptest! {
        #[test]
        fn test_persons_are_valid(text in any_number(60)) {
            prop_assert!(Samordningsnummer::new(&text).is_ok());
            prop_assert!(super::super::Personnummer::new(&text).is_err());
        }
    }
}

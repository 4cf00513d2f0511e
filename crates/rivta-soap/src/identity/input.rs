use chrono::{Datelike, NaiveDate};

use super::check_digit::TwelveDigits;
use crate::xml::ValueError;

const FORMS: &str = "a personal number as YYYYMMDDNNNN, YYYYMMDD-NNNN, YYMMDD-NNNN or YYMMDD+NNNN";

/// The twelve digits of a number in any of the written forms. The check digit is not looked at.
pub(super) fn twelve_digits(text: &str, today: NaiveDate) -> Result<String, ValueError> {
    let malformed = || ValueError::new(FORMS);
    let (date, separator, last) = split(text.trim()).ok_or_else(malformed)?;
    if date.len() == 8 {
        return Ok(format!("{date}{last}"));
    }
    let year = full_year(date, separator, today)?;
    let rest = date.get(2..).ok_or_else(malformed)?;
    Ok(format!("{year:04}{rest}{last}"))
}

/// Whether the day of the twelve digits has 60 added to it.
pub(super) fn has_coordination_day(digits: &str) -> bool {
    digits
        .get(6..8)
        .and_then(|day| day.parse::<u32>().ok())
        .is_some_and(|day| day > 60)
}

/// Birth date (six or eight digits), separator if any, and the last four.
fn split(text: &str) -> Option<(&str, Option<char>, &str)> {
    if !text.is_ascii() || text.len() < 10 {
        return None;
    }
    let (head, last) = text.split_at(text.len() - 4);
    let separator = head.chars().last().filter(|c| matches!(c, '-' | '+'));
    let date = head.strip_suffix(['-', '+']).unwrap_or(head);
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    (matches!(date.len(), 6 | 8) && digits(date) && digits(last)).then_some((date, separator, last))
}

/// The four-digit year of a birth date with two: the latest in which the person is already born, and with a
/// plus sign the latest in which the person turns 100 this year or before (folkbokföringslagen section 18).
fn full_year(date: &str, separator: Option<char>, today: NaiveDate) -> Result<i32, ValueError> {
    let nowhere = || ValueError::new("a personal number whose birth date exists");
    let short: i32 = date.get(..2).and_then(|year| year.parse().ok()).ok_or_else(nowhere)?;
    let rest = date.get(2..).ok_or_else(nowhere)?;
    let this_century = today.year() - today.year().rem_euclid(100);
    let born = |year: &i32| {
        let digits = TwelveDigits::new(&format!("{year:04}{rest}0000"));
        let offset = if has_coordination_day(&format!("{year:04}{rest}")) {
            60
        } else {
            0
        };
        digits
            .and_then(|digits| digits.birth_date(offset))
            .is_some_and(|birth| birth <= today)
    };
    (0..=3)
        .map(|back| this_century + short - back * 100)
        .filter(|year| separator != Some('+') || year + 100 <= today.year())
        .find(born)
        .ok_or_else(nowhere)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::test_person::{any_number, number};
    use super::super::{PersonIdentity, PersonIdentityKind};
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 6, 15).unwrap()
    }

    fn read(text: &str) -> Option<String> {
        PersonIdentity::from_input(text, today())
            .ok()
            .map(|person| person.extension().to_owned())
    }

    #[test]
    fn the_written_forms_of_one_person() {
        for text in [
            "191212121212",
            "19121212-1212",
            "19121212+1212",
            "121212+1212",
            "  19121212-1212\n",
        ] {
            assert_eq!(read(text).as_deref(), Some("191212121212"), "{text}");
        }
    }

    #[test]
    fn two_digit_years_take_the_latest_possible_century() {
        // In 2026 a child of 2012 and a person of 1912 share the last ten digits.
        let (old, young) = (number(1912, 12, 12, 980), number(2012, 12, 12, 980));
        let (date, last) = (&young[2..8], &young[8..]);
        assert_eq!(read(&format!("{date}-{last}")), Some(young.clone()));
        assert_eq!(read(&format!("{date}{last}")), Some(young.clone()));
        assert_eq!(read(&format!("{date}+{last}")), Some(old));
        let born_tomorrow = number(2026, 6, 16, 980);
        assert_eq!(read(&born_tomorrow[2..]), Some(format!("19{}", &born_tomorrow[2..])));
        let born_today = number(2026, 6, 15, 980);
        assert_eq!(read(&born_today[2..]), Some(born_today));
        let leap = number(1996, 2, 29, 981);
        assert_eq!(read(&leap[2..]), Some(leap));
    }

    #[test]
    fn a_day_above_sixty_is_a_samordningsnummer() {
        let text = number(1990, 5, 3 + 60, 985);
        for form in [text.clone(), format!("{}-{}", &text[2..8], &text[8..])] {
            let person = PersonIdentity::from_input(&form, today()).unwrap();
            assert_eq!(person.kind(), PersonIdentityKind::Samordningsnummer);
            assert_eq!(person.extension(), text);
        }
    }

    #[test]
    fn other_forms_are_refused() {
        for text in [
            "",
            "-",
            "1212",
            "121212--1212",
            "1912 1212 1212",
            "19121212/1212",
            "191212121212x",
            "１２1212-1212",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read("191212-1212"), None, "1919-12-12 with a wrong check digit");
        assert_eq!(read("20250231-0000"), None);
    }

    proptest! {
        #[test]
        fn short_forms_come_back_as_themselves(text in any_number(0)) {
            let birth = NaiveDate::parse_from_str(&text[..8], "%Y%m%d").unwrap();
            prop_assume!(birth <= today());
            let sign = if today().year() - birth.year() >= 100 { '+' } else { '-' };
            prop_assert_eq!(read(&format!("{}{sign}{}", &text[2..8], &text[8..])), Some(text.clone()));
            prop_assert_eq!(read(&format!("{}-{}", &text[..8], &text[8..])), Some(text));
        }

        #[test]
        fn any_text_is_taken_without_a_panic(text in "[0-9+\\-]{0,16}|.{0,16}") {
            let _ = PersonIdentity::from_input(&text, today());
        }
    }
}

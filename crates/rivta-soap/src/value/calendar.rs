//! Times, durations and parts of dates, with the text the sender wrote.

use chrono::NaiveDate;
use smol_str::SmolStr;

use super::moment::{parse_time, split_zone, two_digits};
use super::written;
use crate::xml::{Simple, ValueError, Whitespace};

written! {
    /// `xs:time`
    Time, Collapse, "a time such as 12:00:00", |text| {
        let date = NaiveDate::from_ymd_opt(2000, 1, 1);
        zoned(text, |local| date.is_some_and(|date| parse_time(date, local).is_some()))
    }
}

written! {
    /// `xs:duration`
    Duration, Collapse, "a duration such as P1Y2M3DT4H5M6S", is_duration
}

written! {
    /// `xs:gYear`
    GYear, Collapse, "a year such as 2026", |text| zoned(text, is_year)
}

written! {
    /// `xs:gYearMonth`
    GYearMonth, Collapse, "a month of a year such as 2026-01", |text| {
        zoned(text, |local| local.rsplit_once('-').is_some_and(|(year, month)| is_year(year) && is_month(month)))
    }
}

written! {
    /// `xs:gMonth`
    GMonth, Collapse, "a month such as --01", |text| {
        zoned(text, |local| local.strip_prefix("--").is_some_and(is_month))
    }
}

written! {
    /// `xs:gMonthDay`
    GMonthDay, Collapse, "a day of the year such as --01-31", |text| zoned(text, is_month_day)
}

written! {
    /// `xs:gDay`
    GDay, Collapse, "a day of the month such as ---31", |text| {
        zoned(text, |local| local.strip_prefix("---").is_some_and(|day| is_from_1(day, 31)))
    }
}

fn zoned(text: &str, check: impl Fn(&str) -> bool) -> bool {
    split_zone(text).is_some_and(|(local, _)| check(local))
}

fn is_from_1(text: &str, to: i32) -> bool {
    text.len() == 2 && two_digits(text).is_some_and(|number| (1..=to).contains(&number))
}

fn is_month(text: &str) -> bool {
    is_from_1(text, 12)
}

fn is_year(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let padded = digits.len() > 4 && digits.starts_with('0');
    digits.len() >= 4 && !padded && digits != "0000" && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_month_day(text: &str) -> bool {
    let parts = text.strip_prefix("--").and_then(|rest| rest.split_once('-'));
    parts.is_some_and(|(month, day)| {
        let days = match month {
            "02" => 29,
            "04" | "06" | "09" | "11" => 30,
            _ => 31,
        };
        is_month(month) && is_from_1(day, days)
    })
}

/// `PnYnMnDTnHnMnS`: at least one part, seconds with an optional fraction.
fn is_duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('-').unwrap_or(text).strip_prefix('P') else {
        return false;
    };
    let (date, time) = match rest.split_once('T') {
        Some((_, "")) => return false,
        Some((date, time)) => (date, time),
        None => (rest, ""),
    };
    !rest.is_empty() && has_parts(date, "YMD") && has_parts(time, "HMS")
}

/// Whether a text is of numbers, each with one of the letters behind it, in their order.
fn has_parts(text: &str, letters: &str) -> bool {
    let mut letters = letters.chars();
    text.split_inclusive(|c: char| c.is_ascii_alphabetic()).all(|part| {
        let letter = part.chars().next_back();
        let number = part.get(..part.len().saturating_sub(1)).unwrap_or("");
        let known = letter.is_some_and(|letter| letters.any(|known| known == letter));
        let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        known && digits(whole) && digits(fraction) && (letter == Some('S') || !number.contains('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::{Duration, GDay, GMonth, GMonthDay, GYear, GYearMonth, Time};

    #[test]
    fn durations_have_their_parts_in_order() {
        for text in ["P1Y", "-P1Y2M3DT4H5M6.5S", "PT0S", "P0D", "PT36H"] {
            assert!(Duration::new(text).is_ok(), "{text}");
        }
        for text in [
            "", "P", "PT", "P1YT", "1Y", "P1D2M", "P1.5D", "PT1.S", "P-1D", "P1", "PÅ",
        ] {
            assert!(Duration::new(text).is_err(), "{text}");
        }
    }

    #[test]
    fn parts_of_dates_have_their_forms() {
        assert!(Time::new("24:00:00Z").is_ok() && Time::new("25:00:00").is_err());
        assert!(GYear::new("2026+01:00").is_ok() && GYear::new("26").is_err() && GYear::new("0000").is_err());
        assert!(GYearMonth::new("2026-12").is_ok() && GYearMonth::new("2026-13").is_err());
        assert!(GMonth::new("--12").is_ok() && GMonth::new("12").is_err());
        assert!(GMonthDay::new("--02-29").is_ok() && GMonthDay::new("--02-30").is_err());
        assert!(GDay::new("---31").is_ok() && GDay::new("---32").is_err());
    }
}

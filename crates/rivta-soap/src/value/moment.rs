//! `xs:dateTime` and `xs:date`, with the text the sender wrote.

use std::borrow::Cow;
use std::fmt;

use chrono::{FixedOffset, NaiveDate, NaiveDateTime};
use smol_str::SmolStr;

use crate::xml::{Simple, ValueError, Whitespace};

/// Splits a time zone (`Z` or `±hh:mm`, at most 14 hours) off the end of a text.
pub(super) fn split_zone(text: &str) -> Option<(&str, Option<FixedOffset>)> {
    if let Some(local) = text.strip_suffix('Z') {
        return Some((local, FixedOffset::east_opt(0)));
    }
    let Some((local, zone)) = text.len().checked_sub(6).and_then(|at| text.split_at_checked(at)) else {
        return Some((text, None));
    };
    let sign = match zone.as_bytes() {
        [b'+', _, _, b':', _, _] => 1,
        [b'-', _, _, b':', _, _] => -1,
        _ => return Some((text, None)),
    };
    let hours = two_digits(zone.get(1..3)?)?;
    let minutes = two_digits(zone.get(4..6)?)?;
    if minutes > 59 || hours * 60 + minutes > 14 * 60 {
        return None;
    }
    Some((local, Some(FixedOffset::east_opt(sign * (hours * 60 + minutes) * 60)?)))
}

pub(super) fn two_digits(text: &str) -> Option<i32> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())
        .flatten()
}

/// A calendar date `YYYY-MM-DD`; years are written with four digits or more.
fn parse_date(text: &str) -> Option<NaiveDate> {
    let (year, rest) = text.split_at_checked(text.len().checked_sub(6)?)?;
    let year_digits = year.strip_prefix('-').unwrap_or(year);
    let [b'-', _, _, b'-', _, _] = rest.as_bytes() else {
        return None;
    };
    let is_year = year_digits.len() >= 4 && year_digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_padded = year_digits.len() > 4 && year_digits.starts_with('0');
    // XML Schema 1.0 has no year 0, and no more zeros in front than four digits take.
    if !is_year || is_padded || year_digits == "0000" {
        return None;
    }

    let month = u32::try_from(two_digits(rest.get(1..3)?)?).ok()?;
    let day = u32::try_from(two_digits(rest.get(4..6)?)?).ok()?;
    NaiveDate::from_ymd_opt(year.parse().ok()?, month, day)
}

/// A time `hh:mm:ss` with an optional fraction, on a date. `24:00:00` is the next midnight.
pub(super) fn parse_time(date: NaiveDate, text: &str) -> Option<NaiveDateTime> {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
        Some(_) => return None,
        None => (text, ""),
    };
    let [_, _, b':', _, _, b':', _, _] = whole.as_bytes() else {
        return None;
    };
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |range| u32::try_from(two_digits(whole.get(range)?)?).ok();
    let (hour, minute, second) = (number(0..2)?, number(3..5)?, number(6..8)?);
    let nanos: String = fraction.chars().chain("000000000".chars()).take(9).collect();
    if (hour, minute, second) == (24, 0, 0) && fraction.bytes().all(|byte| byte == b'0') {
        return date.succ_opt()?.and_hms_opt(0, 0, 0);
    }
    if second > 59 {
        return None;
    }
    date.and_hms_nano_opt(hour, minute, second, nanos.parse().ok()?)
}

macro_rules! moment {
    ($(#[$doc:meta])* $name:ident, $value:ty, $example:literal, $parse:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub struct $name(SmolStr);

        impl $name {
            /// A moment as written.
            ///
            /// # Errors
            ///
            /// When the text has another form, or the calendar or the clock does not know it.
            pub fn new(text: impl AsRef<str>) -> Result<Self, ValueError> {
                let text = text.as_ref();
                match parts(text, $parse) {
                    Some(_) => Ok(Self(SmolStr::new(text))),
                    None => Err(ValueError::new(concat!("an existing moment such as ", $example))),
                }
            }

            /// The text as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The local value, and the offset from UTC where the text has one.
            pub fn value(&self) -> Option<($value, Option<FixedOffset>)> {
                parts(&self.0, $parse)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Simple for $name {
            const WHITESPACE: Whitespace = Whitespace::Collapse;

            fn parse(text: &str) -> Result<Self, ValueError> {
                Self::new(text)
            }

            fn lexical(&self) -> Cow<'_, str> {
                Cow::Borrowed(&self.0)
            }
        }
    };
}

fn parts<V>(text: &str, parse: impl Fn(&str) -> Option<V>) -> Option<(V, Option<FixedOffset>)> {
    let (local, zone) = split_zone(text)?;
    Some((parse(local)?, zone))
}

moment! {
    /// `xs:dateTime`, with the text the sender wrote.
    DateTime, NaiveDateTime, "2026-01-31T12:00:00", |text| {
        let (date, time) = text.split_once('T')?;
        parse_time(parse_date(date)?, time)
    }
}

moment! {
    /// `xs:date`, with the text the sender wrote.
    Date, NaiveDate, "2026-01-31", parse_date
}

#[cfg(test)]
mod tests {
    use super::{Date, DateTime};

    #[test]
    fn forms_of_xml_schema_are_known() {
        for text in [
            "2026-01-31T12:00:00",
            "2026-01-31T24:00:00",
            "2026-01-31T12:00:00.123456789012Z",
            "2026-01-31T12:00:00+14:00",
            "-0044-03-15T00:00:00",
        ] {
            assert!(DateTime::new(text).is_ok(), "{text}");
        }
        assert!(Date::new("2026-01-31+01:00").is_ok());
    }

    #[test]
    fn moments_that_do_not_exist_are_refused() {
        for text in [
            "2025-02-31T12:00:00",
            "2026-01-31T25:00:00",
            "2026-01-31T12:00",
            "2026-01-31 12:00:00",
            "2026-01-31T12:00:00+15:00",
            "26-01-31T12:00:00",
            "2026-01-31T12:00:60",
            "0000-01-31T12:00:00",
            "02026-01-31T12:00:00",
            "2026-01-31T12:00:00.",
            "",
            "T",
            "2026-01-31T+1:00:00",
            "ååååå",
        ] {
            assert!(DateTime::new(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_value_and_its_zone_can_be_read() {
        let (local, zone) = DateTime::new("2026-07-01T10:00:00+02:00").unwrap().value().unwrap();
        assert_eq!(local.to_string(), "2026-07-01 10:00:00");
        assert_eq!(zone.unwrap().local_minus_utc(), 7200);
    }
}

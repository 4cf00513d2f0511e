//! Time as the contracts write it: Swedish local time without a zone.
//!
//! A program takes a [`Clock`] as a parameter and turns its instants into local dates here; nothing else in
//! the workspace asks the machine for the time of day.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Stockholm;

use crate::xml::ValueError;

/// Where the present instant comes from.
pub trait Clock: Send + Sync + fmt::Debug {
    /// The present instant.
    fn now(&self) -> DateTime<Utc>;
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// A clock that stands still until it is moved. Clones share the same hands.
#[derive(Debug, Clone)]
pub struct FixedClock(Arc<Mutex<DateTime<Utc>>>);

impl FixedClock {
    /// A clock that shows `instant`.
    pub fn at(instant: DateTime<Utc>) -> Self {
        Self(Arc::new(Mutex::new(instant)))
    }

    /// A clock that shows Swedish local noon of `date`.
    pub fn on(date: NaiveDate) -> Self {
        Self::at(from_swedish_local(date.and_time(NaiveTime::MIN) + Duration::hours(12)))
    }

    /// Puts the hands at `instant`.
    pub fn set(&self, instant: DateTime<Utc>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = instant;
    }

    /// Moves the hands by `duration`.
    pub fn advance(&self, duration: Duration) {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *now += duration;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<C: Clock + ?Sized> Clock for Arc<C> {
    fn now(&self) -> DateTime<Utc> {
        (**self).now()
    }
}

/// The calendar date in Sweden at an instant.
pub fn swedish_date(now: DateTime<Utc>) -> NaiveDate {
    swedish_local(now).date()
}

/// The local time in Sweden at an instant.
pub fn swedish_local(now: DateTime<Utc>) -> NaiveDateTime {
    now.with_timezone(&Stockholm).naive_local()
}

/// The instant of a Swedish local time.
///
/// In autumn an hour comes twice: the first (summer time) is meant. In spring an hour is skipped: a time in it
/// is read as if the clocks had not yet been moved, which gives the same instant as an hour later on the wall.
pub fn from_swedish_local(local: NaiveDateTime) -> DateTime<Utc> {
    if let Some(found) = Stockholm.from_local_datetime(&local).earliest() {
        return found.with_timezone(&Utc);
    }
    let hour = Duration::hours(1);
    let before = Stockholm.from_local_datetime(&(local - hour)).earliest();
    before.map_or_else(|| local.and_utc(), |before| before.with_timezone(&Utc) + hour)
}

/// `YYYYMMDD`, the contracts' `DateType`.
pub fn format_date(date: NaiveDate) -> String {
    date.format("%Y%m%d").to_string()
}

/// `YYYYMMDDhhmmss`, the contracts' `TimeStampType`; fractions of a second are dropped.
pub fn format_timestamp(local: NaiveDateTime) -> String {
    local.format("%Y%m%d%H%M%S").to_string()
}

/// Reads `YYYYMMDD`. The schemas' pattern lets 20250231 through; this does not.
///
/// # Errors
/// When it is not eight digits or the calendar lacks the date.
///
/// ```
/// use rivta_soap::time::parse_date;
/// assert!(parse_date("20240229").is_ok());
/// assert!(parse_date("20250231").is_err());
/// ```
pub fn parse_date(text: &str) -> Result<NaiveDate, ValueError> {
    if text.len() != 8 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(ValueError::new("a date of 8 digits, YYYYMMDD"));
    }
    date_of(text).ok_or_else(|| ValueError::new("a date that exists in the calendar, YYYYMMDD"))
}

/// Reads `YYYYMMDDhhmmss` as Swedish local time.
///
/// # Errors
/// When it is not fourteen digits, the calendar lacks the date or the day lacks the time.
pub fn parse_timestamp(text: &str) -> Result<NaiveDateTime, ValueError> {
    if text.len() != 14 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(ValueError::new("a time stamp of 14 digits, YYYYMMDDhhmmss"));
    }
    let missing = || ValueError::new("a time stamp that exists in the calendar, YYYYMMDDhhmmss");
    let (date, time) = text.split_at(8);
    let date = date_of(date).ok_or_else(missing)?;
    let part = |range: Range<usize>| time.get(range).and_then(|digits| digits.parse::<u32>().ok());
    let (hour, minute, second) = part(0..2)
        .zip(part(2..4))
        .zip(part(4..6))
        .map(|((hour, minute), second)| (hour, minute, second))
        .ok_or_else(missing)?;
    date.and_hms_opt(hour, minute, second).ok_or_else(missing)
}

/// The date of eight digits, when the calendar has it.
fn date_of(digits: &str) -> Option<NaiveDate> {
    let year = digits.get(..4)?.parse().ok()?;
    NaiveDate::from_ymd_opt(year, digits.get(4..6)?.parse().ok()?, digits.get(6..8)?.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn local(text: &str) -> NaiveDateTime {
        parse_timestamp(text).unwrap()
    }

    #[test]
    fn the_swedish_day_begins_before_the_utc_day() {
        assert_eq!(format_date(swedish_date(utc("2026-01-14T22:59:59Z"))), "20260114");
        assert_eq!(format_date(swedish_date(utc("2026-01-14T23:00:00Z"))), "20260115");
        assert_eq!(format_date(swedish_date(utc("2026-07-14T22:00:00Z"))), "20260715");
        assert_eq!(
            format_timestamp(swedish_local(utc("2026-07-14T21:59:59.9Z"))),
            "20260714235959"
        );
    }

    #[test]
    fn the_repeated_hour_is_the_first_one() {
        assert_eq!(from_swedish_local(local("20251026023000")), utc("2025-10-26T00:30:00Z"));
        assert_eq!(from_swedish_local(local("20251026030000")), utc("2025-10-26T02:00:00Z"));
    }

    #[test]
    fn the_skipped_hour_is_read_with_the_old_offset() {
        assert_eq!(from_swedish_local(local("20260329023000")), utc("2026-03-29T01:30:00Z"));
        assert_eq!(from_swedish_local(local("20260329033000")), utc("2026-03-29T01:30:00Z"));
        assert_eq!(from_swedish_local(local("20260329015959")), utc("2026-03-29T00:59:59Z"));
    }

    #[test]
    fn dates_the_pattern_accepts_but_the_calendar_does_not() {
        for text in ["20250231", "20230229", "20250431", "19000229"] {
            let error = parse_date(text).unwrap_err().to_string();
            assert!(error.contains("exists in the calendar"), "{error}");
            assert!(!error.contains(text), "an error never holds the value");
        }
        assert!(
            parse_timestamp("20250231120000")
                .unwrap_err()
                .to_string()
                .contains("exists in the calendar")
        );
    }

    #[test]
    fn malformed_dates_and_times_are_refused() {
        for text in [
            "",
            "2025-01-1",
            "202501",
            "+2025010",
            "２０２５",
            "2025010a",
            "202501011",
        ] {
            assert!(parse_date(text).is_err(), "{text}");
        }
        for text in [
            "20250101",
            "20250101240000",
            "20250101006000",
            "20250101000060",
            "2025010112000",
        ] {
            assert!(parse_timestamp(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_fixed_clock_moves_only_when_told() {
        let clock = FixedClock::on(NaiveDate::from_ymd_opt(2026, 7, 1).unwrap());
        let other = clock.clone();
        assert_eq!(clock.now(), utc("2026-07-01T10:00:00Z"));
        other.advance(Duration::minutes(5));
        assert_eq!(clock.now(), utc("2026-07-01T10:05:00Z"));
        other.set(utc("2026-01-01T00:00:00Z"));
        assert_eq!(clock.now(), utc("2026-01-01T00:00:00Z"));
    }

    proptest! {
        #[test]
        fn dates_and_time_stamps_round_trip(seconds in -2_208_988_800i64..4_102_444_799) {
            let stamp = DateTime::from_timestamp(seconds, 0).unwrap().naive_utc();
            prop_assert_eq!(parse_timestamp(&format_timestamp(stamp)).unwrap(), stamp);
            prop_assert_eq!(parse_date(&format_date(stamp.date())).unwrap(), stamp.date());
        }

        #[test]
        fn local_time_and_back_differs_by_an_hour_at_most(seconds in 0i64..4_102_444_799) {
            let instant = DateTime::from_timestamp(seconds, 0).unwrap();
            let back = from_swedish_local(swedish_local(instant));
            prop_assert!((instant - back).num_seconds() == 0 || (instant - back).num_seconds() == 3600);
        }

        #[test]
        fn any_text_is_taken_without_a_panic(text in "[0-9]{6,15}|.{0,16}") {
            let _ = (parse_date(&text), parse_timestamp(&text));
        }
    }
}

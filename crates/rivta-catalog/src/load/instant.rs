//! The ends of a validity as TOML writes them.

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Stockholm;
use toml::value::{Datetime, Offset};

use crate::error::RowProblem;

/// The first instant of the period that `written` begins; a date begins at midnight in Sweden.
pub(super) fn first_instant(written: &Datetime) -> Result<DateTime<Utc>, RowProblem> {
    const KEY: &str = "valid_from";
    match parse(written).ok_or(RowProblem::NotADate(KEY))? {
        Written::Instant(instant) => Ok(instant),
        // When the clock is set back an hour passes twice: a period begins with the first of them.
        Written::Swedish(time) => swedish(time).earliest().ok_or(RowProblem::SkippedTime(KEY)),
        Written::Date(date) => start_of(date).ok_or(RowProblem::NotADate(KEY)),
    }
}

/// The last instant of the period that `written` ends; a date ends just before the next midnight in Sweden.
pub(super) fn last_instant(written: &Datetime) -> Result<DateTime<Utc>, RowProblem> {
    const KEY: &str = "valid_to";
    match parse(written).ok_or(RowProblem::NotADate(KEY))? {
        Written::Instant(instant) => Ok(instant),
        Written::Swedish(time) => swedish(time).latest().ok_or(RowProblem::SkippedTime(KEY)),
        Written::Date(date) => end_of(date).ok_or(RowProblem::NotADate(KEY)),
    }
}

enum Written {
    Instant(DateTime<Utc>),
    Swedish(NaiveDateTime),
    Date(NaiveDate),
}

fn parse(written: &Datetime) -> Option<Written> {
    let date = written.date?;
    let date = NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())?;
    let Some(time) = written.time else {
        return Some(Written::Date(date));
    };
    let (second, nanosecond) = (time.second.unwrap_or(0), time.nanosecond.unwrap_or(0));
    // A leap second, `60`, is written by chrono as a second that goes on.
    let (second, nanosecond) = if second == 60 {
        (59, nanosecond + 1_000_000_000)
    } else {
        (second, nanosecond)
    };
    let time = NaiveTime::from_hms_nano_opt(time.hour.into(), time.minute.into(), second.into(), nanosecond)?;
    let time = date.and_time(time);
    match written.offset {
        None => Some(Written::Swedish(time)),
        Some(Offset::Z) => Some(Written::Instant(time.and_utc())),
        Some(Offset::Custom { minutes }) => {
            let offset = FixedOffset::east_opt(i32::from(minutes) * 60)?;
            let instant = time.and_local_timezone(offset).single()?;
            Some(Written::Instant(instant.to_utc()))
        }
    }
}

/// What a time without zone is in Sweden: none, one or two instants.
pub(super) fn swedish(time: NaiveDateTime) -> chrono::MappedLocalTime<DateTime<Utc>> {
    Stockholm.from_local_datetime(&time).map(|local| local.to_utc())
}

/// The first instant of a day in Sweden.
pub(super) fn start_of(date: NaiveDate) -> Option<DateTime<Utc>> {
    swedish(date.and_time(NaiveTime::MIN)).earliest()
}

/// The last instant of a day in Sweden.
pub(super) fn end_of(date: NaiveDate) -> Option<DateTime<Utc>> {
    let next = date.checked_add_days(Days::new(1)).and_then(start_of)?;
    Some(next - TimeDelta::nanoseconds(1))
}

#[cfg(test)]
mod tests {
    use super::{first_instant, last_instant};
    use crate::error::RowProblem;

    #[test]
    fn ends_are_read_in_swedish_time_unless_they_carry_an_offset() {
        let rows = [
            (
                "2026-01-01",
                "2025-12-31T23:00:00+00:00",
                "2026-01-01T22:59:59.999999999+00:00",
            ),
            (
                "2026-07-01",
                "2026-06-30T22:00:00+00:00",
                "2026-07-01T21:59:59.999999999+00:00",
            ),
            // The clock is set forward on this day, which therefore has 23 hours.
            (
                "2026-03-29",
                "2026-03-28T23:00:00+00:00",
                "2026-03-29T21:59:59.999999999+00:00",
            ),
            (
                "2026-07-01T08:00:00",
                "2026-07-01T06:00:00+00:00",
                "2026-07-01T06:00:00+00:00",
            ),
            (
                "2026-07-01T08:00:00Z",
                "2026-07-01T08:00:00+00:00",
                "2026-07-01T08:00:00+00:00",
            ),
            (
                "2026-07-01T08:00:00-03:00",
                "2026-07-01T11:00:00+00:00",
                "2026-07-01T11:00:00+00:00",
            ),
            // The hour that passes twice.
            (
                "2026-10-25T02:30:00",
                "2026-10-25T00:30:00+00:00",
                "2026-10-25T01:30:00+00:00",
            ),
        ];
        for (written, first, last) in rows {
            let parsed = written.parse().unwrap();
            assert_eq!(first_instant(&parsed).unwrap().to_rfc3339(), first, "{written}");
            assert_eq!(last_instant(&parsed).unwrap().to_rfc3339(), last, "{written}");
        }
    }

    #[test]
    fn what_is_no_instant_is_refused() {
        let skipped = "2026-03-29T02:30:00".parse().unwrap();
        assert_eq!(first_instant(&skipped), Err(RowProblem::SkippedTime("valid_from")));
        assert_eq!(last_instant(&skipped), Err(RowProblem::SkippedTime("valid_to")));
        let time_of_day = "08:00:00".parse().unwrap();
        assert_eq!(first_instant(&time_of_day), Err(RowProblem::NotADate("valid_from")));
        assert_eq!(last_instant(&time_of_day), Err(RowProblem::NotADate("valid_to")));
    }
}

//! The ends of a validity as TOML writes them.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Stockholm;
use toml::value::Datetime;

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
        Written::Date(date) => {
            let next = date.checked_add_days(Days::new(1)).and_then(start_of);
            next.map(|next| next - TimeDelta::nanoseconds(1))
                .ok_or(RowProblem::NotADate(KEY))
        }
    }
}

enum Written {
    Instant(DateTime<Utc>),
    Swedish(NaiveDateTime),
    Date(NaiveDate),
}

fn parse(written: &Datetime) -> Option<Written> {
    let text = written.to_string();
    if let Ok(instant) = DateTime::parse_from_rfc3339(&text) {
        return Some(Written::Instant(instant.to_utc()));
    }
    if let Ok(time) = NaiveDateTime::parse_from_str(&text, "%Y-%m-%dT%H:%M:%S%.f") {
        return Some(Written::Swedish(time));
    }
    NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok().map(Written::Date)
}

fn swedish(time: NaiveDateTime) -> chrono::MappedLocalTime<DateTime<Utc>> {
    Stockholm.from_local_datetime(&time).map(|local| local.to_utc())
}

fn start_of(date: NaiveDate) -> Option<DateTime<Utc>> {
    swedish(date.and_time(NaiveTime::MIN)).earliest()
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

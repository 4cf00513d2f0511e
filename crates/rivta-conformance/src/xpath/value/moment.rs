//! Dates, times and the parts of dates, with or without a time zone.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};

/// Which of the eight types a [`Moment`] is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MomentKind {
    DateTime,
    Date,
    Time,
    Year,
    YearMonth,
    Month,
    MonthDay,
    Day,
}

impl MomentKind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::DateTime => "xs:dateTime",
            Self::Date => "xs:date",
            Self::Time => "xs:time",
            Self::Year => "xs:gYear",
            Self::YearMonth => "xs:gYearMonth",
            Self::Month => "xs:gMonth",
            Self::MonthDay => "xs:gMonthDay",
            Self::Day => "xs:gDay",
        }
    }

    fn has_date(self) -> bool {
        self != Self::Time
    }

    fn has_time(self) -> bool {
        matches!(self, Self::DateTime | Self::Time)
    }
}

/// A moment in local time. Parts that its type does not have are those of 1972-12-31, the standard's reference day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) kind: MomentKind,
    pub(crate) local: NaiveDateTime,
    /// Minutes east of UTC.
    pub(crate) zone: Option<i32>,
}

fn reference() -> NaiveDate {
    NaiveDate::from_ymd_opt(1972, 12, 31).unwrap_or_default()
}

impl Moment {
    /// Reads the lexical form of XML Schema, white space already collapsed.
    pub(crate) fn parse(kind: MomentKind, text: &str) -> Option<Self> {
        let (body, zone) = split_zone(text, kind)?;
        let local = match kind {
            MomentKind::DateTime => {
                let (date, time) = body.split_once('T')?;
                date_time(date_of(date)?, time)?
            }
            MomentKind::Date => date_of(body)?.and_time(NaiveTime::MIN),
            MomentKind::Time => date_time(reference(), body)?.time_on(reference()),
            MomentKind::Year => NaiveDate::from_ymd_opt(year_of(body)?, 1, 1)?.and_time(NaiveTime::MIN),
            MomentKind::YearMonth => {
                let (year, month) = body.rsplit_once('-')?;
                NaiveDate::from_ymd_opt(year_of(year)?, two_digits(month)?, 1)?.and_time(NaiveTime::MIN)
            }
            MomentKind::Month => part_of_reference(two_digits(body.strip_prefix("--")?)?, 1)?,
            MomentKind::MonthDay => {
                let (month, day) = body.strip_prefix("--")?.split_once('-')?;
                part_of_reference(two_digits(month)?, two_digits(day)?)?
            }
            MomentKind::Day => part_of_reference(12, two_digits(body.strip_prefix("---")?)?)?,
        };
        Some(Self { kind, local, zone })
    }

    /// The moment in UTC, where no zone is given by the zone of the run.
    pub(crate) fn in_utc(&self, implicit_zone: i32) -> NaiveDateTime {
        let zone = TimeDelta::minutes(self.zone.unwrap_or(implicit_zone).into());
        self.local.checked_sub_signed(zone).unwrap_or(self.local)
    }

    /// The same with a new local time, parts that the type does not have put back.
    pub(crate) fn with_local(&self, local: NaiveDateTime) -> Self {
        let local = match self.kind {
            MomentKind::Date => local.date().and_time(NaiveTime::MIN),
            MomentKind::Time => local.time_on(reference()),
            _ => local,
        };
        Self { local, ..*self }
    }

    /// As another type: a date of a date and time, and so on.
    pub(crate) fn cast(&self, kind: MomentKind) -> Option<Self> {
        let (from, date) = (self.kind, self.local.date());
        let allowed = match kind {
            _ if kind == from => true,
            MomentKind::DateTime => from == MomentKind::Date,
            MomentKind::Time => from == MomentKind::DateTime,
            _ => matches!(from, MomentKind::DateTime | MomentKind::Date),
        };
        let local = match kind {
            _ if !allowed => return None,
            MomentKind::DateTime => self.local,
            MomentKind::Date => date.and_time(NaiveTime::MIN),
            MomentKind::Time => self.local.time_on(reference()),
            MomentKind::Year => NaiveDate::from_ymd_opt(date.year(), 1, 1)?.and_time(NaiveTime::MIN),
            MomentKind::YearMonth => date.with_day(1)?.and_time(NaiveTime::MIN),
            MomentKind::Month => part_of_reference(date.month(), 1)?,
            MomentKind::MonthDay => part_of_reference(date.month(), date.day())?,
            MomentKind::Day => part_of_reference(12, date.day())?,
        };
        let zone = self.zone;
        Some(Self { kind, local, zone })
    }

    /// The moment moved to another zone (`adjust-date-to-timezone` and its like).
    pub(crate) fn adjusted(&self, zone: Option<i32>) -> Self {
        let local = match (self.zone, zone) {
            (Some(old), Some(new)) => {
                let moved = self.local.checked_add_signed(TimeDelta::minutes((new - old).into()));
                moved.unwrap_or(self.local)
            }
            _ => self.local,
        };
        Self {
            zone,
            ..self.with_local(local)
        }
    }

    /// Moved by months; a day the month does not have becomes its last.
    pub(crate) fn plus_months(&self, months: i64) -> Option<Self> {
        let count = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
        let moved = if months < 0 {
            self.local.checked_sub_months(count)
        } else {
            self.local.checked_add_months(count)
        };
        moved.map(|local| self.with_local(local))
    }

    /// Moved by a length of time.
    pub(crate) fn plus(&self, delta: TimeDelta) -> Option<Self> {
        self.local.checked_add_signed(delta).map(|local| self.with_local(local))
    }
}

/// Puts a time on a day.
trait OnDay {
    fn time_on(&self, day: NaiveDate) -> NaiveDateTime;
}

impl OnDay for NaiveDateTime {
    fn time_on(&self, day: NaiveDate) -> NaiveDateTime {
        day.and_time(self.time())
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.local.date();
        let (month, day) = (date.month(), date.day());
        match self.kind {
            MomentKind::DateTime | MomentKind::Date => write!(f, "{}-{month:02}-{day:02}", Year(date.year()))?,
            MomentKind::Time => {}
            MomentKind::Year => write!(f, "{}", Year(date.year()))?,
            MomentKind::YearMonth => write!(f, "{}-{month:02}", Year(date.year()))?,
            MomentKind::Month => write!(f, "--{month:02}")?,
            MomentKind::MonthDay => write!(f, "--{month:02}-{day:02}")?,
            MomentKind::Day => write!(f, "---{day:02}")?,
        }
        if self.kind.has_time() {
            let time = self.local.time();
            let between = if self.kind.has_date() { "T" } else { "" };
            write!(
                f,
                "{between}{:02}:{:02}:{:02}",
                time.hour(),
                time.minute(),
                time.second()
            )?;
            write_fraction(f, time.nanosecond())?;
        }
        match self.zone {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(zone) => {
                let sign = if zone < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", zone.abs() / 60, zone.abs() % 60)
            }
        }
    }
}

/// A year of at least four digits.
struct Year(i32);

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}", self.0.unsigned_abs())
    }
}

/// Fractions of a second without needless zeros.
pub(super) fn write_fraction(f: &mut fmt::Formatter<'_>, nanoseconds: u32) -> fmt::Result {
    if nanoseconds == 0 {
        return Ok(());
    }
    write!(f, ".{}", format!("{nanoseconds:09}").trim_end_matches('0'))
}

/// The text before the time zone, and the zone in minutes.
fn split_zone(text: &str, kind: MomentKind) -> Option<(&str, Option<i32>)> {
    if let Some(body) = text.strip_suffix('Z') {
        return Some((body, Some(0)));
    }
    let split = text.len().checked_sub(6).filter(|at| text.is_char_boundary(*at));
    let Some((body, zone)) = split.map(|at| text.split_at(at)) else {
        return Some((text, None));
    };
    let bytes = zone.as_bytes();
    let is_zone = matches!(bytes.first(), Some(b'+' | b'-')) && bytes.get(3) == Some(&b':');
    // `--12-24` ends with something that looks a little like a zone; only a colon makes it one.
    if !is_zone || (body.is_empty() && kind != MomentKind::Time) {
        return Some((text, None));
    }
    let hours = i32::try_from(two_digits(zone.get(1..3)?)?).ok()?;
    let minutes = i32::try_from(two_digits(zone.get(4..6)?)?).ok()?;
    let total = hours * 60 + minutes;
    if minutes > 59 || total > 14 * 60 {
        return None;
    }
    Some((body, Some(if zone.starts_with('-') { -total } else { total })))
}

fn two_digits(text: &str) -> Option<u32> {
    if text.len() != 2 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// At least four digits; more only without a leading zero.
fn year_of(text: &str) -> Option<i32> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    if !plain || digits.len() < 4 || (digits.len() > 4 && digits.starts_with('0')) {
        return None;
    }
    text.parse().ok()
}

fn date_of(text: &str) -> Option<NaiveDate> {
    let (rest, day) = text.rsplit_once('-')?;
    let (year, month) = rest.rsplit_once('-')?;
    NaiveDate::from_ymd_opt(year_of(year)?, two_digits(month)?, two_digits(day)?)
}

/// A month and a day, in the leap year 1972.
fn part_of_reference(month: u32, day: u32) -> Option<NaiveDateTime> {
    NaiveDate::from_ymd_opt(1972, month, day).map(|date| date.and_time(NaiveTime::MIN))
}

/// `hh:mm:ss` with an optional fraction on a day; 24:00:00 is the midnight that ends it.
fn date_time(day: NaiveDate, text: &str) -> Option<NaiveDateTime> {
    let mut parts = text.splitn(3, ':');
    let hour = two_digits(parts.next()?)?;
    let minute = two_digits(parts.next()?)?;
    let seconds = parts.next()?;
    let (whole, fraction) = match seconds.split_once('.') {
        Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
        Some(_) => return None,
        None => (seconds, "0"),
    };
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let second = two_digits(whole)?;
    let nanoseconds = format!("{fraction:0<9}").get(..9)?.parse().ok()?;
    if (hour, minute, second, nanoseconds) == (24, 0, 0, 0) {
        return day
            .checked_add_days(Days::new(1))
            .map(|day| day.and_time(NaiveTime::MIN));
    }
    if second > 59 {
        return None;
    }
    NaiveTime::from_hms_nano_opt(hour, minute, second, nanoseconds).map(|time| day.and_time(time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_alike() {
        use MomentKind::{Date, DateTime, Day, Month, MonthDay, Time, Year, YearMonth};
        for (kind, text) in [
            (Date, "2026-05-10"),
            (Date, "2024-02-29Z"),
            (Date, "-0044-03-15+01:00"),
            (Date, "12026-05-10"),
            (DateTime, "2026-05-10T12:00:00"),
            (DateTime, "2026-05-10T12:00:00.125-05:30"),
            (Time, "23:59:59"),
            (Time, "00:00:00+14:00"),
            (Year, "2026"),
            (YearMonth, "2026-05Z"),
            (Month, "--05"),
            (MonthDay, "--02-29"),
            (Day, "---31+01:00"),
        ] {
            assert_eq!(Moment::parse(kind, text).unwrap().to_string(), text);
        }
        let midnight = Moment::parse(DateTime, "2026-12-31T24:00:00").unwrap();
        assert_eq!(midnight.to_string(), "2027-01-01T00:00:00");
        assert_eq!(Moment::parse(Time, "24:00:00").unwrap().to_string(), "00:00:00");
    }

    #[test]
    fn what_is_no_moment_is_none() {
        use MomentKind::{Date, DateTime, Time};
        for (kind, text) in [
            (Date, ""),
            (Date, "20260510"),
            (Date, "2026-02-29"),
            (Date, "2026-5-10"),
            (Date, "26-05-10"),
            (Date, "2026-05-10T12:00:00"),
            (Date, "2026-05-10+15:00"),
            (Date, "02026-05-10"),
            (Date, "åäö2026-05-10"),
            (DateTime, "2026-05-10"),
            (DateTime, "2026-05-10T24:00:01"),
            (DateTime, "2026-05-10T12:00:60"),
            (DateTime, "2026-05-10T12:00"),
            (Time, "12:00:00."),
            (Time, "+1:00"),
        ] {
            assert!(Moment::parse(kind, text).is_none(), "{text}");
        }
    }
}

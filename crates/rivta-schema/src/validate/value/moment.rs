//! Dates, times, parts of dates, and durations.

use std::cmp::Ordering;

use super::number::is_digits;
use crate::xsd::Builtin;

/// Seconds of a day.
const DAY: i128 = 86_400;
/// How far from UTC a moment without a zone may be meant.
const WIDEST_ZONE: i128 = 14 * 3600;

/// A point, or the start of an interval, on the time line. Parts of dates stand in a year that has every day.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::validate) struct Moment {
    /// Seconds since 1970-01-01T00:00:00, in UTC if there is a zone.
    seconds: i128,
    /// Digits of the fraction, zeros at the end left out.
    fraction: String,
    zoned: bool,
}

impl Moment {
    /// Reads a moment of a type; `None` if it has another form or the calendar does not know it.
    pub(super) fn parse(builtin: Builtin, text: &str) -> Option<Self> {
        let (local, offset) = split_zone(text)?;
        let (date, time) = match builtin {
            Builtin::DateTime => local.split_once('T')?,
            Builtin::Time => ("2000-01-01", local),
            _ => (local, "00:00:00"),
        };
        let (year, month, day) = match builtin {
            Builtin::DateTime | Builtin::Time | Builtin::Date => {
                let (year_month, day) = date.rsplit_once('-')?;
                let (year, month) = year_month.rsplit_once('-')?;
                (self::year(year)?, two(month)?, two(day)?)
            }
            Builtin::GYearMonth => {
                let (year, month) = date.rsplit_once('-')?;
                (self::year(year)?, two(month)?, 1)
            }
            Builtin::GYear => (year(date)?, 1, 1),
            Builtin::GMonthDay => {
                let (month, day) = date.strip_prefix("--")?.split_once('-')?;
                (2000, two(month)?, two(day)?)
            }
            Builtin::GDay => (2000, 1, two(date.strip_prefix("---")?)?),
            Builtin::GMonth => (2000, two(date.strip_prefix("--")?)?, 1),
            _ => return None,
        };
        if !(1..=12).contains(&month) || day < 1 || day > days_of(year, month) {
            return None;
        }
        let (seconds, fraction) = clock(time)?;
        Some(Self {
            seconds: days(year, month, day) * DAY + seconds - offset.unwrap_or(0),
            fraction: fraction.trim_end_matches('0').to_owned(),
            zoned: offset.is_some(),
        })
    }

    /// XML Schema part 2, 3.2.7.4: moments of which only one has a zone may have no order.
    pub(super) fn order(&self, other: &Self) -> Option<Ordering> {
        let at = |moment: &Self, shift: i128| (moment.seconds + shift, moment.fraction.clone());
        match (self.zoned, other.zoned) {
            (true, false) if at(self, WIDEST_ZONE) < at(other, 0) => Some(Ordering::Less),
            (true, false) if at(self, -WIDEST_ZONE) > at(other, 0) => Some(Ordering::Greater),
            (true, false) => None,
            (false, true) => other.order(self).map(Ordering::reverse),
            _ => Some(at(self, 0).cmp(&at(other, 0))),
        }
    }
}

/// Splits `Z` or `±hh:mm` off the end; the zone in seconds.
fn split_zone(text: &str) -> Option<(&str, Option<i128>)> {
    if let Some(local) = text.strip_suffix('Z') {
        return Some((local, Some(0)));
    }
    let Some((local, zone)) = text.len().checked_sub(6).and_then(|at| text.split_at_checked(at)) else {
        return Some((text, None));
    };
    let sign = match zone.as_bytes() {
        [b'+', _, _, b':', _, _] => 1,
        [b'-', _, _, b':', _, _] => -1,
        _ => return Some((text, None)),
    };
    let (hours, minutes) = (two(zone.get(1..3)?)?, two(zone.get(4..6)?)?);
    if minutes > 59 || hours * 60 + minutes > 14 * 60 {
        return None;
    }
    Some((local, Some(sign * i128::from(hours * 60 + minutes) * 60)))
}

/// Two digits.
fn two(text: &str) -> Option<i64> {
    (text.len() == 2 && is_digits(text))
        .then(|| text.parse().ok())
        .flatten()
}

/// Four digits or more, no zeros in front of four, and no year 0.
fn year(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let padded = digits.len() > 4 && digits.starts_with('0');
    if digits.len() < 4 || digits.len() > 15 || padded || !is_digits(digits) || digits == "0000" {
        return None;
    }
    text.parse().ok()
}

/// Seconds since midnight and the digits of the fraction.
fn clock(text: &str) -> Option<(i128, &str)> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let [_, _, b':', _, _, b':', _, _] = whole.as_bytes() else {
        return None;
    };
    let (hour, minute, second) = (two(whole.get(0..2)?)?, two(whole.get(3..5)?)?, two(whole.get(6..8)?)?);
    let end_of_day = hour == 24 && minute == 0 && second == 0 && fraction.bytes().all(|byte| byte == b'0');
    let exists = hour < 24 && minute < 60 && second < 60;
    if fraction.is_empty() || !is_digits(fraction) || !(exists || end_of_day) {
        return None;
    }
    Some((i128::from(hour * 3600 + minute * 60 + second), fraction))
}

fn days_of(year: i64, month: i64) -> i64 {
    // XML Schema 1.0 has no year 0: the year before 1 is -1, as libxml2 counts, too.
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01 in the Gregorian calendar; months outside 1 to 12 count on into other years.
fn days(year: i64, month: i64, day: i64) -> i128 {
    let months = i128::from(year) * 12 + i128::from(month) - 1;
    // Years that begin in March have their leap day at the end.
    let (year, month) = ((months - 2).div_euclid(12), (months - 2).rem_euclid(12));
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * month + 2) / 5 + i128::from(day) - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// A length of time: months and seconds, which have no common measure.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::validate) struct Duration {
    months: i128,
    /// Billionths of a second.
    nanos: i128,
}

/// The most digits of a number in a duration: the sum of what they stand for then fits.
const DURATION_DIGITS: usize = 15;

impl Duration {
    /// Reads `PnYnMnDTnHnMnS`: at least one part, seconds with an optional fraction.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let rest = rest.strip_prefix('P')?;
        let (date, time) = match rest.split_once('T') {
            Some((_, "")) => return None,
            Some((date, time)) => (date, time),
            None if rest.is_empty() => return None,
            None => (rest, ""),
        };
        let [years, months, days] = parts(date, *b"YMD")?;
        let [hours, minutes, seconds] = parts(time, *b"HMS")?;
        let whole = [years, months, days, hours, minutes].iter().all(|part| part.1 == 0);
        let sign = if negative { -1 } else { 1 };
        let time = days.0 * DAY + hours.0 * 3600 + minutes.0 * 60 + seconds.0;
        whole.then_some(Self {
            months: sign * (years.0 * 12 + months.0),
            nanos: sign * (time * 1_000_000_000 + seconds.1),
        })
    }

    /// XML Schema part 2, 3.2.6.2: durations have the order that they have from four starting points,
    /// if it is the same from each.
    pub(super) fn order(&self, other: &Self) -> Option<Ordering> {
        let after = |duration: &Self, year: i64, month: i64| {
            let month = i64::try_from(duration.months).unwrap_or(i64::MAX / 24) + month;
            days(year, month, 1) * DAY * 1_000_000_000 + duration.nanos
        };
        let starts = [(1696, 9), (1697, 2), (1903, 3), (1903, 7)];
        let mut orders = starts
            .iter()
            .map(|(year, month)| after(self, *year, *month).cmp(&after(other, *year, *month)));
        let first = orders.next()?;
        orders.all(|order| order == first).then_some(first)
    }
}

/// The numbers before three letters, which stand in this order; whole and billionths.
fn parts(text: &str, letters: [u8; 3]) -> Option<[(i128, i128); 3]> {
    let mut found = [(0, 0); 3];
    let mut rest = text;
    for (part, letter) in found.iter_mut().zip(letters) {
        let Some((number, after)) = rest.split_once(char::from(letter)) else {
            continue;
        };
        let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
        let fits = !whole.is_empty() && !fraction.is_empty() && whole.len() <= DURATION_DIGITS;
        let is_seconds = letter == b'S' || !number.contains('.');
        if !fits || !is_seconds || !is_digits(whole) || !is_digits(fraction) {
            return None;
        }
        let billionths: String = fraction.chars().chain("00000000".chars()).take(9).collect();
        *part = (whole.parse().ok()?, billionths.parse().ok()?);
        rest = after;
    }
    rest.is_empty().then_some(found)
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::{Duration, Moment};
    use crate::xsd::Builtin;

    fn order(builtin: Builtin, a: &str, b: &str) -> Option<Ordering> {
        Moment::parse(builtin, a)
            .unwrap()
            .order(&Moment::parse(builtin, b).unwrap())
    }

    #[test]
    fn moments_have_their_forms() {
        for (builtin, good, bad) in [
            (Builtin::DateTime, "2026-01-31T24:00:00.0Z", "2025-02-29T12:00:00"),
            (
                Builtin::DateTime,
                "-0044-03-15T00:00:00+14:00",
                "2026-01-31T12:00:00+14:01",
            ),
            (Builtin::DateTime, "2024-02-29T23:59:59.999", "2026-01-31T12:00:00."),
            (Builtin::Date, "12026-01-31", "02026-01-31"),
            (Builtin::Time, "00:00:00", "24:00:01"),
            (Builtin::GYear, "2026Z", "26"),
            (Builtin::GYearMonth, "2026-12", "2026-13"),
            (Builtin::GMonthDay, "--02-29", "--02-30"),
            (Builtin::GDay, "---31", "---32"),
            (Builtin::GMonth, "--12", "--00"),
        ] {
            assert!(Moment::parse(builtin, good).is_some(), "{good}");
            assert!(Moment::parse(builtin, bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn zones_give_moments_their_order() {
        let order = |a, b| order(Builtin::DateTime, a, b);
        assert_eq!(
            order("2026-01-01T12:00:00Z", "2026-01-01T13:00:00+01:00"),
            Some(Ordering::Equal)
        );
        assert_eq!(
            order("2026-01-01T12:00:00", "2026-01-01T13:00:00"),
            Some(Ordering::Less)
        );
        assert_eq!(order("2026-01-01T12:00:00Z", "2026-01-01T13:00:00"), None);
        assert_eq!(
            order("2026-01-01T12:00:00Z", "2026-01-03T13:00:00"),
            Some(Ordering::Less)
        );
        assert_eq!(
            order("2026-01-01T12:00:00.5Z", "2026-01-01T12:00:00.45Z"),
            Some(Ordering::Greater)
        );
    }

    #[test]
    fn durations_compare_where_they_can() {
        let order = |a, b| Duration::parse(a).unwrap().order(&Duration::parse(b).unwrap());
        assert_eq!(order("P1Y", "P12M"), Some(Ordering::Equal));
        assert_eq!(order("P1M", "P30D"), None);
        assert_eq!(order("P1M", "P27D"), Some(Ordering::Greater));
        assert_eq!(order("PT1.5S", "PT1.49S"), Some(Ordering::Greater));
        for text in [
            "", "P", "PT", "P1YT", "1Y", "P1D2M", "P1.5D", "PT1.S", "P-1D", "P1", "PÅ",
        ] {
            assert!(Duration::parse(text).is_none(), "{text}");
        }
    }
}

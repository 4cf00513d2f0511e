//! Lengths of time: months, and seconds, which are not comparable with them.

use std::fmt;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Which of the three types a [`Duration`] is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DurationKind {
    Any,
    YearMonth,
    DayTime,
}

impl DurationKind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Any => "xs:duration",
            Self::YearMonth => "xs:yearMonthDuration",
            Self::DayTime => "xs:dayTimeDuration",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Duration {
    pub(crate) kind: DurationKind,
    pub(crate) months: i64,
    pub(crate) seconds: Decimal,
}

impl Duration {
    pub(crate) fn of_months(months: i64) -> Self {
        Self {
            kind: DurationKind::YearMonth,
            months,
            seconds: Decimal::ZERO,
        }
    }

    pub(crate) fn of_seconds(seconds: Decimal) -> Self {
        Self {
            kind: DurationKind::DayTime,
            months: 0,
            seconds,
        }
    }

    /// Reads the lexical form of XML Schema, white space already collapsed.
    pub(crate) fn parse(kind: DurationKind, text: &str) -> Option<Self> {
        let (negative, body) = match text.strip_prefix('-') {
            Some(body) => (true, body),
            None => (false, text),
        };
        let body = body.strip_prefix('P')?;
        let (date, time) = match body.split_once('T') {
            Some((_, "")) => return None,
            Some((date, time)) => (date, time),
            None => (body, ""),
        };
        if date.is_empty() && time.is_empty() {
            return None;
        }
        let [years, months, days] = parts(date, ['Y', 'M', 'D'])?;
        let [hours, minutes, seconds] = parts(time, ['H', 'M', 'S'])?;
        let whole = |part: Option<Decimal>| part.unwrap_or(Decimal::ZERO);
        if [years, months, days, hours, minutes]
            .iter()
            .any(|part| whole(*part).scale() > 0)
        {
            return None;
        }
        let (has_months, has_seconds) = (
            years.or(months).is_some(),
            days.or(hours).or(minutes).or(seconds).is_some(),
        );
        if (kind == DurationKind::YearMonth && has_seconds) || (kind == DurationKind::DayTime && has_months) {
            return None;
        }
        let total = whole(years)
            .checked_mul(12.into())?
            .checked_add(whole(months))?
            .to_i64()?;
        let sum = whole(days)
            .checked_mul(86_400.into())?
            .checked_add(whole(hours).checked_mul(3_600.into())?)?
            .checked_add(whole(minutes).checked_mul(60.into())?)?
            .checked_add(whole(seconds))?;
        Some(Self {
            kind,
            months: if negative { -total } else { total },
            seconds: if negative { -sum } else { sum },
        })
    }

    pub(crate) fn cast(&self, kind: DurationKind) -> Self {
        match kind {
            DurationKind::Any => Self { kind, ..*self },
            DurationKind::YearMonth => Self::of_months(self.months),
            DurationKind::DayTime => Self::of_seconds(self.seconds),
        }
    }

    pub(crate) fn negated(&self) -> Self {
        Self {
            months: self.months.saturating_neg(),
            seconds: -self.seconds,
            ..*self
        }
    }

    /// Days, hours, minutes and whole seconds with the sign of the whole, and the fraction.
    pub(crate) fn split(&self) -> (i64, i64, i64, Decimal) {
        let whole = self.seconds.trunc().to_i64().unwrap_or(i64::MAX);
        let seconds = Decimal::from(whole % 60) + self.seconds.fract();
        (whole / 86_400, whole % 86_400 / 3_600, whole % 3_600 / 60, seconds)
    }
}

/// The numbers before each letter, which come in this order, each at most once.
fn parts(text: &str, letters: [char; 3]) -> Option<[Option<Decimal>; 3]> {
    let mut found = [None; 3];
    let mut rest = text;
    for (slot, letter) in found.iter_mut().zip(letters) {
        let end = rest
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(rest.len());
        if rest.get(end..).is_some_and(|tail| tail.starts_with(letter)) {
            let number = rest.get(..end)?;
            let plain = number.starts_with(|c: char| c.is_ascii_digit()) && !number.ends_with('.');
            if !plain || (letter != 'S' && number.contains('.')) {
                return None;
            }
            *slot = Some(number.parse().ok()?);
            rest = rest.get(end + 1..)?;
        }
    }
    rest.is_empty().then_some(found)
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.months == 0 && self.seconds.is_zero() {
            return f.write_str(if self.kind == DurationKind::YearMonth {
                "P0M"
            } else {
                "PT0S"
            });
        }
        if self.months < 0 || self.seconds.is_sign_negative() && !self.seconds.is_zero() {
            f.write_str("-")?;
        }
        f.write_str("P")?;
        let months = self.months.unsigned_abs();
        for (number, letter) in [(months / 12, 'Y'), (months % 12, 'M')] {
            if number > 0 {
                write!(f, "{number}{letter}")?;
            }
        }
        let (days, hours, minutes, seconds) = self.split();
        if days != 0 {
            write!(f, "{}D", days.unsigned_abs())?;
        }
        if hours != 0 || minutes != 0 || !seconds.is_zero() {
            f.write_str("T")?;
        }
        for (number, letter) in [(hours, 'H'), (minutes, 'M')] {
            if number != 0 {
                write!(f, "{}{letter}", number.unsigned_abs())?;
            }
        }
        if seconds.is_zero() {
            return Ok(());
        }
        write!(f, "{}S", super::decimal_text(seconds.abs()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_in_canonical_form() {
        use DurationKind::{Any, DayTime, YearMonth};
        for (kind, text, canonical) in [
            (Any, "P1Y2M3DT4H5M6.5S", "P1Y2M3DT4H5M6.5S"),
            (Any, "-P14M", "-P1Y2M"),
            (DayTime, "P1DT36H", "P2DT12H"),
            (DayTime, "PT0.0S", "PT0S"),
            (DayTime, "-PT90S", "-PT1M30S"),
            (YearMonth, "P12M", "P1Y"),
            (YearMonth, "-P0Y", "P0M"),
        ] {
            assert_eq!(Duration::parse(kind, text).unwrap().to_string(), canonical);
        }
    }

    #[test]
    fn what_is_no_duration_is_none() {
        use DurationKind::{Any, DayTime, YearMonth};
        for (kind, text) in [
            (Any, "P"),
            (Any, "PT"),
            (Any, "P1DT"),
            (Any, "1D"),
            (Any, "P1.5D"),
            (Any, "P1M1Y"),
            (Any, "PT1.S"),
            (Any, "P1Y "),
            (YearMonth, "P1Y1D"),
            (DayTime, "P1M"),
        ] {
            assert!(Duration::parse(kind, text).is_none(), "{text}");
        }
    }
}

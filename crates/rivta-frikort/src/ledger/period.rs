//! The running twelve months.

use chrono::{Datelike, Months, NaiveDate};

/// The last day of the twelve months that begin with `first`: the day before its anniversary.
///
/// A first visit on 25 April gives 24 April the year after. A first visit on 29 February has its
/// anniversary on 1 March in a common year, so the twelve months end on 28 February: each day of the
/// calendar is met exactly once.
pub fn last_day(first: NaiveDate) -> NaiveDate {
    // chrono moves 29 February to 28 February in a common year, which already is the last day.
    let same_day = first.checked_add_months(Months::new(12)).unwrap_or(NaiveDate::MAX);
    if same_day.day() == first.day() {
        same_day.pred_opt().unwrap_or(same_day)
    } else {
        same_day
    }
}

/// The oldest date of visit a disclosure made on `today` may hold: the same day a year ago. rule002
/// bars what is *older than* twelve months; a visit exactly twelve months ago is not.
pub fn oldest_disclosed(today: NaiveDate) -> NaiveDate {
    today.checked_sub_months(Months::new(12)).unwrap_or(NaiveDate::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn twelve_months_end_the_day_before_the_anniversary() {
        for (first, last) in [
            ("2025-04-25", "2026-04-24"),
            ("2025-01-01", "2025-12-31"),
            ("2024-02-28", "2025-02-27"),
            ("2024-02-29", "2025-02-28"),
            ("2024-03-01", "2025-02-28"),
            ("2023-03-01", "2024-02-29"),
            ("2023-02-28", "2024-02-27"),
        ] {
            assert_eq!(last_day(date(first)), date(last), "{first}");
        }
    }

    #[test]
    fn the_ends_of_the_calendar_do_not_panic() {
        assert!(last_day(NaiveDate::MAX) <= NaiveDate::MAX);
        assert_eq!(oldest_disclosed(NaiveDate::MIN), NaiveDate::MIN);
    }

    #[test]
    fn a_disclosure_reaches_back_to_the_same_day_a_year_ago() {
        assert_eq!(oldest_disclosed(date("2026-05-10")), date("2025-05-10"));
        assert_eq!(oldest_disclosed(date("2028-02-29")), date("2027-02-28"));
    }
}

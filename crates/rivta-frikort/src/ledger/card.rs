//! The free card.

use std::fmt;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::last_day;

/// How long a new card is preliminary, so that a registration can be corrected. It is valid all the
/// while.
pub const PRELIMINARY_HOURS: i64 = 48;

/// Where a person stands with the card. The names are the ones the regions' staff use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CardState {
    /// *Ej uppnått*: the ceiling is not reached.
    EjUppnatt,
    /// *Preliminärt*: reached less than 48 hours ago; valid, and may still be corrected.
    Preliminart,
    /// *Uppnått*: valid.
    Uppnatt,
    /// *Utgånget*: no longer valid, and no new visit has started a new period.
    Utganget,
}

impl fmt::Display for CardState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::EjUppnatt => "ej uppnått",
            Self::Preliminart => "preliminärt",
            Self::Uppnatt => "uppnått",
            Self::Utganget => "utgånget",
        })
    }
}

/// A free card. It belongs to the twelve months whose fees reached the ceiling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The key of the period's first fee. It names the card: no other card starts with that fee.
    pub first_fee: i64,
    /// The first visit of the period.
    pub period_start: NaiveDate,
    /// The day the ceiling was reached: the first day of the card.
    pub reached: NaiveDate,
    /// When the last of the fees that make up the card was registered (Swedish local time).
    pub registered: NaiveDateTime,
}

impl Card {
    /// The last day of the period and of the card: the contract's rule014 wants the two alike.
    pub fn valid_through(&self) -> NaiveDate {
        last_day(self.period_start)
    }

    /// Whether `day` lies in the twelve months the card belongs to. The fees of those months count towards no other card.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.period_start <= day && day <= self.valid_through()
    }

    /// Whether the card frees from fees on `day`.
    pub fn is_valid_on(&self, day: NaiveDate) -> bool {
        self.reached <= day && day <= self.valid_through()
    }

    /// The state of the card at `now` (Swedish local time, also for the 48 hours).
    pub fn state(&self, now: NaiveDateTime) -> CardState {
        if now.date() > self.valid_through() {
            CardState::Utganget
        } else if now - self.registered < TimeDelta::hours(PRELIMINARY_HOURS) {
            CardState::Preliminart
        } else {
            CardState::Uppnatt
        }
    }
}

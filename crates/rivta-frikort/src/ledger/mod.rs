//! High-cost protection (*högkostnadsskydd*) for open care: which fees count, when the ceiling is
//! reached and how long the free card (*frikort*) is valid.
//!
//! Everything here is a pure function of the fees, the ceilings and a moment: no store, no clock.
//! The law, as 17 kap. 6 § HSL and the regions apply it:
//!
//! * The protection is a running twelve months. It starts at the first visit that still counts; when
//!   a year passes without the ceiling being reached, the oldest fees fall away and it starts at the
//!   next one that remains ([`last_day`]).
//! * The ceiling is applied exactly: the last fee is cut so that the sum hits it.
//! * The ceiling is the one in force on the day ([`Ceilings`]): a raised ceiling also applies to a
//!   period under way, and does not touch a card that was already reached.
//! * The card is valid from the visit that reached the ceiling through the day before the
//!   anniversary of the period's first visit ([`Card`]).
//! * A fee counts from the date of the visit. A cancelled (*makulerad*) fee is as if it never was.
//!
//! The order in which fees are given never matters.

mod amount;
mod card;
mod ceiling;
mod period;
mod standing;

pub use amount::Ore;
pub use card::{Card, CardState, PRELIMINARY_HOURS};
pub use ceiling::{Ceiling, Ceilings, PriceBaseAmount};
pub use period::{last_day, oldest_disclosed};
pub use standing::{CountedFee, Fee, Standing};

//! Money as whole öre.

use std::fmt;
use std::ops::{Add, AddAssign, Sub, SubAssign};

use rivta_soap::xml::ValueError;
use rust_decimal::Decimal;

/// The largest amount that is read from outside: ten million kronor.
const LARGEST: i64 = 10_000_000 * 100;

/// An amount in öre, a hundredth of a Swedish krona. Exact: sums never round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Ore(i64);

impl Ore {
    /// No money.
    pub const ZERO: Self = Self(0);

    /// An amount in öre.
    pub const fn new(ore: i64) -> Self {
        Self(ore)
    }

    /// An amount in whole kronor. An amount beyond the range of the type is held at its end.
    pub const fn kronor(kronor: i64) -> Self {
        Self(kronor.saturating_mul(100))
    }

    /// The number of öre.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// The amount in kronor as the contract writes it: an integer or at most two decimals.
    pub fn decimal(self) -> Decimal {
        Decimal::new(self.0, 2).normalize()
    }

    /// Reads kronor with at most two decimals, with a point or a comma: `250`, `250.5`, `250,50`.
    ///
    /// # Errors
    /// [`ValueError`] for anything else, a sign included, and for amounts over ten million kronor.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let expected = || ValueError::new("an amount in kronor with at most two decimals");
        let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(fraction) || fraction.len() > 2 {
            return Err(expected());
        }
        let kronor: i64 = whole.parse().map_err(|_| expected())?;
        let hundredths: i64 = fraction.parse().map_err(|_| expected())?;
        let ore = kronor.checked_mul(100).ok_or_else(expected)?
            + if fraction.len() == 1 {
                hundredths * 10
            } else {
                hundredths
            };
        if ore > LARGEST { Err(expected()) } else { Ok(Self(ore)) }
    }
}

impl Add for Ore {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Ore {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl AddAssign for Ore {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Ore {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl std::iter::Sum for Ore {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Ore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} kr", self.decimal())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kronor_are_read_with_point_or_comma() {
        for (text, ore) in [
            ("250", 25_000),
            ("250.5", 25_050),
            ("0,05", 5),
            ("250,50", 25_050),
            ("0", 0),
            ("10000000", LARGEST),
            ("10000000,00", LARGEST),
        ] {
            assert_eq!(Ore::parse(text).unwrap(), Ore::new(ore), "{text}");
        }
    }

    #[test]
    fn other_spellings_are_refused() {
        for text in [
            "",
            "-1",
            "+1",
            "1.",
            ".5",
            "1.005",
            "1e3",
            "1 000",
            "10000000.01",
            "99999999999999999999",
        ] {
            assert!(Ore::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_contract_form_has_no_needless_decimals() {
        assert_eq!(Ore::new(25_000).decimal().to_string(), "250");
        assert_eq!(Ore::new(25_050).decimal().to_string(), "250.5");
        assert_eq!(Ore::new(5).decimal().to_string(), "0.05");
    }
}

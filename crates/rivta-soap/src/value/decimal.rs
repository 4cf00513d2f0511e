//! `xs:decimal`, with the digits the sender wrote.

use std::borrow::Cow;
use std::fmt;

use smol_str::{SmolStr, ToSmolStr};

use crate::xml::{Simple, ValueError, Whitespace};

/// A decimal number that keeps its lexical form: `100`, `100.0` and `+100` are three values here,
/// equal only through [`Self::value`], so that a message is passed on as it came.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Decimal(SmolStr);

impl Decimal {
    /// A number as written: an optional sign, digits, and at most one point.
    ///
    /// # Errors
    ///
    /// When the text is not an `xs:decimal`: exponents, thousands separators and a decimal comma
    /// are not.
    pub fn new(text: impl AsRef<str>) -> Result<Self, ValueError> {
        let text = text.as_ref();
        if is_decimal(text) {
            Ok(Self(SmolStr::new(text)))
        } else {
            Err(ValueError::new("a decimal number such as 100 or 99.50"))
        }
    }

    /// The number as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number to calculate with. `None` when it has more digits than 28, which no amount has.
    pub fn value(&self) -> Option<rust_decimal::Decimal> {
        let digits = self.0.strip_prefix('+').unwrap_or(&self.0);
        rust_decimal::Decimal::from_str_exact(digits.strip_suffix('.').unwrap_or(digits)).ok()
    }
}

fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    !(whole.is_empty() && fraction.is_empty())
        && whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit())
}

impl From<rust_decimal::Decimal> for Decimal {
    fn from(value: rust_decimal::Decimal) -> Self {
        Self(value.to_smolstr())
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Simple for Decimal {
    const WHITESPACE: Whitespace = Whitespace::Collapse;

    fn parse(text: &str) -> Result<Self, ValueError> {
        Self::new(text)
    }

    fn lexical(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    #[test]
    fn digits_are_kept_and_values_compare() {
        let written = Decimal::new("100.00").unwrap();
        assert_eq!(written.as_str(), "100.00");
        assert_eq!(written.value(), Decimal::new("+100").unwrap().value());
        assert_eq!(Decimal::new("5.").unwrap().value(), Decimal::new("5").unwrap().value());
        assert_eq!(
            Decimal::new(".5").unwrap().value(),
            Decimal::new("0.50").unwrap().value()
        );
    }

    #[test]
    fn what_is_not_a_decimal_is_refused() {
        for text in ["", ".", "-", "1,5", "1e3", "1.2.3", "1 000", "NaN", "٣"] {
            assert!(Decimal::new(text).is_err(), "{text}");
        }
    }

    #[test]
    fn more_digits_than_fit_are_kept_but_have_no_value() {
        let long = Decimal::new("9".repeat(40)).unwrap();
        assert_eq!(long.value(), None);
        assert_eq!(long.as_str().len(), 40);
    }
}

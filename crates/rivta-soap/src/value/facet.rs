//! How a schema narrows a simple type.

use std::cmp::Ordering;

use crate::pattern::StaticPattern;
use crate::xml::ValueError;

/// What the length of a value is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Characters: texts.
    Characters,
    /// Items: lists.
    Items,
    /// Bytes of `xs:base64Binary`.
    Base64,
    /// Bytes of `xs:hexBinary`.
    Hex,
}

/// The facets of a simple type, those of its bases among them. It is checked over the text of a value,
/// whose white space has been treated before.
#[derive(Debug)]
pub struct Facets {
    /// What a value must be, for error messages.
    pub expected: &'static str,
    /// The patterns of each step of the derivation: in each, one must match.
    pub patterns: &'static [&'static [StaticPattern]],
    /// The values allowed, where they are listed.
    pub values: Option<&'static [&'static str]>,
    /// What length is counted in.
    pub measure: Measure,
    /// Least length.
    pub min_length: usize,
    /// Greatest length.
    pub max_length: Option<usize>,
    /// Digits in all.
    pub total_digits: Option<usize>,
    /// Digits after the point.
    pub fraction_digits: Option<usize>,
    /// Least value.
    pub min_inclusive: Option<&'static str>,
    /// Greatest value.
    pub max_inclusive: Option<&'static str>,
    /// The value must be greater.
    pub min_exclusive: Option<&'static str>,
    /// The value must be less.
    pub max_exclusive: Option<&'static str>,
}

impl Facets {
    /// No narrowing.
    pub const NONE: Self = Self {
        expected: "",
        patterns: &[],
        values: None,
        measure: Measure::Characters,
        min_length: 0,
        max_length: None,
        total_digits: None,
        fraction_digits: None,
        min_inclusive: None,
        max_inclusive: None,
        min_exclusive: None,
        max_exclusive: None,
    };

    /// Checks the text of a value.
    ///
    /// # Errors
    ///
    /// When a facet does not hold; the error does not show the value.
    pub fn check(&self, text: &str) -> Result<(), ValueError> {
        let patterns = self.patterns.iter();
        let holds = patterns
            .into_iter()
            .all(|step| step.iter().any(|pattern| pattern.is_match(text)))
            && self.values.is_none_or(|values| values.contains(&text))
            && self.length_holds(text)
            && self.digits_hold(text)
            && self.bounds_hold(text);
        if holds {
            Ok(())
        } else {
            Err(ValueError::new(self.expected))
        }
    }

    fn length_holds(&self, text: &str) -> bool {
        if self.min_length == 0 && self.max_length.is_none() {
            return true;
        }
        let length = match self.measure {
            Measure::Characters => text.chars().count(),
            Measure::Items => text.split_ascii_whitespace().count(),
            Measure::Base64 => super::binary::base64(text).map_or(0, |bytes| bytes.len()),
            Measure::Hex => text.len() / 2,
        };
        length >= self.min_length && self.max_length.is_none_or(|max| length <= max)
    }

    fn digits_hold(&self, text: &str) -> bool {
        let digits = text.trim_start_matches(['+', '-']);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
        self.total_digits.is_none_or(|max| whole.len() + fraction.len() <= max)
            && self.fraction_digits.is_none_or(|max| fraction.len() <= max)
    }

    fn bounds_hold(&self, text: &str) -> bool {
        let holds = |bound: Option<&str>, allowed: fn(Ordering) -> bool| {
            bound.is_none_or(|bound| compare(text, bound).is_some_and(allowed))
        };
        holds(self.min_inclusive, Ordering::is_ge)
            && holds(self.max_inclusive, Ordering::is_le)
            && holds(self.min_exclusive, Ordering::is_gt)
            && holds(self.max_exclusive, Ordering::is_lt)
    }
}

/// Compares two values by their texts: decimal numbers of any size exactly, other numbers as
/// floating point, dates and the like as text. `None`: they cannot be compared.
fn compare(left: &str, right: &str) -> Option<Ordering> {
    match (Digits::of(left), Digits::of(right)) {
        (Some(left), Some(right)) => Some(left.compare(&right)),
        _ if left == "NaN" => None,
        _ => match (left.parse::<f64>(), right.parse::<f64>()) {
            (Ok(left), Ok(right)) => left.partial_cmp(&right),
            _ => Some(left.cmp(right)),
        },
    }
}

/// A decimal number without the zeros that mean nothing.
struct Digits<'t> {
    negative: bool,
    whole: &'t str,
    fraction: &'t str,
}

impl<'t> Digits<'t> {
    fn of(text: &'t str) -> Option<Self> {
        super::Decimal::new(text).ok()?;
        let digits = text.trim_start_matches(['+', '-']);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
        let zero = whole.is_empty() && fraction.is_empty();
        Some(Self {
            negative: text.starts_with('-') && !zero,
            whole,
            fraction,
        })
    }

    fn compare(&self, other: &Self) -> Ordering {
        let size = |it: &Self| (it.whole.len(), it.whole.to_owned(), it.fraction.to_owned());
        match (self.negative, other.negative) {
            (false, false) => size(self).cmp(&size(other)),
            (true, true) => size(other).cmp(&size(self)),
            (negative, _) => {
                if negative {
                    Ordering::Less
                } else {
                    Ordering::Greater
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Facets, Measure, compare};

    #[test]
    fn numbers_compare_by_value() {
        for (less, more) in [
            ("9", "10"),
            ("-10", "-9"),
            ("-1", "0"),
            ("1.05", "1.5"),
            ("0.9", "1"),
            ("1e2", "1e3"),
        ] {
            assert!(compare(less, more).unwrap().is_lt(), "{less} {more}");
            assert!(compare(more, less).unwrap().is_gt(), "{more} {less}");
        }
        for (one, other) in [("-0", "0"), ("01.50", "1.5"), ("5.", "5")] {
            assert!(compare(one, other).unwrap().is_eq(), "{one} {other}");
        }
    }

    #[test]
    fn every_facet_is_checked() {
        let holds = |facets: Facets, text: &str| facets.check(text).is_ok();
        let length = |measure| Facets {
            measure,
            min_length: 2,
            max_length: Some(3),
            ..Facets::NONE
        };
        assert!(holds(length(Measure::Characters), "åäö") && !holds(length(Measure::Characters), "å"));
        assert!(holds(length(Measure::Items), "a b") && !holds(length(Measure::Items), "a b c d"));
        assert!(holds(length(Measure::Hex), "0a0b") && !holds(length(Measure::Hex), "0a"));
        assert!(holds(length(Measure::Base64), "Zm9v") && !holds(length(Measure::Base64), "Zg=="));
        let digits = || Facets {
            total_digits: Some(3),
            fraction_digits: Some(1),
            ..Facets::NONE
        };
        assert!(holds(digits(), "-0012.30") && !holds(digits(), "1.23") && !holds(digits(), "1234"));
        let bounds = || Facets {
            min_inclusive: Some("0"),
            max_exclusive: Some("10"),
            ..Facets::NONE
        };
        assert!(holds(bounds(), "0.0") && !holds(bounds(), "10.0") && !holds(bounds(), "-1"));
        let others = || Facets {
            min_exclusive: Some("0"),
            max_inclusive: Some("10"),
            ..Facets::NONE
        };
        assert!(holds(others(), "0.1") && holds(others(), "10.0"));
        assert!(!holds(others(), "0.0") && !holds(others(), "10.1"));
    }
}

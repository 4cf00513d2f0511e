//! Numbers.

use std::cmp::Ordering;

use crate::xsd::Builtin;

/// A decimal number of any size, zeros that say nothing left out.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::validate) struct Decimal {
    negative: bool,
    whole: String,
    fraction: String,
}

impl Decimal {
    /// The number that a text of the right form stands for.
    pub(super) fn of(text: &str) -> Self {
        let digits = text.trim_start_matches(['+', '-']);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
        Self {
            negative: text.starts_with('-') && !(whole.is_empty() && fraction.is_empty()),
            whole: whole.to_owned(),
            fraction: fraction.to_owned(),
        }
    }

    /// Digits before the point that say something.
    pub(in crate::validate) fn whole_digits(&self) -> usize {
        self.whole.len()
    }

    /// Digits after the point that say something.
    pub(in crate::validate) fn fraction_digits(&self) -> usize {
        self.fraction.len()
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let size = |a: &Self, b: &Self| {
            let whole = a.whole.len().cmp(&b.whole.len()).then_with(|| a.whole.cmp(&b.whole));
            // Without zeros at the end, fractions sort as texts do.
            whole.then_with(|| a.fraction.cmp(&b.fraction))
        };
        match (self.negative, other.negative) {
            (false, false) => size(self, other),
            (true, true) => size(other, self),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

pub(super) fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    !(whole.is_empty() && fraction.is_empty()) && is_digits(whole) && is_digits(fraction)
}

/// Whether there is nothing but ASCII digits.
pub(super) fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The bounds of the integer types that have both: `xs:long` and what is narrower.
fn range(builtin: Builtin) -> Option<(i128, i128)> {
    let range = |min: i64, max: i64| Some((i128::from(min), i128::from(max)));
    match builtin {
        Builtin::Long => range(i64::MIN, i64::MAX),
        Builtin::Int => range(i32::MIN.into(), i32::MAX.into()),
        Builtin::Short => range(i16::MIN.into(), i16::MAX.into()),
        Builtin::Byte => range(i8::MIN.into(), i8::MAX.into()),
        Builtin::UnsignedLong => Some((0, u64::MAX.into())),
        Builtin::UnsignedInt => range(0, u32::MAX.into()),
        Builtin::UnsignedShort => range(0, u16::MAX.into()),
        Builtin::UnsignedByte => range(0, u8::MAX.into()),
        _ => None,
    }
}

/// Whether a text is an integer within the bounds of its type.
pub(super) fn is_integer(builtin: Builtin, text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !is_digits(digits) {
        return false;
    }
    if let Some((min, max)) = range(builtin) {
        // Zeros in front may be any number; what is left is either short or out of range.
        let significant = digits.trim_start_matches('0');
        if significant.len() > 20 {
            return false;
        }
        let size: i128 = significant.parse().unwrap_or(0);
        let value = if text.starts_with('-') { -size } else { size };
        return (min..=max).contains(&value);
    }
    let zero = digits.bytes().all(|byte| byte == b'0');
    let negative = text.starts_with('-') && !zero;
    match builtin {
        Builtin::NonNegativeInteger => !negative,
        Builtin::PositiveInteger => !negative && !zero,
        Builtin::NonPositiveInteger => negative || zero,
        Builtin::NegativeInteger => negative,
        _ => true,
    }
}

pub(super) fn is_float(text: &str) -> bool {
    if matches!(text, "INF" | "-INF" | "NaN") {
        return true;
    }
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    is_decimal(mantissa) && !digits.is_empty() && is_digits(digits)
}

/// The bits of a floating number, those of `f64` for both types; one zero, one `NaN`.
pub(super) fn float(text: &str, single: bool) -> Option<u64> {
    let value = match text {
        "INF" => f64::INFINITY,
        "-INF" => f64::NEG_INFINITY,
        "NaN" => return Some(f64::NAN.to_bits()),
        _ if single => f64::from(text.parse::<f32>().ok()?),
        _ => text.parse().ok()?,
    };
    Some(if value == 0.0 { 0 } else { value.to_bits() })
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::{Decimal, is_decimal, is_float, is_integer};
    use crate::xsd::Builtin;

    #[test]
    fn decimals_compare_by_value() {
        let order = |a: &str, b: &str| Decimal::of(a).cmp(&Decimal::of(b));
        assert_eq!(order("1.50", "+01.5"), Ordering::Equal);
        assert_eq!(order("-0.0", "0"), Ordering::Equal);
        assert_eq!(order("1.45", "1.5"), Ordering::Less);
        assert_eq!(order("-10", "-9"), Ordering::Less);
        assert_eq!(order("100", "99.999"), Ordering::Greater);
        assert_eq!(Decimal::of("0100.250").whole_digits(), 3);
        assert_eq!(Decimal::of("0100.250").fraction_digits(), 2);
    }

    #[test]
    fn forms_are_told_apart() {
        for text in ["1", "-1.", ".5", "+0.0"] {
            assert!(is_decimal(text), "{text}");
        }
        for text in ["", ".", "-", "1,5", "1e3", "++1"] {
            assert!(!is_decimal(text), "{text}");
        }
        assert!(is_float("-1.5E-3") && !is_float("1e") && !is_float("+INF") && !is_float("1e1.5"));
    }

    #[test]
    fn integers_have_bounds() {
        assert!(is_integer(Builtin::Long, "-9223372036854775808"));
        assert!(!is_integer(Builtin::Long, "9223372036854775808"));
        assert!(is_integer(Builtin::Byte, "00000000000000000000000000127"));
        assert!(is_integer(Builtin::UnsignedInt, "-0") && !is_integer(Builtin::UnsignedInt, "-1"));
        assert!(is_integer(Builtin::UnsignedLong, "18446744073709551615"));
        assert!(!is_integer(Builtin::UnsignedLong, "18446744073709551616"));
        assert!(!is_integer(Builtin::PositiveInteger, "+0") && is_integer(Builtin::NonPositiveInteger, "-0"));
    }
}

//! Numbers as text (XPath Functions and Operators, section 17.1.2).

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

pub(super) fn decimal_to_double(number: Decimal) -> Option<f64> {
    // Through the text, so that the result is the double nearest to the decimal.
    number.to_string().parse().ok().or_else(|| number.to_f64())
}

/// A decimal without needless zeros; a whole one without a point.
pub(crate) fn decimal_text(number: Decimal) -> String {
    let number = number.normalize();
    if number.is_zero() {
        "0".to_owned()
    } else {
        number.to_string()
    }
}

/// A double: plain between a millionth and a million, else with an exponent.
pub(crate) fn double_text(number: f64) -> String {
    special(number).unwrap_or_else(|| finite(number, &format!("{number:E}"), &number.to_string()))
}

/// As [`double_text`].
pub(crate) fn float_text(number: f32) -> String {
    special(number.into()).unwrap_or_else(|| finite(number.into(), &format!("{number:E}"), &number.to_string()))
}

fn special(number: f64) -> Option<String> {
    if number.is_nan() {
        return Some("NaN".to_owned());
    }
    if number.is_infinite() {
        return Some(if number > 0.0 { "INF" } else { "-INF" }.to_owned());
    }
    (number == 0.0).then(|| if number.is_sign_negative() { "-0" } else { "0" }.to_owned())
}

fn finite(number: f64, scientific: &str, plain: &str) -> String {
    if (1e-6..1e6).contains(&number.abs()) {
        return plain.to_owned();
    }
    match scientific.split_once('E') {
        Some((mantissa, exponent)) if !mantissa.contains('.') => format!("{mantissa}.0E{exponent}"),
        _ => scientific.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_standard_says() {
        for (number, text) in [
            (0.0, "0"),
            (-0.0, "-0"),
            (1.0, "1"),
            (-2.5, "-2.5"),
            (0.000_001, "0.000001"),
            (0.000_000_1, "1.0E-7"),
            (999_999.5, "999999.5"),
            (1e6, "1.0E6"),
            (1.5e300, "1.5E300"),
            (f64::NAN, "NaN"),
            (f64::NEG_INFINITY, "-INF"),
        ] {
            assert_eq!(double_text(number), text);
        }
        assert_eq!(float_text(0.1), "0.1");
        assert_eq!(decimal_text("12.500".parse().unwrap()), "12.5");
        assert_eq!(decimal_text("-0.00".parse().unwrap()), "0");
    }
}

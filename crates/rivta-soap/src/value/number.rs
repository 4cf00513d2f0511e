//! `xs:boolean` and the integers.

use std::borrow::Cow;

use smol_str::SmolStr;

use super::written;
use crate::xml::{Simple, ValueError, Whitespace};

impl Simple for bool {
    const WHITESPACE: Whitespace = Whitespace::Collapse;

    fn parse(text: &str) -> Result<Self, ValueError> {
        match text {
            "true" | "1" => Ok(true),
            "false" | "0" => Ok(false),
            _ => Err(ValueError::new("true, false, 1 or 0")),
        }
    }

    fn lexical(&self) -> Cow<'_, str> {
        Cow::Borrowed(if *self { "true" } else { "false" })
    }
}

/// Whether a text is a zero with a minus, which the unsigned types of XML Schema take.
fn is_minus_zero(text: &str) -> bool {
    text.strip_prefix('-')
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte == b'0'))
}

macro_rules! integer {
    ($($type:ty),*) => {$(
        impl Simple for $type {
            const WHITESPACE: Whitespace = Whitespace::Collapse;

            fn parse(text: &str) -> Result<Self, ValueError> {
                text.parse().or_else(|error| if is_minus_zero(text) { Ok(0) } else { Err(error) }).map_err(|_| {
                    ValueError::new(format!("a whole number from {} to {}", <$type>::MIN, <$type>::MAX))
                })
            }

            fn lexical(&self) -> Cow<'_, str> {
                Cow::Owned(self.to_string())
            }
        }
    )*};
}

integer!(i8, i16, i32, i64, u8, u16, u32, u64);

/// Whether a text is a whole number; what its sign may be.
fn is_whole(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Less than zero, zero, or more, of a whole number.
fn sign(text: &str) -> i8 {
    let zero = text.trim_start_matches(['+', '-']).bytes().all(|byte| byte == b'0');
    match (zero, text.starts_with('-')) {
        (true, _) => 0,
        (false, true) => -1,
        (false, false) => 1,
    }
}

/// The forms of `xs:double`: a decimal number with an optional exponent, `INF`, `-INF` and `NaN`.
fn is_floating(text: &str) -> bool {
    if matches!(text, "INF" | "-INF" | "NaN") {
        return true;
    }
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    super::Decimal::new(mantissa).is_ok() && is_whole(exponent)
}

macro_rules! whole {
    ($($name:ident, $xsd:literal, $expected:literal, $check:expr;)*) => {$(
        written! {
            #[doc = concat!("`xs:", $xsd, "`, of any size, with the digits the sender wrote.")]
            $name, Collapse, $expected, $check
        }

        impl $name {
            /// The number, unless it is too large for it.
            pub fn value(&self) -> Option<i128> {
                self.0.parse().ok()
            }
        }
    )*};
}

whole! {
    Integer, "integer", "a whole number", is_whole;
    NonNegativeInteger, "nonNegativeInteger", "a whole number from 0", |text| is_whole(text) && sign(text) >= 0;
    PositiveInteger, "positiveInteger", "a whole number from 1", |text| is_whole(text) && sign(text) > 0;
    NonPositiveInteger, "nonPositiveInteger", "a whole number up to 0", |text| is_whole(text) && sign(text) <= 0;
    NegativeInteger, "negativeInteger", "a whole number up to -1", |text| is_whole(text) && sign(text) < 0;
}

written! {
    /// `xs:double`, with the digits the sender wrote.
    Double, Collapse, "a number such as 1.5 or 1E3", is_floating
}

written! {
    /// `xs:float`, with the digits the sender wrote.
    Float, Collapse, "a number such as 1.5 or 1E3", is_floating
}

impl Double {
    /// The number to calculate with.
    pub fn value(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }
}

impl Float {
    /// The number to calculate with.
    pub fn value(&self) -> f32 {
        self.0.parse().unwrap_or(f32::NAN)
    }
}

#[cfg(test)]
mod tests {
    use crate::xml::Simple;

    #[test]
    fn integers_of_any_size_have_a_sign() {
        use super::{Double, Integer, NegativeInteger, NonPositiveInteger, PositiveInteger};
        assert!(Integer::new("-00012345678901234567890123456789012345678901234567890").is_ok());
        assert_eq!(Integer::new("+5").unwrap().value(), Some(5));
        assert!(PositiveInteger::new("+0").is_err() && PositiveInteger::new("01").is_ok());
        assert!(NonPositiveInteger::new("-0").is_ok() && NonPositiveInteger::new("1").is_err());
        assert!(NegativeInteger::new("-1").is_ok() && NegativeInteger::new("-0").is_err());
        for text in ["1e5", "-1.5E-3", "INF", "-INF", "NaN", ".5", "5."] {
            assert!(Double::new(text).is_ok(), "{text}");
        }
        for text in ["", "inf", "+INF", "1e", "e1", "1e1.5", "0x1"] {
            assert!(Double::new(text).is_err(), "{text}");
        }
    }

    #[test]
    fn forms_of_xml_schema_are_known() {
        assert_eq!(i32::parse("+007").unwrap(), 7);
        assert_eq!(u32::parse("-00").unwrap(), 0);
        for text in ["", "-", "+", "-1", "1.0", "4294967296", "1 000", "٣"] {
            assert!(u32::parse(text).is_err(), "{text}");
        }
    }
}

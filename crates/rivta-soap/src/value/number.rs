//! `xs:boolean` and the integers.

use std::borrow::Cow;

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

#[cfg(test)]
mod tests {
    use crate::xml::Simple;

    #[test]
    fn forms_of_xml_schema_are_known() {
        assert_eq!(i32::parse("+007").unwrap(), 7);
        assert_eq!(u32::parse("-00").unwrap(), 0);
        for text in ["", "-", "+", "-1", "1.0", "4294967296", "1 000", "٣"] {
            assert!(u32::parse(text).is_err(), "{text}");
        }
    }
}

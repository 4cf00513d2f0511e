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

macro_rules! integer {
    ($($type:ty),*) => {$(
        impl Simple for $type {
            const WHITESPACE: Whitespace = Whitespace::Collapse;

            fn parse(text: &str) -> Result<Self, ValueError> {
                text.parse().map_err(|_| {
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

//! Bytes written as text.

use smol_str::SmolStr;

use super::written;
use crate::xml::{Simple, ValueError, Whitespace};

written! {
    /// `xs:base64Binary`, with the line breaks the sender wrote.
    Base64Binary, Preserve, "bytes in base64", |text| base64(text).is_some()
}

written! {
    /// `xs:hexBinary`
    HexBinary, Collapse, "bytes in hexadecimal", |text| {
        text.len().is_multiple_of(2) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
    }
}

impl Base64Binary {
    /// The bytes.
    pub fn decode(&self) -> Vec<u8> {
        base64(&self.0).unwrap_or_default()
    }
}

impl HexBinary {
    /// The bytes.
    pub fn decode(&self) -> Vec<u8> {
        let digits: Vec<u8> = self
            .0
            .chars()
            .filter_map(|c| c.to_digit(16))
            .filter_map(|d| u8::try_from(d).ok())
            .collect();
        digits.as_chunks().0.iter().map(|[high, low]| high << 4 | low).collect()
    }
}

/// The bytes a text in base64 stands for (RFC 4648, white space anywhere); `None` if it is not one.
pub(super) fn base64(text: &str) -> Option<Vec<u8>> {
    let written: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let (groups, rest) = written.as_chunks::<4>();
    if !rest.is_empty() {
        return None;
    }
    let mut bytes = Vec::with_capacity(groups.len() * 3);
    for (index, group) in groups.iter().enumerate() {
        let padding = group.iter().rev().take_while(|byte| **byte == b'=').count();
        if padding > 2 || padding > 0 && index + 1 < groups.len() {
            return None;
        }
        let mut bits = 0_u32;
        for byte in group.iter().take(4 - padding) {
            bits = bits << 6 | digit(*byte)?;
        }
        bits <<= 6 * padding;
        // The bits that padding leaves over are zero.
        if bits & ((1 << (8 * padding)) - 1) != 0 {
            return None;
        }
        let [_, three @ ..] = bits.to_be_bytes();
        bytes.extend(three.iter().take(3 - padding));
    }
    Some(bytes)
}

fn digit(byte: u8) -> Option<u32> {
    Some(u32::from(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::{Base64Binary, HexBinary};

    #[test]
    fn base64_is_decoded_and_checked() {
        for (text, bytes) in [
            ("", ""),
            ("Zg==", "f"),
            ("Zm8=", "fo"),
            ("Zm9v", "foo"),
            ("Zm 9v\nYg==", "foob"),
        ] {
            assert_eq!(Base64Binary::new(text).unwrap().decode(), bytes.as_bytes(), "{text}");
        }
        for text in ["Z", "Zg=", "Zg==Zg==", "Zh==", "Z===", "====", "Zm9-"] {
            assert!(Base64Binary::new(text).is_err(), "{text}");
        }
    }

    #[test]
    fn hexadecimal_is_decoded_and_checked() {
        assert_eq!(HexBinary::new("0fB7").unwrap().decode(), [0x0f, 0xb7]);
        assert!(HexBinary::new("0fB").is_err() && HexBinary::new("0g").is_err());
    }
}

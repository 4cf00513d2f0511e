//! Bytes written as text.

pub(super) fn is_hex(text: &str) -> bool {
    text.len().is_multiple_of(2) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

pub(super) fn hex(text: &str) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pairs = text.as_bytes().as_chunks::<2>().0.iter();
    pairs
        .map(|[high, low]| digit(*high).unwrap_or(0) << 4 | digit(*low).unwrap_or(0))
        .collect()
}

/// The value of a character of base64.
fn digit(byte: u8) -> Option<u8> {
    Some(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}

/// Whether a text is base64 (RFC 2045 as XML Schema has it): groups of four, white space anywhere, and no
/// bits left over in a padded group.
pub(super) fn is_base64(text: &str) -> bool {
    let (mut digits, mut padding, mut last) = (0_usize, 0_usize, 0_u8);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        match digit(byte) {
            Some(value) if padding == 0 => {
                digits += 1;
                last = value;
            }
            None if byte == b'=' => padding += 1,
            _ => return false,
        }
    }
    match (digits % 4, padding) {
        (0, 0) => true,
        (3, 1) => last.trailing_zeros() >= 2,
        (2, 2) => last.trailing_zeros() >= 4,
        _ => false,
    }
}

/// The bytes that a text in base64 stands for.
pub(super) fn base64(text: &str) -> Vec<u8> {
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0_u32);
    for value in text.bytes().filter_map(digit) {
        bits = (bits << 6 | u32::from(value)) & 0xFFFF;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xFF).unwrap_or(0));
        }
    }
    bytes
}

pub(super) fn base64_length(text: &str) -> usize {
    text.bytes().filter(|byte| digit(*byte).is_some()).count() * 3 / 4
}

#[cfg(test)]
mod tests {
    use super::{base64, base64_length, hex, is_base64, is_hex};

    #[test]
    fn base64_is_checked_and_read() {
        for (text, bytes) in [
            ("", ""),
            ("Zg==", "f"),
            ("Zm8=", "fo"),
            ("Zm9v", "foo"),
            ("Zm 9v\nYg==", "foob"),
        ] {
            assert!(is_base64(text), "{text}");
            assert_eq!(base64(text), bytes.as_bytes(), "{text}");
            assert_eq!(base64_length(text), bytes.len(), "{text}");
        }
        for text in ["Z", "Zg=", "Zg==Zg==", "Zh==", "Z===", "====", "Zm9-", "Zm9?"] {
            assert!(!is_base64(text), "{text}");
        }
    }

    #[test]
    fn hexadecimal_is_checked_and_read() {
        assert!(is_hex("0fB7") && !is_hex("0fB") && !is_hex("0g"));
        assert_eq!(hex("0fB7"), [0x0f, 0xb7]);
    }
}

//! `xs:base64Binary` and `xs:hexBinary`.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes from base64, in which white space may stand.
pub(super) fn from_base64(text: &str) -> Option<Vec<u8>> {
    let symbols: Vec<u8> = text
        .bytes()
        .filter(|byte| !super::is_space(char::from(*byte)))
        .collect();
    if !symbols.len().is_multiple_of(4) {
        return None;
    }
    let padding = symbols.iter().rev().take_while(|byte| **byte == b'=').count();
    let body = symbols.get(..symbols.len().checked_sub(padding).filter(|_| padding <= 2)?)?;
    let mut bytes = Vec::with_capacity(symbols.len() / 4 * 3);
    for group in body.chunks(4) {
        let mut bits = 0_u32;
        for symbol in group {
            let value = ALPHABET.iter().position(|known| known == symbol)?;
            bits = bits << 6 | u32::try_from(value).ok()?;
        }
        let missing = 4 - group.len();
        bits <<= 6 * missing;
        let [_, first, second, third] = bits.to_be_bytes();
        let whole = [first, second, third];
        let (kept, lost) = whole.split_at(3 - missing);
        if lost.iter().any(|byte| *byte != 0) {
            return None;
        }
        bytes.extend(kept);
    }
    Some(bytes)
}

/// Bytes as base64, without white space.
pub(in crate::xpath) fn to_base64(bytes: &[u8]) -> String {
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let byte = |index: usize| u32::from(group.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let symbol = ALPHABET.get((bits >> (18 - 6 * place) & 63) as usize);
            let symbol = symbol.filter(|_| place <= group.len()).unwrap_or(&b'=');
            text.push(char::from(*symbol));
        }
    }
    text
}

/// Bytes from pairs of hexadecimal digits.
pub(super) fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let pairs = text.as_bytes().chunks(2).map(|pair| match pair {
        [high, low] => u8::try_from(digit(*high)? * 16 + digit(*low)?).ok(),
        _ => None,
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_goes_both_ways() {
        for (bytes, text) in [
            (&b""[..], ""),
            (b"f", "Zg=="),
            (b"fo", "Zm8="),
            (b"foo", "Zm9v"),
            (b"foob", "Zm9vYg=="),
        ] {
            assert_eq!(to_base64(bytes), text);
            assert_eq!(from_base64(text).unwrap(), bytes);
        }
        assert_eq!(from_base64(" Zm\n9v ").unwrap(), b"foo");
        for wrong in ["Zg", "Zg=", "Zh==", "====", "Z===", "Zm9\u{e5}"] {
            assert!(from_base64(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn hex_is_read_in_pairs() {
        assert_eq!(from_hex("0aFF").unwrap(), [10, 255]);
        assert!(from_hex("0").is_none());
        assert!(from_hex("0g").is_none());
    }
}

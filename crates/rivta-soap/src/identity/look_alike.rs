//! What looks like a person's number in a text that should have none.

use std::ops::Range;

/// The fewest digits that stand together in a number.
const FEWEST: usize = 6;

/// What stands where something looked like a person's number.
pub const LOOK_ALIKE_MASK: &str = "********-****";

/// Where the first thing stands that looks like a personnummer or a samordningsnummer: a word of its own of twelve digits
/// that begin with 18, 19 or 20, with or without a separator (`-`, `+` or a blank) before the last four, or of ten digits with
/// `-` or `+`. In URLs each of them, and what stands before the number, may be escaped (`%2D`).
///
/// Meant for logs: neither date nor check digit is looked at, so that a mistyped number is found too.
///
/// ```
/// # use rivta_soap::identity::find_look_alike;
/// assert_eq!(find_look_alike(b"/person/19121212-1212?x"), Some(8..21));
/// assert_eq!(find_look_alike(b"SE2321000131-1212"), None);
/// ```
pub fn find_look_alike(text: &[u8]) -> Option<Range<usize>> {
    // The last of six digits would stand here; what stands before those six is none.
    let mut last = FEWEST - 1;
    while let Some(byte) = text.get(last) {
        // Most looks end here.
        if !byte.is_ascii_digit() {
            last += FEWEST;
            continue;
        }
        let begin = last + 1 - FEWEST;
        if let Some(other) = (begin..last).rev().find(|&at| !is_digit(text, at)) {
            last = other + FEWEST;
            continue;
        }
        let mut end = last + 1;
        while is_digit(text, end) {
            end += 1;
        }
        if let Some(number) = number(text, begin, end) {
            return Some(number);
        }
        last = end + FEWEST;
    }
    None
}

/// The number whose first digits are these, unless it is a part of a word. The first digits may be an escape's.
fn number(text: &[u8], begin: usize, end: usize) -> Option<Range<usize>> {
    let from = |begin| {
        let stop = stop(text, begin, end).filter(|&stop| !is_word(text.get(stop)))?;
        Some(begin..stop)
    };
    let before = begin.checked_sub(1).and_then(|before| text.get(before));
    let after_escape = end_of_escape(text, begin).and_then(from);
    after_escape.or_else(|| from(begin).filter(|_| !is_word(before)))
}

/// Where an escape (`%2F`) ends that ends at `at` or after it, but began before.
fn end_of_escape(text: &[u8], at: usize) -> Option<usize> {
    let begin = (1..=3)
        .map_while(|back| at.checked_sub(back))
        .find(|&begin| text.get(begin) == Some(&b'%'))?;
    let digits = text.get(begin + 1..begin + 3)?;
    digits.iter().all(u8::is_ascii_hexdigit).then_some(begin + 3)
}

/// Where a number ends whose first digits are these.
fn stop(text: &[u8], begin: usize, end: usize) -> Option<usize> {
    let digits = text.get(begin..end)?;
    let has_century = matches!(digits, [b'1', b'8' | b'9', ..] | [b'2', b'0', ..]);
    let parted = || {
        let from = end + separator(text.get(end..)?, has_century && digits.len() == 8)?;
        (from..from + 4).all(|at| is_digit(text, at)).then_some(from + 4)
    };
    match digits.len() {
        12 if has_century => Some(end),
        8 if has_century => parted(),
        6 => parted(),
        _ => None,
    }
}

/// How long the separator is that a text begins with.
fn separator(text: &[u8], may_be_blank: bool) -> Option<usize> {
    match text {
        [b'-' | b'+', ..] => Some(1),
        [b'%', b'2', b'D' | b'd' | b'B' | b'b', ..] => Some(3),
        [b' ', ..] if may_be_blank => Some(1),
        [b'%', b'2', b'0', ..] if may_be_blank => Some(3),
        _ => None,
    }
}

fn is_digit(text: &[u8], at: usize) -> bool {
    text.get(at).is_some_and(u8::is_ascii_digit)
}

fn is_word(byte: Option<&u8>) -> bool {
    byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::find_look_alike;

    #[test]
    fn numbers_are_found_where_they_stand() {
        for number in [
            "191212121212",
            "19121212-1212",
            "19121212+1212",
            "121212-1212",
            "201212121212",
            "19121212 1212",
            "19121212%2D1212",
            "19121212%201212",
            "121212%2b1212",
        ] {
            for (before, after) in [
                ("", ""),
                ("/", "/x"),
                ("1 ", "-1"),
                ("\"", "\""),
                ("12345-", " "),
                ("id%3D", "%26"),
                ("a%20", "%20"),
                ("%E2", ""),
                ("å", "å"),
            ] {
                let text = format!("{before}{number}{after}");
                let expected = before.len()..before.len() + number.len();
                assert_eq!(find_look_alike(text.as_bytes()), Some(expected), "{text}");
            }
        }
    }

    #[test]
    fn what_only_may_be_an_escape_hides_no_number() {
        assert_eq!(find_look_alike(b"%191212121212%"), Some(1..13));
        assert_eq!(find_look_alike(b"%19121212-1212"), Some(3..14));
    }

    #[test]
    fn other_numbers_are_not() {
        for text in [
            "SE2321000131-FRIK",
            "5565594230",
            "20260316101500",
            "2026-11-21T22:39:15.188874Z",
            "211212121212",
            "121212-12123",
            "a121212-1212",
            "121212-1212_",
            "191212121212b",
            "121212 1212",
            "19121212%2F1212",
            "19121212  1212",
            "%G2191212121212",
            "",
        ] {
            assert_eq!(find_look_alike(text.as_bytes()), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_found_is_what_an_expression_finds(text in "([0-9]{1,13}|[-+ a_%]|%2D|%20|%2F|%F2|%E|19|20){0,12}") {
            let plainly = regex::Regex::new(
                r"(?:%[0-9A-Fa-f]{2}|\b)((?:18|19|20)[0-9]{6}(?:[-+ ]|%2[0BDbd])?[0-9]{4}|[0-9]{6}(?:[-+]|%2[BDbd])[0-9]{4})\b",
            );
            let found = plainly.unwrap().captures(&text).map(|found| found.get(1).unwrap().range());
            prop_assert_eq!(find_look_alike(text.as_bytes()), found);
        }
    }
}

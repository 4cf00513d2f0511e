//! What looks like a person's number in a text that should have none.

use std::ops::Range;

/// The fewest digits that stand together in a number.
const FEWEST: usize = 6;

/// What stands where something looked like a person's number.
pub const LOOK_ALIKE_MASK: &str = "********-****";

/// Where the first thing stands that looks like a personnummer or a samordningsnummer: a word of its own of twelve digits
/// that begin with 18, 19 or 20, with or without a separator (`-` or `+`) before the last four, or of ten digits with one.
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
        let stop = stop(text, begin, end).filter(|&stop| !is_word(text.get(stop)));
        let before = begin.checked_sub(1).and_then(|before| text.get(before));
        match stop.filter(|_| !is_word(before)) {
            Some(stop) => return Some(begin..stop),
            None => last = end + FEWEST,
        }
    }
    None
}

/// Where a number ends whose first digits are these.
fn stop(text: &[u8], begin: usize, end: usize) -> Option<usize> {
    let digits = text.get(begin..end)?;
    let has_century = matches!(digits, [b'1', b'8' | b'9', ..] | [b'2', b'0', ..]);
    let is_parted = || matches!(text.get(end), Some(b'-' | b'+')) && (end + 1..end + 5).all(|at| is_digit(text, at));
    match digits.len() {
        12 if has_century => Some(end),
        8 if has_century && is_parted() => Some(end + 5),
        6 if is_parted() => Some(end + 5),
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
        ] {
            for (before, after) in [
                ("", ""),
                ("/", "/x"),
                ("1 ", "-1"),
                ("\"", "\""),
                ("12345-", " "),
                ("å", "å"),
            ] {
                let text = format!("{before}{number}{after}");
                let expected = before.len()..before.len() + number.len();
                assert_eq!(find_look_alike(text.as_bytes()), Some(expected), "{text}");
            }
        }
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
            "",
        ] {
            assert_eq!(find_look_alike(text.as_bytes()), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_found_is_what_an_expression_finds(text in "([0-9]{1,13}|[-+ a_]|19|20){0,12}") {
            let plainly = regex::Regex::new(r"\b(?:(?:18|19|20)[0-9]{6}[-+]?[0-9]{4}|[0-9]{6}[-+][0-9]{4})\b").unwrap();
            prop_assert_eq!(find_look_alike(text.as_bytes()), plainly.find(&text).map(|found| found.range()));
        }
    }
}

//! Whether a text stands in JSON as it is, which almost every text of a log line does.

use std::cell::RefCell;

use rivta_soap::identity::find_look_alike;

/// The fewest digits of what looks like a person's number.
const PERSON_DIGITS: u32 = 10;

/// What a character that needs an escape weighs beside a digit.
const SPECIAL: u8 = 100;

/// How many bytes are looked at at once.
pub(super) const PIECE: usize = 16;

/// So many texts a thread remembers.
const LIMIT: usize = 256;

/// No longer one is remembered, in bytes.
const LONGEST: usize = 160;

thread_local! {
    /// Texts that were looked through and stand as they are: most of a call's stand in the call before too, or several times
    /// in one. A text has one place, where another one takes its place.
    static SEEN: RefCell<[String; LIMIT]> = const { RefCell::new([const { String::new() }; LIMIT]) };
}

/// Adds a text that stands between quotes as it is: it is UTF-8, nothing in it needs an escape or looks like a person's
/// number. Tells whether it is such a text; any other is not added.
#[inline]
pub(super) fn push(json: &mut String, text: &[u8]) -> bool {
    let seen = SEEN.try_with(|seen| {
        let mut seen = seen.try_borrow_mut().ok()?;
        let slot = seen.get_mut(place(text))?;
        if slot.as_bytes() == text {
            json.push_str(slot);
            return Some(true);
        }
        Some(push_new(json, text, slot))
    });
    match seen {
        Ok(Some(is_pushed)) => is_pushed,
        // A thread that ends has forgotten.
        _ => push_new(json, text, &mut String::new()),
    }
}

/// The same of a text that is not in its slot, where it stands from now on.
#[inline(never)]
fn push_new(json: &mut String, text: &[u8], slot: &mut String) -> bool {
    let Some(text) = str::from_utf8(text).ok().filter(|_| is_plain(text)) else {
        return false;
    };
    json.push_str(text);
    if text.len() <= LONGEST {
        slot.clear();
        slot.push_str(text);
    }
    true
}

/// Which slot is a text's.
fn place(text: &[u8]) -> usize {
    let [first, third_last, last] = [0, text.len().wrapping_sub(3), text.len().wrapping_sub(1)]
        .map(|at| text.get(at).map_or(0, |byte| usize::from(*byte)));
    (text.len() + 3 * first + 5 * third_last + 17 * last) % LIMIT
}

/// Whether a text stands between quotes as it is: nothing in it needs an escape or looks like a person's number.
pub(super) fn is_plain(text: &[u8]) -> bool {
    let weight = weight(text);
    weight < PERSON_DIGITS || (weight < u32::from(SPECIAL) && find_look_alike(text).is_none())
}

/// At least as many as there are digits in a text, and [`SPECIAL`] or more if anything in it needs an escape. The processor takes
/// [`PIECE`] bytes at once.
fn weight(text: &[u8]) -> u32 {
    let mut weights = [0; PIECE];
    let (pieces, rest) = text.as_chunks::<PIECE>();
    for piece in pieces {
        weigh(piece, &mut weights);
    }
    if !rest.is_empty() {
        // The last piece may stand partly in the one before.
        if let Some(last) = text.last_chunk() {
            weigh(last, &mut weights);
        } else {
            let mut last = [b' '; PIECE];
            if let Some(place) = last.get_mut(..rest.len()) {
                place.copy_from_slice(rest);
            }
            weigh(&last, &mut weights);
        }
    }
    weights.iter().map(|weight| u32::from(*weight)).sum()
}

#[inline]
fn weigh(piece: &[u8; PIECE], weights: &mut [u8; PIECE]) {
    for (byte, weight) in piece.iter().zip(weights) {
        let digit = u8::from(byte.is_ascii_digit());
        let special = if is_special(*byte) { SPECIAL } else { 0 };
        *weight = weight.saturating_add(digit + special);
    }
}

pub(super) fn is_special(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rivta_soap::identity::find_look_alike;

    use super::{LIMIT, LONGEST, SEEN, is_special, push};

    /// Texts of which many share a place, and some are the same.
    fn text() -> impl Strategy<Value = Vec<u8>> {
        prop_oneof![
            4 => "a[0-9]{0,3}b|[ab-]{0,3}|(19)?121212[-+]?12[0-3]{2}|SE[0-9]{10}-[AB]|[a\"\\\\\n]{1,3}|[aå]{1,3}"
                .prop_map(String::into_bytes),
            1 => (0..LONGEST + 3).prop_map(|length| vec![b'a'; length]),
            1 => prop::collection::vec(0x7e..=0xff_u8, 0..3),
        ]
    }

    proptest! {
        #[test]
        fn a_text_is_the_same_whether_it_was_seen_before_or_not(texts in prop::collection::vec(text(), 0..200)) {
            for text in texts {
                let is_plain = str::from_utf8(&text).is_ok()
                    && !text.iter().any(|byte| is_special(*byte))
                    && find_look_alike(&text).is_none();
                let mut json = "before".to_owned();
                prop_assert_eq!(push(&mut json, &text), is_plain);
                let added = if is_plain { text.as_slice() } else { b"" };
                prop_assert_eq!(json.as_bytes(), [b"before", added].concat());
            }
        }
    }

    #[test]
    fn what_is_remembered_has_a_limit() {
        for number in 0..4 * LIMIT {
            push(&mut String::new(), format!("{number}-").repeat(number % 40).as_bytes());
        }
        SEEN.with_borrow(|seen| {
            assert!(seen.iter().any(|text| !text.is_empty()));
            assert!(seen.iter().all(|text| text.len() <= LONGEST));
        });
    }
}

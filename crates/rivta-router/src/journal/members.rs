//! The members of a JSON object (RFC 8259), written one after the other into one text.

use std::cell::RefCell;
use std::fmt::{self, Write as _};
use std::ops::Range;
use std::thread::LocalKey;

use http::HeaderMap;
use rivta_soap::identity::{LOOK_ALIKE_MASK, find_look_alike};
use uuid::Uuid;

use super::headers::{self, Headers};
use super::plain::{self, PIECE, is_plain, is_special};

/// A quote in a text of JSON that itself is a text in JSON.
const QUOTE: &str = r#"\\\""#;

/// Members of a JSON object, a comma before each, in which nothing looks like a person's number. Names are those of
/// fields: without quotes, backslashes and control characters.
///
/// A log line has some fifty of them and a router writes four lines for each call, hence no map and no copy of a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Members(String);

impl Members {
    /// No members; there is room for so many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        Self(String::with_capacity(bytes))
    }

    /// The members as they stand in the object.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Takes all away.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Adds a text.
    #[inline]
    pub fn text(&mut self, name: &str, value: &str) {
        self.open(name);
        push(&mut self.0, value);
        self.close();
    }

    /// Adds a text if there is one.
    #[inline]
    pub fn text_if(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(name, value);
        }
    }

    /// Adds what a value shows, as a text.
    pub fn shown(&mut self, name: &str, value: impl fmt::Display) {
        self.open(name);
        let begin = self.0.len();
        // Writing to a string does not fail.
        let _ = write!(self.0, "{value}");
        self.revise(begin);
        self.close();
    }

    /// Adds a number.
    pub fn number(&mut self, name: &str, value: u64) {
        self.json(name, itoa::Buffer::new().format(value));
    }

    /// Adds a number if there is one.
    pub(super) fn number_if(&mut self, name: &str, value: Option<u64>) {
        if let Some(value) = value {
            self.number(name, value);
        }
    }

    /// Adds a truth value or a number of another kind.
    pub fn value(&mut self, name: &str, value: impl fmt::Display) {
        self.name(name);
        let _ = write!(self.0, "{value}");
    }

    /// Adds a value that is JSON already.
    pub fn json(&mut self, name: &str, value: &str) {
        self.name(name);
        self.0.push_str(value);
    }

    /// Adds a list of texts: what stands between the commas.
    pub fn list(&mut self, name: &str, parts: &str) {
        self.name(name);
        self.0.push('[');
        for (position, part) in parts.split(',').enumerate() {
            self.0.push_str(if position > 0 { ",\"" } else { "\"" });
            push(&mut self.0, part);
            self.close();
        }
        self.0.push(']');
    }

    /// Adds an id, with hyphens.
    pub(super) fn id(&mut self, name: &str, id: Uuid) {
        self.open(name);
        self.0
            .push_str(id.hyphenated().encode_lower(&mut Uuid::encode_buffer()));
        self.close();
    }

    /// Adds a text and tells where it stands, for [`Members::again`].
    pub(super) fn party(&mut self, name: &str, value: &str) -> Range<usize> {
        self.open(name);
        let begin = self.0.len();
        self.piece(value);
        let place = begin..self.0.len();
        self.close();
        place
    }

    /// Adds what stands at this place once more.
    #[inline]
    pub(super) fn again(&mut self, place: Range<usize>) {
        self.0.extend_from_within(place);
    }

    /// Adds a text in pieces with commas between them.
    pub(super) fn joined<'a>(&mut self, name: &str, pieces: impl Iterator<Item = &'a str>) {
        self.open(name);
        for (position, piece) in pieces.enumerate() {
            if position > 0 {
                self.0.push(',');
            }
            self.piece(piece);
        }
        self.close();
    }

    /// Adds an id as 32 digits.
    pub(super) fn simple_id(&mut self, name: &str, id: Uuid) {
        self.open(name);
        self.0.push_str(id.simple().encode_lower(&mut Uuid::encode_buffer()));
        self.close();
    }

    /// Adds headers as [`headers::push`] writes them.
    pub(super) fn headers(&mut self, name: &str, headers: &HeaderMap, last: &'static LocalKey<RefCell<Headers>>) {
        self.open(name);
        headers::push(&mut self.0, headers, last);
        self.close();
    }

    /// Adds members that were written before.
    #[inline]
    pub(super) fn written(&mut self, members: &str) {
        self.0.push_str(members);
    }

    /// How much there is, in bytes: a place to go back to.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Takes away all members after such a place.
    pub(super) fn truncate(&mut self, place: usize) {
        self.0.truncate(place);
    }

    /// Takes away the members between two places.
    pub(super) fn remove(&mut self, places: Range<usize>) {
        self.0.replace_range(places, "");
    }

    /// Begins a text: what follows stands between quotes until [`Members::close`].
    #[inline]
    pub(super) fn open(&mut self, name: &str) {
        self.0.push_str(",\"");
        self.0.push_str(name);
        self.0.push_str("\":\"");
    }

    /// Adds to a text.
    #[inline]
    pub(super) fn piece(&mut self, text: &str) {
        push(&mut self.0, text);
    }

    #[inline]
    pub(super) fn close(&mut self) {
        self.0.push('"');
    }

    #[inline]
    fn name(&mut self, name: &str) {
        self.0.push_str(",\"");
        self.0.push_str(name);
        self.0.push_str("\":");
    }

    /// What stands from `begin` on becomes as it must be in a text, which it mostly is.
    fn revise(&mut self, begin: usize) {
        let written = self.0.get(begin..).unwrap_or_default();
        if !is_plain(written.as_bytes()) {
            let written = self.0.split_off(begin);
            push_masked(&mut self.0, &written, Depth::Text);
        }
    }
}

/// Where a text stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    Text,
    /// In a text of JSON that itself is a text in JSON.
    Inner,
}

/// Adds a header's value to a text of JSON that itself is a text in JSON. Tells whether nothing of it was masked.
pub(super) fn push_header_value(json: &mut String, value: &[u8]) -> bool {
    let begin = json.len();
    // Every SOAPAction has quotes.
    let is_pushed = match quoted(value) {
        Some(action) => {
            json.push_str(QUOTE);
            let is_pushed = plain::push(json, action);
            json.push_str(QUOTE);
            is_pushed
        }
        None => plain::push(json, value),
    };
    if is_pushed {
        return true;
    }
    json.truncate(begin);
    push_masked(json, &String::from_utf8_lossy(value), Depth::Inner)
}

fn quoted(value: &[u8]) -> Option<&[u8]> {
    value.strip_prefix(b"\"")?.strip_suffix(b"\"")
}

/// Adds a text as it stands between quotes (section 7), with what looks like a person's number masked.
#[inline]
fn push(json: &mut String, text: &str) {
    if !plain::push(json, text.as_bytes()) {
        push_masked(json, text, Depth::Text);
    }
}

/// Tells whether nothing was masked.
fn push_masked(json: &mut String, text: &str, depth: Depth) -> bool {
    let mut rest = text;
    while let Some(found) = find_look_alike(rest.as_bytes()) {
        push_escaped(json, rest.get(..found.start).unwrap_or_default(), depth);
        json.push_str(LOOK_ALIKE_MASK);
        rest = rest.get(found.end..).unwrap_or_default();
    }
    push_escaped(json, rest, depth);
    rest.len() == text.len()
}

fn push_escaped(json: &mut String, text: &str, depth: Depth) {
    let mut rest = text;
    while let Some(at) = special(rest.as_bytes()) {
        let (plain, from) = rest.split_at(at);
        json.push_str(plain);
        let (special, after) = from.split_at(1);
        match (special, depth) {
            ("\"", Depth::Text) => json.push_str(r#"\""#),
            ("\"", Depth::Inner) => json.push_str(QUOTE),
            ("\\", Depth::Text) => json.push_str(r"\\"),
            ("\\", Depth::Inner) => json.push_str(r"\\\\"),
            (control, depth) => push_control(json, control, depth),
        }
        rest = after;
    }
    json.push_str(rest);
}

fn push_control(json: &mut String, control: &str, depth: Depth) {
    json.push_str(if depth == Depth::Inner { r"\\" } else { r"\" });
    match control {
        "\n" => json.push('n'),
        control => {
            let _ = write!(json, "u{:04x}", control.bytes().next().unwrap_or_default());
        }
    }
}

/// Where the first character stands that needs an escape.
fn special(text: &[u8]) -> Option<usize> {
    let (pieces, _) = text.as_chunks::<PIECE>();
    let is_plain = |piece: &&[u8; PIECE]| !piece.iter().fold(false, |found, byte| found | is_special(*byte));
    let before = PIECE * pieces.iter().take_while(is_plain).count();
    let at = text.get(before..)?.iter().position(|byte| is_special(*byte))?;
    Some(before + at)
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;
    use rivta_soap::identity::{LOOK_ALIKE_MASK, find_look_alike};
    use serde_json::{Value, json};

    use super::Members;

    fn object(members: &Members) -> Value {
        serde_json::from_str(&format!("{{\"first\":0{}}}", members.as_str())).unwrap()
    }

    #[test]
    fn members_are_json_and_numbers_of_persons_masked() {
        let mut members = Members::default();
        members.text("text", "a\"b\\c\nd\te 191212121212");
        members.text_if("absent", None);
        members.shown("shown", format_args!("\"{}-{}\"", 121_212, 1212));
        members.shown("plain", "1212");
        members.value("number", -7);
        members.list("list", "access,\"start\",19121212-1212");
        members.json("json", "[null]");
        let place = members.len();
        members.text("gone", "");
        members.truncate(place);
        let expected = json!({
            "first": 0, "text": "a\"b\\c\nd\te ********-****", "shown": "\"********-****\"", "plain": "1212", "number": -7,
            "list": ["access", "\"start\"", "********-****"], "json": [null]
        });
        assert_eq!(object(&members), expected);
    }

    proptest! {
        #[test]
        fn any_text_comes_back_from_json(text in "\\PC{0,40}|[\\x00-\\x7f&&[^0-9]]{0,80}") {
            let mut members = Members::default();
            members.text("text", &text);
            members.shown("shown", &text);
            let object = object(&members);
            prop_assert_eq!(&object["text"], &text);
            prop_assert_eq!(&object["shown"], &text);
        }

        #[test]
        fn numbers_of_persons_are_masked_wherever_they_stand(
            text in "([0-9]{1,13}|[-+ a_\"\\\\\x01å]|19|20|[a-z]{14,18}){0,12}"
        ) {
            let mut members = Members::default();
            members.text("text", &text);
            members.shown("shown", &text);
            members.joined("joined", [&*text, "", &*text].into_iter());
            let party = members.party("party", &text);
            members.open("again");
            members.again(party);
            members.close();
            let object = object(&members);
            let expected = masked(&text);
            prop_assert_eq!(&object["text"], &expected);
            prop_assert_eq!(&object["shown"], &expected);
            prop_assert_eq!(&object["joined"], &format!("{expected},,{expected}"));
            prop_assert_eq!(&object["party"], &expected);
            prop_assert_eq!(&object["again"], &expected);
        }
    }

    /// The plain way.
    pub(in crate::journal) fn masked(text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some(found) = find_look_alike(rest.as_bytes()) {
            out.extend([&rest[..found.start], LOOK_ALIKE_MASK]);
            rest = &rest[found.end..];
        }
        out + rest
    }
}

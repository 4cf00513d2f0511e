//! The members of a JSON object (RFC 8259), written one after the other into one text.

use std::fmt::{self, Write as _};
use std::ops::Range;

use http::{HeaderMap, HeaderName};
use rivta_soap::identity::{LOOK_ALIKE_MASK, find_look_alike};
use uuid::Uuid;

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

    /// Adds headers as a text that is a JSON object of texts, without certificates and secrets; several values of one name
    /// with commas between them.
    pub(super) fn headers(&mut self, name: &str, headers: &HeaderMap) {
        self.open(name);
        push_headers(&mut self.0, headers);
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

/// Whether a header's values are certificates (section 8.2) or would let a reader of the log in somewhere.
fn is_secret(name: &HeaderName) -> bool {
    matches!(
        name.as_str(),
        "x-forwarded-tls-client-cert"
            | "x-vp-auth-cert"
            | "x-fk-auth-cert"
            | "authorization"
            | "proxy-authorization"
            | "cookie"
            | "set-cookie"
    )
}

/// Headers as they stand in a text.
fn push_headers(json: &mut String, headers: &HeaderMap) {
    let mut before = None;
    json.push('{');
    for (name, value) in headers {
        let is_filtered = is_secret(name);
        // The values of one name come one after the other.
        if before == Some(name) {
            if !is_filtered {
                json.push(',');
                push_value(json, value.as_bytes());
            }
            continue;
        }
        json.push_str(if before.is_some() { r#"\",\""# } else { r#"\""# });
        json.push_str(name.as_str());
        json.push_str(r#"\":\""#);
        if is_filtered {
            json.push_str("<filtered>");
        } else {
            push_value(json, value.as_bytes());
        }
        before = Some(name);
    }
    json.push_str(if before.is_some() { r#"\"}"# } else { "}" });
}

fn push_value(json: &mut String, value: &[u8]) {
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
    if !is_pushed {
        json.truncate(begin);
        push_masked(json, &String::from_utf8_lossy(value), Depth::Inner);
    }
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

fn push_masked(json: &mut String, text: &str, depth: Depth) {
    let mut rest = text;
    while let Some(found) = find_look_alike(rest.as_bytes()) {
        push_escaped(json, rest.get(..found.start).unwrap_or_default(), depth);
        json.push_str(LOOK_ALIKE_MASK);
        rest = rest.get(found.end..).unwrap_or_default();
    }
    push_escaped(json, rest, depth);
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
mod tests {
    use http::{HeaderMap, HeaderValue};
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

    #[test]
    fn section_8_2_headers_are_one_object_without_certificates() {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("x-a", "1"),
            ("x-a", "2"),
            ("X-VP-Auth-Cert", "MIIB"),
            ("soapaction", "\"urn:a\\b\""),
            ("x-quoted", "\"urn:a:1\""),
            ("x-quoted", "\"191212121212\""),
            ("x-quote", "\""),
            ("X-VP-Auth-Cert", "MIIC"),
            ("x-tab", "a\tb"),
            ("x-person", "19121212-1212"),
            ("Authorization", "Basic c2VjcmV0"),
            ("cookie", "secret"),
        ] {
            headers.append(
                http::HeaderName::from_bytes(name.as_bytes()).unwrap(),
                value.parse().unwrap(),
            );
        }
        let mut members = Members::default();
        members.headers("headers", &headers);
        members.headers("none", &HeaderMap::new());
        let object = object(&members);
        let written: Value = serde_json::from_str(object["headers"].as_str().unwrap()).unwrap();
        let expected = json!({
            "x-a": "1,2", "soapaction": "\"urn:a\\b\"", "x-quoted": "\"urn:a:1\",\"********-****\"", "x-quote": "\"",
            "x-vp-auth-cert": "<filtered>", "x-tab": "a\tb",
            "x-person": "********-****", "authorization": "<filtered>", "cookie": "<filtered>"
        });
        assert_eq!(written, expected);
        assert_eq!(object["none"], "{}");
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
        fn any_header_comes_back_from_the_object_in_the_text(value in "[\t -~&&[^0-9]]{0,60}") {
            let mut headers = HeaderMap::new();
            headers.append("x-a", value.parse().unwrap());
            let mut members = Members::default();
            members.headers("headers", &headers);
            let object = object(&members);
            let written: Value = serde_json::from_str(object["headers"].as_str().unwrap()).unwrap();
            prop_assert_eq!(&written["x-a"], &value);
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

        #[test]
        fn headers_of_any_bytes_are_text_with_numbers_masked(
            values in prop::collection::vec(prop::collection::vec(header_bytes(), 0..6), 0..4)
        ) {
            let values: Vec<Vec<u8>> = values.into_iter().map(|pieces| pieces.concat()).collect();
            let mut headers = HeaderMap::new();
            for value in &values {
                headers.append("x-a", HeaderValue::from_bytes(value).unwrap());
            }
            let mut members = Members::default();
            members.headers("headers", &headers);
            let object = object(&members);
            let written: Value = serde_json::from_str(object["headers"].as_str().unwrap()).unwrap();
            let texts: Vec<_> = values.iter().map(|value| masked(&String::from_utf8_lossy(value))).collect();
            prop_assert_eq!(written["x-a"].as_str().unwrap_or_default(), texts.join(","));
        }
    }

    /// What headers are made of, with much that must not stand as it is.
    fn header_bytes() -> impl Strategy<Value = Vec<u8>> {
        prop_oneof![
            "[0-9]{1,13}|[-+ a_\"\\\\å,\t]|19|20|[a-z]{14,18}".prop_map(String::into_bytes),
            (0x80..=0xff_u8).prop_map(|byte| vec![byte]),
        ]
    }

    /// The plain way.
    fn masked(text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some(found) = find_look_alike(rest.as_bytes()) {
            out.extend([&rest[..found.start], LOOK_ALIKE_MASK]);
            rest = &rest[found.end..];
        }
        out + rest
    }
}

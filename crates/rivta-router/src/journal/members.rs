//! The members of a JSON object (RFC 8259), written one after the other into one text.

use std::fmt::{self, Write as _};
use std::ops::Range;

use http::{HeaderMap, HeaderName, HeaderValue};
use rivta_soap::identity::{LOOK_ALIKE_MASK, find_look_alike};
use uuid::Uuid;

/// Members of a JSON object, a comma before each, in which nothing looks like a person's number. Names are those of
/// fields: without quotes, backslashes and control characters.
///
/// A log line has some fifty of them and a router writes four lines for each call, hence no map and no copy of a value.
#[derive(Clone, Debug, Default)]
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
        push(&mut self.0, value, Depth::Text);
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
            push(&mut self.0, part, Depth::Text);
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
        push(&mut self.0, text, Depth::Text);
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
        if special(written.as_bytes()).is_some() || find_look_alike(written.as_bytes()).is_some() {
            let written = self.0.split_off(begin);
            push(&mut self.0, &written, Depth::Text);
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

fn push_headers(json: &mut String, headers: &HeaderMap) {
    let mut before = None;
    json.push('{');
    for (name, value) in headers {
        let is_filtered = is_secret(name);
        // The values of one name come one after the other.
        if before == Some(name) {
            if !is_filtered {
                json.push(',');
                push_value(json, value);
            }
            continue;
        }
        json.push_str(if before.is_some() { "\\\",\\\"" } else { "\\\"" });
        json.push_str(name.as_str());
        json.push_str("\\\":\\\"");
        if is_filtered {
            json.push_str("<filtered>");
        } else {
            push_value(json, value);
        }
        before = Some(name);
    }
    json.push_str(if before.is_some() { "\\\"}" } else { "}" });
}

fn push_value(json: &mut String, value: &HeaderValue) {
    match str::from_utf8(value.as_bytes()) {
        Ok(text) => push(json, text, Depth::Inner),
        Err(_) => push(json, &String::from_utf8_lossy(value.as_bytes()), Depth::Inner),
    }
}

/// Adds a text as it stands between quotes (section 7), with what looks like a person's number masked.
fn push(json: &mut String, text: &str, depth: Depth) {
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
            ("\"", Depth::Inner) => json.push_str(r#"\\\""#),
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

/// Where the first character stands that needs an escape. Eight are looked at at once.
fn special(text: &[u8]) -> Option<usize> {
    let is_special = |byte: &u8| *byte < 0x20 || *byte == b'"' || *byte == b'\\';
    let (pieces, rest) = text.as_chunks::<8>();
    let plain = pieces
        .iter()
        .take_while(|piece| !has_special(u64::from_ne_bytes(**piece)));
    let before = 8 * plain.count();
    let from = if before < 8 * pieces.len() {
        text.get(before..)?
    } else {
        rest
    };
    from.iter().position(is_special).map(|at| before + at)
}

/// Whether one of eight bytes needs an escape. A byte's highest bit becomes set by the subtraction when the byte was less than
/// what is subtracted, or by a borrow from such a byte; bytes from 0x80 on are let through.
fn has_special(bytes: u64) -> bool {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let less = |bytes: u64, than: u64| bytes.wrapping_sub(EACH * than) & !bytes;
    let is = |byte: u8| less(bytes ^ (EACH * u64::from(byte)), 1);
    (less(bytes, 0x20) | is(b'"') | is(b'\\')) & (EACH * 0x80) != 0
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;
    use proptest::prelude::*;
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
            "x-a": "1,2", "soapaction": "\"urn:a\\b\"", "x-vp-auth-cert": "<filtered>", "x-tab": "a\tb",
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
    }
}

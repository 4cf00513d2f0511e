//! Headers as a log line tells them: a text that is a JSON object of texts.
//!
//! They are the largest part of an event, and most of them are those of the call before. So a thread keeps the last ones of
//! each log point as they were written: as far as the next ones are the same, they are copied.

use std::cell::RefCell;
use std::ops::Range;
use std::thread::LocalKey;

use http::{HeaderMap, HeaderName, HeaderValue};

use super::members::push_header_value;

/// More is not kept, in bytes of values and of text.
const LIMIT: usize = 4 << 10;

/// No more headers are kept: of those that are filtered there may be many in little text.
const FIELDS: usize = 64;

thread_local! {
    pub(super) static OF_REQUEST_IN: RefCell<Headers> = const { RefCell::new(Headers::new()) };
    pub(super) static OF_REQUEST_OUT: RefCell<Headers> = const { RefCell::new(Headers::new()) };
    pub(super) static OF_RESPONSE_IN: RefCell<Headers> = const { RefCell::new(Headers::new()) };
    pub(super) static OF_RESPONSE_OUT: RefCell<Headers> = const { RefCell::new(Headers::new()) };
}

/// The headers that were written last, if they are not too many.
pub(super) struct Headers {
    fields: Vec<Field>,
    /// One value after the other, of those in which nothing was masked.
    values: Vec<u8>,
    /// What stands between the brackets, without the last quote.
    text: String,
}

struct Field {
    name: HeaderName,
    told: Told,
    /// Where its value stands, which is empty unless it is told openly.
    value: Range<usize>,
    /// Where it ends in the text.
    end: usize,
}

/// What is told of a header's value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Openly,
    /// What looks like a person's number is not: it is not kept, and written anew each time.
    Masked,
    Nothing,
}

/// Adds headers as they stand in a text, without certificates and secrets; several values of one name with commas between
/// them. `last` are those written before.
pub(super) fn push(json: &mut String, headers: &HeaderMap, last: &'static LocalKey<RefCell<Headers>>) {
    let written = last.try_with(|last| last.try_borrow_mut().map(|mut last| last.push(json, headers)));
    if !matches!(written, Ok(Ok(()))) {
        // A thread that ends has forgotten.
        Headers::new().push(json, headers);
    }
}

impl Headers {
    const fn new() -> Self {
        Self {
            fields: Vec::new(),
            values: Vec::new(),
            text: String::new(),
        }
    }

    fn push(&mut self, json: &mut String, headers: &HeaderMap) {
        let same = self.same(headers);
        self.truncate(same);
        json.push('{');
        json.push_str(&self.text);
        if same < headers.len() {
            for (name, value) in headers.iter().skip(same) {
                self.add(name, value, json);
            }
        }
        json.push_str(if self.fields.is_empty() { "}" } else { r#"\"}"# });
        if self.text.len() + self.values.len() > LIMIT || self.fields.len() > FIELDS {
            *self = Self::new();
        }
    }

    /// How many headers are the same as before, until the first that is not.
    fn same(&self, headers: &HeaderMap) -> usize {
        let is_same = |(field, (name, value)): &(&Field, (&HeaderName, &HeaderValue))| {
            let is_same_value = match field.told {
                Told::Openly if value.is_sensitive() => false,
                Told::Openly => self.values.get(field.value.clone()) == Some(value.as_bytes()),
                Told::Masked => false,
                Told::Nothing => true,
            };
            is_same_value && field.name == **name
        };
        self.fields.iter().zip(headers).take_while(is_same).count()
    }

    /// Forgets all but so many.
    fn truncate(&mut self, fields: usize) {
        self.fields.truncate(fields);
        let (value, end) = self.fields.last().map_or((0, 0), |last| (last.value.end, last.end));
        self.values.truncate(value);
        self.text.truncate(end);
    }

    fn add(&mut self, name: &HeaderName, value: &HeaderValue, json: &mut String) {
        let begin = json.len();
        let before = self.fields.last().map(|last| &last.name);
        // The values of one name come one after the other.
        let is_more = before == Some(name);
        if !is_more {
            json.push_str(if before.is_some() { r#"\",\""# } else { r#"\""# });
            push_header_value(json, name.as_str().as_bytes());
            json.push_str(r#"\":\""#);
        }
        let told = push_told(json, name, value, is_more);
        let place = self.values.len();
        if told == Told::Openly {
            self.values.extend_from_slice(value.as_bytes());
        }
        self.text.push_str(json.get(begin..).unwrap_or_default());
        self.fields.push(Field {
            name: name.clone(),
            told,
            value: place..self.values.len(),
            end: self.text.len(),
        });
    }
}

/// Adds what is told of a value; `is_more` when one of the same name stands before it.
fn push_told(json: &mut String, name: &HeaderName, value: &HeaderValue, is_more: bool) -> Told {
    if is_secret(name) || value.is_sensitive() {
        json.push_str(if is_more { "" } else { "<filtered>" });
        return Told::Nothing;
    }
    if is_more {
        json.push(',');
    }
    if push_header_value(json, value.as_bytes()) {
        Told::Openly
    } else {
        Told::Masked
    }
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

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderName, HeaderValue};
    use proptest::prelude::*;
    use rivta_soap::identity::find_look_alike;
    use serde_json::{Value, json};

    use super::{FIELDS, Headers, LIMIT};
    use crate::journal::members::tests::masked;

    type Rows = Vec<(&'static str, Vec<u8>)>;

    fn map<N: AsRef<str>, V: AsRef<[u8]>>(rows: &[(N, V)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in rows {
            headers.append(
                HeaderName::from_bytes(name.as_ref().as_bytes()).unwrap(),
                HeaderValue::from_bytes(value.as_ref()).unwrap(),
            );
        }
        headers
    }

    fn written(headers: &HeaderMap, last: &mut Headers) -> String {
        let mut text = String::new();
        last.push(&mut text, headers);
        text
    }

    fn object(headers: &HeaderMap) -> Value {
        let text = written(headers, &mut Headers::new());
        let text: String = serde_json::from_str(&format!("\"{text}\"")).unwrap();
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn section_8_2_headers_are_one_object_without_certificates() {
        let headers = map(&[
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
            ("x-191212121212", "a"),
            ("x-escaped", "a%3D19121212%2D1212"),
        ]);
        let expected = json!({
            "x-a": "1,2", "soapaction": "\"urn:a\\b\"", "x-quoted": "\"urn:a:1\",\"********-****\"", "x-quote": "\"",
            "x-vp-auth-cert": "<filtered>", "x-tab": "a\tb",
            "x-person": "********-****", "authorization": "<filtered>", "cookie": "<filtered>",
            "x-********-****": "a", "x-escaped": "a%3D********-****"
        });
        assert_eq!(object(&headers), expected);
        assert_eq!(object(&HeaderMap::new()), json!({}));
    }

    proptest! {
        #[test]
        fn any_header_comes_back_from_the_object_in_the_text(value in "[\t -~&&[^0-9]]{0,60}") {
            prop_assert_eq!(&object(&map(&[("x-a", &value)]))["x-a"], &value);
        }

        #[test]
        fn headers_of_any_bytes_are_text_with_numbers_masked(
            values in prop::collection::vec(prop::collection::vec(header_bytes(), 0..6), 0..4)
        ) {
            let rows: Vec<_> = values.into_iter().map(|pieces| ("x-a", pieces.concat())).collect();
            let texts: Vec<_> = rows.iter().map(|(_, value)| masked(&String::from_utf8_lossy(value))).collect();
            let object = object(&map(&rows));
            prop_assert_eq!(object["x-a"].as_str().unwrap_or_default(), texts.join(","));
        }

        #[test]
        fn headers_are_the_same_whatever_was_written_before(calls in prop::collection::vec(rows(), 0..12)) {
            let mut last = Headers::new();
            for rows in calls {
                let headers = map(&rows);
                prop_assert_eq!(written(&headers, &mut last), written(&headers, &mut Headers::new()));
                let values: usize = headers.values().map(HeaderValue::len).sum();
                prop_assert!(last.fields.len() <= headers.len() && last.values.len() <= values);
                for field in &last.fields {
                    let kept = &last.values[field.value.clone()];
                    prop_assert!(!kept.starts_with(b"secret") && find_look_alike(kept).is_none());
                }
            }
        }
    }

    #[test]
    fn many_headers_are_not_kept() {
        let mut last = Headers::new();
        let few = map(&[("x-a", "1")]);
        assert_eq!(written(&few, &mut last), r#"{\"x-a\":\"1\"}"#);
        assert_eq!(last.fields.len(), 1);
        let value = "a".repeat(LIMIT);
        let many = map(&[("x-a", "1"), ("x-b", &value)]);
        let expected = format!(r#"{{\"x-a\":\"1\",\"x-b\":\"{value}\"}}"#);
        assert_eq!(written(&many, &mut last), expected);
        assert_eq!((last.fields.len(), last.text.capacity()), (0, 0));
        let filtered = map(&[("cookie", "1"); FIELDS + 1]);
        assert_eq!(written(&filtered, &mut last), r#"{\"cookie\":\"<filtered>\"}"#);
        assert_eq!(last.fields.capacity(), 0);
    }

    #[test]
    fn a_value_that_needs_escapes_is_kept_too() {
        let mut last = Headers::new();
        let call = map(&[("content-type", "text/xml; charset=\"utf-8\""), ("x-a", "1")]);
        let first = written(&call, &mut last);
        assert_eq!(last.same(&call), 2);
        assert_eq!(written(&call, &mut last), first);
    }

    /// The headers of a call: few names and few values, so that many are those of the call before.
    fn rows() -> impl Strategy<Value = Rows> {
        let names = prop::sample::select(vec!["host", "x-a", "x-b", "cookie", "x-vp-auth-cert", "content-length"]);
        let value = prop_oneof![
            Just(b"1".to_vec()),
            Just(b"\"urn:a:1\"".to_vec()),
            Just(b"19121212-1212".to_vec()),
            prop::collection::vec(header_bytes(), 0..3).prop_map(|pieces| pieces.concat()),
        ];
        let row = (names, value).prop_map(|(name, value)| match name {
            "cookie" | "x-vp-auth-cert" => (name, [b"secret", value.as_slice()].concat()),
            name => (name, value),
        });
        prop::collection::vec(row, 0..6)
    }

    /// What headers are made of, with much that must not stand as it is.
    fn header_bytes() -> impl Strategy<Value = Vec<u8>> {
        prop_oneof![
            "[0-9]{1,13}|[-+ a_\"\\\\å,\t]|19|20|[a-z]{14,18}".prop_map(String::into_bytes),
            (0x80..=0xff_u8).prop_map(|byte| vec![byte]),
        ]
    }
}

//! The plain rows that nearly all of a large catalogue consists of, read without the TOML library.
//!
//! A row is plain when each of its lines is a comment, blank, or `key = value` with a string without escapes or a
//! date. What is not recognized here with certainty is left to the library, whose word it also is when a row is wrong:
//! everything read here means the same to it (a test compares them).

use std::borrow::Cow;

use toml::value::Datetime;

use super::document::{PermissionEntry, RouteEntry};

/// The plain row below a `[[route]]` line.
pub(super) fn route(text: &str) -> Option<RouteEntry<'_>> {
    let mut fields = Fields::read(text)?;
    let entry = RouteEntry {
        receiver: fields.text("receiver")?,
        contract: fields.text("contract")?,
        address: fields.text("address")?,
        profile: fields.text("profile")?,
        valid_from: fields.moment("valid_from")?,
        valid_to: fields.moment("valid_to")?,
        environment: None,
    };
    fields.is_empty().then_some(entry)
}

/// The plain row below a `[[permission]]` line.
pub(super) fn permission(text: &str) -> Option<PermissionEntry<'_>> {
    let mut fields = Fields::read(text)?;
    let entry = PermissionEntry {
        receiver: fields.text("receiver")?,
        contract: fields.text("contract")?,
        sender: fields.text("sender")?,
        valid_from: fields.moment("valid_from")?,
        valid_to: fields.moment("valid_to")?,
        filter: Vec::new(),
        environment: None,
    };
    fields.is_empty().then_some(entry)
}

fn is_comment(line: &str) -> bool {
    line.starts_with('#') && line.bytes().all(|byte| byte == b'\t' || (byte >= b' ' && byte != 0x7f))
}

/// No row has more keys.
const KEYS: usize = 8;

/// The keys of a row and their values as they are written.
struct Fields<'a> {
    fields: [Option<(&'a str, &'a str)>; KEYS],
}

impl<'a> Fields<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let mut fields = [None; KEYS];
        let mut free = fields.iter_mut();
        for line in text.split_inclusive('\n') {
            let line = line
                .strip_suffix('\n')
                .map_or(line, |line| line.strip_suffix('\r').unwrap_or(line));
            let line = line.trim_matches([' ', '\t']);
            if line.is_empty() || is_comment(line) {
                continue;
            }
            let (key, value) = line.split_once('=')?;
            *free.next()? = Some((key.trim_end_matches([' ', '\t']), value.trim_start_matches([' ', '\t'])));
        }
        Some(Self { fields })
    }

    /// Takes the value of a key. One that stands twice stays behind and makes the row not plain.
    fn take(&mut self, key: &str) -> Option<&'a str> {
        let field = self
            .fields
            .iter_mut()
            .find(|field| field.is_some_and(|(name, _)| name == key))?;
        field.take().map(|(_, value)| value)
    }

    fn text(&mut self, key: &str) -> Option<Cow<'a, str>> {
        let inner = self.take(key)?.strip_prefix('"')?.strip_suffix('"')?;
        let is_plain = |byte: u8| byte >= b' ' && byte != b'"' && byte != b'\\' && byte != 0x7f;
        inner.bytes().all(is_plain).then_some(Cow::Borrowed(inner))
    }

    /// `Some(None)` when the key is missing, `None` when its value is not plain.
    #[allow(clippy::option_option)]
    fn moment(&mut self, key: &str) -> Option<Option<Datetime>> {
        match self.take(key) {
            None => Some(None),
            Some(value) => value.parse().ok().map(Some),
        }
    }

    fn is_empty(&self) -> bool {
        self.fields.iter().all(Option::is_none)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::document::{Document, PermissionEntry, RouteEntry};
    use super::{permission, route};

    fn route_by_library(text: &str) -> Option<RouteEntry<'static>> {
        let document: Document = toml::from_str(&format!("[[route]]\n{text}")).ok()?;
        let mut rows = document.route.into_iter();
        rows.next().map(toml::Spanned::into_inner)
    }

    fn permission_by_library(text: &str) -> Option<PermissionEntry<'static>> {
        let document: Document = toml::from_str(&format!("[[permission]]\n{text}")).ok()?;
        let mut rows = document.permission.into_iter();
        rows.next().map(toml::Spanned::into_inner)
    }

    #[test]
    fn a_plain_row_is_recognized() {
        let text = "receiver = \"14\"\r\n\n\tcontract=\"urn:x\"\naddress = \"https://a/?b=c#d\"\nprofile =  \"P\" \n\
                    valid_from = 2026-01-01\nvalid_to = 2026-12-31T08:00:00+01:00\n";
        let read = route(text).unwrap();
        assert_eq!(&*read.address, "https://a/?b=c#d");
        assert_eq!(Some(read), route_by_library(text));
    }

    #[test]
    fn what_is_not_plain_is_left_alone() {
        let row = "receiver = \"14\"\ncontract = \"c\"\nsender = \"s\"\n";
        assert!(permission(row).is_some());
        for other in [
            "sender = \"t\"\n",
            "filter = []\n",
            "x = 1\n",
            "valid_to = \"2026-01-01\"\n",
            "[permission.x]\n",
            "# a bell\u{7}\n",
            "# a line end\r",
        ] {
            assert_eq!(permission(&format!("{row}{other}")), None, "{other}");
        }
        for value in [
            "\"a\\u0062\"",
            "'a'",
            "\"a\" # why",
            "\"\"\"a\"\"\"",
            "\"a",
            "1",
            "\"a\u{7f}\"",
        ] {
            assert_eq!(permission(&row.replace("\"s\"", value)), None, "{value}");
        }
    }

    fn line() -> impl Strategy<Value = String> {
        let key = prop::sample::select(vec![
            "receiver",
            "contract",
            "sender",
            "address",
            "profile",
            "valid_from",
            "valid_to",
            "filter",
            "\"sender\"",
            "environment",
            "a.b",
        ]);
        let value = prop_oneof![
            4 => "\"[ -~å]{0,8}\"",
            2 => prop::sample::select(vec![
                "2026-01-01", "2026-01-01T00:00:00", "2026-01-01 00:00:00.123Z", "08:00:00", "2026-13-01", "\"\"\"", "1",
                "2026-01-01t08:00:00z", "2026-01-01T08:00", "2026-1-1", "2026-01-01T00:00:00.1234567891+14:59",
            ]).prop_map(str::to_owned),
            1 => "[ -~\t]{0,8}",
        ];
        let comment = "[ -~\t\r\u{7}å]{0,5}".prop_map(|text| format!("#{text}\n"));
        let field = (key, "[ \t]{0,2}", value, "[ \t\r]{0,2}")
            .prop_map(|(key, space, value, end)| format!("{key}{space}={space}{value}{end}\n"));
        prop_oneof![5 => field, 1 => comment]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]
        #[test]
        fn a_row_means_what_the_library_says(
            extra in prop::collection::vec(line(), 0..3),
            value in "\"[ -~å]{0,6}\"",
        ) {
            let extra = extra.concat();
            let text = format!("receiver = {value}\ncontract = \"c\"\naddress = \"a\"\nprofile = \"p\"\n{extra}");
            if let Some(read) = route(&text) {
                prop_assert_eq!(Some(read), route_by_library(&text), "{}", text);
            }
            let text = format!("sender = {value}\ncontract = \"c\"\nreceiver = \"a\"\n{extra}");
            if let Some(read) = permission(&text) {
                prop_assert_eq!(Some(read), permission_by_library(&text), "{}", text);
            }
        }
    }
}

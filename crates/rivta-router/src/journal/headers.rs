//! Headers as one JSON object, without certificates and secrets.

use std::fmt::{self, Write as _};

use http::{HeaderMap, HeaderValue};

/// Headers whose values are certificates (section 8.2) or would let a reader of the log in somewhere.
const FILTERED: [&str; 7] = [
    "x-forwarded-tls-client-cert",
    "x-vp-auth-cert",
    "x-fk-auth-cert",
    "authorization",
    "proxy-authorization",
    "cookie",
    "set-cookie",
];

/// Writes headers as a JSON object of texts; several values of one name with commas between them.
pub(super) struct AsJson<'a>(pub(super) &'a HeaderMap);

impl fmt::Display for AsJson<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut before = None;
        out.write_char('{')?;
        for (name, value) in self.0 {
            let is_filtered = FILTERED.contains(&name.as_str());
            // The values of one name come one after the other.
            if before == Some(name) {
                if !is_filtered {
                    out.write_char(',')?;
                    write_value(out, value)?;
                }
                continue;
            }
            out.write_str(if before.is_some() { "\",\"" } else { "\"" })?;
            out.write_str(name.as_str())?;
            out.write_str("\":\"")?;
            if is_filtered {
                out.write_str("<filtered>")?;
            } else {
                write_value(out, value)?;
            }
            before = Some(name);
        }
        out.write_str(if before.is_some() { "\"}" } else { "}" })
    }
}

fn write_value(out: &mut fmt::Formatter<'_>, value: &HeaderValue) -> fmt::Result {
    let text = String::from_utf8_lossy(value.as_bytes());
    // A header holds no control character but the tab.
    let is_special = |byte: u8| byte < 0x20 || byte == b'"' || byte == b'\\';
    let mut rest = text.as_ref();
    while let Some(at) = rest.bytes().position(is_special) {
        let (plain, from) = rest.split_at(at);
        let (special, after) = from.split_at(1);
        out.write_str(plain)?;
        match special {
            "\"" | "\\" => write!(out, "\\{special}")?,
            control => write!(out, "\\u{:04x}", control.bytes().next().unwrap_or_default())?,
        }
        rest = after;
    }
    out.write_str(rest)
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::AsJson;

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
            ("Authorization", "Basic c2VjcmV0"),
            ("cookie", "secret"),
        ] {
            headers.append(
                http::HeaderName::from_bytes(name.as_bytes()).unwrap(),
                value.parse().unwrap(),
            );
        }
        let written: serde_json::Value = serde_json::from_str(&AsJson(&headers).to_string()).unwrap();
        let expected = serde_json::json!({
            "x-a": "1,2", "soapaction": "\"urn:a\\b\"", "x-vp-auth-cert": "<filtered>", "x-tab": "a\tb",
            "authorization": "<filtered>", "cookie": "<filtered>"
        });
        assert_eq!(written, expected);
    }
}

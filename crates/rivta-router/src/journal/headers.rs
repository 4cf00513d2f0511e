//! Headers as one JSON object, without certificates.

use std::fmt::{self, Write as _};

use http::{HeaderMap, HeaderValue};

/// Headers whose values are certificates (section 8.2).
const FILTERED: [&str; 3] = ["x-forwarded-tls-client-cert", "x-vp-auth-cert", "x-fk-auth-cert"];

/// Writes headers as a JSON object of texts; several values of one name with commas between them.
pub(super) struct AsJson<'a>(pub(super) &'a HeaderMap);

impl fmt::Display for AsJson<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_char('{')?;
        for (position, name) in self.0.keys().enumerate() {
            if position > 0 {
                out.write_char(',')?;
            }
            write!(out, "\"{name}\":\"")?;
            if FILTERED.contains(&name.as_str()) {
                out.write_str("<filtered>")?;
            } else {
                for (position, value) in self.0.get_all(name).iter().enumerate() {
                    out.write_str(if position > 0 { "," } else { "" })?;
                    write_value(out, value)?;
                }
            }
            out.write_char('"')?;
        }
        out.write_char('}')
    }
}

fn write_value(out: &mut fmt::Formatter<'_>, value: &HeaderValue) -> fmt::Result {
    for character in String::from_utf8_lossy(value.as_bytes()).chars() {
        match character {
            '"' | '\\' => write!(out, "\\{character}")?,
            control if control.is_control() => write!(out, "\\u{:04x}", u32::from(control))?,
            other => out.write_char(other)?,
        }
    }
    Ok(())
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
            ("soapaction", "\"urn:a\\b\""),
            ("X-VP-Auth-Cert", "MIIC"),
            ("x-tab", "a\tb"),
        ] {
            headers.append(
                http::HeaderName::from_bytes(name.as_bytes()).unwrap(),
                value.parse().unwrap(),
            );
        }
        let written: serde_json::Value = serde_json::from_str(&AsJson(&headers).to_string()).unwrap();
        let expected = serde_json::json!({
            "x-a": "1,2", "soapaction": "\"urn:a\\b\"", "x-vp-auth-cert": "<filtered>", "x-tab": "a\tb"
        });
        assert_eq!(written, expected);
    }
}

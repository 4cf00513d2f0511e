//! Character encodings on the way through: producers get UTF-8, consumers get what they wrote in (section 2.4).

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use http::HeaderValue;

/// The encoding a consumer wrote in, when it is not UTF-8.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Charset {
    /// As it stands in `Content-Type`.
    label: String,
    encoding: &'static Encoding,
}

impl Charset {
    /// The encoding of a message, by the first of these names that is its name: that of `Content-Type`, that of the XML
    /// declaration. `None` for UTF-8.
    pub(crate) fn of(encoding: &'static Encoding, told: [Option<&str>; 2]) -> Option<Self> {
        if encoding == UTF_8 {
            return None;
        }
        let is_name = |label: &&str| Encoding::for_label(label.as_bytes()).is_some_and(|known| known == encoding);
        let told = told.into_iter().flatten().find(is_name);
        let own = match encoding {
            _ if is_utf_16(encoding) => "UTF-16",
            // Browsers' view of ISO-8859-1, which is what a consumer means by its own name for it.
            _ if encoding == WINDOWS_1252 => "ISO-8859-1",
            _ => encoding.name(),
        };
        // `UTF-16` alone leaves the order of bytes open, and the library's name for it is that of one order.
        let label = told.unwrap_or(own).to_ascii_uppercase();
        Some(Self { label, encoding })
    }

    /// `text/xml` in this encoding.
    pub(crate) fn content_type(&self) -> Option<HeaderValue> {
        HeaderValue::from_str(&format!("text/xml; charset={}", self.label)).ok()
    }

    /// A text in this encoding; characters it does not have become references.
    pub(crate) fn encode(&self, text: &str) -> Vec<u8> {
        match self.label.as_str() {
            _ if is_utf_16(self.encoding) => self.encode_utf_16(text),
            "ISO-8859-1" | "LATIN1" | "ISO8859-1" => narrow(text, '\u{FF}'),
            "US-ASCII" | "ASCII" => narrow(text, '\u{7F}'),
            _ => self.encoding.encode(text).0.into_owned(),
        }
    }

    fn encode_utf_16(&self, text: &str) -> Vec<u8> {
        // A label that tells the order of bytes goes without the mark that would tell it.
        let mark = if self.label == "UTF-16" { "\u{FEFF}" } else { "" };
        let units = mark.encode_utf16().chain(text.encode_utf16());
        let is_little = self.encoding == UTF_16LE;
        units
            .flat_map(|unit| {
                if is_little {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                }
            })
            .collect()
    }
}

fn is_utf_16(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

/// One byte a character up to `last`.
fn narrow(text: &str, last: char) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for character in text.chars() {
        match u8::try_from(character) {
            Ok(byte) if character <= last => out.push(byte),
            _ => out.extend(format!("&#{};", u32::from(character)).into_bytes()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

    use super::Charset;

    type Names = [Option<&'static str>; 2];

    #[test]
    fn section_2_4_a_text_in_the_encoding_of_the_consumer() {
        let header = |label| [Some(label), None];
        let declared = |label| [None, Some(label)];
        let rows: [(&'static Encoding, Names, &str, &[u8]); 10] = [
            (UTF_16LE, [None; 2], "UTF-16", &[0xFF, 0xFE, 0xE5, 0, 0xAC, 0x20]),
            (UTF_16BE, header("utf-16"), "UTF-16", &[0xFE, 0xFF, 0, 0xE5, 0x20, 0xAC]),
            (UTF_16LE, header("UTF-16LE"), "UTF-16LE", &[0xE5, 0, 0xAC, 0x20]),
            (WINDOWS_1252, [None; 2], "ISO-8859-1", b"\xE5&#8364;"),
            (WINDOWS_1252, header("windows-1252"), "WINDOWS-1252", b"\xE5\x80"),
            (WINDOWS_1252, header("us-ascii"), "US-ASCII", b"&#229;&#8364;"),
            (WINDOWS_1252, header("utf-8"), "ISO-8859-1", b"\xE5&#8364;"),
            (WINDOWS_1252, declared("windows-1252"), "WINDOWS-1252", b"\xE5\x80"),
            (WINDOWS_1252, declared("US-ASCII"), "US-ASCII", b"&#229;&#8364;"),
            (
                WINDOWS_1252,
                [Some("iso-8859-1"), Some("us-ascii")],
                "ISO-8859-1",
                b"\xE5&#8364;",
            ),
        ];
        for (encoding, told, label, bytes) in rows {
            let charset = Charset::of(encoding, told).unwrap();
            assert_eq!(charset.content_type().unwrap(), format!("text/xml; charset={label}"));
            assert_eq!(charset.encode("å€"), bytes, "{label}");
        }
        assert_eq!(Charset::of(UTF_8, header("utf-8")), None);
    }
}

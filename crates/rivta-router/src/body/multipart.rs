//! The envelope in an MTOM message (section 2.3): the parts beside it are dropped, as by the incumbent.

use std::sync::LazyLock;

use bytes::Bytes;
use regex::bytes::Regex;

/// From the first envelope with a prefix to the last end of one.
static ENVELOPE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?is-u)<[a-z0-9_]+:Envelope.*</[a-z0-9_]+:Envelope>").ok());

/// Whether a `Content-Type` is that of an MTOM message.
pub(crate) fn is_mtom(content_type: &str) -> bool {
    // Most are `text/xml` and need no copy.
    content_type.contains('+') && content_type.to_ascii_lowercase().contains("application/xop+xml")
}

/// The envelope in a message; `None` when there is none.
pub(crate) fn envelope(message: &Bytes) -> Option<Bytes> {
    let found = ENVELOPE.as_ref()?.find(message)?;
    Some(message.slice(found.range()))
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::{envelope, is_mtom};

    #[test]
    fn section_2_3_the_envelope_is_cut_out() {
        let rows = [
            (
                "--b\r\nC: d\r\n\r\n<s:Envelope a=\"\n\">x</s:Envelope>\r\n--b\r\n\u{1}--b--",
                Some("<s:Envelope a=\"\n\">x</s:Envelope>"),
            ),
            ("<SOAP-ENV:Envelope>x</SOAP-ENV:Envelope>", None),
            ("<S1:ENVELOPE>x</S1:envelope>", Some("<S1:ENVELOPE>x</S1:envelope>")),
            ("<Envelope>x</Envelope>", None),
            ("<s:Envelope>x", None),
            ("", None),
        ];
        for (message, expected) in rows {
            assert_eq!(envelope(&Bytes::from(message)), expected.map(Bytes::from), "{message}");
        }
        assert!(is_mtom("multipart/related; type=\"Application/XOP+xml\""));
        assert!(!is_mtom("multipart/related; type=\"text/xml\""));
    }
}

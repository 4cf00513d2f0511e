//! Bytes to text, by byte order mark or XML declaration.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

/// The text of an XML file without its byte order mark, or the name of the encoding that its bytes
/// do not fit.
pub(super) fn text(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    let (encoding, skip) = match Encoding::for_bom(bytes) {
        Some(found) => found,
        None => (declared(bytes)?, 0),
    };
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes.get(skip..).unwrap_or_default())
        .ok_or_else(|| encoding.name().to_owned())
}

/// The encoding of the bytes, as the file calls it, and whether a byte order mark tells it.
pub(super) fn name(bytes: &[u8]) -> (String, bool) {
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) => (encoding.name().to_owned(), true),
        None => (label(bytes).unwrap_or_else(|| UTF_8.name().to_owned()), false),
    }
}

/// The encoding an XML declaration names; UTF-8 if it names none (XML 1.0, section 4.3.3).
fn declared(bytes: &[u8]) -> Result<&'static Encoding, String> {
    match label(bytes) {
        Some(label) => Encoding::for_label(label.as_bytes()).ok_or(label),
        None => Ok(UTF_8),
    }
}

/// The label of the encoding in the XML declaration, as written.
fn label(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..200).unwrap_or(bytes));
    let (declaration, _) = head.strip_prefix("<?xml")?.split_once("?>")?;
    let (_, rest) = declaration.split_once("encoding")?;
    rest.trim_start_matches(|c: char| c == '=' || c.is_ascii_whitespace())
        .trim_start_matches(['"', '\''])
        .split(['"', '\''])
        .next()
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_latin_1_and_byte_order_marks() {
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE5</a>";
        assert!(text(latin).unwrap().ends_with("<a>\u{e5}</a>"));
        assert_eq!(name(latin), ("ISO-8859-1".to_owned(), false));
        assert_eq!(text(b"\xEF\xBB\xBF<a/>").unwrap(), "<a/>");
        assert_eq!(text(b"\xFF\xFE<\0a\0/\0>\0").unwrap(), "<a/>");
    }

    #[test]
    fn names_the_encoding_that_does_not_fit() {
        assert_eq!(text(b"<a>\xE5</a>").unwrap_err(), "UTF-8");
        assert_eq!(
            text(b"<?xml version='1.0' encoding='klingon'?><a/>").unwrap_err(),
            "klingon"
        );
    }
}

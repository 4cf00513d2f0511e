//! Bytes to text, by byte order mark or XML declaration.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

/// Bytes that are not text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Misfit {
    /// The encoding that the bytes do not fit, or that nobody knows.
    pub(super) encoding: String,
    /// Line and column, both from 1, of what does not fit.
    pub(super) position: (u32, u32),
    /// The text as far as it can be read, for showing.
    pub(super) text: String,
}

/// The text of an XML file without its byte order mark.
pub(super) fn text(bytes: &[u8]) -> Result<Cow<'_, str>, Misfit> {
    let (encoding, skip) = match Encoding::for_bom(bytes) {
        Some(found) => found,
        None => (declared(bytes)?, 0),
    };
    let bytes = bytes.get(skip..).unwrap_or_default();
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.ok_or_else(|| {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        misfit(encoding.name(), &text, text.find(char::REPLACEMENT_CHARACTER))
    })
}

fn misfit(encoding: &str, text: &str, offset: Option<usize>) -> Misfit {
    let before = text.get(..offset.unwrap_or_default()).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let number = |count: usize| u32::try_from(count + 1).unwrap_or(u32::MAX);
    Misfit {
        encoding: encoding.to_owned(),
        position: (number(before.matches('\n').count()), number(line.chars().count())),
        text: text.to_owned(),
    }
}

/// The encoding of the bytes, as the file calls it, and whether a byte order mark tells it.
pub(super) fn name(bytes: &[u8]) -> (String, bool) {
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) => (encoding.name().to_owned(), true),
        None => (label(bytes).unwrap_or_else(|| UTF_8.name().to_owned()), false),
    }
}

/// The encoding an XML declaration names; UTF-8 if it names none (XML 1.0, section 4.3.3).
fn declared(bytes: &[u8]) -> Result<&'static Encoding, Misfit> {
    let Some(label) = label(bytes) else {
        return Ok(UTF_8);
    };
    Encoding::for_label(label.as_bytes()).ok_or_else(|| {
        let text = String::from_utf8_lossy(bytes);
        misfit(&label, &text, text.find(&label))
    })
}

/// The label of the encoding in the XML declaration, as written.
pub(super) fn label(bytes: &[u8]) -> Option<String> {
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
    fn tells_what_does_not_fit_and_where() {
        let told = |bytes| {
            let misfit = text(bytes).unwrap_err();
            (misfit.encoding, misfit.position)
        };
        assert_eq!(told(b"<a>\r\n\xC3\xA5\xE5</a>"), ("UTF-8".to_owned(), (2, 2)));
        assert_eq!(
            told(b"<?xml version='1.0' encoding='klingon'?><a/>"),
            ("klingon".to_owned(), (1, 31))
        );
        assert_eq!(told(b"\xFF\xFE<\0\0\xD8>\0"), ("UTF-16LE".to_owned(), (1, 2)));
    }
}

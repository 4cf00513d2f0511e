//! From bytes to text: UTF-8 without a copy, every other encoding converted.
//!
//! RIV-TA messages are UTF-8; UTF-16 must be understood (Basic Profile 2.1), and ISO-8859-1 is met.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::error::shown;
use super::{DecodeError, DecodeErrorKind, Limits};

/// How many bytes at the start of a document are searched for the encoding of its XML declaration.
const DECLARATION: usize = 256;

/// The encoding of a message: that of its byte order mark, else the HTTP `charset`, else that of
/// the XML declaration, else UTF-8. A `charset` nobody knows counts as absent.
pub fn encoding_of(bytes: &[u8], charset: Option<&str>) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    let named = charset.and_then(labelled);
    match (bytes, named) {
        ([0, b'<', ..], _) => UTF_16BE,
        ([b'<', 0, ..], _) => UTF_16LE,
        // One byte a character, whatever the sender claims.
        ([b'<', ..], Some(encoding)) if is_utf_16(encoding) => declared(bytes).unwrap_or(UTF_8),
        (_, Some(encoding)) => encoding,
        (_, None) => declared(bytes).unwrap_or(UTF_8),
    }
}

fn is_utf_16(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

/// The encoding that is called so. Nearly every message names UTF-8, which need not be looked up.
pub(crate) fn labelled(label: &str) -> Option<&'static Encoding> {
    if label.eq_ignore_ascii_case("utf-8") {
        return Some(UTF_8);
    }
    Encoding::for_label(label.as_bytes())
}

/// The encoding that an XML declaration in an ASCII-compatible encoding names, if it is known.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let encoding = labelled(declared_label(bytes)?)?;
    // A declaration that could be read byte by byte is not in UTF-16, whatever it claims.
    (!is_utf_16(encoding)).then_some(encoding)
}

/// The name of the encoding in an XML declaration, as written; `None` when there is none, or the declaration is not in an
/// encoding that ASCII is part of.
pub fn declared_label(bytes: &[u8]) -> Option<&str> {
    let start = bytes.get(..bytes.len().min(DECLARATION))?;
    let declaration = start.strip_prefix(b"<?xml")?;
    if !declaration.first()?.is_ascii_whitespace() {
        return None;
    }
    let mut ends = memchr::memchr_iter(b'>', declaration);
    let declaration = ends.find_map(|end| declaration.get(..end)?.strip_suffix(b"?"))?;
    let name = memchr::memmem::find(declaration, b"encoding")?;
    let declaration = std::str::from_utf8(declaration).ok()?;
    let rest = declaration.get(name + "encoding".len()..)?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest.get(1..)?.split(quote).next()
}

/// Refuses an encoding that nobody knows and nothing but the XML declaration tells: XML 1.0
/// section 4.3.3 makes it fatal, and guessing would change the text silently.
fn check_label(bytes: &[u8], charset: Option<&str>) -> Result<(), DecodeError> {
    let told = |label: &str| labelled(label).is_some();
    match declared_label(bytes) {
        Some(label) if !told(label) && !charset.is_some_and(told) => {
            Err(DecodeError::of_document(DecodeErrorKind::Encoding(shown(label))))
        }
        _ => Ok(()),
    }
}

/// A message's bytes as text, without a byte order mark. UTF-8 is borrowed, not copied.
///
/// `charset` is that of the HTTP `Content-Type`, which wins over the XML declaration.
///
/// # Errors
///
/// [`DecodeErrorKind::TooLarge`] over `limits.bytes`, [`DecodeErrorKind::Encoding`] when the bytes
/// are not what they claim to be or claim to be what nobody knows, and [`DecodeErrorKind::Malformed`] for characters that XML 1.0
/// does not allow.
pub fn decode_text<'a>(bytes: &'a [u8], charset: Option<&str>, limits: &Limits) -> Result<Cow<'a, str>, DecodeError> {
    check_size(bytes.len(), limits)?;
    check_label(bytes, charset)?;
    let encoding = encoding_of(bytes, charset);
    let text = if encoding == UTF_8 {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        Cow::Borrowed(std::str::from_utf8(bytes).map_err(|_| bad_bytes(encoding))?)
    } else {
        let (text, broken) = encoding.decode_with_bom_removal(bytes);
        if broken {
            return Err(bad_bytes(encoding));
        }
        Cow::Owned(text.into_owned())
    };
    check_text(&text, limits)?;
    Ok(text)
}

/// As [`decode_text`], of a message that may be read to its middle only: UTF-8 becomes text up to the first byte or
/// character that cannot stand in it, and the error tells what is wrong there.
pub(crate) fn decode_beginning<'a>(
    bytes: &'a [u8],
    charset: Option<&str>,
    limits: &Limits,
) -> Result<(Cow<'a, str>, Option<DecodeError>), DecodeError> {
    if encoding_of(bytes, charset) != UTF_8 {
        return decode_text(bytes, charset, limits).map(|text| (text, None));
    }
    let (text, error) = utf_8_beginning(bytes, charset, limits)?;
    Ok(match check_text(text, limits) {
        Ok(()) => (Cow::Borrowed(text), error),
        Err(forbidden) => {
            let allowed = text.get(..forbidden.offset()).unwrap_or_default();
            (Cow::Borrowed(allowed), Some(forbidden))
        }
    })
}

/// As [`decode_beginning`], of a message in UTF-8, and with characters that XML does not allow.
pub(crate) fn utf_8_beginning<'a>(
    bytes: &'a [u8],
    charset: Option<&str>,
    limits: &Limits,
) -> Result<(&'a str, Option<DecodeError>), DecodeError> {
    check_size(bytes.len(), limits)?;
    check_label(bytes, charset)?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((text, None));
    }
    let valid = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    Ok((valid, Some(bad_bytes(UTF_8))))
}

/// Checks the size and the characters of text that is about to be read as XML.
pub(crate) fn check_text(text: &str, limits: &Limits) -> Result<(), DecodeError> {
    check_size(text.len(), limits)?;
    match first_forbidden(text.as_bytes()) {
        None => Ok(()),
        Some(offset) => {
            let kind = DecodeErrorKind::Malformed("a character that XML does not allow");
            Err(DecodeError::at(text, offset, kind))
        }
    }
}

fn check_size(size: usize, limits: &Limits) -> Result<(), DecodeError> {
    if size <= limits.bytes {
        return Ok(());
    }
    Err(DecodeError::of_document(DecodeErrorKind::TooLarge {
        what: "bytes",
        limit: limits.bytes,
    }))
}

fn bad_bytes(encoding: &'static Encoding) -> DecodeError {
    DecodeError::of_document(DecodeErrorKind::Encoding(encoding.name().to_owned()))
}

/// Whether XML 1.0 allows a character (production `Char`).
pub(super) fn is_xml_char(character: char) -> bool {
    !matches!(character, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Offset of the first character of UTF-8 text that XML 1.0 does not allow.
fn first_forbidden(text: &[u8]) -> Option<usize> {
    // One pass without branches, which the compiler vectorises, decides almost always.
    let suspects = text.iter().fold(0_u8, |suspects, byte| {
        let control = u8::from(*byte < b' ');
        let space = u8::from(*byte == b'\n') | u8::from(*byte == b'\t') | u8::from(*byte == b'\r');
        suspects | (control ^ space) | u8::from(*byte == 0xEF)
    });
    if suspects == 0 {
        return None;
    }
    let control = text
        .iter()
        .position(|byte| *byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r'));
    let noncharacter =
        memchr::memmem::find(text, b"\xEF\xBF\xBE").or_else(|| memchr::memmem::find(text, b"\xEF\xBF\xBF"));
    control.into_iter().chain(noncharacter).min()
}

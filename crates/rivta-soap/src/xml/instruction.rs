//! The XML declaration and processing instructions.

use super::attribute::RawAttributes;
use super::ncname::is_ncname;

/// Checks what stands between `<?xml` and `?>`; an error says what is wrong.
///
/// Any version 1.x is taken, as XML 1.0 (fifth edition) demands, and read as 1.0.
pub(super) fn check_declaration(after_name: &str) -> Result<(), &'static str> {
    let mut attributes = RawAttributes::new(after_name).peekable();
    let mut take = |wanted: &str| match attributes.peek() {
        Some(Ok((name, value))) if *name == wanted => {
            let value = *value;
            attributes.next();
            Some(value)
        }
        _ => None,
    };
    let (version, encoding, standalone) = (take("version"), take("encoding"), take("standalone"));
    if !version.is_some_and(is_version) {
        return Err("an XML declaration without version 1.0");
    }
    if encoding.is_some_and(|name| !is_encoding_name(name)) {
        return Err("an XML declaration with a bad encoding name");
    }
    if standalone.is_some_and(|value| !matches!(value, "yes" | "no")) {
        return Err("an XML declaration with standalone neither yes nor no");
    }
    if attributes.next().is_some() {
        return Err("an XML declaration that is written wrongly");
    }
    Ok(())
}

fn is_version(version: &str) -> bool {
    let minor = version.strip_prefix("1.").unwrap_or("");
    !minor.is_empty() && minor.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_encoding_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
}

/// Checks the target of a processing instruction; an error says what is wrong.
pub(super) fn check_target(target: &str) -> Result<(), &'static str> {
    if !is_ncname(target) {
        return Err("a processing instruction without a proper name");
    }
    if target.eq_ignore_ascii_case("xml") {
        return Err("a processing instruction named xml");
    }
    Ok(())
}

//! Attributes of a tag, and the references in their values.

use std::borrow::Cow;

use super::charset::is_xml_char;

/// The attributes in the part of a tag that follows its name, as written.
///
/// It gives name and value, or what is wrong, after which it must not be asked again.
pub(super) struct RawAttributes<'a> {
    rest: &'a str,
}

impl<'a> RawAttributes<'a> {
    pub(super) fn new(after_name: &'a str) -> Self {
        Self { rest: after_name }
    }

    fn read(&mut self, trimmed: &'a str) -> Result<(&'a str, &'a str), &'static str> {
        if trimmed.len() == self.rest.len() {
            return Err("an attribute without white space before it");
        }
        let equals = memchr::memchr(b'=', trimmed.as_bytes()).ok_or("an attribute without a value")?;
        let (name, after) = trimmed.split_at_checked(equals).unwrap_or((trimmed, ""));
        let after = without_space(after.get(1..).unwrap_or(""));
        let quote = match after.as_bytes().first() {
            Some(quote @ (b'"' | b'\'')) => *quote,
            _ => return Err("an attribute value without quotes"),
        };
        let value = after.get(1..).unwrap_or("");
        match memchr::memchr2(quote, b'<', value.as_bytes()).and_then(|end| value.split_at_checked(end)) {
            Some((_, rest)) if rest.starts_with('<') => Err("< in an attribute value"),
            Some((value, rest)) => {
                self.rest = rest.get(1..).unwrap_or("");
                Ok((name.trim_end_matches(is_space), value))
            }
            None => Err("an attribute value without its closing quote"),
        }
    }
}

impl<'a> Iterator for RawAttributes<'a> {
    type Item = Result<(&'a str, &'a str), &'static str>;

    fn next(&mut self) -> Option<Self::Item> {
        let trimmed = without_space(self.rest);
        (!trimmed.is_empty()).then(|| self.read(trimmed))
    }
}

/// The text after its leading white space, of which there is none or little.
fn without_space(text: &str) -> &str {
    let begin = text.bytes().position(|byte| !is_space(char::from(byte)));
    text.get(begin.unwrap_or(text.len())..).unwrap_or("")
}

/// White space as XML has it.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// The value an attribute's text stands for: white space made spaces, references resolved
/// (XML 1.0 section 3.3.3). `None`: a reference that XML does not know.
pub(super) fn attribute_value(raw: &str) -> Option<Cow<'_, str>> {
    let bytes = raw.as_bytes();
    if memchr::memchr3(b'&', b'\t', b'\n', bytes).is_none() && memchr::memchr(b'\r', bytes).is_none() {
        return Some(Cow::Borrowed(raw));
    }
    let mut value = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('&') {
        let (name, after) = after.split_once(';')?;
        push_spaced(&mut value, before);
        value.push(referenced(name)?);
        rest = after;
    }
    push_spaced(&mut value, rest);
    Some(Cow::Owned(value))
}

fn push_spaced(value: &mut String, text: &str) {
    let mut after_return = false;
    for character in text.chars() {
        match character {
            '\n' if after_return => {}
            '\t' | '\n' | '\r' => value.push(' '),
            _ => value.push(character),
        }
        after_return = character == '\r';
    }
}

/// The character a reference stands for, by what is between `&` and `;`.
pub(super) fn referenced(name: &str) -> Option<char> {
    match name {
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "amp" => return Some('&'),
        "quot" => return Some('"'),
        "apos" => return Some('\''),
        _ => {}
    }
    let number = name.strip_prefix('#')?;
    let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |hex| (hex, 16));
    // from_str_radix would take a sign.
    if !digits.chars().all(|digit| digit.is_digit(radix)) {
        return None;
    }
    let code = u32::from_str_radix(digits, radix).ok()?;
    char::from_u32(code).filter(|character| is_xml_char(*character))
}

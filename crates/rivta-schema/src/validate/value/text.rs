//! Texts of a form: names and languages.

use rivta_soap::xml;

pub(super) fn is_language(text: &str) -> bool {
    let fits =
        |part: &str, allowed: fn(&u8) -> bool| (1..=8).contains(&part.len()) && part.bytes().all(|b| allowed(&b));
    let mut parts = text.split('-');
    parts.next().is_some_and(|first| fits(first, u8::is_ascii_alphabetic))
        && parts.all(|part| fits(part, u8::is_ascii_alphanumeric))
}

pub(super) fn is_ncname(text: &str) -> bool {
    xml::is_ncname(text)
}

pub(super) fn is_name(text: &str) -> bool {
    xml::is_name(text)
}

pub(super) fn is_name_token(text: &str) -> bool {
    xml::is_name_token(text)
}

pub(super) fn is_qualified_name(text: &str) -> bool {
    match text.split_once(':') {
        Some((prefix, local)) => is_ncname(prefix) && is_ncname(local),
        None => is_ncname(text),
    }
}

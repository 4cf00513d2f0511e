//! Names as Namespaces in XML 1.0 has them.

/// Whether a text is a name without colon (production `NCName`).
pub(crate) fn is_ncname(name: &str) -> bool {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    if name.as_bytes().iter().all(plain) {
        return name.as_bytes().first().is_some_and(|byte| !byte.is_ascii_digit());
    }
    let mut characters = name.chars();
    characters.next().is_some_and(is_name_start) && characters.all(is_name_character)
}

fn is_name_start(c: char) -> bool {
    c.is_ascii_alphabetic()
        || c == '_'
        || matches!(c, '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}'
            | '\u{37F}'..='\u{1FFF}' | '\u{200C}' | '\u{200D}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}'
            | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

/// Whether a character may stand in a name, after its start.
pub(super) fn is_name_character(c: char) -> bool {
    is_name_start(c)
        || c.is_ascii_digit()
        || matches!(
            c,
            '-' | '.' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}' | '\u{2040}'
        )
}

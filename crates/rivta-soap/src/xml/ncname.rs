//! Names as Namespaces in XML 1.0 has them.

/// What an ASCII byte can be in a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Start,
    /// In a name, but not at its start.
    Inside,
    Colon,
    /// No name, or not ASCII.
    Other,
}

/// The class of each byte: names are checked for every tag, and a look-up costs least.
static CLASSES: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut classes = [Class::Other; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => Class::Start,
            b'0'..=b'9' | b'-' | b'.' => Class::Inside,
            b':' => Class::Colon,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
}

fn class(byte: u8) -> Class {
    CLASSES.get(usize::from(byte)).copied().unwrap_or(Class::Other)
}

/// Prefix (empty: none) and local part of a qualified name; `None` if it is none.
pub(crate) fn split_name(qualified: &str) -> Option<(&str, &str)> {
    let mut after_colon = 0;
    for (index, byte) in qualified.bytes().enumerate() {
        match class(byte) {
            Class::Start => {}
            Class::Inside if index > after_colon => {}
            Class::Colon if index > 0 && after_colon == 0 => after_colon = index + 1,
            _ => return split_unusual_name(qualified),
        }
    }
    let prefix = qualified.get(..after_colon.saturating_sub(1))?;
    let local = qualified.get(after_colon..)?;
    (!local.is_empty()).then_some((prefix, local))
}

/// As [`split_name`], for names with letters beyond ASCII, and what is no name.
#[cold]
fn split_unusual_name(qualified: &str) -> Option<(&str, &str)> {
    match qualified.split_once(':') {
        Some((prefix, local)) => (is_ncname(prefix) && is_ncname(local)).then_some((prefix, local)),
        None => is_ncname(qualified).then_some(("", qualified)),
    }
}

/// Whether a text is a name without colon (production `NCName`).
pub fn is_ncname(name: &str) -> bool {
    let mut characters = name.chars();
    characters.next().is_some_and(is_name_start) && characters.all(is_name_character)
}

/// Whether a text is a name, colons allowed (production `Name`).
pub fn is_name(name: &str) -> bool {
    let mut characters = name.chars();
    let start = characters.next().is_some_and(|c| c == ':' || is_name_start(c));
    start && characters.all(|c| c == ':' || is_name_character(c))
}

/// Whether a text is of characters that names have (production `Nmtoken`).
pub fn is_name_token(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c == ':' || is_name_character(c))
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

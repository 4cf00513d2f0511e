//! Patterns of XML Schema.
//!
//! A pattern there matches the whole value, `\d` means every Unicode digit, and `^` and `$` are
//! ordinary characters. Authors of published contracts write `^…$` all the same and mean anchors:
//! taken literally, such a pattern refuses every personal number. So a leading `^` and a trailing
//! `$` are understood as their authors meant; everywhere else both stand for themselves.

mod block;

use std::iter::Peekable;
use std::str::Chars;
use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};

/// How large a compiled pattern may become, in bytes.
const COMPILED: usize = 4 * 1024 * 1024;

/// What names of XML begin with (production `NameStartChar`), as a part of a class.
const NAME_START: &str = r":A-Z_a-z\u{C0}-\u{D6}\u{D8}-\u{F6}\u{F8}-\u{2FF}\u{370}-\u{37D}\u{37F}-\u{1FFF}\u{200C}-\u{200D}\u{2070}-\u{218F}\u{2C00}-\u{2FEF}\u{3001}-\u{D7FF}\u{F900}-\u{FDCF}\u{FDF0}-\u{FFFD}\u{10000}-\u{EFFFF}";
/// What else names hold.
const NAME_INSIDE: &str = r"\-.0-9\u{B7}\u{300}-\u{36F}\u{203F}-\u{2040}";

/// A compiled pattern facet.
#[derive(Debug, Clone)]
pub struct Pattern {
    regex: Regex,
}

/// A pattern that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a pattern of XML Schema: {0}")]
pub struct PatternError(String);

impl Pattern {
    /// Compiles the value of a `pattern` facet.
    ///
    /// # Errors
    ///
    /// When the pattern is malformed, names a block of Unicode that XML Schema 1.0 does not know, or is
    /// too large to be compiled.
    pub fn new(pattern: &str) -> Result<Self, PatternError> {
        let translated = translate(pattern)?;
        let regex = RegexBuilder::new(&translated)
            .size_limit(COMPILED)
            .build()
            .map_err(|error| PatternError(error.to_string()))?;
        Ok(Self { regex })
    }

    /// Whether the whole value matches.
    pub fn is_match(&self, value: &str) -> bool {
        self.regex.is_match(value)
    }
}

/// A pattern in a `static` of generated code, compiled when it is first used.
///
/// The generator has checked that it compiles; one that does not matches nothing.
#[derive(Debug)]
pub struct StaticPattern {
    pattern: &'static str,
    compiled: OnceLock<Option<Pattern>>,
}

impl StaticPattern {
    /// Keeps the value of a `pattern` facet.
    pub const fn new(pattern: &'static str) -> Self {
        Self {
            pattern,
            compiled: OnceLock::new(),
        }
    }

    /// Whether the whole value matches.
    pub fn is_match(&self, value: &str) -> bool {
        self.compiled
            .get_or_init(|| Pattern::new(self.pattern).ok())
            .as_ref()
            .is_some_and(|pattern| pattern.is_match(value))
    }
}

/// The pattern in the syntax of the regex crate, anchored.
fn translate(pattern: &str) -> Result<String, PatternError> {
    let body = pattern.strip_prefix('^').unwrap_or(pattern);
    let body = match body.strip_suffix('$') {
        Some(rest) if !ends_escaped(rest) => rest,
        _ => body,
    };
    let mut out = String::with_capacity(body.len() + 16);
    out.push_str(r"\A(?:");
    let mut characters = body.chars().peekable();
    let mut class_depth = 0_usize;
    while let Some(character) = characters.next() {
        match character {
            '\\' => escape(&mut out, &mut characters)?,
            '[' if class_depth == 0 => {
                class_depth = 1;
                out.push('[');
            }
            // Subtraction: `[a-z-[aeiou]]`.
            '-' if class_depth > 0 && characters.peek() == Some(&'[') => {
                characters.next();
                class_depth += 1;
                out.push_str("--[");
            }
            ']' if class_depth > 0 => {
                class_depth -= 1;
                out.push(']');
            }
            // XSD's `.` leaves out the carriage return as well.
            '.' if class_depth == 0 => out.push_str(r"[^\n\r]"),
            '^' | '$' if class_depth == 0 => push_plain(&mut out, character),
            // A class or set operators to the regex crate, plain characters as their authors meant.
            '[' | '&' | '~' => push_plain(&mut out, character),
            '-' if class_depth > 0 && out.ends_with('-') => push_plain(&mut out, character),
            _ => out.push(character),
        }
    }
    out.push_str(r")\z");
    Ok(out)
}

fn push_plain(out: &mut String, character: char) {
    out.push('\\');
    out.push(character);
}

/// Translates what follows a backslash: XSD's classes are not those of the regex crate, and its
/// `\b`, `\A` and the like do not exist there.
fn escape(out: &mut String, characters: &mut Peekable<Chars<'_>>) -> Result<(), PatternError> {
    match characters.next() {
        Some('i') => out.push_str(&format!("[{NAME_START}]")),
        Some('I') => out.push_str(&format!("[^{NAME_START}]")),
        Some('c') => out.push_str(&format!("[{NAME_START}{NAME_INSIDE}]")),
        Some('C') => out.push_str(&format!("[^{NAME_START}{NAME_INSIDE}]")),
        Some('s') => out.push_str(r"[ \t\n\r]"),
        Some('S') => out.push_str(r"[^ \t\n\r]"),
        Some('w') => out.push_str(r"[^\p{P}\p{Z}\p{C}]"),
        Some('W') => out.push_str(r"[\p{P}\p{Z}\p{C}]"),
        Some(class @ ('p' | 'P')) => property(out, class, characters)?,
        Some(class @ ('d' | 'D' | 'n' | 'r' | 't')) => push_plain(out, class),
        Some(other) if other.is_ascii_alphanumeric() => {
            return Err(PatternError(format!(r"\{other} means nothing in XML Schema")));
        }
        Some(plain) if plain.is_ascii_punctuation() && !matches!(plain, '<' | '>') => push_plain(out, plain),
        Some(plain) => out.push(plain),
        None => return Err(PatternError("it ends with a backslash".to_owned())),
    }
    Ok(())
}

/// A category such as `\p{L}` is one to the regex crate as well; a block such as `\p{IsBasicLatin}` is not.
fn property(out: &mut String, class: char, characters: &mut Peekable<Chars<'_>>) -> Result<(), PatternError> {
    if characters.next_if_eq(&'{').is_none() {
        return Err(PatternError(format!(r"\{class} without a name in braces")));
    }
    let name: String = characters.by_ref().take_while(|character| *character != '}').collect();
    match name.strip_prefix("Is") {
        None => out.push_str(&format!(r"\{class}{{{name}}}")),
        Some(block) => {
            let ranges = block::class(block).ok_or_else(|| PatternError(format!("no block of Unicode is {name}")))?;
            let complement = if class == 'P' { "^" } else { "" };
            out.push_str(&format!("[{complement}{ranges}]"));
        }
    }
    Ok(())
}

/// Whether what follows `text` is escaped: it ends with an odd number of backslashes.
fn ends_escaped(text: &str) -> bool {
    text.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    fn matches(pattern: &str, value: &str) -> bool {
        Pattern::new(pattern).unwrap().is_match(value)
    }

    #[test]
    fn a_pattern_matches_the_whole_value() {
        assert!(matches(r"\d{4}|x", "2026"));
        assert!(!matches(r"\d{4}|x", "2026x"));
        assert!(!matches(r"\d{4}", "2026\n"));
    }

    #[test]
    fn outer_anchors_are_understood_as_meant() {
        assert!(matches("^[0-9]{8}[0-9pPtTfF][0-9]{3}$", "191212121212"));
        assert!(matches(r"a\$", "a$"));
        assert!(matches("a^b", "a^b"));
    }

    #[test]
    fn plain_characters_stay_plain() {
        assert!(matches(r"[a-z&&x]+", "a&x"));
        assert!(matches(r"(\{|\()?x(\}|\))?", "{x}"));
        assert!(matches("a.c", "abc"));
        assert!(!matches("a.c", "a\rc"));
        assert!(matches(
            r"([OUDCNLoudcnl]{1,2}=[0-9\p{L}\p{Zs}\-.]*,?)*",
            "OU=Östra,C=SE"
        ));
    }

    #[test]
    fn classes_are_those_of_xml_schema() {
        assert!(matches("[a-z-[aeiou]]+", "xyz"));
        assert!(!matches("[a-z-[aeiou]]+", "xaz"));
        assert!(matches("[+--]+", "+,-"));
        assert!(matches("[[]x]", "[x]"));
        assert!(matches("[~~x]+", "~x"));
        assert!(matches(r"\w+", "a+å3"));
        assert!(!matches(r"\w", "_"));
        assert!(!matches(r"[\w]", "-"));
        assert!(matches(r"\s\S", "\tx"));
        assert!(!matches(r"\s", "\u{A0}"));
        assert!(matches(r"\<a\>\/", "<a>/"));
        assert!(matches(r"\i\c*", "_a-1:å") && !matches(r"\i\c*", "1a") && matches(r"[\i-[:]][\c-[:]]*", "a.b"));
        assert!(!matches(r"[\i-[:]]", ":") && matches(r"\I\C", "1 "));
    }

    #[test]
    fn names_and_blocks() {
        assert!(matches(r"\i\c*", "f\u{f6}r-namn.2") && !matches(r"\i\c*", "-a"));
        assert!(matches(r"[\i-[:]][\c-[:]]*", "ab1") && !matches(r"[\i-[:]][\c-[:]]*", "a:b"));
        assert!(matches(r"\I\C", "1 ") && !matches(r"\C", "a"));
        assert!(matches(r"[\p{IsBasicLatin}\p{IsLatin-1Supplement}]+", "a\u{e5}"));
        assert!(matches(r"\P{IsBasicLatin}", "\u{e5}") && !matches(r"\p{IsBasicLatin}", "\u{e5}"));
    }

    #[test]
    fn what_is_not_supported_is_said() {
        assert!(Pattern::new(r"\bx").is_err());
        assert!(Pattern::new(r"\x41").is_err());
        assert!(Pattern::new(r"\p{IsNowhere}").is_err());
        assert!(Pattern::new(r"\pL").is_err());
        assert!(Pattern::new("a(").is_err());
        assert!(Pattern::new("a\\").is_err());
    }
}

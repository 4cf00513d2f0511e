//! Regular expressions of XPath in the syntax of the regex crate, which takes time linear in the text.
//!
//! Back-references do not exist there; no published rule uses one.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use regex::{Regex, RegexBuilder};

use super::failure::{Failure, Outcome};

/// How large a compiled expression may become, in bytes.
const COMPILED: usize = 4 * 1024 * 1024;

/// First and following characters of names, for `\i` and `\c`.
const NAME_START: &str = r"_:\p{L}\p{Nl}";
const NAME: &str = r"_:\-.\p{L}\p{Nl}\p{M}\p{Nd}\x{B7}";

/// Regular expressions that were compiled for one message and are kept for the next.
#[derive(Debug, Default)]
pub(crate) struct Regexes(Mutex<HashMap<(String, String), Regex>>);

/// How many are kept. What a message itself makes up must not fill the memory.
const KEPT: usize = 256;

impl Regexes {
    pub(super) fn get(&self, pattern: &str, flags: &str) -> Option<Regex> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&(pattern.to_owned(), flags.to_owned())).cloned()
    }

    pub(super) fn put(&self, pattern: &str, flags: &str, compiled: &Regex) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() < KEPT {
            known.insert((pattern.to_owned(), flags.to_owned()), compiled.clone());
        }
    }
}

/// Compiles a regular expression with XPath's flags.
pub(super) fn compile(pattern: &str, flags: &str) -> Outcome<Regex> {
    if let Some(unknown) = flags.chars().find(|flag| !"smixq".contains(*flag)) {
        return Err(Failure::new("FORX0001", format!("there is no flag {unknown}")));
    }
    let has = |flag| flags.contains(flag);
    let pattern = if has('x') && !has('q') {
        without_space(pattern)
    } else {
        pattern.to_owned()
    };
    let translated = if has('q') {
        regex::escape(&pattern)
    } else {
        translate(&pattern, has('s'), has('m'))?
    };
    RegexBuilder::new(&translated)
        .case_insensitive(has('i'))
        .multi_line(has('m') && !has('q'))
        .dot_matches_new_line(has('s'))
        .size_limit(COMPILED)
        .build()
        .map_err(|_| malformed("it is malformed or too large"))
}

fn malformed(what: &str) -> Failure {
    Failure::new("FORX0002", format!("a regular expression cannot be used: {what}"))
}

/// The flag `x`: white space outside of classes means nothing.
fn without_space(pattern: &str) -> String {
    let mut depth = 0_usize;
    let mut escaped = false;
    let kept = pattern.chars().filter(|character| {
        let skipped = depth == 0 && super::cast::is_space(*character);
        match character {
            _ if escaped => {}
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        escaped = *character == '\\' && !escaped;
        !skipped
    });
    kept.collect()
}

fn translate(pattern: &str, dot_all: bool, multi_line: bool) -> Outcome<String> {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut characters = pattern.chars().peekable();
    let mut depth = 0_usize;
    // Whether the class that was opened last has nothing in it yet.
    let mut fresh = false;
    while let Some(character) = characters.next() {
        let first = std::mem::take(&mut fresh);
        match character {
            '\\' => escape(&mut out, &mut characters, depth > 0)?,
            '[' if depth == 0 => {
                depth = 1;
                fresh = true;
                out.push('[');
                if characters.next_if_eq(&'^').is_some() {
                    out.push('^');
                }
            }
            '-' if depth > 0 && characters.peek() == Some(&'[') => {
                characters.next();
                depth += 1;
                fresh = true;
                out.push_str("--[");
                if characters.next_if_eq(&'^').is_some() {
                    out.push('^');
                }
            }
            ']' if depth > 0 && !first => {
                depth -= 1;
                out.push(']');
            }
            ']' | '[' => return Err(malformed("a square bracket must be escaped")),
            '-' if depth > 0 && (first || characters.peek() == Some(&']')) => out.push_str(r"\-"),
            '^' | '&' | '~' if depth > 0 => push_escaped(&mut out, character),
            '.' if depth == 0 && !dot_all => out.push_str(r"[^\n\r]"),
            '$' if depth == 0 && !multi_line => out.push_str(r"\z"),
            '(' if depth == 0 => {
                out.push('(');
                if characters.peek() == Some(&'?') && !takes_group(&mut out, &mut characters) {
                    return Err(malformed("of groups with a question mark only (?: exists"));
                }
            }
            _ => out.push(character),
        }
    }
    if depth > 0 {
        return Err(malformed("a square bracket is not closed"));
    }
    Ok(out)
}

type Characters<'p> = std::iter::Peekable<std::str::Chars<'p>>;

fn takes_group(out: &mut String, characters: &mut Characters<'_>) -> bool {
    characters.next();
    out.push_str("?:");
    characters.next_if_eq(&':').is_some()
}

fn push_escaped(out: &mut String, character: char) {
    out.push('\\');
    out.push(character);
}

fn escape(out: &mut String, characters: &mut Characters<'_>, in_class: bool) -> Outcome<()> {
    let class = |body: &str, negated: bool| format!("[{}{body}]", if negated { "^" } else { "" });
    match characters.next() {
        Some(name @ ('i' | 'I')) => out.push_str(&class(NAME_START, name == 'I')),
        Some(name @ ('c' | 'C')) => out.push_str(&class(NAME, name == 'C')),
        Some(space @ ('s' | 'S')) => out.push_str(&class(r" \t\n\r", space == 'S')),
        Some(word @ ('w' | 'W')) => out.push_str(&class(r"\p{P}\p{Z}\p{C}", word == 'w')),
        Some(class @ ('d' | 'D')) => push_escaped(out, if class == 'd' { 'd' } else { 'D' }),
        Some(property @ ('p' | 'P')) => return push_property(out, characters, property),
        Some(control @ ('n' | 'r' | 't')) => push_escaped(out, control),
        Some(digit) if digit.is_ascii_digit() && !in_class => {
            return Err(malformed("it has a back-reference, which this engine does not take"));
        }
        Some(plain @ ('\\' | '|' | '.' | '?' | '*' | '+' | '(' | ')' | '{' | '}' | '$' | '-' | '[' | ']' | '^')) => {
            push_escaped(out, plain);
        }
        _ => return Err(malformed("a backslash is followed by what it cannot be followed by")),
    }
    Ok(())
}

/// A category such as `\p{L}`; of the blocks, those of Western text.
fn push_property(out: &mut String, characters: &mut Characters<'_>, property: char) -> Outcome<()> {
    let name: String = characters.by_ref().take_while(|character| *character != '}').collect();
    let name = name
        .strip_prefix('{')
        .ok_or_else(|| malformed("a category is written {...}"))?;
    let block = match name {
        "IsBasicLatin" => r"\x{0}-\x{7F}",
        "IsLatin-1Supplement" => r"\x{80}-\x{FF}",
        "IsLatinExtended-A" => r"\x{100}-\x{17F}",
        "IsLatinExtended-B" => r"\x{180}-\x{24F}",
        "IsGeneralPunctuation" => r"\x{2000}-\x{206F}",
        _ if name.starts_with("Is") => return Err(malformed("this engine does not know the block")),
        _ => {
            out.push('\\');
            out.push(property);
            out.push_str(&format!("{{{name}}}"));
            return Ok(());
        }
    };
    out.push_str(&format!("[{}{block}]", if property == 'P' { "^" } else { "" }));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, flags: &str, text: &str) -> bool {
        compile(pattern, flags).unwrap().is_match(text)
    }

    #[test]
    fn anchors_and_dots_are_those_of_xpath() {
        assert!(matches(r"^[0-2](\.([0-9])+)+$", "", "1.2.752.129"));
        assert!(!matches(r"^[0-2](\.([0-9])+)+$", "", "1.2.752.129\n"));
        assert!(matches("b", "", "abc"));
        assert!(!matches("a.c", "", "a\nc"));
        assert!(matches("a.c", "s", "a\nc"));
        assert!(matches("^b$", "m", "a\nb\nc"));
        assert!(matches("A B", "ix", "ab"));
        assert!(matches("a.c", "q", "xa.cx"));
        assert!(!matches("a.c", "q", "abc"));
    }

    #[test]
    fn classes_are_those_of_xpath() {
        assert!(matches(r"^[a-z-[aeiou]]+$", "", "xyz"));
        assert!(!matches(r"^[a-z-[aeiou]]+$", "", "xaz"));
        assert!(matches(r"^[a-z0-9\-\.]{1,36}$", "", "a-1.b"));
        assert!(matches(r"^[+-]\d$", "", "-1"));
        assert!(matches(r"^[-+]\d$", "", "+1"));
        assert!(matches(r"^[\w\s]+$", "", "två ord"));
        assert!(matches(r"^\i\c*$", "", "name-1"));
        assert!(matches(r"^\p{Lu}\P{Lu}$", "", "Åå"));
        assert!(matches(r"^\p{IsBasicLatin}+$", "", "abc"));
        assert!(!matches(r"^\p{IsBasicLatin}+$", "", "åäö"));
        assert!(matches(r"^[&&~~]+$", "", "&~"));
    }

    #[test]
    fn what_cannot_be_used_is_told() {
        for pattern in ["[", "a]", "(", r"(a)\1", r"\p{IsGreek}", r"\é", "(?i)a", "*", "[b-a]"] {
            assert_eq!(compile(pattern, "").unwrap_err().code, "FORX0002", "{pattern}");
        }
        assert_eq!(compile("a", "y").unwrap_err().code, "FORX0001");
    }
}

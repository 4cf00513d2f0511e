//! Texts that a pattern matches.

use regex_syntax::Parser;
use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind};

/// The longest text that is made up.
const LONGEST: usize = 4_096;
/// Characters that are taken rather than others a class allows.
const LIKED: [char; 8] = ['0', '1', '2', 'A', 'B', 'a', 'b', '-'];

/// Texts that may match a pattern of XML Schema: the shortest, and one of about `length` characters. Its language is
/// not quite that of the parser, so whoever asks checks them.
pub(super) fn matching(pattern: &str, length: usize) -> Vec<String> {
    let body = pattern.strip_prefix('^').unwrap_or(pattern);
    let body = body.strip_suffix('$').unwrap_or(body);
    let Ok(parsed) = Parser::new().parse(body) else {
        return Vec::new();
    };
    let mut texts = Vec::new();
    for more in [0, 1, length] {
        let mut text = String::new();
        if append(&mut text, &parsed, more) && !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts
}

/// Appends a text that matches; what may be repeated without end is repeated `more` times more than it must be. The
/// parser limits how deep its result is.
fn append(text: &mut String, hir: &Hir, more: usize) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => true,
        HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
            Ok(literal) => {
                text.push_str(literal);
                true
            }
            Err(_) => false,
        },
        HirKind::Class(Class::Unicode(class)) => {
            let character = character(class);
            text.extend(character);
            character.is_some()
        }
        HirKind::Class(Class::Bytes(_)) => false,
        HirKind::Repetition(repetition) => {
            let least = usize::try_from(repetition.min).unwrap_or(usize::MAX);
            let most = repetition
                .max
                .map_or(usize::MAX, |max| usize::try_from(max).unwrap_or(usize::MAX));
            let times = least.saturating_add(more).min(most).min(LONGEST);
            (0..times).all(|_| append(text, &repetition.sub, more))
        }
        HirKind::Capture(capture) => append(text, &capture.sub, more),
        HirKind::Concat(parts) => parts.iter().all(|part| append(text, part, more)),
        HirKind::Alternation(alternatives) => {
            let start = text.len();
            alternatives.iter().any(|alternative| {
                text.truncate(start);
                append(text, alternative, more)
            })
        }
    }
}

fn character(class: &ClassUnicode) -> Option<char> {
    let holds = |c: &char| class.iter().any(|range| (range.start()..=range.end()).contains(c));
    let first = class.iter().map(ClassUnicodeRange::start);
    LIKED.into_iter().chain(' '..='~').find(holds).or_else(|| first.min())
}

#[cfg(test)]
mod tests {
    use rivta_soap::pattern::Pattern;

    use super::matching;

    #[test]
    fn what_is_made_up_matches() {
        for pattern in [
            r"[0-9]{8}([0-9]{4})?",
            r"^(19|20)\d\d(0[1-9]|1[012])(0[1-9]|[12][0-9]|3[01])$",
            r"[A-Z]{2}\d{10}-\w+",
            r"a|b|",
            r"(\d+\.)*\d+",
            r"[^a-z]+",
        ] {
            let texts = matching(pattern, 12);
            let compiled = Pattern::new(pattern).unwrap();
            assert!(texts.iter().any(|text| compiled.is_match(text)), "{pattern}: {texts:?}");
        }
        assert_eq!(matching("[0-9]{4}", 0), ["0000"]);
        assert_eq!(matching("[a-z]*", 3), ["", "a", "aaa"]);
    }

    #[test]
    fn what_cannot_be_made_up_is_left() {
        assert!(matching(r"\i\c*", 0).is_empty());
        assert!(matching("(", 0).is_empty());
        assert!(matching("(a{1000}){1000}", 0).is_empty());
    }
}

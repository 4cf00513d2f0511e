//! Values in scripts that need no running: texts, numbers, properties, answers.

use std::collections::BTreeMap;

/// Bytes of one text that a script puts together; a few lines could double it without end.
const TEXT: usize = 4 * 1024;
/// What the scripts hand on from their surroundings: no argument for us.
const HANDED: &[&str] = &["messageExchange", "context", "log", "testRunner", "this"];

/// An argument of a call.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Argument {
    /// A text, with `${name}` for what the script takes from properties.
    Text(String),
    List(Vec<String>),
    /// The answer to a call, by the name of its step.
    Answer(String),
    /// The message and what else a script is handed: our verbs have them anyway.
    Handed,
}

impl Argument {
    /// In bytes.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::Text(text) | Self::Answer(text) => text.len(),
            Self::List(texts) => texts.iter().map(String::len).sum(),
            Self::Handed => 0,
        }
    }
}

/// What a script has defined so far.
pub(super) type Known = BTreeMap<String, Argument>;

/// The value of an expression that needs no running.
pub(super) fn argument(expression: &str, known: &Known) -> Option<Argument> {
    let expression = expression.trim();
    if let Some(inside) = expression.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let items = split(inside, ',').into_iter().map(|item| text(item.trim(), known));
        return items.collect::<Option<Vec<_>>>().map(Argument::List);
    }
    if let Some(value) = known.get(expression) {
        return Some(value.clone());
    }
    if is_handed(expression, known) {
        return Some(Argument::Handed);
    }
    let answer = answer_of(expression).map(Argument::Answer);
    answer.or_else(|| text(expression, known).map(Argument::Text))
}

/// A text: literals, numbers, properties, and sums of them.
fn text(expression: &str, known: &Known) -> Option<String> {
    let mut whole = String::new();
    for part in split(expression, '+') {
        whole.push_str(&term(part.trim(), known)?);
        if whole.len() > TEXT {
            return None;
        }
    }
    Some(whole)
}

/// What makes another kind of a value and leaves its text as it is.
const KINDS: [&str; 6] = [
    ".toString()",
    ".trim()",
    ".toInteger()",
    " as String",
    " as int",
    " as Integer",
];

fn term(term: &str, known: &Known) -> Option<String> {
    let bare = KINDS.iter().find_map(|kind| term.strip_suffix(kind));
    let term = bare.unwrap_or(term).trim();
    if term.starts_with('"') {
        return interpolated(term, known);
    }
    if let Some(literal) = literal(term) {
        return Some(literal);
    }
    if let Some(Argument::Text(text)) = known.get(term) {
        return Some(text.clone());
    }
    let digits = term.strip_prefix('-').unwrap_or(term);
    let is_number =
        digits.starts_with(|c: char| c.is_ascii_digit()) && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    if is_number || matches!(term, "true" | "false") {
        return Some(term.to_owned());
    }
    if let Some(inside) = expanded(term) {
        return literal(inside);
    }
    property(term).map(|name| format!("${{{name}}}"))
}

/// A text in double quotes, in which `${expression}` and `$name` stand for values.
fn interpolated(term: &str, known: &Known) -> Option<String> {
    let inside = term.strip_prefix('"')?.strip_suffix('"')?;
    let mut out = String::with_capacity(inside.len());
    let mut rest = inside;
    while let Some(at) = rest.find(['\\', '$', '"']) {
        let (before, found) = rest.split_at(at);
        out.push_str(before);
        let after = found.get(1..).unwrap_or_default();
        rest = match found.chars().next()? {
            '"' => return None,
            '\\' => {
                let mut characters = after.chars();
                out.push(unescaped(characters.next()?));
                characters.as_str()
            }
            _ => push_value(after, known, &mut out)?,
        };
        if out.len() > TEXT {
            return None;
        }
    }
    out.push_str(rest);
    Some(out)
}

/// Adds the value of what follows a `$`, and gives the rest; one that the script has not set is a property's.
fn push_value<'t>(after: &'t str, known: &Known, out: &mut String) -> Option<&'t str> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let (name, rest) = match after.strip_prefix('{') {
        Some(inside) => {
            let end = split(inside, '}').first()?.len();
            (inside.get(..end)?, inside.get(end..)?.strip_prefix('}')?)
        }
        None => after.split_at(after.find(|c| !is_name(c)).unwrap_or(after.len())),
    };
    // A text of this kind inside another would be read as deep as it goes.
    if name.contains('"') {
        return None;
    }
    match text(name, known) {
        Some(value) => out.push_str(&value),
        None if !name.is_empty() && name.chars().all(is_name) => out.push_str(&format!("${{{name}}}")),
        None => return None,
    }
    Some(rest)
}

/// The property that `context.name`, `context['name']` or `….getPropertyValue('name')` takes, in the scope that it is asked
/// of.
fn property(term: &str) -> Option<String> {
    let asked = ["getPropertyValue(", "getProperty("]
        .iter()
        .find_map(|way| term.split_once(way));
    if let Some((of, inside)) = asked {
        let name = literal(inside.strip_suffix(')')?.trim())?;
        let of = of.to_lowercase();
        let scopes = [
            ("project.", "#Project#"),
            ("testsuite.", "#TestSuite#"),
            ("testcase.", "#TestCase#"),
        ];
        let scope = scopes.iter().find(|(end, _)| of.ends_with(end));
        return Some(scope.map_or(name.clone(), |(_, scope)| format!("{scope}{name}")));
    }
    let rest = term.strip_prefix("context")?;
    if let Some(inside) = rest.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return literal(inside.trim());
    }
    let name = rest.strip_prefix('.')?;
    name.chars()
        .all(|c| c.is_alphanumeric() || c == '_')
        .then(|| name.to_owned())
}

/// A literal's text; its quotes stand nowhere inside it unescaped.
fn literal(literal: &str) -> Option<String> {
    let quote = literal.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    let inside = literal.strip_prefix(quote)?.strip_suffix(quote)?;
    let mut out = String::with_capacity(inside.len());
    let mut characters = inside.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => out.push(unescaped(characters.next()?)),
            other if other == quote => return None,
            other => out.push(other),
        }
    }
    Some(out)
}

/// What a character stands for after a backslash.
fn unescaped(character: char) -> char {
    match character {
        'n' => '\n',
        't' => '\t',
        other => other,
    }
}

/// Splits at a separator that stands outside of texts and brackets.
pub(super) fn split(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut depth, mut quote, mut escaped) = (0, 0_usize, None, false);
    for (index, character) in text.char_indices() {
        match (quote, character) {
            _ if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(open), _) => quote = Some(open).filter(|open| *open != character),
            (None, '\'' | '"') => quote = Some(character),
            (None, _) if character == separator && depth == 0 => {
                parts.push(text.get(start..index).unwrap_or_default());
                start = index + character.len_utf8();
            }
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts
}

/// Whether an expression is what a script is handed, or a part of the message.
fn is_handed(expression: &str, known: &Known) -> bool {
    let (head, rest) = expression.split_once('.').unwrap_or((expression, ""));
    let is_known = HANDED.contains(&head) || known.get(head) == Some(&Argument::Handed);
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '(' | ')');
    let property = rest.contains("getProperty") || head == "context" && !rest.starts_with("testCase");
    is_known && (rest.is_empty() || rest.chars().all(plain) && !property)
}

/// The step whose answer an expression stands for: `context.expand('${step#Response}')`, or the step looked up by its name.
fn answer_of(expression: &str) -> Option<String> {
    if let Some(inside) = expanded(expression).and_then(literal) {
        let step = inside.strip_prefix("${")?.strip_suffix('}')?;
        let parts = ["#Response", "#ResponseAsXml", "#RawResponse"];
        let step = parts.iter().find_map(|part| step.strip_suffix(part))?;
        return Some(step.to_owned());
    }
    let (_, rest) = ["getTestStepByName(", "testSteps["]
        .iter()
        .find_map(|way| expression.split_once(way))?;
    let end = rest.find([')', ']'])?;
    let (name, path) = rest.split_at(end);
    (!path.contains("getProperty")).then(|| literal(name.trim())).flatten()
}

/// What stands in `context.expand(…)`.
fn expanded(expression: &str) -> Option<&str> {
    let inside = expression.strip_prefix("context.expand(")?.strip_suffix(')')?;
    Some(inside.trim())
}

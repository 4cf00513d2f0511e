//! Scripts of one line, or few, against `ContentAssertions`: Groovy as far as the published suites use it.

use std::collections::BTreeMap;

use super::vocabulary::verb;
use crate::case::Verb;

/// Bytes of a script that is looked at.
const SCRIPT: usize = 64 * 1024;
/// Bytes of one text that a script puts together; a few lines could double it without end.
const TEXT: usize = 4 * 1024;
/// What the scripts hand on from their surroundings: no argument for us.
const SURROUNDINGS: &[&str] = &[
    "messageExchange",
    "context",
    "context.testCase",
    "log",
    "testRunner",
    "this",
];

/// An argument of a call.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Argument {
    /// A text, with `${name}` for what the script takes from properties.
    Text(String),
    List(Vec<String>),
    /// The message and what else a script is handed: our verbs have them anyway.
    Surroundings,
}

impl Argument {
    /// In bytes.
    fn size(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::List(texts) => texts.iter().map(String::len).sum(),
            Self::Surroundings => 0,
        }
    }
}

/// The verbs that a script stands for; `Err` tells in Swedish what it holds beside them. `constraints` is the path of the
/// Schematron rules from a case, where there are any.
pub(super) fn verbs(script: &str, constraints: Option<&str>) -> Result<Vec<Verb>, String> {
    if script.len() > SCRIPT {
        return Err("skriptet är för långt".to_owned());
    }
    let mut known: BTreeMap<String, Argument> = BTreeMap::new();
    let (mut held, mut verbs) = (0, Vec::new());
    for statement in statements(script) {
        let statement = statement.trim();
        let harmless = ["import ", "log.", "package "]
            .iter()
            .any(|start| statement.starts_with(start));
        if statement.is_empty() || harmless {
            continue;
        }
        if let Some((name, value)) = definition(statement) {
            let value = match argument(value, &known) {
                _ if is_surroundings(value) || value.starts_with("new ") => Argument::Surroundings,
                Some(value) => value,
                None => return Err(format!("tilldelningen av {name}")),
            };
            held += value.size();
            if held > SCRIPT {
                return Err("skriptets variabler är för stora".to_owned());
            }
            known.insert(name.to_owned(), value);
            continue;
        }
        verbs.push(call(statement, &known, constraints)?);
    }
    if verbs.is_empty() {
        return Err("skriptet anropar ingen känd kontroll".to_owned());
    }
    Ok(verbs)
}

/// The statements of a script without its comments: they end with a line or a semicolon, but not inside brackets and
/// texts.
fn statements(script: &str) -> Vec<String> {
    let mut statements = vec![String::new()];
    let mut characters = script.chars().peekable();
    let (mut depth, mut quote) = (0_usize, None);
    while let Some(character) = characters.next() {
        match (quote, character) {
            (None, '/') if characters.peek() == Some(&'/') => {
                while characters.peek().is_some_and(|next| *next != '\n') {
                    characters.next();
                }
                continue;
            }
            (None, '/') if characters.peek() == Some(&'*') => {
                let mut before = ' ';
                characters.next();
                for next in characters.by_ref() {
                    if before == '*' && next == '/' {
                        break;
                    }
                    before = next;
                }
                continue;
            }
            (None, '\n' | ';') if depth == 0 => {
                statements.push(String::new());
                continue;
            }
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth = depth.saturating_sub(1),
            (None, '\'' | '"') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            _ => {}
        }
        if let Some(statement) = statements.last_mut() {
            statement.push(character);
            if quote.is_some() && character == '\\' {
                statement.extend(characters.next());
            }
        }
    }
    statements
}

/// `def name = value`, with or without a type in place of `def`.
fn definition(statement: &str) -> Option<(&str, &str)> {
    let (left, right) = statement.split_once('=')?;
    let name = left.split_whitespace().last()?;
    let is_name = |word: &str| word.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
    let plain = left.split_whitespace().all(is_name) && !right.starts_with(['=', '~']);
    plain.then(|| (name, right.trim()))
}

/// A call of one of the verbs.
fn call(statement: &str, known: &BTreeMap<String, Argument>, constraints: Option<&str>) -> Result<Verb, String> {
    let start = statement
        .find("assert")
        .ok_or_else(|| "något annat än en kontroll".to_owned())?;
    let before = statement.get(..start).unwrap_or_default();
    let called = statement.get(start..).unwrap_or_default();
    let (name, rest) = called.split_once('(').ok_or_else(|| "ett assert i Groovy".to_owned())?;
    let name = name.trim();
    let arguments = rest.trim_end().strip_suffix(')');
    let (true, Some(arguments)) = (
        is_receiver(before) && name.chars().all(char::is_alphanumeric),
        arguments,
    ) else {
        return Err("ett uttryck i Groovy".to_owned());
    };
    let mut values = Vec::new();
    for part in split(arguments, ',') {
        let part = part.trim();
        if part.is_empty() || is_surroundings(part) {
            continue;
        }
        match argument(part, known).ok_or_else(|| format!("ett argument till {name}"))? {
            Argument::Surroundings => {}
            value => values.push(value),
        }
    }
    verb(name, &values, constraints)
}

/// Whether an expression is what a script is handed, or a part of the message.
fn is_surroundings(expression: &str) -> bool {
    let expression = expression.trim();
    let of_message = expression.strip_prefix("messageExchange.").is_some_and(|part| {
        part.chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '(' | ')'))
    });
    SURROUNDINGS.contains(&expression) || of_message && !expression.contains("getProperty")
}

/// Whether what stands before a call is nothing, a name, or a new object, each with its point.
fn is_receiver(before: &str) -> bool {
    let Some(before) = before.strip_suffix('.') else {
        return before.is_empty();
    };
    let name = match before.strip_prefix("new ").and_then(|rest| rest.split_once('(')) {
        Some((name, rest)) if rest.ends_with(')') => name,
        Some(_) => return false,
        None => before,
    };
    name.trim()
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '.' | '_'))
}

/// The value of an expression that needs no running.
fn argument(expression: &str, known: &BTreeMap<String, Argument>) -> Option<Argument> {
    let expression = expression.trim();
    if let Some(inside) = expression.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let items = split(inside, ',').into_iter().map(|item| text(item.trim(), known));
        return items.collect::<Option<Vec<_>>>().map(Argument::List);
    }
    known
        .get(expression)
        .cloned()
        .or_else(|| text(expression, known).map(Argument::Text))
}

/// A text: literals, numbers, properties, and sums of them.
fn text(expression: &str, known: &BTreeMap<String, Argument>) -> Option<String> {
    let mut whole = String::new();
    for part in split(expression, '+') {
        whole.push_str(&term(part.trim(), known)?);
        if whole.len() > TEXT {
            return None;
        }
    }
    Some(whole)
}

fn term(term: &str, known: &BTreeMap<String, Argument>) -> Option<String> {
    if let Some(literal) = literal(term) {
        return Some(literal);
    }
    if let Some(Argument::Text(text)) = known.get(term) {
        return Some(text.clone());
    }
    if !term.is_empty() && term.chars().all(|c| c.is_ascii_digit()) {
        return Some(term.to_owned());
    }
    if let Some(inside) = term
        .strip_prefix("context.expand(")
        .and_then(|rest| rest.strip_suffix(')'))
    {
        return literal(inside.trim());
    }
    property(term).map(|name| format!("${{{name}}}"))
}

/// The property that `context.name`, `context['name']` or `….getPropertyValue('name')` takes.
fn property(term: &str) -> Option<String> {
    if let Some((_, inside)) = term
        .split_once("getPropertyValue(")
        .or_else(|| term.split_once("getProperty("))
    {
        return literal(inside.strip_suffix(')')?.trim());
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
            '\\' => out.push(match characters.next()? {
                'n' => '\n',
                't' => '\t',
                other => other,
            }),
            other if other == quote => return None,
            other => out.push(other),
        }
    }
    Some(out)
}

/// Splits at a separator that stands outside of texts and brackets.
fn split(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut depth, mut quote, mut escaped) = (0, 0_usize, None, false);
    for (index, character) in text.char_indices() {
        match (quote, character) {
            _ if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(open), _) => quote = Some(open).filter(|open| *open != character),
            (None, '\'' | '"') => quote = Some(character),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth = depth.saturating_sub(1),
            (None, _) if character == separator && depth == 0 => {
                parts.push(text.get(start..index).unwrap_or_default());
                start = index + character.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Quantifier;

    fn one(script: &str) -> Verb {
        let mut verbs = verbs(script, Some("../constraints.xml")).unwrap();
        assert_eq!(verbs.len(), 1, "{verbs:?}");
        verbs.remove(0)
    }

    #[test]
    fn one_liners_become_verbs() {
        let expected = Verb::Value {
            path: "c:header/c:unit".to_owned(),
            equals: "${careUnitHSAId}".to_owned(),
            records: Quantifier::Any,
        };
        for script in [
            "new ContentAssertions(log, context).assertSpecificValueInAnyRecord(messageExchange, 'c:header/c:unit', context.expand('${careUnitHSAId}'))",
            "import se.x.ContentAssertions\n// the unit\nContentAssertions.assertSpecificValueInAnyRecord(\n  messageExchange, context,\n  \"c:header/c:unit\", context.careUnitHSAId);",
            "import static se.x.ContentAssertions.*\nString xml = messageExchange.responseContentAsXml\nassertSpecificValueInAnyRecord(xml, context.testCase, 'c:header/c:unit', messageExchange.modelItem.testStep.testCase.getPropertyValue('careUnitHSAId'))",
            "def a = new ContentAssertions(context)\ndef unit = context['careUnitHSAId']; a.assertSpecificValueInAnyRecord('c:header' + '/c:unit', unit)",
        ] {
            assert_eq!(one(script), expected, "{script}");
        }
        assert_eq!(one("c.assertExactNumberOfRecords(3)"), Verb::Records { count: 3 });
        assert_eq!(one("assertNonEmptyResponse(messageExchange)"), Verb::NonEmpty {});
        let expected = Verb::Allowed {
            path: "c:code".to_owned(),
            values: vec!["a,b".to_owned(), "c".to_owned()],
        };
        assert_eq!(one("c.assertValidValuesInAllRecords('c:code', ['a,b', 'c'])"), expected);
        assert!(matches!(
            one("c.assertSchematronConstraints(messageExchange)"),
            Verb::Schematron { .. }
        ));
    }

    #[test]
    fn what_is_more_than_that_is_told() {
        for script in [
            "",
            "assert context.response != null",
            "c.assertForAnyRecord({ it -> it.unit == 'x' })",
            "c.assertSpecificValueInAnyRecord('path')",
            "c.assertExactNumberOfRecords(context.count)",
            "for (record in records) { c.assertNonEmptyResponse() }",
            "Thread.sleep(10)",
            "if (x) c.assertNonEmptyResponse()",
            "x = 'open",
        ] {
            assert!(verbs(script, None).is_err(), "{script}: {:?}", verbs(script, None));
        }
        assert!(verbs("c.assertSchematronConstraints()", None).is_err());
    }

    #[test]
    fn texts_that_double_are_given_up() {
        let doubling = "a = a + a\n".repeat(60);
        let script = format!("def a = 'x'\n{doubling}c.assertNonEmptyResponse()");
        assert!(verbs(&script, None).is_err());
    }
}

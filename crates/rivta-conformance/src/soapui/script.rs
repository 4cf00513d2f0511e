//! Scripts of one line, or few, against `ContentAssertions`: Groovy as far as the published suites use it.

use std::collections::BTreeSet;

use super::value::{Argument, Known, argument, split};
use super::vocabulary::verb;
use crate::case::Verb;

/// Bytes of a script that is looked at.
const SCRIPT: usize = 64 * 1024;
/// Statements that check nothing.
const HARMLESS: &[&str] = &["import ", "log.", "package ", "println"];

/// What scripts may refer to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Surroundings<'a> {
    /// The names of the rule files beside the project.
    pub(super) rules: &'a [String],
    /// The path of one record.
    pub(super) records: Option<&'a str>,
}

/// The verbs that a script stands for; `Err` tells in Swedish what it holds beside them.
pub(super) fn verbs(script: &str, surroundings: &Surroundings<'_>) -> Result<Vec<Verb>, String> {
    match verbs_and_answer(script, surroundings)? {
        (verbs, None) => Ok(verbs),
        (_, Some(step)) => Err(format!("skriptet gäller svaret i steget {step}")),
    }
}

/// As [`verbs`], with the step whose answer they look at, if the script names one.
pub(super) fn verbs_and_answer(
    script: &str,
    surroundings: &Surroundings<'_>,
) -> Result<(Vec<Verb>, Option<String>), String> {
    if script.len() > SCRIPT {
        return Err("skriptet är för långt".to_owned());
    }
    let mut known = Known::new();
    let (mut held, mut verbs, mut answers) = (0, Vec::new(), BTreeSet::new());
    for statement in statements(script) {
        let statement = statement.trim();
        let harmless = HARMLESS.iter().any(|start| statement.starts_with(start));
        if statement.is_empty() || harmless {
            continue;
        }
        if let Some((name, value)) = definition(statement) {
            let value = match argument(value, &known) {
                Some(value) => value,
                None if value.starts_with("new ") => Argument::Handed,
                None => return Err(format!("tilldelningen av {name}")),
            };
            held += value.size();
            if held > SCRIPT {
                return Err("skriptets variabler är för stora".to_owned());
            }
            known.insert(name.to_owned(), value);
            continue;
        }
        let (verb, answer) = call(statement, &known, surroundings)?;
        verbs.push(verb);
        answers.insert(answer);
    }
    let answer = answers.pop_first().flatten();
    match (verbs.is_empty(), answers.is_empty()) {
        (true, _) => Err("skriptet anropar ingen känd kontroll".to_owned()),
        (_, false) => Err("skriptet gäller flera svar".to_owned()),
        _ => Ok((verbs, answer)),
    }
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
    joined(statements)
}

/// Statements of which those that begin with a point belong to the one before.
fn joined(statements: Vec<String>) -> Vec<String> {
    let mut whole: Vec<String> = Vec::with_capacity(statements.len());
    for statement in statements {
        match whole.last_mut() {
            Some(last) if statement.trim_start().starts_with('.') => {
                let end = last.trim_end().len();
                last.truncate(end);
                last.push_str(statement.trim_start());
            }
            _ => whole.push(statement),
        }
    }
    whole
}

/// `def name = value`, with or without a type in place of `def`.
fn definition(statement: &str) -> Option<(&str, &str)> {
    let (left, right) = statement.split_once('=')?;
    let name = left.split_whitespace().last()?;
    let is_name = |word: &str| word.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
    let plain = left.split_whitespace().all(is_name) && !right.starts_with(['=', '~']);
    plain.then(|| (name, right.trim()))
}

/// A call of one of the verbs, and the step whose answer it is handed.
fn call(statement: &str, known: &Known, surroundings: &Surroundings<'_>) -> Result<(Verb, Option<String>), String> {
    let keyword = ["assert ", "return "]
        .iter()
        .find_map(|word| statement.strip_prefix(word));
    let statement = keyword.unwrap_or(statement).trim_start();
    let start = statement
        .find("assert")
        .ok_or_else(|| "något annat än en kontroll".to_owned())?;
    let before = statement.get(..start).unwrap_or_default();
    let called = statement.get(start..).unwrap_or_default();
    let end = called.find(|c: char| !c.is_alphanumeric()).unwrap_or(called.len());
    let (name, rest) = called.split_at(end);
    let arguments = handed_over(rest).filter(|_| is_receiver(before) && name != "assert");
    let arguments = arguments.ok_or_else(|| "ett uttryck i Groovy".to_owned())?;
    let (mut values, mut answer) = (Vec::new(), None);
    for part in split(arguments, ',') {
        match argument(part.trim(), known) {
            _ if part.trim().is_empty() => {}
            Some(Argument::Handed) => {}
            Some(Argument::Answer(step)) if answer.is_none() => answer = Some(step),
            Some(Argument::Answer(_)) => return Err(format!("{name} jämför två svar")),
            Some(value) => values.push(value),
            None => return Err(format!("ett argument till {name}")),
        }
    }
    Ok((verb(name, &values, surroundings)?, answer))
}

/// The arguments that follow a name: in brackets, or after a space without them, as Groovy allows.
fn handed_over(rest: &str) -> Option<&str> {
    match rest.trim().strip_prefix('(') {
        Some(inside) => inside.strip_suffix(')').filter(|inside| split(inside, ')').len() == 1),
        None if rest.starts_with(' ') => Some(rest),
        None => None,
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Quantifier;

    const BARE: Surroundings<'_> = Surroundings {
        rules: &[],
        records: None,
    };

    fn one(script: &str) -> Verb {
        let rules = ["constraints.xml".to_owned(), "other_constraints.xml".to_owned()];
        let surroundings = Surroundings {
            rules: &rules,
            records: Some("//c:record"),
        };
        let mut verbs = verbs(script, &surroundings).unwrap();
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
            "import static se.x.ContentAssertions.*\nString xml = messageExchange.responseContentAsXml\nassertSpecificValueInAnyRecord(xml, context.testCase, 'c:header/c:unit', context.getProperty('careUnitHSAId'))",
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
    fn the_ways_in_which_groovy_says_the_same() {
        let exists = Verb::Exists {
            path: "c:header/c:unit".to_owned(),
            records: Quantifier::All,
        };
        for script in [
            "assert ContentAssertions.assertElementExistsInAllRecords(messageExchange, 'c:header/c:unit')",
            "return a.assertElementExistsInAllRecords 'c:header/c:unit', context",
            "def part = 'c:unit'\na.assertElementExistsInAllRecords(\"c:header/${part}\")",
            "def part = 'unit'\nnew ContentAssertions(log)\n  .assertElementExistsInAllRecords(\"c:header/c:$part\")",
            "def e = messageExchange\nlog.info('x'); a.assertElementExistsInAllRecords(e.responseContentAsXml, 'c:header/c:unit')",
        ] {
            assert_eq!(one(script), exists, "{script}");
        }
        let value = |equals: &str| Verb::Value {
            path: "c:a".to_owned(),
            equals: equals.to_owned(),
            records: Quantifier::Any,
        };
        for (expression, equals) in [
            (
                "context.testCase.testSuite.project.getPropertyValue('x')",
                "${#Project#x}",
            ),
            ("testRunner.testCase.getPropertyValue(\"x\")", "${#TestCase#x}"),
            ("true", "true"),
            ("-1.5", "-1.5"),
            ("context.expand('${#TestCase#x}').trim()", "${#TestCase#x}"),
            ("\"\\${x}\"", "${x}"),
        ] {
            let script = format!("a.assertSpecificValueInAnyRecord('c:a', {expression})");
            assert_eq!(one(&script), value(equals), "{script}");
        }
        let named =
            "a.assertSchematronConstraints(messageExchange, context.expand('${projectDir}/Other_Constraints.xml'))";
        assert!(matches!(one(named), Verb::Schematron { file, .. } if file.ends_with("other_constraints.xml")));
        let step = "def xml = context.expand('${Ask#Response}')\na.assertNonEmptyResponse(xml)";
        assert_eq!(verbs_and_answer(step, &BARE).unwrap().1.as_deref(), Some("Ask"));
        assert!(verbs(step, &BARE).is_err(), "an assertion looks at its own answer");
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
            "c.assertNonEmptyResponse() || true",
            "c.assertNonEmptyResponse(); context.x = 1 + y",
            "c.assertElementExistsInAllRecords(\"${\"${\"a\"}\"}\")",
            "c.assertSchematronConstraints('missing.xml')",
        ] {
            assert!(verbs(script, &BARE).is_err(), "{script}: {:?}", verbs(script, &BARE));
        }
        assert!(verbs("c.assertSchematronConstraints()", &BARE).is_err());
    }

    #[test]
    fn texts_that_double_are_given_up() {
        let doubling = "a = a + a\n".repeat(60);
        let script = format!("def a = 'x'\n{doubling}c.assertNonEmptyResponse()");
        assert!(verbs(&script, &BARE).is_err());
    }
}

//! Counts what a parser's work grows with the square of, before the parser sees it: elements in each other,
//! attributes of one element, namespaces in scope.

use std::borrow::Cow;

use rivta_soap::xml::{Limits, decode_text};

/// Namespace declarations in scope at once.
const NAMESPACES: usize = 256;

/// The text of an XML document that a parser can take without danger. Text that is not well-formed may pass; the parser
/// refuses it.
pub(crate) fn shallow(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    let limits = Limits::default();
    let text = decode_text(bytes, None, &limits).map_err(|error| error.to_string())?;
    check(&text, &limits)?;
    Ok(text)
}

fn check(text: &str, limits: &Limits) -> Result<(), String> {
    let mut rest = text;
    // For each open element, the namespaces in scope.
    let mut open: Vec<usize> = Vec::new();
    let mut elements = 0_usize;
    while let Some((_, tag)) = rest.split_once('<') {
        if let Some(after) = beyond_markup(tag) {
            rest = after;
            continue;
        }
        let (inside, after) = split_tag(tag);
        rest = after;
        if inside.starts_with('/') {
            open.pop();
            continue;
        }
        elements += 1;
        let (attributes, declarations) = count(inside);
        let in_scope = open.last().copied().unwrap_or(0) + declarations;
        within(attributes, limits.attributes, "attributes on one element")?;
        within(in_scope, NAMESPACES, "namespace declarations in scope")?;
        within(elements, limits.elements, "elements")?;
        if !inside.ends_with('/') {
            open.push(in_scope);
            within(open.len(), limits.depth, "elements in each other")?;
        }
    }
    Ok(())
}

fn within(count: usize, limit: usize, what: &str) -> Result<(), String> {
    if count <= limit {
        return Ok(());
    }
    Err(format!("more than {limit} {what}"))
}

/// What follows a comment, CDATA section or processing instruction, if this is one.
fn beyond_markup(tag: &str) -> Option<&str> {
    let ends = [("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>")];
    let (start, end) = ends.into_iter().find(|(start, _)| tag.starts_with(start))?;
    let content = tag.get(start.len()..).unwrap_or_default();
    Some(content.split_once(end).map_or("", |(_, after)| after))
}

/// A tag's inside, and what follows it. A `>` inside an attribute's value does not end the tag.
fn split_tag(tag: &str) -> (&str, &str) {
    let mut quote = None;
    for (index, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => {
                return (
                    tag.get(..index).unwrap_or_default(),
                    tag.get(index + 1..).unwrap_or_default(),
                );
            }
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    (tag, "")
}

/// Attributes and, among them, namespace declarations.
fn count(inside: &str) -> (usize, usize) {
    let mut quote = None;
    let (mut attributes, mut declarations, mut name) = (0, 0, 0);
    let mut between = false;
    for (index, byte) in inside.bytes().enumerate() {
        match (quote, byte) {
            (None, b'=') => {
                attributes += 1;
                declarations += usize::from(inside.get(name..).is_some_and(|name| name.starts_with("xmlns")));
            }
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b' ' | b'\t' | b'\r' | b'\n') => between = true,
            (None, _) if between => {
                between = false;
                name = index;
            }
            (Some(open), _) if open == byte => {
                quote = None;
                between = true;
            }
            _ => {}
        }
    }
    (attributes, declarations)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_attributes_and_declarations_apart() {
        assert_eq!(count("a"), (0, 0));
        assert_eq!(count(r#"a b="1" xmlns="x=y" xmlns:c = 'z' d="xmlns=1""#), (4, 2));
    }

    #[test]
    fn a_tag_ends_outside_of_quotes() {
        assert_eq!(split_tag(r#"a b=">"/>text"#), (r#"a b=">"/"#, "text"));
        assert_eq!(beyond_markup("!-- <a> -->x"), Some("x"));
        assert_eq!(beyond_markup("![CDATA[<a>]]>x"), Some("x"));
        assert_eq!(beyond_markup("a>x"), None);
    }

    #[test]
    fn what_is_too_much_is_refused() {
        let limits = Limits::default();
        assert!(check(&"<a>".repeat(100), &limits).is_ok());
        assert!(check(&"<a>".repeat(101), &limits).is_err());
        assert!(check(&"<a></a>".repeat(1000), &limits).is_ok());
        let attributes = |count: usize| format!("<a {}/>", r#"b=">" "#.repeat(count));
        assert!(check(&attributes(64), &limits).is_ok());
        assert!(check(&attributes(65), &limits).is_err());
        let nested = |count: usize| format!("<a {}>", "xmlns:b='' ".repeat(60)).repeat(count);
        assert!(check(&nested(4), &limits).is_ok());
        assert!(check(&nested(5), &limits).is_err());
    }
}

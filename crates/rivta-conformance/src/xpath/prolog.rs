//! The `declare namespace` lines that `SoapUI` puts before an XPath, as `XQuery` has them.

use std::collections::BTreeMap;

/// The namespaces that a prolog declares, and the expression that follows it.
pub(crate) fn taken_off(text: &str) -> (BTreeMap<String, String>, &str) {
    let mut declared = BTreeMap::new();
    let mut rest = text.trim_start();
    while let Some((prefix, uri, after)) = rest.strip_prefix("declare").and_then(declaration) {
        declared.insert(prefix.to_owned(), uri.to_owned());
        rest = after.trim_start();
    }
    (declared, rest)
}

/// `namespace p='uri';` taken apart; the semicolon may be missing.
fn declaration(text: &str) -> Option<(&str, &str, &str)> {
    let text = text.trim_start().strip_prefix("namespace")?;
    let (prefix, after) = text.split_once('=')?;
    let after = after.trim_start();
    let quote = after.chars().next().filter(|quote| ['\'', '"'].contains(quote))?;
    let (uri, rest) = after.get(1..)?.split_once(quote)?;
    let rest = rest.trim_start();
    Some((prefix.trim(), uri, rest.strip_prefix(';').unwrap_or(rest)))
}

#[cfg(test)]
mod tests {
    use super::taken_off;

    #[test]
    fn a_prolog_is_taken_off() {
        let (declared, rest) =
            taken_off("declare namespace a='urn:a';\n declare  namespace b = \"urn:b\" ; count(//a:x)");
        assert_eq!(declared.len(), 2);
        assert_eq!((declared["b"].as_str(), rest), ("urn:b", "count(//a:x)"));
    }
}

//! Texts that say the same in another form.

use roxmltree::Node;

/// What two texts have in common, beside what they say.
pub(super) type Form = &'static str;

/// How `after` says the same as `before`, or nothing if it does not as far as can be told without the
/// schema. The texts stand in, or in an attribute of, these elements.
pub(super) fn same_value(before: (&str, &Node<'_, '_>), after: (&str, &Node<'_, '_>)) -> Option<Form> {
    let (old, new) = (before.0, after.0);
    let words: Vec<&str> = old.split_ascii_whitespace().collect();
    let collapsed = words.join(" ");
    if collapsed == new || is_base64(new) && words.concat() == new {
        return Some("white space");
    }
    if matches!((collapsed.as_str(), new), ("1", "true") | ("0", "false")) {
        return Some("truth value");
    }
    if number(&collapsed).is_some_and(|old| number(new) == Some(old)) || same_float(&collapsed, new) {
        return Some("number");
    }
    if moment(&collapsed).is_some_and(|old| moment(new) == Some(old)) {
        return Some("time");
    }
    let name = expanded(&collapsed, before.1)?;
    (expanded(new, after.1)? == name).then_some("prefix")
}

/// The namespace and local name that a text stands for as a qualified name, if its prefix is declared.
pub(super) fn expanded<'a>(text: &'a str, node: &Node<'a, '_>) -> Option<(Option<&'a str>, &'a str)> {
    let (prefix, local) = match text.split_once(':') {
        Some((prefix, local)) => (Some(prefix), local),
        None => (None, text),
    };
    let namespace = node.lookup_namespace_uri(prefix);
    (prefix.is_none() || namespace.is_some()).then_some((namespace, local))
}

fn is_base64(text: &str) -> bool {
    let is_of_it = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    text.len().is_multiple_of(4) && text.bytes().all(is_of_it)
}

/// Sign, digits before the point without leading zeros, digits after it without trailing ones.
fn number(text: &str) -> Option<(bool, &str, &str)> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() + fraction.len() == 0 || !digits(whole) || !digits(fraction) {
        return None;
    }
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    let is_zero = whole.is_empty() && fraction.is_empty();
    Some((text.starts_with('-') && !is_zero, whole, fraction))
}

/// Whether both are floating-point numbers, at least one with an exponent, and the same.
fn same_float(old: &str, new: &str) -> bool {
    let has_exponent = |text: &str| text.starts_with(['+', '-', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    let both = has_exponent(old) && has_exponent(new) && (old.contains(['e', 'E']) || new.contains(['e', 'E']));
    match (old.parse::<f64>(), new.parse::<f64>()) {
        (Ok(old), Ok(new)) => both && old.to_bits() == new.to_bits(),
        _ => false,
    }
}

/// A date with time, or a time, without trailing zeros of its seconds and with `Z` for `+00:00`.
fn moment(text: &str) -> Option<String> {
    let is_of_it = |byte: u8| byte.is_ascii_digit() || b":-+.TZ".contains(&byte);
    if !text.contains(':') || !text.bytes().all(is_of_it) {
        return None;
    }
    let (time, zone) = match text.find('Z').or_else(|| text.rfind('+')) {
        Some(index) => text.split_at_checked(index)?,
        None => match text
            .rfind('-')
            .filter(|index| text.find(':').is_some_and(|colon| colon < *index))
        {
            Some(index) => text.split_at_checked(index)?,
            None => (text, ""),
        },
    };
    let time = if time.contains('.') {
        time.trim_end_matches('0').trim_end_matches('.')
    } else {
        time
    };
    let zone = if matches!(zone, "+00:00" | "-00:00") { "Z" } else { zone };
    Some(format!("{time}{zone}"))
}

#[cfg(test)]
mod tests {
    use roxmltree::Document;

    use super::*;

    fn form(old: &str, new: &str) -> Option<Form> {
        let before = Document::parse("<a xmlns:p='urn:x' xmlns:r='urn:y'/>").unwrap();
        let after = Document::parse("<a xmlns:q='urn:x'/>").unwrap();
        same_value((old, &before.root_element()), (new, &after.root_element()))
    }

    #[test]
    fn forms_of_the_same_value() {
        for (old, new, expected) in [
            (" a  b\n", "a b", "white space"),
            ("AAAA\n  BBBB", "AAAABBBB", "white space"),
            ("1", "true", "truth value"),
            (" 0 ", "false", "truth value"),
            ("+007.50", "7.5", "number"),
            ("-0", "0", "number"),
            ("1E3", "1000", "number"),
            ("2020-01-02T03:04:05.100+00:00", "2020-01-02T03:04:05.1Z", "time"),
            ("03:04:05.000", "03:04:05", "time"),
            ("p:b", "q:b", "prefix"),
        ] {
            assert_eq!(form(old, new), Some(expected), "{old} {new}");
        }
    }

    #[test]
    fn other_values() {
        for (old, new) in [
            ("1", "0"),
            ("true", "1"),
            ("a", "A"),
            ("a b", "ab"),
            ("10", "1"),
            ("-1", "1"),
            ("nan", "NaN"),
            ("1.5", "15"),
            ("2020-01-02T03:04:05+01:00", "2020-01-02T03:04:05Z"),
            ("2020-01-02T03:04:50", "2020-01-02T03:04:5"),
            ("r:b", "q:b"),
            ("", "x"),
            ("x", ""),
        ] {
            assert_eq!(form(old, new), None, "{old} {new}");
        }
    }
}

//! A message made safe to show: its structure stays, its content does not.

/// How much of a message is shown, in bytes.
pub(crate) const SHOWN: usize = 64 << 10;

/// The first [`SHOWN`] bytes of a message, with every letter of text, attribute values, comments, sections and
/// instructions made `x` and every digit `0`. Names of elements and namespaces stay.
pub(crate) fn masked(message: &[u8]) -> String {
    let message = message.get(..SHOWN).unwrap_or(message);
    let text = String::from_utf8_lossy(message);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_ref();
    while let Some((before, after)) = rest.split_once('<') {
        mask(&mut out, before);
        rest = match opaque_end(after) {
            Some(end) => {
                let (kind, inside) = after.split_at(1);
                let (inside, after) = inside.split_once(end).unwrap_or((inside, ""));
                out.extend(["<", kind]);
                mask(&mut out, inside.trim_start_matches("--").trim_start_matches("[CDATA["));
                out.push('>');
                after
            }
            None => tag(&mut out, after),
        };
    }
    mask(&mut out, rest);
    out
}

/// What ends a comment, a section or an instruction that begins here; `None` when a tag does.
fn opaque_end(after: &str) -> Option<&'static str> {
    match after {
        _ if after.starts_with("!--") => Some("-->"),
        _ if after.starts_with("![CDATA[") => Some("]]>"),
        _ if after.starts_with('!') => Some(">"),
        _ if after.starts_with('?') && !after.starts_with("?xml ") => Some("?>"),
        _ => None,
    }
}

/// Copies a tag whose `<` has been read, with its attributes' values masked, and gives what follows it.
fn tag<'a>(out: &mut String, text: &'a str) -> &'a str {
    out.push('<');
    let mut rest = text;
    while let Some(at) = rest.find(['>', '"', '\'']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let mut characters = from.chars();
        let Some(quote) = characters.next().filter(|c| *c != '>') else {
            out.push('>');
            return characters.as_str();
        };
        let (value, after) = characters
            .as_str()
            .split_once(quote)
            .unwrap_or((characters.as_str(), ""));
        let name = before.trim_end().trim_end_matches('=').trim_end();
        let name = name.rsplit(char::is_whitespace).next().unwrap_or_default();
        out.push(quote);
        if name == "xmlns" || name.starts_with("xmlns:") {
            out.push_str(value);
        } else {
            mask(out, value);
        }
        out.push(quote);
        rest = after;
    }
    out.push_str(rest);
    ""
}

fn mask(out: &mut String, text: &str) {
    out.extend(text.chars().map(|character| match character {
        digit if digit.is_numeric() => '0',
        letter if letter.is_alphabetic() => 'x',
        other => other,
    }));
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn the_structure_stays_and_the_content_does_not() {
        let rows = [
            (
                "<a:b xmlns:a=\"urn:a:1\" root='1.2.752'>19121212-1212 Åsa</a:b>",
                "<a:b xmlns:a=\"urn:a:1\" root='0.0.000'>00000000-0000 xxx</a:b>",
            ),
            ("<a x=\"a>1\"/>", "<a x=\"x>0\"/>"),
            ("<!--Eva 1--><![CDATA[<Eva>]]><a/>", "<!xxx 0><!<xxx>><a/>"),
            ("<a>Eva", "<a>xxx"),
            ("<a b=\"Eva", "<a b=\"xxx\""),
            ("Eva", "xxx"),
            ("<!--Eva", "<!xxx>"),
            (
                "<?xml version='1.0'?><?pi Eva 1?><a/>",
                "<?xml version='0.0'?><?xx xxx 0><a/>",
            ),
            ("<?pi Eva", "<?xx xxx>"),
            ("<?Eva>1</a>", "<?xxx>0</x>>"),
            ("<?>", "<?>>"),
            ("<!>", "<!>"),
        ];
        for (message, expected) in rows {
            assert_eq!(masked(message.as_bytes()), expected);
        }
    }
}

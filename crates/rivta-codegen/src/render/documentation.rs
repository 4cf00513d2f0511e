//! Schema documentation as doc comments.

use proc_macro2::TokenStream;
use quote::quote;

/// Doc attributes of a text, or of `fallback` where there is none.
pub(super) fn doc(documentation: Option<&str>, fallback: &str) -> TokenStream {
    let text = documentation.unwrap_or(fallback);
    let lines = text.lines().map(|line| {
        let line = escaped(line);
        let line = if line.is_empty() { line } else { format!(" {line}") };
        quote!(#[doc = #line])
    });
    quote!(#(#lines)*)
}

/// A line that rustdoc shows as written: characters that Markdown would take for markup are
/// escaped, except back quotes, which no author of a schema has been seen to use otherwise.
fn escaped(line: &str) -> String {
    let mut text = String::new();
    // rustc refuses carriage returns and marks of writing direction in comments.
    let is_refused =
        |c: &char| c.is_control() && *c != '\t' || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    for character in line.chars().filter(|c| !is_refused(c)) {
        if matches!(character, '[' | ']' | '<' | '>' | '*' | '_' | '|' | '\\') {
            text.push('\\');
        }
        text.push(character);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_characters_are_escaped() {
        assert_eq!(escaped("a <b> [c] d_e"), r"a \<b\> \[c\] d\_e");
        assert_eq!(escaped("a\r\u{202e}b\u{fffd}"), "ab\u{fffd}");
    }

    #[test]
    fn a_fallback_documents_what_the_schema_does_not() {
        assert_eq!(doc(None, "`x`").to_string(), quote!(#[doc = " `x`"]).to_string());
    }
}

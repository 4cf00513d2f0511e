//! Texts of a form: tokens and names.

use smol_str::SmolStr;

use super::written;
use crate::xml::{Simple, ValueError, Whitespace, is_name, is_name_token, is_ncname};

written! {
    /// `xs:normalizedString`: text without tabs and line ends.
    NormalizedString, Replace, "a text of one line", |text| !text.contains(['\t', '\n', '\r'])
}

written! {
    /// `xs:token`: words with one space between them.
    Token, Collapse, "words with one space between them", |text| {
        !text.contains(['\t', '\n', '\r']) && !text.contains("  ") && text.trim_matches(' ') == text
    }
}

written! {
    /// `xs:language`
    Language, Collapse, "a language such as sv or sv-SE", is_language
}

written! {
    /// `xs:Name`
    XmlName, Collapse, "a name", is_name
}

written! {
    /// `xs:NCName`
    NcName, Collapse, "a name without a colon", is_ncname
}

written! {
    /// `xs:NMTOKEN`
    NmToken, Collapse, "a word of letters, digits, '.', '-', '_' and ':'", is_name_token
}

written! {
    /// `xs:ID`. That it is the only one of its kind in the document is not checked.
    Id, Collapse, "a name without a colon", is_ncname
}

written! {
    /// `xs:IDREF`. That there is such an ID in the document is not checked.
    IdRef, Collapse, "a name without a colon", is_ncname
}

written! {
    /// `xs:ENTITY`
    Entity, Collapse, "a name without a colon", is_ncname
}

written! {
    /// `xs:QName`, as written: what its prefix means is not kept.
    QName, Collapse, "a qualified name", |text| {
        text.split_once(':').map_or_else(|| is_ncname(text), |(prefix, local)| is_ncname(prefix) && is_ncname(local))
    }
}

fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let fits = |part: &str| (1..=8).contains(&part.len());
    let first = parts.next().unwrap_or("");
    fits(first)
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| fits(part) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::{Language, NcName, NmToken, QName, Token};

    #[test]
    fn forms_are_told_apart() {
        assert!(Language::new("sv-SE").is_ok() && Language::new("svenska-").is_err());
        assert!(NcName::new("a.b-c").is_ok() && NcName::new("1a").is_err() && NcName::new("a:b").is_err());
        assert!(NmToken::new("1a:b").is_ok() && NmToken::new("a b").is_err() && NmToken::new("").is_err());
        assert!(QName::new("a:b").is_ok() && QName::new("a:b:c").is_err() && QName::new(":b").is_err());
        assert!(Token::new("a b").is_ok() && Token::new("a  b").is_err());
    }
}

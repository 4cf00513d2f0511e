//! Documents with new locations for what they refer to.

use crate::error::Error;
use crate::source::{Document, SourceFile, charset, reference};

/// The text of a document in UTF-8, with the locations that `relocate` gives; where it gives none, the old one stays.
pub(super) fn relocated(file: &SourceFile, relocate: impl Fn(&str) -> Option<String>) -> Result<String, Error> {
    let document = Document::parse(file)?;
    let mut changes: Vec<_> = reference::attributes(&document)
        .filter_map(|attribute| Some((attribute.range, relocate(&attribute.location)?)))
        .collect();
    changes.sort_by_key(|(range, _)| range.start);
    let mut text = String::with_capacity(file.text.len());
    let mut end = 0;
    for (range, location) in changes {
        text.push_str(file.text.get(end..range.start).unwrap_or_default());
        text.push_str(&location);
        end = range.end;
    }
    text.push_str(file.text.get(end..).unwrap_or_default());
    Ok(in_utf_8(text))
}

/// The text as it declares itself when it is written in UTF-8.
fn in_utf_8(text: String) -> String {
    match charset::label(text.as_bytes()) {
        Some(label) if !label.eq_ignore_ascii_case("UTF-8") => text.replacen(&label, "UTF-8", 1),
        _ => text,
    }
}

/// The location that the document at one path writes for another path.
pub(super) fn relative(from: &str, to: &str) -> String {
    let (from, to): (Vec<_>, Vec<_>) = (from.split('/').collect(), to.split('/').collect());
    let folders = from.len().saturating_sub(1).min(to.len().saturating_sub(1));
    let shared = from.iter().zip(&to).take(folders).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len().saturating_sub(1 + shared));
    up.chain(to.into_iter().skip(shared)).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::source::SourceTree;

    #[test]
    fn locations_lead_from_folder_to_folder() {
        assert_eq!(relative("interactions/A/A.wsdl", "core/c.xsd"), "../../core/c.xsd");
        assert_eq!(relative("interactions/A/A.wsdl", "interactions/A/a.xsd"), "a.xsd");
        assert_eq!(relative("core/a.xsd", "core/b.xsd"), "b.xsd");
    }

    #[test]
    fn a_document_keeps_everything_but_its_locations_and_encoding() {
        let text = "<?xml version='1.0' encoding='ISO-8859-1'?>\r\n<s:schema xmlns:s='http://www.w3.org/2001/XMLSchema'>\
            <!-- schemaLocation='u1' \u{e5} --><s:import schemaLocation = \"u?a=1&amp;b\"/><s:include schemaLocation='v'/></s:schema>";
        let bytes: Vec<u8> = text.chars().filter_map(|c| u8::try_from(u32::from(c)).ok()).collect();
        let mut tree = SourceTree::default();
        tree.add("a.xsd", PathBuf::new(), bytes).unwrap();
        let relocate = |location: &str| (location == "u?a=1&b").then(|| "c.xsd".to_owned());
        let written = relocated(tree.get("a.xsd").unwrap(), relocate).unwrap();
        let expected = text.replace("ISO-8859-1", "UTF-8").replace("u?a=1&amp;b", "c.xsd");
        assert_eq!(written, expected);
    }
}

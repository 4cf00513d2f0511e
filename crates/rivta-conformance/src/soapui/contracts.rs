//! The contracts that a project carries: `SoapUI` keeps a copy of each WSDL and what it imports.

use std::collections::BTreeSet;

use roxmltree::Node;

use super::name::slug;
use super::project::{child, children, text_of};

/// The folder that they are written to, beside the areas.
pub(super) const FOLDER: &str = "contracts";
/// Folders in each other below that, at most.
const NESTED: usize = 32;

/// Every file that an interface of the project carries: path and content.
pub(super) fn carried(root: Node<'_, '_>) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for (number, interface) in children(root, "interface").enumerate() {
        let parts = children(interface, "definitionCache").flat_map(|cache| children(cache, "part"));
        let parts: Vec<(Vec<String>, String)> = parts
            .filter_map(|part| {
                Some((
                    address(&child(part, "url").map(text_of).unwrap_or_default()),
                    content(part)?,
                ))
            })
            .collect();
        let shared = shared(&parts);
        let mut taken = BTreeSet::new();
        for (address, text) in parts {
            let below = address.get(shared..).unwrap_or_default();
            let path = format!("{FOLDER}/{}/{}", number + 1, path(below, &text));
            if taken.insert(path.clone()) {
                files.push((path, text.into_bytes()));
            }
        }
    }
    files
}

/// How many folders all addresses begin with: the paths by which schemas refer to each other stay right without them.
fn shared(parts: &[(Vec<String>, String)]) -> usize {
    let folders = |address: &Vec<String>| address.len().saturating_sub(1);
    let fewest = parts.iter().map(|(address, _)| folders(address)).min().unwrap_or(0);
    let alike = |index: &usize| {
        let mut names = parts.iter().map(|(address, _)| address.get(*index));
        let first = names.next();
        names.all(|name| Some(name) == first)
    };
    (0..fewest).take_while(alike).count()
}

/// The text of a part; older versions put the XML itself there.
fn content(part: Node<'_, '_>) -> Option<String> {
    let content = child(part, "content")?;
    let inline = content.children().find(Node::is_element);
    let text = match inline {
        Some(element) => element.document().input_text().get(element.range())?.to_owned(),
        None => text_of(content),
    };
    Some(text).filter(|text| !text.trim().is_empty())
}

/// An address as names of folders and a file that lead nowhere else.
fn address(url: &str) -> Vec<String> {
    let plain = url.trim().replace('\\', "/").replace("%20", " ");
    let names = plain.split('/').filter(|part| !matches!(*part, "" | "." | ".."));
    names.map(slug).collect()
}

/// The path of a part below its interface's folder.
fn path(below: &[String], text: &str) -> String {
    let begin = below.len().saturating_sub(NESTED);
    let mut path = below.get(begin..).unwrap_or_default().join("/");
    let known = [".wsdl", ".xsd"].iter().any(|end| path.to_lowercase().ends_with(end));
    if !known {
        let is_wsdl = text.contains("http://schemas.xmlsoap.org/wsdl/") && text.contains("definitions");
        path.push_str(if is_wsdl { ".wsdl" } else { ".xsd" });
    }
    path
}

#[cfg(test)]
mod tests {
    use super::{address, path, shared};

    fn paths(urls: &[&str]) -> Vec<String> {
        let parts: Vec<_> = urls
            .iter()
            .map(|url| (address(url), "<xs:schema/>".to_owned()))
            .collect();
        let shared = shared(&parts);
        parts
            .iter()
            .map(|(address, text)| path(&address[shared..], text))
            .collect()
    }

    #[test]
    fn addresses_become_paths_that_lead_nowhere_else() {
        let release = [
            "file:\\C:\\a b\\schemas\\core_components\\x_1.0.xsd",
            "file:/C:/a%20b/schemas/interactions/X/X.wsdl",
        ];
        assert_eq!(paths(&release), ["core_components/x_1.0.xsd", "interactions/X/X.wsdl"]);
        assert_eq!(paths(&["../../../etc/x.xsd"]), ["x.xsd"]);
        assert_eq!(
            paths(&["https://host/vp?wsdl", "https://host/vp?xsd=xsd0"]),
            ["vp-wsdl.xsd", "vp-xsd-xsd0.xsd"]
        );
        assert_eq!(
            path(&[], "<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'/>"),
            ".wsdl"
        );
    }
}

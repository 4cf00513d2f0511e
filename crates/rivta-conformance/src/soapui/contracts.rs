//! The contracts that a project carries: `SoapUI` keeps a copy of each WSDL and what it imports.

use std::collections::BTreeSet;

use roxmltree::Node;

use super::name::slug;
use super::project::{child, children, text_of};

/// The folder that they are written to, beside the areas.
pub(super) const FOLDER: &str = "contracts";
/// Folders of an address that are kept: enough for the paths by which schemas refer to each other.
const KEPT: usize = 6;

/// Every file that an interface of the project carries: path and content.
pub(super) fn carried(root: Node<'_, '_>) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for (number, interface) in children(root, "interface").enumerate() {
        let mut taken = BTreeSet::new();
        for cache in children(interface, "definitionCache") {
            for part in children(cache, "part") {
                let Some(text) = content(part) else { continue };
                let url = child(part, "url").map(text_of).unwrap_or_default();
                let path = format!("{FOLDER}/{}/{}", number + 1, path(&url, &text));
                if taken.insert(path.clone()) {
                    files.push((path, text.into_bytes()));
                }
            }
        }
    }
    files
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

/// The path of a part below its interface's folder: the end of its address, as a name that leads nowhere else.
fn path(url: &str, text: &str) -> String {
    let plain = url.trim().replace('\\', "/").replace("%20", " ");
    let parts: Vec<String> = plain
        .split('/')
        .filter(|part| !matches!(*part, "" | "." | ".."))
        .map(slug)
        .collect();
    let begin = parts.len().saturating_sub(KEPT);
    let mut path = parts.get(begin..).unwrap_or_default().join("/");
    let known = [".wsdl", ".xsd"].iter().any(|end| path.to_lowercase().ends_with(end));
    if !known {
        let is_wsdl = text.contains("http://schemas.xmlsoap.org/wsdl/") && text.contains("definitions");
        path.push_str(if is_wsdl { ".wsdl" } else { ".xsd" });
    }
    path
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn addresses_become_paths_that_lead_nowhere_else() {
        let xsd = "<xs:schema/>";
        assert_eq!(
            path("file:\\C:\\a\\schemas\\core_components\\x_1.0.xsd", xsd),
            "file/C/a/schemas/core_components/x_1.0.xsd"
        );
        assert_eq!(path("../../../etc/x.xsd", xsd), "etc/x.xsd");
        assert_eq!(path("https://host/vp?xsd=xsd0", xsd), "https/host/vp-xsd-xsd0.xsd");
        assert_eq!(
            path("", "<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'/>"),
            ".wsdl"
        );
    }
}

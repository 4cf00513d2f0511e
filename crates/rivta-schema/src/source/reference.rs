//! Which other files a file refers to.

use roxmltree::Node;

use super::document::Document;
use crate::wsdl::WSDL;
use crate::xsd::XS;

/// The `schemaLocation` or `location` of every import and include, as written.
pub(super) fn locations(document: &Document<'_>) -> Vec<String> {
    document.root().descendants().filter_map(location).collect()
}

fn location(node: Node<'_, '_>) -> Option<String> {
    let name = node.tag_name();
    let attribute = match (name.namespace()?, name.name()) {
        (XS, "import" | "include" | "redefine") => "schemaLocation",
        (WSDL, "import") => "location",
        _ => return None,
    };
    node.attribute(attribute).map(|location| location.trim().to_owned())
}

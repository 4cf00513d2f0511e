//! Which other files a file refers to.

use std::ops::Range;

use roxmltree::Node;

use super::document::Document;
use crate::wsdl::WSDL;
use crate::xsd::XS;

/// An attribute that refers to another file.
pub(super) struct ReferenceAttribute<'n, 'a> {
    /// The import or include.
    pub(super) node: Node<'n, 'a>,
    /// The location as written, without white space around it.
    pub(super) location: String,
    /// Where its value stands in the text, in bytes.
    pub(super) range: Range<usize>,
}

/// The `schemaLocation` or `location` of every import and include.
pub(super) fn attributes<'n, 'a>(document: &'n Document<'a>) -> impl Iterator<Item = ReferenceAttribute<'n, 'a>> {
    document.root().descendants().filter_map(attribute)
}

/// The locations, as written.
pub(super) fn locations(document: &Document<'_>) -> Vec<String> {
    attributes(document).map(|attribute| attribute.location).collect()
}

fn attribute<'n, 'a>(node: Node<'n, 'a>) -> Option<ReferenceAttribute<'n, 'a>> {
    let name = node.tag_name();
    let attribute = match (name.namespace()?, name.name()) {
        (XS, "import" | "include" | "redefine") => "schemaLocation",
        (WSDL, "import") => "location",
        _ => return None,
    };
    let attribute = node.attribute_node(attribute)?;
    Some(ReferenceAttribute {
        node,
        location: attribute.value().trim().to_owned(),
        range: attribute.range_value(),
    })
}

//! WSDL 1.1 as RIV-TA uses it.
//!
//! Which part of a message is the body and which are headers is read from the binding, the
//! profile from the headers: neither can be told from names.

mod binding;
mod definitions;
mod interaction;

use roxmltree::Node;

use crate::error::Error;
use crate::source::{Document, Note, SourceTree};
use crate::xsd::XS;

pub use rivta_soap::Profile;

pub use interaction::{Header, Interaction, Message, SoapVersion};

/// The namespace of WSDL 1.1.
pub const WSDL: &str = "http://schemas.xmlsoap.org/wsdl/";

/// The schemas within the `types` of a WSDL.
pub(crate) fn inline_schemas<'n, 'a>(document: &'n Document<'a>) -> impl Iterator<Item = Node<'n, 'a>> {
    document
        .root()
        .children()
        .filter(|child| child.has_tag_name((WSDL, "types")))
        .flat_map(|types| types.children())
        .filter(|child| child.has_tag_name((XS, "schema")))
}

/// The interactions that the bindings of the documents describe.
pub(crate) fn interactions(
    tree: &SourceTree,
    documents: &[Document<'_>],
    notes: &mut Vec<Note>,
) -> Result<Vec<Interaction>, Error> {
    let definitions = definitions::Definitions::read(tree, documents)?;
    let mut found = Vec::new();
    for document in documents {
        found.extend(binding::interactions(document, &definitions, notes)?);
    }
    Ok(found)
}

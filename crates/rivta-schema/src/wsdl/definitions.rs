//! Messages and port types, looked up by name over all WSDLs of a package.

use std::collections::HashMap;

use roxmltree::Node;

use super::WSDL;
use crate::error::{Error, Place};
use crate::source::{Document, SourceTree};
use crate::xsd::QName;

/// A part of a message: its name and its element. Parts by type belong to RPC style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) element: Option<QName>,
}

/// The messages of an abstract operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Operation {
    pub(super) name: String,
    pub(super) input: Option<QName>,
    pub(super) output: Option<QName>,
    pub(super) faults: Vec<QName>,
    pub(super) documentation: Option<String>,
}

/// The abstract parts of all WSDLs of a package. The scope is the document: two WSDLs with equal
/// names in one package are told apart, and one that imports another sees what it defines.
#[derive(Debug, Default)]
pub(super) struct Definitions {
    messages: HashMap<(String, QName), Vec<Part>>,
    port_types: HashMap<(String, QName), Vec<Operation>>,
    imports: HashMap<String, Vec<String>>,
}

impl Definitions {
    pub(super) fn read(tree: &SourceTree, documents: &[Document<'_>]) -> Result<Self, Error> {
        let mut definitions = Self::default();
        for document in documents {
            let path = document.file.path.clone();
            for child in document.root().children().filter(Node::is_element) {
                if child.has_tag_name((WSDL, "message")) {
                    let parts = parts(document, child)?;
                    let key = (path.clone(), global_name(document, child)?);
                    definitions.messages.insert(key, parts);
                } else if child.has_tag_name((WSDL, "portType")) {
                    let operations = operations(document, child)?;
                    let key = (path.clone(), global_name(document, child)?);
                    definitions.port_types.insert(key, operations);
                } else if child.has_tag_name((WSDL, "import")) {
                    let location = child.attribute("location").unwrap_or_default();
                    let file = tree.resolve(&path, location, &document.place(child))?;
                    let imports = definitions.imports.entry(path.clone()).or_default();
                    imports.push(file.path.clone());
                }
            }
        }
        Ok(definitions)
    }

    /// The parts of a message that is visible from a document.
    pub(super) fn message(&self, from: &str, name: &QName, place: &Place) -> Result<&[Part], Error> {
        self.visible(from)
            .find_map(|path| self.messages.get(&(path, name.clone())))
            .map(Vec::as_slice)
            .ok_or_else(|| unresolved(place, "message", name))
    }

    /// An operation of a port type that is visible from a document.
    pub(super) fn operation(
        &self,
        from: &str,
        port_type: &QName,
        operation: &str,
        place: &Place,
    ) -> Result<&Operation, Error> {
        self.visible(from)
            .find_map(|path| self.port_types.get(&(path, port_type.clone())))
            .ok_or_else(|| unresolved(place, "port type", port_type))?
            .iter()
            .find(|candidate| candidate.name == operation)
            .ok_or_else(|| unresolved(place, "operation", &QName::new(None, operation)))
    }

    /// The document itself and all it imports, directly or not.
    fn visible(&self, from: &str) -> impl Iterator<Item = String> {
        let mut paths = vec![from.to_owned()];
        let mut next = 0;
        while let Some(path) = paths.get(next) {
            let imports = self.imports.get(path).cloned().unwrap_or_default();
            for import in imports {
                if !paths.contains(&import) {
                    paths.push(import);
                }
            }
            next += 1;
        }
        paths.into_iter()
    }
}

/// The name of a global component of a WSDL.
pub(super) fn global_name(document: &Document<'_>, node: Node<'_, '_>) -> Result<QName, Error> {
    let target = document.root().attribute("targetNamespace");
    Ok(QName::new(target, attribute(document, node, "name")?))
}

/// An attribute that must be there.
pub(super) fn attribute<'n>(document: &Document<'_>, node: Node<'n, '_>, name: &str) -> Result<&'n str, Error> {
    node.attribute(name).ok_or_else(|| {
        let place = document.place(node);
        Error::invalid(place, format!("the attribute {name} is missing"))
    })
}

/// The text of `wsdl:documentation`.
pub(super) fn documentation(node: Node<'_, '_>) -> Option<String> {
    node.children()
        .find(|child| child.has_tag_name((WSDL, "documentation")))
        .and_then(|child| child.text())
        .map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty())
}

fn parts(document: &Document<'_>, message: Node<'_, '_>) -> Result<Vec<Part>, Error> {
    message
        .children()
        .filter(|child| child.has_tag_name((WSDL, "part")))
        .map(|part| {
            Ok(Part {
                name: attribute(document, part, "name")?.to_owned(),
                element: document.qname_attribute(part, "element", None)?,
            })
        })
        .collect()
}

fn operations(document: &Document<'_>, port_type: Node<'_, '_>) -> Result<Vec<Operation>, Error> {
    port_type
        .children()
        .filter(|child| child.has_tag_name((WSDL, "operation")))
        .map(|operation| {
            let messages = |kind: &'static str| {
                operation
                    .children()
                    .filter(move |child| child.has_tag_name((WSDL, kind)))
                    .map(|child| {
                        let text = attribute(document, child, "message")?;
                        document.qname(child, text, None)
                    })
                    .collect::<Result<Vec<QName>, Error>>()
            };
            Ok(Operation {
                name: attribute(document, operation, "name")?.to_owned(),
                input: messages("input")?.into_iter().next(),
                output: messages("output")?.into_iter().next(),
                faults: messages("fault")?,
                documentation: documentation(operation),
            })
        })
        .collect()
}

fn unresolved(place: &Place, kind: &'static str, name: &QName) -> Error {
    Error::Unresolved {
        place: place.clone(),
        kind,
        name: name.clone(),
    }
}

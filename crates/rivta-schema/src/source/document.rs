//! One parsed file.

use roxmltree::{Node, ParsingOptions};

use super::SourceFile;
use crate::error::{Error, Place};
use crate::xsd::QName;

/// Nodes of one file; the largest published schema has some tens of thousands.
const MAX_NODES: u32 = 2_000_000;

/// A parsed XML file that can tell where its nodes stand and what its QNames mean.
pub struct Document<'a> {
    /// The file.
    pub file: &'a SourceFile,
    tree: roxmltree::Document<'a>,
}

impl<'a> Document<'a> {
    /// Parses a file. A document type declaration is refused.
    ///
    /// # Errors
    /// [`Error::Xml`].
    pub fn parse(file: &'a SourceFile) -> Result<Self, Error> {
        let options = ParsingOptions {
            allow_dtd: false,
            nodes_limit: MAX_NODES,
            ..ParsingOptions::default()
        };
        let tree = roxmltree::Document::parse_with_options(&file.text, options).map_err(|source| {
            let position = source.pos();
            Error::Xml {
                place: Place {
                    file: file.origin.clone(),
                    line: position.row,
                    column: position.col,
                },
                source,
            }
        })?;
        Ok(Self { file, tree })
    }

    /// The root element.
    pub fn root(&self) -> Node<'_, 'a> {
        self.tree.root_element()
    }

    /// Where a node stands.
    pub fn place(&self, node: Node<'_, '_>) -> Place {
        let position = self.tree.text_pos_at(node.range().start);
        Place {
            file: self.file.origin.clone(),
            line: position.row,
            column: position.col,
        }
    }

    /// The name that a QName in an attribute or text of `node` means. A name without prefix is in
    /// the default namespace or, where there is none, in `unprefixed`: the target namespace that a
    /// schema without one of its own is given by its includer.
    ///
    /// # Errors
    /// [`Error::Invalid`] when the prefix is not declared.
    pub fn qname(&self, node: Node<'_, '_>, text: &str, unprefixed: Option<&str>) -> Result<QName, Error> {
        let text = text.trim();
        let (prefix, local) = match text.split_once(':') {
            Some((prefix, local)) => (Some(prefix), local),
            None => (None, text),
        };
        let namespace = node.lookup_namespace_uri(prefix);
        if prefix.is_some() && namespace.is_none() && prefix != Some("xml") {
            return Err(Error::invalid(
                self.place(node),
                format!("the prefix of {text} is not declared"),
            ));
        }
        let namespace = match prefix {
            Some("xml") => Some(crate::xsd::XML),
            _ => namespace.or(unprefixed),
        };
        Ok(QName::new(namespace.filter(|uri| !uri.is_empty()), local))
    }

    /// The QName in an attribute of `node`, if the attribute is there.
    ///
    /// # Errors
    /// As [`Document::qname`].
    pub fn qname_attribute(
        &self,
        node: Node<'_, '_>,
        attribute: &str,
        unprefixed: Option<&str>,
    ) -> Result<Option<QName>, Error> {
        node.attribute(attribute)
            .map(|text| self.qname(node, text, unprefixed))
            .transpose()
    }
}

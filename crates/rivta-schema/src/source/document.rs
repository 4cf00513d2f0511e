//! One parsed file.

use roxmltree::{Node, ParsingOptions};

use super::SourceFile;
use crate::error::{Error, Place};
use crate::xsd::QName;

/// Nodes of one file; the largest published schema has some tens of thousands.
const MAX_NODES: u32 = 2_000_000;

/// A parsed XML file that can tell where its nodes stand and what the qualified names in it mean.
pub(crate) struct Document<'a> {
    pub(crate) file: &'a SourceFile,
    tree: roxmltree::Document<'a>,
    /// Where each line begins, for telling places without reading the file anew.
    lines: Vec<usize>,
}

impl<'a> Document<'a> {
    /// Parses a file. A document type declaration is refused.
    ///
    /// # Errors
    /// [`Error::Xml`].
    pub(crate) fn parse(file: &'a SourceFile) -> Result<Self, Error> {
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
                source: Box::new(source),
            }
        })?;
        let ends = file.text.match_indices('\n').map(|(end, _)| end + 1);
        Ok(Self {
            file,
            tree,
            lines: std::iter::once(0).chain(ends).collect(),
        })
    }

    /// The root element.
    pub(crate) fn root(&self) -> Node<'_, 'a> {
        self.tree.root_element()
    }

    /// Where a node stands.
    pub(crate) fn place(&self, node: Node<'_, '_>) -> Place {
        let offset = node.range().start;
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let before = self.file.text.get(start..offset).unwrap_or_default();
        Place {
            file: self.file.origin.clone(),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(before.chars().count() + 1).unwrap_or(u32::MAX),
        }
    }

    /// The name that a qualified name in an attribute or text of `node` means. A name without prefix is in
    /// the default namespace or, where there is none, in `unprefixed`: the target namespace that a
    /// schema without one of its own is given by its includer.
    ///
    /// # Errors
    /// [`Error::Invalid`] when the prefix is not declared.
    pub(crate) fn qname(&self, node: Node<'_, '_>, text: &str, unprefixed: Option<&str>) -> Result<QName, Error> {
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

    /// The qualified name in an attribute of `node`, if the attribute is there.
    ///
    /// # Errors
    /// As [`Document::qname`].
    pub(crate) fn qname_attribute(
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

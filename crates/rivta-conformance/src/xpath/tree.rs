//! A document as XPath sees it: nodes in document order, their names and string values.
//!
//! A node is an index; an element stands before its attributes, they before its content, so that every axis is a
//! range or a walk along indexes. The text of the whole document lies in one string: what an element says is a slice
//! of it. Nothing here recurses.

use std::collections::HashMap;

use roxmltree::{NodeType, ParsingOptions};

use super::flood;
use crate::error::Error;

/// Nodes of one message, attributes included.
const MAX_NODES: u32 = 2_000_000;

/// A node of a [`Document`]: its place in document order.
pub(crate) type NodeId = u32;

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Root,
    Element,
    Attribute,
    Text,
    Comment,
    Instruction,
}

#[derive(Debug, Clone, Copy)]
struct NodeData {
    kind: Kind,
    /// Index into the names; 0 is the name of what has none.
    name: u32,
    parent: NodeId,
    /// One past the last node below.
    end: NodeId,
    /// Where the string value lies: in the text for the root, elements and texts, else in the other values.
    value: (u32, u32),
}

/// The name of a node.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(crate) struct NodeName {
    pub(crate) namespace: String,
    pub(crate) prefix: String,
    pub(crate) local: String,
}

impl NodeName {
    /// As it is written: with the prefix.
    pub(crate) fn lexical(&self) -> String {
        match self.prefix.as_str() {
            "" => self.local.clone(),
            prefix => format!("{prefix}:{}", self.local),
        }
    }
}

/// A message, read once and judged by any number of rule files.
#[derive(Debug, Default)]
pub struct Document {
    nodes: Vec<NodeData>,
    names: Vec<NodeName>,
    known: HashMap<NodeName, u32>,
    text: String,
    values: String,
    /// Whether the first node below the root stands around messages and is not one of them.
    wrapped: bool,
}

impl Document {
    /// Reads a message: UTF-8, UTF-16 or what its XML declaration names; a document type declaration is refused.
    ///
    /// # Errors
    /// [`Error::Message`] when it is not well-formed, and when it exceeds the limits: 15 MiB, 100 elements in each
    /// other, 64 attributes on one element, two million nodes.
    pub fn parse(bytes: &[u8]) -> Result<Self, Error> {
        let mut document = Self::open(None);
        document.append(bytes)?;
        document.close();
        Ok(document)
    }

    /// Reads several messages as the children of one element, in that order: what belongs together is judged together.
    ///
    /// # Errors
    /// As [`Document::parse`].
    pub fn parse_together(namespace: &str, local: &str, messages: &[&[u8]]) -> Result<Self, Error> {
        let mut document = Self::open(Some((namespace, local)));
        for message in messages {
            document.append(message)?;
        }
        document.close();
        Ok(document)
    }

    fn open(wrapper: Option<(&str, &str)>) -> Self {
        let mut document = Self::default();
        document.intern(NodeName::default());
        document.push(Kind::Root, 0, 0);
        if let Some((namespace, local)) = wrapper {
            let name = document.intern(NodeName {
                namespace: namespace.to_owned(),
                prefix: String::new(),
                local: local.to_owned(),
            });
            document.push(Kind::Element, name, 0);
            document.wrapped = true;
        }
        document
    }

    /// The nodes opened first end where everything ends.
    fn close(&mut self) {
        let (end, length) = (self.len(), offset(self.text.len()));
        for node in self.nodes.iter_mut().take(1 + usize::from(self.wrapped)) {
            node.end = end;
            node.value = (0, length);
        }
    }

    fn append(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let text = flood::shallow(bytes).map_err(|what| Error::Message { what })?;
        let options = ParsingOptions {
            allow_dtd: false,
            nodes_limit: MAX_NODES,
            ..ParsingOptions::default()
        };
        let tree = roxmltree::Document::parse_with_options(&text, options)
            .map_err(|error| Error::Message { what: place_of(&error) })?;
        let outer = u32::from(self.wrapped);
        let top = tree.root();
        let mut open = vec![(top.id(), outer)];
        for node in top.descendants().skip(1) {
            let parent = node.parent().map(|parent| parent.id());
            while open.len() > 1 && open.last().map(|(id, _)| Some(*id)) != Some(parent) {
                self.end_of(open.pop());
            }
            let parent = open.last().map_or(0, |(_, id)| *id);
            if let Some(id) = self.add(node, parent, &text)? {
                open.push((node.id(), id));
            }
        }
        while open.len() > 1 {
            self.end_of(open.pop());
        }
        Ok(())
    }

    fn end_of(&mut self, closed: Option<(roxmltree::NodeId, NodeId)>) {
        let (end, length) = (self.len(), offset(self.text.len()));
        if let Some(node) = closed.and_then(|(_, id)| self.nodes.get_mut(id as usize)) {
            node.end = end;
            node.value.1 = length;
        }
    }

    /// Adds a node, an element with its attributes; tells the element's id, for it stays open.
    fn add(&mut self, node: roxmltree::Node<'_, '_>, parent: NodeId, source: &str) -> Result<Option<NodeId>, Error> {
        if self.len() >= MAX_NODES {
            return Err(Error::Message {
                what: format!("more than {MAX_NODES} nodes"),
            });
        }
        match node.node_type() {
            NodeType::Root => return Ok(None),
            NodeType::Element => return Ok(Some(self.add_element(node, parent, source))),
            NodeType::Text => {
                let start = offset(self.text.len());
                self.text.push_str(node.text().unwrap_or_default());
                let id = self.push(Kind::Text, 0, parent);
                self.set(id, (start, offset(self.text.len())));
            }
            NodeType::Comment => {
                let id = self.push(Kind::Comment, 0, parent);
                self.set_value(id, node.text().unwrap_or_default());
            }
            NodeType::PI => {
                let (target, value) = node.pi().map_or(("", None), |pi| (pi.target, pi.value));
                let name = self.intern(NodeName {
                    local: target.to_owned(),
                    ..NodeName::default()
                });
                let id = self.push(Kind::Instruction, name, parent);
                self.set_value(id, value.unwrap_or_default());
            }
        }
        Ok(None)
    }

    fn add_element(&mut self, node: roxmltree::Node<'_, '_>, parent: NodeId, source: &str) -> NodeId {
        let tag = source.get(node.range().start + 1..).unwrap_or_default();
        let name = self.intern(NodeName {
            namespace: node.tag_name().namespace().unwrap_or_default().to_owned(),
            prefix: prefix_of(tag, node.tag_name().name()),
            local: node.tag_name().name().to_owned(),
        });
        let start = offset(self.text.len());
        let id = self.push(Kind::Element, name, parent);
        self.set(id, (start, start));
        for attribute in node.attributes() {
            let written = source.get(attribute.range().start..).unwrap_or_default();
            let name = self.intern(NodeName {
                namespace: attribute.namespace().unwrap_or_default().to_owned(),
                prefix: prefix_of(written, attribute.name()),
                local: attribute.name().to_owned(),
            });
            let attribute_id = self.push(Kind::Attribute, name, id);
            self.set_value(attribute_id, attribute.value());
        }
        id
    }

    fn push(&mut self, kind: Kind, name: u32, parent: NodeId) -> NodeId {
        let id = self.len();
        let end = if kind == Kind::Root || kind == Kind::Element {
            0
        } else {
            id + 1
        };
        self.nodes.push(NodeData {
            kind,
            name,
            parent,
            end,
            value: (0, 0),
        });
        id
    }

    fn set(&mut self, id: NodeId, value: (u32, u32)) {
        if let Some(node) = self.nodes.get_mut(id as usize) {
            node.value = value;
        }
    }

    fn set_value(&mut self, id: NodeId, value: &str) {
        let start = offset(self.values.len());
        self.values.push_str(value);
        self.set(id, (start, offset(self.values.len())));
    }

    fn intern(&mut self, name: NodeName) -> u32 {
        if let Some(known) = self.known.get(&name) {
            return *known;
        }
        let index = offset(self.names.len());
        self.names.push(name.clone());
        self.known.insert(name, index);
        index
    }

    fn data(&self, id: NodeId) -> NodeData {
        const NONE: NodeData = NodeData {
            kind: Kind::Root,
            name: 0,
            parent: 0,
            end: 0,
            value: (0, 0),
        };
        self.nodes.get(id as usize).copied().unwrap_or(NONE)
    }

    /// How many nodes there are.
    pub(crate) fn len(&self) -> u32 {
        offset(self.nodes.len())
    }

    pub(crate) fn kind(&self, id: NodeId) -> Kind {
        self.data(id).kind
    }

    /// One past the last node below this one.
    pub(crate) fn end(&self, id: NodeId) -> NodeId {
        self.data(id).end
    }

    pub(crate) fn parent(&self, id: NodeId) -> Option<NodeId> {
        (id != 0).then(|| self.data(id).parent)
    }

    /// The index of the node's name among [`Document::names`].
    pub(crate) fn name_index(&self, id: NodeId) -> usize {
        self.data(id).name as usize
    }

    pub(crate) fn names(&self) -> &[NodeName] {
        &self.names
    }

    pub(crate) fn name(&self, id: NodeId) -> Option<&NodeName> {
        let index = self.name_index(id);
        self.names.get(index).filter(|_| index != 0)
    }

    /// The string value of a node.
    pub(crate) fn string(&self, id: NodeId) -> &str {
        let data = self.data(id);
        let buffer = match data.kind {
            Kind::Root | Kind::Element | Kind::Text => &self.text,
            Kind::Attribute | Kind::Comment | Kind::Instruction => &self.values,
        };
        buffer
            .get(data.value.0 as usize..data.value.1 as usize)
            .unwrap_or_default()
    }

    /// The attributes of an element.
    pub(crate) fn attributes(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = if self.kind(id) == Kind::Element {
            self.end(id)
        } else {
            id
        };
        (id + 1..end).take_while(|node| self.kind(*node) == Kind::Attribute)
    }

    /// The children of a node: everything directly below but attributes.
    pub(crate) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let (mut next, end) = match self.kind(id) {
            Kind::Root | Kind::Element => (self.first_child(id), self.end(id)),
            _ => (id, id),
        };
        std::iter::from_fn(move || {
            let child = (next < end).then_some(next)?;
            next = self.end(child).max(child + 1);
            Some(child)
        })
    }

    fn first_child(&self, id: NodeId) -> NodeId {
        id + 1 + offset(self.attributes(id).count())
    }

    /// Everything below a node but attributes, in document order.
    pub(crate) fn descendants(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        (id + 1..self.end(id)).filter(|node| self.kind(*node) != Kind::Attribute)
    }

    /// Where a node stands, as an XPath from the root with the prefixes of the message.
    pub(crate) fn location(&self, id: NodeId) -> String {
        let mut steps = Vec::new();
        let mut node = id;
        while let Some(parent) = self.parent(node) {
            steps.push(self.step(node, parent));
            node = parent;
        }
        steps.reverse();
        format!("/{}", steps.join("/"))
    }

    fn step(&self, node: NodeId, parent: NodeId) -> String {
        let name = self.name(node).map(NodeName::lexical).unwrap_or_default();
        let step = match self.kind(node) {
            Kind::Attribute => return format!("@{name}"),
            Kind::Element | Kind::Root => name,
            Kind::Text => "text()".to_owned(),
            Kind::Comment => "comment()".to_owned(),
            Kind::Instruction => format!("processing-instruction({name})"),
        };
        let expanded = |node: NodeId| self.name(node).map(|name| (&name.namespace, &name.local));
        let alike = |other: &NodeId| self.kind(*other) == self.kind(node) && expanded(*other) == expanded(node);
        let before = self
            .children(parent)
            .take_while(|other| *other != node)
            .filter(alike)
            .count();
        let all = self.children(parent).filter(alike).take(before + 2).count();
        if all > 1 {
            format!("{step}[{}]", before + 1)
        } else {
            step
        }
    }
}

/// The prefix of a name as it stands in the source.
pub(crate) fn prefix_of(written: &str, local: &str) -> String {
    match written.split_once(':') {
        Some((prefix, rest)) if rest.starts_with(local) && !prefix.contains(['=', '>', '/', ' ', '\n', '\t', '\r']) => {
            prefix.to_owned()
        }
        _ => String::new(),
    }
}

/// What an XML parser says, without what stands in the message.
fn place_of(error: &roxmltree::Error) -> String {
    let position = error.pos();
    match error {
        roxmltree::Error::DtdDetected => "it has a document type declaration".to_owned(),
        roxmltree::Error::NodesLimitReached => format!("more than {MAX_NODES} nodes"),
        _ => format!("not well-formed XML at {}:{}", position.row, position.col),
    }
}

/// Messages are limited to far less than 4 GiB.
fn offset(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

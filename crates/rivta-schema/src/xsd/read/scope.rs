//! Where in a schema the reader is.

use roxmltree::Node;

use crate::error::Error;
use crate::source::Document;
use crate::xsd::{Block, QName, XS};

/// Groups and anonymous types within each other. The deepest published one is below ten.
const MAX_NESTING: usize = 100;

/// The schema that is being read, and how deep in it the reader is.
#[derive(Clone, Copy)]
pub(in crate::xsd) struct Scope<'d, 'a> {
    pub(in crate::xsd) document: &'d Document<'a>,
    target: Option<&'d str>,
    chameleon: bool,
    qualified_elements: bool,
    qualified_attributes: bool,
    block: Option<&'d str>,
    nesting: usize,
}

impl<'d, 'a> Scope<'d, 'a> {
    /// The scope of an `xs:schema`. A schema without a target namespace takes its includer's.
    pub(in crate::xsd) fn of(document: &'d Document<'a>, schema: Node<'d, 'a>, includer: Option<&'d str>) -> Self {
        let own = schema.attribute("targetNamespace");
        let qualified = |form| schema.attribute(form) == Some("qualified");
        Self {
            document,
            target: own.or(includer),
            chameleon: own.is_none(),
            qualified_elements: qualified("elementFormDefault"),
            qualified_attributes: qualified("attributeFormDefault"),
            block: schema.attribute("blockDefault"),
            nesting: 0,
        }
    }

    /// The namespace of the schema's components.
    pub(in crate::xsd) fn target(&self) -> Option<&'d str> {
        self.target
    }

    /// The scope of what is within a node, unless it is too deep.
    pub(super) fn within(mut self, node: Node<'_, '_>) -> Result<Self, Error> {
        self.nesting += 1;
        if self.nesting > MAX_NESTING {
            return Err(self.invalid(node, format!("nested more than {MAX_NESTING} deep")));
        }
        Ok(self)
    }

    /// The name of a component at the top level.
    pub(super) fn global_name(&self, node: Node<'_, '_>) -> Result<QName, Error> {
        Ok(QName::new(self.target, self.name(node)?))
    }

    /// The name of a local element or attribute, by `form` and the schema's default for it.
    pub(super) fn local_name(&self, node: Node<'_, '_>) -> Result<QName, Error> {
        let qualified = match node.attribute("form") {
            Some(form) => form == "qualified",
            None if node.tag_name().name() == "attribute" => self.qualified_attributes,
            None => self.qualified_elements,
        };
        let namespace = self.target.filter(|_| qualified);
        Ok(QName::new(namespace, self.name(node)?))
    }

    /// A qualified name in an attribute.
    pub(super) fn reference(&self, node: Node<'_, '_>, attribute: &str) -> Result<Option<QName>, Error> {
        self.document.qname_attribute(node, attribute, self.unprefixed())
    }

    /// A qualified name in an attribute that must be there.
    pub(super) fn required_reference(&self, node: Node<'_, '_>, attribute: &str) -> Result<QName, Error> {
        self.reference(node, attribute)?
            .ok_or_else(|| self.invalid(node, format!("the attribute {attribute} is missing")))
    }

    /// A qualified name in a text.
    pub(super) fn qname(&self, node: Node<'_, '_>, text: &str) -> Result<QName, Error> {
        self.document.qname(node, text, self.unprefixed())
    }

    /// The local name of a node of XML Schema; other elements have no place in a schema.
    pub(super) fn xs_name<'n>(&self, node: Node<'n, '_>) -> Result<&'n str, Error> {
        let name = node.tag_name();
        if name.namespace() == Some(XS) {
            Ok(name.name())
        } else {
            Err(self.invalid(node, format!("{} is not an element of XML Schema", name.name())))
        }
    }

    /// What may not take the place of a declaration or type: its `block`, or else the schema's `blockDefault`.
    pub(super) fn block(&self, node: Node<'_, '_>) -> Block {
        let written = node.attribute("block").or(self.block).unwrap_or_default();
        let says = |what: &str| written.split_whitespace().any(|it| it == what || it == "#all");
        Block {
            extension: says("extension"),
            restriction: says("restriction"),
            substitution: says("substitution") && node.has_tag_name((XS, "element")),
        }
    }

    /// A boolean attribute; `false` where it is left out.
    pub(super) fn flag(&self, node: Node<'_, '_>, attribute: &str) -> Result<bool, Error> {
        match node.attribute(attribute).map(str::trim) {
            None | Some("false" | "0") => Ok(false),
            Some("true" | "1") => Ok(true),
            Some(_) => Err(self.invalid(node, format!("{attribute} is neither true nor false"))),
        }
    }

    pub(super) fn invalid(&self, node: Node<'_, '_>, what: impl Into<String>) -> Error {
        Error::invalid(self.document.place(node), what)
    }

    /// The error for a child that the parent cannot have.
    pub(super) fn misplaced(&self, child: Node<'_, '_>) -> Error {
        let parent = child.parent().map_or("", |parent| parent.tag_name().name());
        let child_name = child.tag_name().name();
        self.invalid(child, format!("xs:{child_name} cannot stand in xs:{parent}"))
    }

    fn unprefixed(&self) -> Option<&'d str> {
        self.target.filter(|_| self.chameleon)
    }

    fn name<'n>(&self, node: Node<'n, '_>) -> Result<&'n str, Error> {
        node.attribute("name")
            .filter(|name| !name.trim().is_empty())
            .ok_or_else(|| self.invalid(node, "the attribute name is missing"))
    }
}

/// The child elements of a node that are components, annotations left out.
pub(super) fn components<'n, 'a>(node: Node<'n, 'a>) -> impl Iterator<Item = Node<'n, 'a>> {
    node.children()
        .filter(|child| child.is_element() && !child.has_tag_name((XS, "annotation")))
}

/// The first child element of a name.
pub(super) fn child<'n, 'a>(node: Node<'n, 'a>, name: &str) -> Option<Node<'n, 'a>> {
    components(node).find(|child| child.has_tag_name((XS, name)))
}

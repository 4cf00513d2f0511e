//! Complex types.

use super::{Annotation, Attributes, Block, Facet, Particle, QName, SimpleType};

/// `xs:complexType`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComplexType {
    /// Its name; anonymous types have none.
    pub name: Option<QName>,
    /// Whether only types derived from it may occur in messages.
    pub is_abstract: bool,
    /// Whether text may stand between the elements.
    pub mixed: bool,
    /// Which types derived from it may not stand for it.
    pub block: Block,
    /// What stands between the tags.
    pub content: Content,
    /// Its own attributes, those of the base not counted.
    pub attributes: Attributes,
    /// Documentation and place.
    pub annotation: Annotation,
}

/// What a complex type says of the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A content model of its own; `None` is empty.
    Elements(Option<Particle>),
    /// `xs:complexContent`, `xs:extension`: the base's content, then the particle.
    Extension {
        /// The type that is extended.
        base: QName,
        /// What is added.
        particle: Option<Particle>,
    },
    /// `xs:complexContent`, `xs:restriction`: the particle takes the place of the base's content.
    Restriction {
        /// The type that is restricted.
        base: QName,
        /// What remains.
        particle: Option<Particle>,
    },
    /// `xs:simpleContent`, `xs:extension`: text, and attributes added.
    SimpleExtension {
        /// The simple type of the text, or a complex type with such content.
        base: QName,
    },
    /// `xs:simpleContent`, `xs:restriction`: text, narrowed.
    SimpleRestriction {
        /// The complex type that is restricted.
        base: QName,
        /// A simple type that takes the place of the base's.
        simple_type: Option<Box<SimpleType>>,
        /// How it is narrowed.
        facets: Vec<Facet>,
    },
}

impl ComplexType {
    /// The type it is derived from, if it is derived from one.
    pub fn base(&self) -> Option<&QName> {
        match &self.content {
            Content::Elements(_) => None,
            Content::Extension { base, .. }
            | Content::Restriction { base, .. }
            | Content::SimpleExtension { base }
            | Content::SimpleRestriction { base, .. } => Some(base),
        }
    }
}

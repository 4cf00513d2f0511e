//! Attributes.

use super::{Annotation, QName, TypeRef, ValueConstraint, Wildcard};

/// `xs:attribute` with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// The name in messages: unqualified local attributes have no namespace.
    pub name: QName,
    /// The type.
    pub type_ref: TypeRef,
    /// A default or fixed value.
    pub value: Option<ValueConstraint>,
    /// Documentation and place.
    pub annotation: Annotation,
}

/// All that a type or a group says of attributes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attributes {
    /// The attributes, in order.
    pub uses: Vec<AttributeUse>,
    /// References to attribute groups.
    pub groups: Vec<QName>,
    /// `xs:anyAttribute`
    pub any: Option<Wildcard>,
}

/// An attribute of a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributeUse {
    /// Which attribute.
    pub term: AttributeTerm,
    /// Whether it must, may or must not be there.
    pub presence: Presence,
    /// Documentation and place.
    pub annotation: Annotation,
}

/// Which attribute is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttributeTerm {
    /// One declared here.
    Local(Box<Attribute>),
    /// A global one, with the value that this use gives it.
    Ref(QName, Option<ValueConstraint>),
}

/// Whether an attribute must, may or must not be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It may be there.
    Optional,
    /// It must be there.
    Required,
    /// It must not be there.
    Prohibited,
}

/// A named attribute group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributeGroup {
    /// Its name.
    pub name: QName,
    /// What it holds.
    pub attributes: Attributes,
    /// Documentation and place.
    pub annotation: Annotation,
}

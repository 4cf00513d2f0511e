//! Element declarations, and what all declarations have in common.

use super::{ComplexType, QName, SimpleType};
use crate::error::Place;

/// What is said about a component, and where it stands. All annotations are equal: they say
/// nothing about the messages.
#[derive(Debug, Clone)]
pub struct Annotation {
    /// The text of `xs:documentation`, markup taken out.
    pub documentation: Option<String>,
    /// Where the component stands.
    pub place: Place,
}

impl PartialEq for Annotation {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Annotation {}

/// `xs:element` with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// The name in messages: unqualified local elements have no namespace.
    pub name: QName,
    /// The type.
    pub type_ref: TypeRef,
    /// Whether `xsi:nil` is allowed.
    pub nillable: bool,
    /// Whether only members of its substitution group may stand for it.
    pub is_abstract: bool,
    /// A default or fixed value.
    pub value: Option<ValueConstraint>,
    /// The element it may stand for.
    pub substitution_group: Option<QName>,
    /// What may not stand for it in messages.
    pub block: Block,
    /// `xs:unique`, `xs:key` and `xs:keyref`.
    pub constraints: Vec<Constraint>,
    /// Documentation and place.
    pub annotation: Annotation,
}

/// How an element or attribute says its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypeRef {
    /// A named type, built-in ones included.
    Named(QName),
    /// An anonymous simple type.
    Simple(Box<SimpleType>),
    /// An anonymous complex type.
    Complex(Box<ComplexType>),
    /// Nothing: `xs:anyType` for an element, `xs:anySimpleType` for an attribute.
    Absent,
}

/// What may not take a declaration's or a type's place in messages: `block`, or else `blockDefault`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Block {
    /// Types derived by extension.
    pub extension: bool,
    /// Types derived by restriction.
    pub restriction: bool,
    /// Members of the substitution group; never said of a type.
    pub substitution: bool,
}

/// A value that the schema gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueConstraint {
    /// The value where none is written.
    Default(String),
    /// The only value.
    Fixed(String),
}

/// An identity constraint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Constraint {
    /// Its kind.
    pub kind: ConstraintKind,
    /// Its name.
    pub name: QName,
    /// The path of the elements it is about.
    pub selector: String,
    /// The paths of the values it compares.
    pub fields: Vec<String>,
    /// The prefixes that the paths use, and the namespaces they mean.
    pub prefixes: Vec<(String, String)>,
}

/// The kinds of identity constraints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConstraintKind {
    /// `xs:unique`
    Unique,
    /// `xs:key`
    Key,
    /// `xs:keyref` to the constraint named.
    KeyRef(QName),
}

//! What schemas say, compiled: names are numbers, derivation is worked out, content models are automata.

use std::collections::HashMap;

use super::automaton::Model;
use super::identity::Constraint;
use super::name::{NameId, Names};
use super::simple::{Simple, SimpleId};
use super::value::Value;
use super::wildcard::Open;
use crate::xsd::Block;

/// An element declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ElementId(pub(super) usize);

/// A type definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct TypeId(pub(super) usize);

/// `xs:anyType` is the first type.
pub(super) const ANY_TYPE: TypeId = TypeId(0);

/// An element declaration.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: NameId,
    pub(super) type_id: TypeId,
    pub(super) nillable: bool,
    pub(super) is_abstract: bool,
    pub(super) given: Option<Given>,
    pub(super) block: Block,
    pub(super) constraints: Vec<Constraint>,
}

/// A default or fixed value.
#[derive(Debug, Clone)]
pub(super) struct Given {
    pub(super) fixed: bool,
    pub(super) text: String,
    /// The text as a value of the type; `None` for mixed content.
    pub(super) value: Option<Value>,
}

/// How a type comes from its base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Derivation {
    Extension,
    Restriction,
}

/// A type definition.
#[derive(Debug)]
pub(super) struct Type {
    /// The name as it is told; empty for anonymous types.
    pub(super) name: String,
    pub(super) base: Option<(TypeId, Derivation)>,
    pub(super) block: Block,
    pub(super) body: Body,
}

/// What a type says of its elements.
#[derive(Debug)]
pub(super) enum Body {
    Simple(SimpleId),
    Complex(Complex),
}

/// A complex type.
#[derive(Debug)]
pub(super) struct Complex {
    pub(super) is_abstract: bool,
    pub(super) content: Content,
    pub(super) attributes: Vec<Attribute>,
    pub(super) any_attribute: Option<Open>,
}

/// What stands between the tags.
#[derive(Debug)]
pub(super) enum Content {
    Empty,
    Simple(SimpleId),
    Elements { model: Model, mixed: bool },
}

/// An attribute of a type.
#[derive(Debug, Clone)]
pub(super) struct Attribute {
    pub(super) name: NameId,
    pub(super) simple: SimpleId,
    pub(super) required: bool,
    pub(super) given: Option<Given>,
}

/// All that documents are judged by.
#[derive(Debug, Default)]
pub(super) struct Schema {
    pub(super) names: Names,
    pub(super) elements: Vec<Element>,
    pub(super) types: Vec<Type>,
    pub(super) simple: Vec<Simple>,
    /// Global elements.
    pub(super) globals: HashMap<NameId, ElementId>,
    /// Named types.
    pub(super) named: HashMap<NameId, TypeId>,
    /// Global attributes.
    pub(super) attributes: HashMap<NameId, Attribute>,
}

impl Schema {
    pub(super) fn element(&self, ElementId(id): ElementId) -> Option<&Element> {
        self.elements.get(id)
    }

    pub(super) fn type_of(&self, TypeId(id): TypeId) -> Option<&Type> {
        self.types.get(id)
    }

    pub(super) fn simple(&self, SimpleId(id): SimpleId) -> Option<&Simple> {
        self.simple.get(id)
    }

    /// How `derived` comes from `base`: whether by extension, by restriction, or both. `None` if it does not.
    pub(super) fn derivation(&self, derived: TypeId, base: TypeId) -> Option<(bool, bool)> {
        let (mut extended, mut restricted) = (false, false);
        let mut current = derived;
        loop {
            if current == base {
                return Some((extended, restricted));
            }
            if self.is_member(current, base) {
                return Some((extended, true));
            }
            let (next, how) = self.type_of(current)?.base?;
            match how {
                Derivation::Extension => extended = true,
                Derivation::Restriction => restricted = true,
            }
            current = next;
        }
    }

    /// Whether a type is a member of a union, which counts as derived from it.
    fn is_member(&self, member: TypeId, union: TypeId) -> bool {
        let simple = |id| match &self.type_of(id)?.body {
            Body::Simple(simple) => Some(*simple),
            Body::Complex(_) => None,
        };
        let members = simple(union).and_then(|union| self.simple(union)?.members());
        match (simple(member), members) {
            (Some(member), Some(members)) => members.contains(&member),
            _ => false,
        }
    }
}

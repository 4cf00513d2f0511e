//! Element declarations, and the values that declarations give.

use super::attribute::given;
use super::{Compiler, Work};
use crate::error::Error;
use crate::validate::identity::Constraint;
use crate::validate::schema::{ANY_TYPE, Body, Content, Element, ElementId, Given, Schema, TypeId};
use crate::validate::simple::{Context, Simple, SimpleId};
use crate::xsd::{self, TypeRef};

impl<'s> Compiler<'s> {
    pub(super) fn compile_element(&mut self, ElementId(id): ElementId, element: &'s xsd::Element) -> Result<(), Error> {
        let type_id = self.element_type(element, 0)?;
        let constraints = element.constraints.iter();
        let compiled = Element {
            name: self.schema.names.number(&element.name),
            type_id,
            nillable: element.nillable,
            is_abstract: element.is_abstract,
            given: element.value.as_ref().map(given),
            block: element.block,
            constraints: constraints
                .map(|constraint| Constraint::of(constraint, &element.annotation.place))
                .collect::<Result<_, _>>()?,
        };
        if let Some(place) = self.elements.get_mut(id) {
            *place = Some(compiled);
        }
        Ok(())
    }

    /// An element without a type has that of the element it may stand for, or else `xs:anyType`.
    fn element_type(&mut self, element: &'s xsd::Element, depth: usize) -> Result<TypeId, Error> {
        let set = self.set;
        match &element.type_ref {
            TypeRef::Named(name) => Ok(self.numbers.get(name).copied().unwrap_or(ANY_TYPE)),
            TypeRef::Simple(simple) => self.anonymous_simple(simple),
            TypeRef::Complex(complex) => {
                let id = self.new_type();
                self.queue.push_back(Work::Type(id, complex));
                Ok(id)
            }
            TypeRef::Absent => match element.substitution_group.as_ref().and_then(|head| set.element(head)) {
                Some(head) if depth < super::MAX_DERIVATIONS => self.element_type(head, depth + 1),
                _ => Ok(ANY_TYPE),
            },
        }
    }

    pub(super) fn simple_of(&self, TypeId(id): TypeId) -> Option<SimpleId> {
        match self.types.get(id)?.as_ref()?.body {
            Body::Simple(simple) => Some(simple),
            Body::Complex(_) => None,
        }
    }

    pub(super) fn add_narrowed(&mut self, narrowed: Simple) -> SimpleId {
        self.schema.simple.push(narrowed);
        SimpleId(self.schema.simple.len() - 1)
    }
}

/// Works out default and fixed values, now that all types are known.
pub(super) fn give_values(schema: &mut Schema) {
    let mut elements = std::mem::take(&mut schema.elements);
    for element in &mut elements {
        let simple = schema.type_of(element.type_id).and_then(|it| content(&it.body));
        give(schema, element.given.as_mut(), simple);
    }
    schema.elements = elements;
    let mut types = std::mem::take(&mut schema.types);
    for attribute in types.iter_mut().flat_map(|it| match &mut it.body {
        Body::Complex(complex) => complex.attributes.iter_mut(),
        Body::Simple(_) => [].iter_mut(),
    }) {
        give(schema, attribute.given.as_mut(), Some(attribute.simple));
    }
    schema.types = types;
    let mut attributes = std::mem::take(&mut schema.attributes);
    for attribute in attributes.values_mut() {
        give(schema, attribute.given.as_mut(), Some(attribute.simple));
    }
    schema.attributes = attributes;
}

/// The simple type of a type's content.
fn content(body: &Body) -> Option<SimpleId> {
    match body {
        Body::Simple(simple) => Some(*simple),
        Body::Complex(complex) => match complex.content {
            Content::Simple(simple) => Some(simple),
            _ => None,
        },
    }
}

fn give(schema: &Schema, given: Option<&mut Given>, simple: Option<SimpleId>) {
    let (Some(given), Some(simple)) = (given, simple.and_then(|simple| schema.simple(simple))) else {
        return;
    };
    let mut context = Context {
        resolve: &|_| None,
        identities: Vec::new(),
    };
    given.value = simple.check(schema, &given.text, true, &mut context).ok().flatten();
}

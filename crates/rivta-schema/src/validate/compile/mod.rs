//! From the model of the schemas to what documents are judged by.

mod attribute;
mod complex;
mod content;
mod declaration;
mod simple;

use std::collections::{HashMap, VecDeque};

use super::schema::{self, ElementId, Schema, TypeId};
use super::simple::SimpleId;
use crate::error::{Error, Place};
use crate::xsd::{Builtin, ComplexType, Definition, Element, QName, SchemaSet};

/// How many types may be derived from each other in a row, and how deep groups may be nested.
const MAX_DERIVATIONS: usize = 200;

/// Work that waits: anonymous types and local elements, so that nothing here follows their nesting by
/// recursion.
enum Work<'s> {
    Type(TypeId, &'s ComplexType),
    Element(ElementId, &'s Element),
}

/// Compiles the schemas of a package.
pub(super) struct Compiler<'s> {
    set: &'s SchemaSet,
    schema: Schema,
    /// Types and elements that have a number; what they are comes later.
    types: Vec<Option<schema::Type>>,
    elements: Vec<Option<schema::Element>>,
    /// The numbers of named types.
    numbers: HashMap<QName, TypeId>,
    /// The simple types of named types that have been compiled.
    simple: HashMap<QName, SimpleId>,
    /// Elements by their place in memory: an element is compiled once, however many types inherit it.
    known: HashMap<*const Element, ElementId>,
    /// Members of substitution groups, by the head's name.
    substitutes: HashMap<&'s QName, Vec<&'s Element>>,
    queue: VecDeque<Work<'s>>,
}

/// Compiles all components of a package.
pub(super) fn compile(set: &SchemaSet) -> Result<Schema, Error> {
    let mut compiler = Compiler {
        set,
        schema: Schema::default(),
        types: Vec::new(),
        elements: Vec::new(),
        numbers: HashMap::new(),
        simple: HashMap::new(),
        known: HashMap::new(),
        substitutes: HashMap::new(),
        queue: VecDeque::new(),
    };
    compiler.number_types();
    compiler.number_elements();
    compiler.compile_types()?;
    compiler.compile_attributes()?;
    compiler.finish()
}

impl Compiler<'_> {
    /// Gives every built-in and named type its number; `xs:anyType` is the first.
    fn number_types(&mut self) {
        for builtin in Builtin::all() {
            self.number_type(QName::new(Some(crate::xsd::XS), builtin.name()));
        }
        for definition in self.set.definitions() {
            if let (Definition::Complex(_) | Definition::Simple(_), Some(name)) = (definition, definition.name()) {
                self.number_type(name.clone());
            }
        }
    }

    fn number_type(&mut self, name: QName) {
        let id = self.new_type();
        let number = self.schema.names.number(&name);
        self.schema.named.insert(number, id);
        self.numbers.insert(name, id);
    }

    fn new_type(&mut self) -> TypeId {
        self.types.push(None);
        TypeId(self.types.len() - 1)
    }

    fn set_type(&mut self, TypeId(id): TypeId, type_definition: schema::Type) {
        if let Some(place) = self.types.get_mut(id) {
            *place = Some(type_definition);
        }
    }

    fn number_elements(&mut self) {
        let set = self.set;
        for definition in set.definitions() {
            if let Definition::Element(element) = definition {
                let id = self.element(element);
                let name = self.schema.names.number(&element.name);
                self.schema.globals.insert(name, id);
                if let Some(head) = &element.substitution_group {
                    self.substitutes.entry(head).or_default().push(element);
                }
            }
        }
    }

    fn compile_types(&mut self) -> Result<(), Error> {
        self.compile_builtins()?;
        let set = self.set;
        for definition in set.definitions() {
            let Some(id) = definition.name().and_then(|name| self.numbers.get(name)).copied() else {
                continue;
            };
            match definition {
                Definition::Complex(complex) => self.queue.push_back(Work::Type(id, complex)),
                Definition::Simple(simple) => self.named_simple_type(id, simple)?,
                _ => {}
            }
        }
        self.work()
    }

    fn work(&mut self) -> Result<(), Error> {
        while let Some(work) = self.queue.pop_front() {
            match work {
                Work::Type(id, complex) => self.complex_type(id, complex)?,
                Work::Element(id, element) => self.compile_element(id, element)?,
            }
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Schema, Error> {
        self.work()?;
        // Every number has been given a meaning by now: what is left out would be a mistake above.
        self.schema.types = self.types.into_iter().flatten().collect();
        self.schema.elements = self.elements.into_iter().flatten().collect();
        declaration::give_values(&mut self.schema);
        Ok(self.schema)
    }
}

fn unsupported(place: &Place, construct: impl Into<String>) -> Error {
    Error::Unsupported {
        place: place.clone(),
        construct: construct.into(),
    }
}

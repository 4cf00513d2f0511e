//! Which components a message reaches.

use std::collections::BTreeSet;

use rivta_schema::Package;
use rivta_schema::xsd::{
    AttributeTerm, Attributes, ComplexType, Content, Definition, Element, Particle, QName, SimpleType, Term, TypeRef,
    XML,
};

use super::{abstraction, substitution};

/// The global elements and types that elements lead to, and the namespaces of all elements met.
#[derive(Debug, Default)]
pub(super) struct Reach<'p> {
    types: BTreeSet<&'p QName>,
    elements: BTreeSet<&'p QName>,
    groups: BTreeSet<&'p QName>,
    /// The types of elements, whose derived types have been looked at.
    replaced: BTreeSet<&'p QName>,
    /// Namespaces of the elements that can occur.
    pub(super) element_namespaces: BTreeSet<&'p str>,
    /// Namespaces of the types that values can have.
    pub(super) type_namespaces: BTreeSet<&'p str>,
    queue: Vec<Step<'p>>,
}

#[derive(Debug)]
enum Step<'p> {
    Element(&'p Element),
    Complex(&'p ComplexType),
    Simple(&'p SimpleType),
    Particle(&'p Particle),
}

/// Walks from global elements. The queue keeps the walk off the stack.
pub(super) fn from<'p>(package: &'p Package, roots: impl IntoIterator<Item = &'p QName>) -> Reach<'p> {
    let mut reach = Reach::default();
    for root in roots {
        reach.global_element(package, root);
    }
    reach.walk(package);
    reach
}

/// The namespaces that global elements lead to, those asked for and, since each is taken as a whole, those
/// that the other components of these lead to.
pub(super) fn namespaces<'p>(
    package: &'p Package,
    roots: impl IntoIterator<Item = &'p QName>,
    wanted: impl IntoIterator<Item = &'p str>,
) -> BTreeSet<&'p str> {
    let mut reach = from(package, roots);
    reach.type_namespaces.extend(wanted);
    let mut done = BTreeSet::new();
    loop {
        let found: BTreeSet<&str> = reach
            .element_namespaces
            .union(&reach.type_namespaces)
            .copied()
            .collect();
        if found == done {
            return found;
        }
        let new = |name: &QName| {
            let uri = name.namespace.as_deref().unwrap_or("");
            found.contains(uri) && !done.contains(uri)
        };
        for definition in package.schemas.definitions() {
            match definition {
                Definition::Element(element) if new(&element.name) => reach.global_element(package, &element.name),
                Definition::Complex(_) | Definition::Simple(_) => {
                    if let Some(name) = definition.name().filter(|name| new(name)) {
                        reach.named_type(package, name);
                    }
                }
                _ => {}
            }
        }
        reach.walk(package);
        done = found;
    }
}

impl<'p> Reach<'p> {
    fn walk(&mut self, package: &'p Package) {
        while let Some(step) = self.queue.pop() {
            match step {
                Step::Element(element) => {
                    let uri = element.name.namespace.as_deref().unwrap_or("");
                    self.element_namespaces.insert(uri);
                    self.type_ref(package, &element.type_ref);
                    if let TypeRef::Named(name) = &element.type_ref {
                        self.derived(package, name);
                    }
                }
                Step::Complex(complex) => self.complex(package, complex),
                Step::Simple(simple) => {
                    for base in simple.bases() {
                        self.type_ref(package, base);
                    }
                }
                Step::Particle(particle) => self.particle(package, particle),
            }
        }
    }

    fn global_element(&mut self, package: &'p Package, name: &'p QName) {
        if let Some(element) = package.schemas.element(name)
            && self.elements.insert(name)
        {
            self.queue.push(Step::Element(element));
            for member in substitution::members(package, name) {
                if self.elements.insert(&member.name) {
                    self.queue.push(Step::Element(member));
                }
            }
        }
    }

    fn named_type(&mut self, package: &'p Package, name: &'p QName) {
        if name.is_xs() || !self.types.insert(name) {
            return;
        }
        self.type_namespaces.insert(name.namespace.as_deref().unwrap_or(""));
        match package.schemas.type_definition(name) {
            Some(Definition::Complex(complex)) => self.queue.push(Step::Complex(complex)),
            Some(Definition::Simple(simple)) => self.queue.push(Step::Simple(simple)),
            _ => {}
        }
    }

    /// What `xsi:type` may name in the place of an element's type. Its prefix is written.
    fn derived(&mut self, package: &'p Package, name: &'p QName) {
        if name.is_xs() || !self.replaced.insert(name) {
            return;
        }
        for (name, _) in abstraction::descendants(package, name) {
            self.element_namespaces.insert(name.namespace.as_deref().unwrap_or(""));
            self.named_type(package, name);
        }
    }

    fn type_ref(&mut self, package: &'p Package, type_ref: &'p TypeRef) {
        match type_ref {
            TypeRef::Named(name) => self.named_type(package, name),
            TypeRef::Simple(simple) => self.queue.push(Step::Simple(simple)),
            TypeRef::Complex(complex) => self.queue.push(Step::Complex(complex)),
            TypeRef::Absent => {}
        }
    }

    fn complex(&mut self, package: &'p Package, complex: &'p ComplexType) {
        match &complex.content {
            Content::Elements(particle) => self.queue.extend(particle.iter().map(Step::Particle)),
            Content::Extension { base, particle } | Content::Restriction { base, particle } => {
                self.named_type(package, base);
                self.queue.extend(particle.iter().map(Step::Particle));
            }
            Content::SimpleExtension { base } | Content::SimpleRestriction { base, .. } => {
                self.named_type(package, base);
                if let Content::SimpleRestriction {
                    simple_type: Some(simple),
                    ..
                } = &complex.content
                {
                    self.queue.push(Step::Simple(simple));
                }
            }
        }
        self.attributes(package, &complex.attributes);
    }

    fn attributes(&mut self, package: &'p Package, attributes: &'p Attributes) {
        for attribute in &attributes.uses {
            match &attribute.term {
                AttributeTerm::Local(local) => {
                    self.attribute_namespace(&local.name);
                    self.type_ref(package, &local.type_ref);
                }
                AttributeTerm::Ref(name, _) => {
                    self.attribute_namespace(name);
                    if let Some(global) = package.schemas.attribute(name) {
                        self.type_ref(package, &global.type_ref);
                    }
                }
            }
        }
        for group in &attributes.groups {
            if let Some(group) = package.schemas.attribute_group(group) {
                self.attributes(package, &group.attributes);
            }
        }
    }

    fn attribute_namespace(&mut self, name: &'p QName) {
        let namespace = name.namespace.as_deref().filter(|uri| *uri != XML);
        self.element_namespaces.extend(namespace);
    }

    fn particle(&mut self, package: &'p Package, particle: &'p Particle) {
        match &particle.term {
            Term::Element(element) => self.queue.push(Step::Element(element)),
            Term::ElementRef(name) => self.global_element(package, name),
            Term::Group(group) => self.queue.extend(group.particles.iter().map(Step::Particle)),
            Term::GroupRef(name) => {
                if let Some(group) = package.schemas.group(name)
                    && self.groups.insert(name)
                {
                    self.queue.extend(group.model.particles.iter().map(Step::Particle));
                }
            }
            Term::Any(_) => {}
        }
    }
}

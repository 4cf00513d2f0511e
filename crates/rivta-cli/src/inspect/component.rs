//! A walk over components and all that is written within them.

use rivta_schema::xsd::{
    AttributeTerm, AttributeUse, Attributes, ComplexType, Content, Definition, Element, Particle, SimpleType, Term,
    TypeRef,
};

/// Something that is written in a schema.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Component<'s> {
    /// An element, global or local.
    Element(&'s Element),
    /// A complex type, named or anonymous.
    Complex(&'s ComplexType),
    /// A simple type, named or anonymous.
    Simple(&'s SimpleType),
    /// A part of a content model.
    Particle(&'s Particle),
    /// The use of an attribute.
    Attribute(&'s AttributeUse),
}

/// A definition and everything written in it, references not followed.
pub(crate) fn within(definition: &Definition) -> Vec<Component<'_>> {
    let mut walk = Walk::default();
    match definition {
        Definition::Element(element) => walk.queue.push(Component::Element(element)),
        Definition::Complex(complex) => walk.queue.push(Component::Complex(complex)),
        Definition::Simple(simple) => walk.queue.push(Component::Simple(simple)),
        Definition::Group(group) => walk.queue.extend(group.model.particles.iter().map(Component::Particle)),
        Definition::Attribute(attribute) => walk.type_ref(&attribute.type_ref),
        Definition::AttributeGroup(group) => walk.attributes(&group.attributes),
    }
    walk.finish()
}

/// A component and everything written in it, references not followed.
pub(crate) fn below(component: Component<'_>) -> Vec<Component<'_>> {
    let queue = vec![component];
    let found = Vec::new();
    Walk { queue, found }.finish()
}

/// The content model that a complex type writes itself.
pub(crate) fn model(complex: &ComplexType) -> Option<&Particle> {
    match &complex.content {
        Content::Elements(particle) | Content::Extension { particle, .. } | Content::Restriction { particle, .. } => {
            particle.as_ref()
        }
        Content::SimpleExtension { .. } | Content::SimpleRestriction { .. } => None,
    }
}

#[derive(Default)]
struct Walk<'s> {
    queue: Vec<Component<'s>>,
    found: Vec<Component<'s>>,
}

impl<'s> Walk<'s> {
    /// The queue keeps the walk off the stack.
    fn finish(mut self) -> Vec<Component<'s>> {
        while let Some(component) = self.queue.pop() {
            self.found.push(component);
            self.open(component);
        }
        self.found
    }

    fn open(&mut self, component: Component<'s>) {
        match component {
            Component::Element(element) => self.type_ref(&element.type_ref),
            Component::Complex(complex) => {
                self.queue.extend(model(complex).map(Component::Particle));
                self.attributes(&complex.attributes);
            }
            Component::Simple(simple) => simple.bases().iter().for_each(|base| self.type_ref(base)),
            Component::Particle(particle) => match &particle.term {
                Term::Element(element) => self.queue.push(Component::Element(element)),
                Term::Group(group) => self.queue.extend(group.particles.iter().map(Component::Particle)),
                Term::ElementRef(_) | Term::GroupRef(_) | Term::Any(_) => {}
            },
            Component::Attribute(attribute) => {
                if let AttributeTerm::Local(local) = &attribute.term {
                    self.type_ref(&local.type_ref);
                }
            }
        }
    }

    fn type_ref(&mut self, type_ref: &'s TypeRef) {
        match type_ref {
            TypeRef::Simple(simple) => self.queue.push(Component::Simple(simple)),
            TypeRef::Complex(complex) => self.queue.push(Component::Complex(complex)),
            TypeRef::Named(_) | TypeRef::Absent => {}
        }
    }

    fn attributes(&mut self, attributes: &'s Attributes) {
        self.queue.extend(attributes.uses.iter().map(Component::Attribute));
    }
}

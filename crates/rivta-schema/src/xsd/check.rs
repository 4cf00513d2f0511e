//! What must hold over all components together.

use std::collections::HashSet;

use super::{
    Annotation, AttributeTerm, Attributes, Builtin, ComplexType, Content, Definition, Element, ModelGroup, Particle,
    QName, SchemaSet, SimpleType, Term, TypeRef, XML,
};
use crate::error::{Error, Place};

/// Every name that is referred to is defined.
pub(super) fn references(set: &SchemaSet) -> Result<(), Error> {
    let check = Check { set };
    for definition in set.definitions() {
        match definition {
            Definition::Element(element) => check.element(element)?,
            Definition::Complex(complex) => check.complex(complex)?,
            Definition::Simple(simple) => check.simple(simple)?,
            Definition::Group(group) => check.model(&group.model)?,
            Definition::Attribute(attribute) => {
                check.type_ref(&attribute.type_ref, &attribute.annotation)?;
            }
            Definition::AttributeGroup(group) => {
                check.attributes(&group.attributes, &group.annotation)?;
            }
        }
    }
    Ok(())
}

/// No type is derived from itself and no group holds itself.
pub(super) fn cycles(set: &SchemaSet) -> Result<(), Error> {
    for definition in set.definitions() {
        let Some(name) = definition.name() else {
            continue;
        };
        let circular = match definition {
            Definition::Complex(_) | Definition::Simple(_) => reaches_itself(name, |name| bases(set, name)),
            Definition::Group(_) => reaches_itself(name, |name| inner_groups(set, name)),
            Definition::AttributeGroup(_) => reaches_itself(name, |name| {
                set.attribute_group(name)
                    .map(|group| group.attributes.groups.clone())
                    .unwrap_or_default()
            }),
            Definition::Element(_) | Definition::Attribute(_) => false,
        };
        if circular {
            return Err(Error::invalid(
                definition.place().clone(),
                format!("{name} is made of itself"),
            ));
        }
    }
    Ok(())
}

fn reaches_itself(start: &QName, next: impl Fn(&QName) -> Vec<QName>) -> bool {
    let mut queue = next(start);
    let mut seen = HashSet::new();
    while let Some(name) = queue.pop() {
        if name == *start {
            return true;
        }
        if !seen.contains(&name) {
            queue.extend(next(&name));
            seen.insert(name);
        }
    }
    false
}

/// The types that a type is derived from, anonymous ones within looked through.
fn bases(set: &SchemaSet, name: &QName) -> Vec<QName> {
    match set.type_definition(name) {
        Some(Definition::Complex(complex)) => complex.base().cloned().into_iter().collect(),
        Some(Definition::Simple(simple)) => {
            let mut found = Vec::new();
            let mut queue: Vec<&SimpleType> = vec![simple];
            while let Some(simple) = queue.pop() {
                for part in simple.bases() {
                    match part {
                        TypeRef::Named(name) => found.push(name.clone()),
                        TypeRef::Simple(inner) => queue.push(inner),
                        TypeRef::Complex(_) | TypeRef::Absent => {}
                    }
                }
            }
            found
        }
        _ => Vec::new(),
    }
}

fn inner_groups(set: &SchemaSet, name: &QName) -> Vec<QName> {
    let mut found = Vec::new();
    let mut queue: Vec<&ModelGroup> = set.group(name).map(|group| &group.model).into_iter().collect();
    while let Some(model) = queue.pop() {
        for particle in &model.particles {
            match &particle.term {
                Term::Group(inner) => queue.push(inner),
                Term::GroupRef(name) => found.push(name.clone()),
                Term::Element(_) | Term::ElementRef(_) | Term::Any(_) => {}
            }
        }
    }
    found
}

/// Recursion below follows the nesting of the schema text, which the reader has limited.
struct Check<'s> {
    set: &'s SchemaSet,
}

impl Check<'_> {
    fn element(&self, element: &Element) -> Result<(), Error> {
        self.type_ref(&element.type_ref, &element.annotation)?;
        match &element.substitution_group {
            Some(name) => self.element_ref(name, &element.annotation.place),
            None => Ok(()),
        }
    }

    fn complex(&self, complex: &ComplexType) -> Result<(), Error> {
        let place = &complex.annotation.place;
        if let Some(base) = complex.base() {
            self.named_type(base, place)?;
        }
        match &complex.content {
            Content::Elements(particle)
            | Content::Extension { particle, .. }
            | Content::Restriction { particle, .. } => {
                particle.iter().try_for_each(|it| self.particle(it))?;
            }
            Content::SimpleRestriction { simple_type, .. } => {
                simple_type.iter().try_for_each(|it| self.simple(it))?;
            }
            Content::SimpleExtension { .. } => {}
        }
        self.attributes(&complex.attributes, &complex.annotation)
    }

    fn simple(&self, simple: &SimpleType) -> Result<(), Error> {
        simple
            .bases()
            .iter()
            .try_for_each(|base| self.type_ref(base, &simple.annotation))
    }

    fn type_ref(&self, type_ref: &TypeRef, annotation: &Annotation) -> Result<(), Error> {
        match type_ref {
            TypeRef::Named(name) => self.named_type(name, &annotation.place),
            TypeRef::Simple(simple) => self.simple(simple),
            TypeRef::Complex(complex) => self.complex(complex),
            TypeRef::Absent => Ok(()),
        }
    }

    fn model(&self, model: &ModelGroup) -> Result<(), Error> {
        model.particles.iter().try_for_each(|it| self.particle(it))
    }

    fn particle(&self, particle: &Particle) -> Result<(), Error> {
        let place = &particle.annotation.place;
        match &particle.term {
            Term::Element(element) => self.element(element),
            Term::ElementRef(name) => self.element_ref(name, place),
            Term::Group(model) => self.model(model),
            Term::GroupRef(name) => defined(self.set.group(name).is_some(), "group", name, place),
            Term::Any(_) => Ok(()),
        }
    }

    fn attributes(&self, attributes: &Attributes, annotation: &Annotation) -> Result<(), Error> {
        for name in &attributes.groups {
            let known = self.set.attribute_group(name).is_some();
            defined(known, "attribute group", name, &annotation.place)?;
        }
        for attribute in &attributes.uses {
            match &attribute.term {
                AttributeTerm::Local(local) => self.type_ref(&local.type_ref, &local.annotation)?,
                AttributeTerm::Ref(name, _) => {
                    let known = self.set.attribute(name).is_some() || name.namespace.as_deref() == Some(XML);
                    defined(known, "attribute", name, &attribute.annotation.place)?;
                }
            }
        }
        Ok(())
    }

    fn element_ref(&self, name: &QName, place: &Place) -> Result<(), Error> {
        defined(self.set.element(name).is_some(), "element", name, place)
    }

    fn named_type(&self, name: &QName, place: &Place) -> Result<(), Error> {
        let known = Builtin::of(name).is_some() || self.set.type_definition(name).is_some();
        defined(known, "type", name, place)
    }
}

fn defined(known: bool, kind: &'static str, name: &QName, place: &Place) -> Result<(), Error> {
    if known {
        Ok(())
    } else {
        Err(Error::Unresolved {
            place: place.clone(),
            kind,
            name: name.clone(),
        })
    }
}

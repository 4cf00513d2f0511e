//! The content of complex types.

use std::collections::HashSet;

use super::{Compiler, unsupported};
use crate::error::{Error, Place};
use crate::validate::automaton::{All, Builder, Item, Label, Model, TooComplex};
use crate::validate::name::NameId;
use crate::validate::schema::{Content, ElementId};
use crate::validate::wildcard::Open;
use crate::xsd::{self, ComplexType, Compositor, Element, ModelGroup, Particle, QName, Term};

/// How deep groups may lie in groups, named ones followed.
const MAX_NESTING: usize = 300;

/// Why a model could not be made.
enum Failure {
    TooComplex,
    Other(Box<Error>),
}

impl From<TooComplex> for Failure {
    fn from(_: TooComplex) -> Self {
        Self::TooComplex
    }
}

impl Failure {
    fn at(self, place: &Place) -> Error {
        match self {
            Self::TooComplex => unsupported(place, "a content model of this size"),
            Self::Other(error) => *error,
        }
    }
}

impl<'s> Compiler<'s> {
    pub(super) fn content(&mut self, complex: &'s ComplexType) -> Result<Content, Error> {
        let place = &complex.annotation.place;
        match &complex.content {
            xsd::Content::SimpleExtension { base } => return self.content_of(base, 0, place).map(Content::Simple),
            xsd::Content::SimpleRestriction { .. } => return self.simple_restriction(complex),
            // Attributes are added to text in the wrong wrapper; libxml2 and its kin understand that, too.
            xsd::Content::Extension { base, particle: None } if self.is_text(base) => {
                return self.content_of(base, 0, place).map(Content::Simple);
            }
            _ => {}
        }
        let (parts, mixed, from_any) = self.parts(complex)?;
        let parts: Vec<&Particle> = parts.into_iter().filter(|part| !self.is_empty(part)).collect();
        if parts.is_empty() && !mixed && !from_any {
            return Ok(Content::Empty);
        }
        if let ([part], false) = (parts.as_slice(), from_any)
            && let Some(group) = self.all_group(part)
        {
            let model = Model::All(self.all(part, group));
            return Ok(Content::Elements { model, mixed });
        }
        let model = self.model(&parts, from_any).map_err(|failure| failure.at(place))?;
        Ok(Content::Elements {
            model,
            mixed: mixed || from_any,
        })
    }

    /// Whether a type has simple content.
    fn is_text(&self, base: &QName) -> bool {
        let set = self.set;
        let lineage = set.complex_type(base).and_then(|complex| self.lineage(complex).ok());
        let simple = |complex: &&ComplexType| {
            matches!(
                complex.content,
                xsd::Content::SimpleExtension { .. } | xsd::Content::SimpleRestriction { .. }
            )
        };
        lineage.is_some_and(|(lineage, _)| lineage.first().is_some_and(simple))
    }

    fn simple_restriction(&mut self, complex: &'s ComplexType) -> Result<Content, Error> {
        let place = &complex.annotation.place;
        let xsd::Content::SimpleRestriction {
            base,
            simple_type,
            facets,
        } = &complex.content
        else {
            return Ok(Content::Empty);
        };
        let base = match simple_type {
            Some(simple) => {
                let id = self.anonymous_simple(simple)?;
                self.simple_of(id)
            }
            None => Some(self.content_of(base, 0, place)?),
        };
        let base = base.ok_or_else(|| Error::invalid(place.clone(), "the content is not simple"))?;
        let narrowed = self.restricted(base, facets, place)?;
        Ok(Content::Simple(self.add_narrowed(narrowed)))
    }

    /// The particles that make up the content, the bases' first; whether it is mixed; and whether it extends
    /// `xs:anyType`.
    fn parts(&self, complex: &'s ComplexType) -> Result<(Vec<&'s Particle>, bool, bool), Error> {
        let (lineage, from_any) = self.lineage(complex)?;
        let (mut parts, mut mixed, mut any) = (Vec::new(), false, from_any);
        for level in lineage {
            match &level.content {
                xsd::Content::Extension { particle, .. } => {
                    parts.extend(particle);
                    mixed |= level.mixed;
                }
                xsd::Content::Elements(particle) | xsd::Content::Restriction { particle, .. } => {
                    parts = particle.iter().collect();
                    mixed = level.mixed;
                    any = false;
                }
                _ => {}
            }
        }
        Ok((parts, mixed, any))
    }

    /// Whether a particle stands for nothing at all.
    fn is_empty(&self, particle: &Particle) -> bool {
        let set = self.set;
        let group = match &particle.term {
            Term::Group(group) => Some(group),
            Term::GroupRef(name) => set.group(name).map(|group| &group.model),
            _ => None,
        };
        let nothing = group.is_some_and(|group| {
            group.particles.is_empty() && (group.compositor != Compositor::Choice || particle.occurs.min == 0)
        });
        nothing || particle.occurs.max == Some(0)
    }

    fn all_group(&self, particle: &'s Particle) -> Option<&'s ModelGroup> {
        let set = self.set;
        let group = match &particle.term {
            Term::Group(group) => group,
            Term::GroupRef(name) => &set.group(name)?.model,
            _ => return None,
        };
        (group.compositor == Compositor::All).then_some(group)
    }

    fn all(&mut self, particle: &'s Particle, group: &'s ModelGroup) -> All {
        let mut items = Vec::new();
        for item in group.particles.iter().filter(|item| item.occurs.max != Some(0)) {
            let elements = match &item.term {
                Term::Element(element) => {
                    let id = self.element(element);
                    vec![(self.schema.names.number(&element.name), id)]
                }
                Term::ElementRef(name) => self.substitutes_of(name),
                _ => continue,
            };
            items.push(Item {
                required: item.occurs.min > 0,
                elements,
            });
        }
        All::new(particle.occurs.min == 0, items)
    }

    fn model(&mut self, parts: &[&'s Particle], from_any: bool) -> Result<Model, Failure> {
        let mut builder = Builder::new();
        let mut start = 0;
        for part in parts.iter().rev() {
            start = self.particle(&mut builder, part, start, 0)?;
        }
        if from_any {
            start = builder.repeated((0, None), start, &mut |builder, after| {
                Ok::<_, Failure>(builder.child(Label::Open(Open::lax()), after))
            })?;
        }
        Ok(Model::of(builder.finish(start)?, &self.schema.names))
    }

    /// Recursion here follows the nesting of groups in the schema, which is limited.
    fn particle(
        &mut self,
        builder: &mut Builder,
        particle: &'s Particle,
        after: usize,
        depth: usize,
    ) -> Result<usize, Failure> {
        if depth > MAX_NESTING {
            return Err(Failure::TooComplex);
        }
        let occurs = (particle.occurs.min, particle.occurs.max);
        builder.repeated(occurs, after, &mut |builder, after| {
            self.term(builder, particle, after, depth)
        })
    }

    fn term(
        &mut self,
        builder: &mut Builder,
        particle: &'s Particle,
        after: usize,
        depth: usize,
    ) -> Result<usize, Failure> {
        let set = self.set;
        match &particle.term {
            Term::Element(element) => {
                let id = self.element(element);
                let name = self.schema.names.number(&element.name);
                Ok(builder.child(Label::Element(name, id), after))
            }
            Term::ElementRef(name) => {
                let ways = self.substitutes_of(name).into_iter();
                let ways = ways.map(|(name, id)| builder.child(Label::Element(name, id), after));
                let ways = ways.collect();
                Ok(builder.any_of(ways))
            }
            Term::Any(wildcard) => Ok(builder.child(Label::Open(Open::of(wildcard)), after)),
            Term::Group(group) => self.group(builder, group, particle, after, depth),
            Term::GroupRef(name) => match set.group(name) {
                Some(group) => self.group(builder, &group.model, particle, after, depth),
                None => Ok(after),
            },
        }
    }

    fn group(
        &mut self,
        builder: &mut Builder,
        group: &'s ModelGroup,
        particle: &'s Particle,
        after: usize,
        depth: usize,
    ) -> Result<usize, Failure> {
        match group.compositor {
            Compositor::Sequence => {
                let mut next = after;
                for part in group.particles.iter().rev() {
                    next = self.particle(builder, part, next, depth + 1)?;
                }
                Ok(next)
            }
            Compositor::Choice => {
                let mut ways = Vec::new();
                for part in group.particles.iter().filter(|part| part.occurs.max != Some(0)) {
                    ways.push(self.particle(builder, part, after, depth + 1)?);
                }
                Ok(builder.any_of(ways))
            }
            Compositor::All => {
                let error = unsupported(&particle.annotation.place, "xs:all that is not all of the content");
                Err(Failure::Other(Box::new(error)))
            }
        }
    }

    /// A global element and all that may stand for it.
    fn substitutes_of(&mut self, name: &QName) -> Vec<(NameId, ElementId)> {
        let set = self.set;
        let Some(head) = set.element(name) else {
            return Vec::new();
        };
        let (mut found, mut queue, mut seen) = (Vec::new(), vec![head], HashSet::new());
        while let Some(element) = queue.pop() {
            if !seen.insert(&element.name) {
                continue;
            }
            let id = self.element(element);
            found.push((self.schema.names.number(&element.name), id));
            if !element.block.substitution {
                queue.extend(self.substitutes.get(&element.name).into_iter().flatten().copied());
            }
        }
        found
    }

    /// The number of an element, which is compiled later if it is new.
    pub(super) fn element(&mut self, element: &'s Element) -> ElementId {
        let next = ElementId(self.elements.len());
        let id = *self.known.entry(std::ptr::from_ref(element)).or_insert(next);
        if id == next {
            self.elements.push(None);
            self.queue.push_back(super::Work::Element(id, element));
        }
        id
    }
}

//! A type as an indented tree.

use std::collections::BTreeSet;

use rivta_schema::ReadPackage;
use rivta_schema::xsd::{
    AttributeTerm, Attributes, ComplexType, Compositor, Content, Definition, Element, ModelGroup, Occurs, Particle,
    Presence, QName, SchemaSet, SimpleType, Term, TypeRef, ValueConstraint,
};
use serde::Serialize;

use super::{component, gist};

/// Levels that are shown. Published types end long before.
const DEEPEST: usize = 60;

/// An element or type, spread out.
#[derive(Debug, Serialize)]
pub(crate) struct Outline {
    /// The name as it was asked for.
    #[serde(skip)]
    pub(crate) asked: String,
    /// What kind of component it is.
    pub(crate) kind: &'static str,
    /// Its name, `{namespace}name`.
    pub(crate) name: String,
    /// Domain and release.
    pub(crate) package: String,
    /// Where it stands.
    pub(crate) place: String,
    pub(crate) rows: Vec<Row>,
}

/// A line of the tree. What belongs to a row follows it one level deeper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Row {
    pub(crate) depth: usize,
    /// `name`, `@name` of an attribute, `(any ##other)`, `(choice)`, `(sequence)`.
    pub(crate) name: String,
    /// `1..1`
    pub(crate) occurs: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) type_name: String,
    /// Facets, recursion, and what else is to be said.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) remark: String,
}

/// The elements and types of a name, which may be `{namespace}name`.
pub(crate) fn outlines(read: &ReadPackage, asked: &str) -> Vec<Outline> {
    let schemas = &read.package.schemas;
    let found = schemas.definitions().filter(|definition| {
        definition
            .name()
            .is_some_and(|name| name.local == asked || name.to_string() == asked)
    });
    let outlines = found.filter_map(|definition| {
        let (kind, rows) = match definition {
            Definition::Element(element) => ("element", rows(schemas, Step::Element(element, Occurs::ONCE))),
            Definition::Complex(complex) => ("type", rows(schemas, Step::Type(complex))),
            Definition::Simple(simple) => ("type", vec![simple_row(simple)]),
            Definition::Group(_) | Definition::Attribute(_) | Definition::AttributeGroup(_) => return None,
        };
        Some(Outline {
            asked: asked.to_owned(),
            kind,
            name: definition.name().map(ToString::to_string).unwrap_or_default(),
            package: format!("{} {}", read.package.id.domain, read.package.id.release),
            place: definition.place().to_string(),
            rows,
        })
    });
    outlines.collect()
}

fn simple_row(simple: &SimpleType) -> Row {
    Row {
        depth: 0,
        name: simple.name.as_ref().map(gist::name).unwrap_or_default(),
        occurs: String::new(),
        type_name: gist::simple(simple),
        remark: String::new(),
    }
}

/// What is still to be spread out.
#[derive(Debug, Clone, Copy)]
enum Step<'s> {
    Element(&'s Element, Occurs),
    /// The content of a complex type: the base's first, then its own.
    Type(&'s ComplexType),
    Particle(&'s Particle),
    Alternative(&'s Particle),
    Attributes(&'s Attributes),
    /// The end of a named type: what follows is not within it.
    End(&'s QName),
}

struct Spread<'s> {
    schemas: &'s SchemaSet,
    stack: Vec<(usize, Step<'s>)>,
    rows: Vec<Row>,
    /// Named types that are open: one of them within itself is recursion.
    open: Vec<&'s QName>,
    /// Named types that have been shown; each is shown once, as some models would not end otherwise.
    shown: BTreeSet<&'s QName>,
}

fn rows<'s>(schemas: &'s SchemaSet, start: Step<'s>) -> Vec<Row> {
    let mut spread = Spread {
        schemas,
        stack: vec![(0, start)],
        rows: Vec::new(),
        open: Vec::new(),
        shown: BTreeSet::new(),
    };
    if let Step::Type(complex) = start
        && let Some(name) = &complex.name
    {
        spread.open.push(name);
        spread.shown.insert(name);
    }
    while let Some((depth, step)) = spread.stack.pop() {
        spread.step(depth, step);
    }
    spread.rows
}

impl<'s> Spread<'s> {
    fn step(&mut self, depth: usize, step: Step<'s>) {
        if depth > DEEPEST {
            return;
        }
        match step {
            Step::Element(element, occurs) => self.element(depth, element, occurs),
            Step::Type(complex) => self.complex(depth, complex),
            Step::Particle(particle) => self.particle(depth, particle),
            Step::Alternative(particle) => self.alternative(depth, particle),
            Step::Attributes(attributes) => self.attributes(depth, attributes),
            Step::End(name) => {
                if let Some(index) = self.open.iter().rposition(|open| *open == name) {
                    self.open.remove(index);
                }
            }
        }
    }

    fn element(&mut self, depth: usize, element: &'s Element, occurs: Occurs) {
        let (type_name, mut remark) = self.type_ref(depth, &element.type_ref);
        let value = element.value.as_ref().map(|value| match value {
            ValueConstraint::Default(value) => format!("default {value}"),
            ValueConstraint::Fixed(value) => format!("always {value}"),
        });
        remark.extend(value);
        remark.extend(element.nillable.then(|| "nillable".to_owned()));
        self.row(
            depth,
            element.name.local.clone(),
            gist::occurs(occurs),
            type_name,
            &remark,
        );
    }

    /// Tells a type and, where it is a complex one that has not been shown, spreads it out.
    fn type_ref(&mut self, depth: usize, type_ref: &'s TypeRef) -> (String, Vec<String>) {
        match type_ref {
            TypeRef::Absent => ("xs:anyType".to_owned(), vec!["anything".to_owned()]),
            TypeRef::Simple(simple) => (gist::simple(simple), Vec::new()),
            TypeRef::Complex(complex) => {
                self.stack.push((depth + 1, Step::Type(complex)));
                (String::new(), about(complex))
            }
            TypeRef::Named(name) => match self.schemas.type_definition(name) {
                Some(Definition::Simple(simple)) => (gist::name(name), vec![gist::simple(simple)]),
                Some(Definition::Complex(complex)) => (gist::name(name), self.named(depth, name, complex)),
                _ => (gist::name(name), Vec::new()),
            },
        }
    }

    fn named(&mut self, depth: usize, name: &'s QName, complex: &'s ComplexType) -> Vec<String> {
        let mut remark = about(complex);
        if complex.is_abstract {
            remark.extend(
                self.derived(name)
                    .map(|derived| format!("may be {}", gist::name(derived))),
            );
        }
        if self.open.contains(&name) {
            remark.push("recursive: see above".to_owned());
        } else if self.shown.insert(name) {
            self.open.push(name);
            self.stack.push((0, Step::End(name)));
            self.stack.push((depth + 1, Step::Type(complex)));
        } else {
            remark.push("see above".to_owned());
        }
        remark
    }

    /// The types that are made from a type directly.
    fn derived(&self, name: &QName) -> impl Iterator<Item = &'s QName> {
        self.schemas
            .definitions()
            .filter_map(move |definition| match definition {
                Definition::Complex(ComplexType {
                    name: derived,
                    content: Content::Extension { base, .. } | Content::Restriction { base, .. },
                    ..
                }) if base == name => derived.as_ref(),
                _ => None,
            })
    }

    fn complex(&mut self, depth: usize, complex: &'s ComplexType) {
        self.stack.push((depth, Step::Attributes(&complex.attributes)));
        self.stack
            .extend(component::model(complex).map(|particle| (depth, Step::Particle(particle))));
        match &complex.content {
            Content::Extension { base, .. } => match self.schemas.complex_type(base) {
                Some(base) => self.stack.push((depth, Step::Type(base))),
                None => self.row(depth, "(text)".to_owned(), String::new(), gist::name(base), &[]),
            },
            Content::SimpleExtension { base } | Content::SimpleRestriction { base, .. } => {
                self.row(depth, "(text)".to_owned(), String::new(), gist::name(base), &[]);
            }
            Content::Elements(_) | Content::Restriction { .. } => {}
        }
    }

    fn particle(&mut self, depth: usize, particle: &'s Particle) {
        let occurs = particle.occurs;
        match &particle.term {
            Term::Element(element) => self.element(depth, element, occurs),
            Term::ElementRef(name) => match self.schemas.element(name) {
                Some(element) => self.element(depth, element, occurs),
                None => self.row(depth, gist::name(name), gist::occurs(occurs), String::new(), &[]),
            },
            Term::Group(group) => self.group(depth, group, occurs),
            Term::GroupRef(name) => {
                if let Some(group) = self.schemas.group(name) {
                    self.group(depth, &group.model, occurs);
                }
            }
            Term::Any(wildcard) => {
                let name = format!("(any {})", gist::namespaces(&wildcard.namespaces));
                self.row(depth, name, gist::occurs(occurs), String::new(), &[]);
            }
        }
    }

    /// An alternative of a choice: a sequence of several is a level of its own, as it is taken as a whole.
    fn alternative(&mut self, depth: usize, particle: &'s Particle) {
        let group = match &particle.term {
            Term::Group(group) => Some(group),
            Term::GroupRef(name) => self.schemas.group(name).map(|group| &group.model),
            _ => None,
        };
        match group.filter(|group| is_plain(group, particle.occurs) && group.particles.len() > 1) {
            Some(group) => {
                let once = gist::occurs(particle.occurs);
                self.row(depth, "(sequence)".to_owned(), once, String::new(), &[]);
                self.group(depth + 1, group, particle.occurs);
            }
            None => self.particle(depth, particle),
        }
    }

    /// A sequence that occurs once is no level of its own.
    fn group(&mut self, depth: usize, group: &'s ModelGroup, occurs: Occurs) {
        let name = match group.compositor {
            Compositor::Sequence => "(sequence)",
            Compositor::Choice => "(choice)",
            Compositor::All => "(all, in any order)",
        };
        let depth = if is_plain(group, occurs) {
            depth
        } else {
            self.row(depth, name.to_owned(), gist::occurs(occurs), String::new(), &[]);
            depth + 1
        };
        let step = match group.compositor {
            Compositor::Choice => Step::Alternative,
            Compositor::Sequence | Compositor::All => Step::Particle,
        };
        let particles = group.particles.iter().rev();
        self.stack.extend(particles.map(|particle| (depth, step(particle))));
    }

    /// What a named simple type allows.
    fn narrowed(&self, type_ref: &TypeRef) -> Option<String> {
        let TypeRef::Named(name) = type_ref else {
            return None;
        };
        match self.schemas.type_definition(name)? {
            Definition::Simple(simple) => Some(gist::simple(simple)),
            _ => None,
        }
    }

    fn attributes(&mut self, depth: usize, attributes: &'s Attributes) {
        for attribute in &attributes.uses {
            let (name, type_name, remark) = match &attribute.term {
                AttributeTerm::Local(local) => {
                    let remark = self.narrowed(&local.type_ref);
                    (&local.name, gist::type_ref(&local.type_ref), remark)
                }
                AttributeTerm::Ref(name, _) => (name, String::new(), None),
            };
            let remark: Vec<String> = remark.into_iter().collect();
            let occurs = match attribute.presence {
                Presence::Optional => "0..1",
                Presence::Required => "1..1",
                Presence::Prohibited => "0..0",
            };
            self.row(depth, format!("@{}", name.local), occurs.to_owned(), type_name, &remark);
        }
        for name in &attributes.groups {
            self.row(
                depth,
                format!("@(group {})", gist::name(name)),
                String::new(),
                String::new(),
                &[],
            );
        }
        if let Some(any) = &attributes.any {
            let name = format!("@(any {})", gist::namespaces(&any.namespaces));
            self.row(depth, name, "0..*".to_owned(), String::new(), &[]);
        }
    }

    fn row(&mut self, depth: usize, name: String, occurs: String, type_name: String, remark: &[String]) {
        self.rows.push(Row {
            depth,
            name,
            occurs,
            type_name,
            remark: remark.join("; "),
        });
    }
}

fn is_plain(group: &ModelGroup, occurs: Occurs) -> bool {
    group.compositor == Compositor::Sequence && occurs == Occurs::ONCE
}

/// What is to be said of a complex type beside its name.
fn about(complex: &ComplexType) -> Vec<String> {
    let base = match &complex.content {
        Content::Extension { base, .. } => Some(format!("extends {}", gist::name(base))),
        Content::Restriction { base, .. } => Some(format!("restricts {}", gist::name(base))),
        _ => None,
    };
    let is_abstract = complex.is_abstract.then(|| "abstract".to_owned());
    let mixed = complex.mixed.then(|| "mixed".to_owned());
    base.into_iter().chain(is_abstract).chain(mixed).collect()
}

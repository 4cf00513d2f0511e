//! Content models: particles, groups and wildcards.

use super::{Annotation, Element, QName};

/// How many times a particle may occur.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurs {
    /// At least.
    pub min: u32,
    /// At most; `None` is `unbounded`.
    pub max: Option<u32>,
}

impl Occurs {
    /// Exactly once.
    pub const ONCE: Self = Self { min: 1, max: Some(1) };
}

/// A term and how many times it may occur.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Particle {
    /// How many times.
    pub occurs: Occurs,
    /// What.
    pub term: Term,
    /// Documentation and place.
    pub annotation: Annotation,
}

/// What a particle stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// An element declared here.
    Element(Box<Element>),
    /// A global element.
    ElementRef(QName),
    /// A group written here.
    Group(ModelGroup),
    /// A named group.
    GroupRef(QName),
    /// Any element of some namespaces.
    Any(Wildcard),
}

/// `xs:sequence`, `xs:choice` or `xs:all`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelGroup {
    /// How the particles go together.
    pub compositor: Compositor,
    /// The particles in order.
    pub particles: Vec<Particle>,
}

/// How the particles of a group go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compositor {
    /// All of them, in order.
    Sequence,
    /// One of them.
    Choice,
    /// All of them, in any order.
    All,
}

/// A named group, `xs:group`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub name: QName,
    /// What it holds.
    pub model: ModelGroup,
    /// Documentation and place.
    pub annotation: Annotation,
}

/// `xs:any` or `xs:anyAttribute`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wildcard {
    /// The namespaces it takes.
    pub namespaces: Namespaces,
    /// How far what it takes is to be validated.
    pub process: ProcessContents,
}

/// The namespaces a wildcard takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Namespaces {
    /// `##any`
    Any,
    /// `##other`: every namespace but this one, and not the absence of one.
    ///
    /// Published contracts also write `#other` and `" #    other "`, by mistake; they are taken
    /// for `##other`, which their authors meant.
    Other(Option<String>),
    /// A list, with `##targetNamespace` resolved; `None` is `##local`.
    Only(Vec<Option<String>>),
}

/// How far the content of a wildcard is to be validated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProcessContents {
    /// There must be a declaration.
    Strict,
    /// If there is a declaration.
    Lax,
    /// Not at all.
    Skip,
}

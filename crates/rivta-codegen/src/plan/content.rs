//! Content models in their simplest form.

use rivta_schema::Place;
use rivta_schema::xsd::{ComplexType, Compositor, Content, Element, ModelGroup, Namespaces, Particle, Term, Wildcard};

use super::draft::{Draft, Home};
use super::model::{ElementPath, First, WildcardPlan};
use super::substitution;
use crate::error::Error;

/// A particle: what, and how many times.
#[derive(Debug, Clone)]
pub(super) struct Node<'p> {
    pub(super) matter: Matter<'p>,
    pub(super) min: u32,
    pub(super) max: Option<u32>,
    pub(super) place: &'p Place,
    pub(super) documentation: Option<String>,
    /// The type or group that the schema writes it in.
    pub(super) home: Home,
    /// The element that a choice stands for, if it does for one.
    pub(super) called: Option<&'p str>,
}

/// What a particle is.
#[derive(Debug, Clone)]
pub(super) enum Matter<'p> {
    Element {
        element: &'p Element,
        global: bool,
    },
    Any(&'p Wildcard),
    Choice(Vec<Node<'p>>),
    Sequence(Vec<Node<'p>>),
    /// Elements in any order.
    All(Vec<Node<'p>>),
}

impl Node<'_> {
    fn is_once(&self) -> bool {
        self.min == 1 && self.max == Some(1)
    }

    /// Whether it is one element, at most once.
    fn is_single(&self) -> bool {
        self.max == Some(1) && matches!(self.matter, Matter::Element { .. })
    }

    /// Whether nothing at all is allowed, too.
    pub(super) fn is_optional(&self) -> bool {
        self.min == 0
            || match &self.matter {
                Matter::Element { .. } | Matter::Any(_) => false,
                Matter::Choice(parts) => parts.iter().any(Node::is_optional),
                Matter::Sequence(parts) | Matter::All(parts) => parts.iter().all(Node::is_optional),
            }
    }
}

/// The content of a type: its parts in order, then those that come in any order.
pub(super) struct Parts<'p> {
    pub(super) ordered: Vec<Node<'p>>,
    pub(super) unordered: Vec<Node<'p>>,
}

/// The content of a type, that of its base first.
pub(super) fn of<'p>(draft: &Draft<'p>, home: &Home, complex: &'p ComplexType) -> Result<Parts<'p>, Error> {
    let mut steps = vec![(home.clone(), complex)];
    while let Some((_, Content::Extension { base, .. })) = steps.last().map(|(home, last)| (home, &last.content)) {
        let Some(complex) = draft.package.schemas.complex_type(base) else {
            break;
        };
        let home = draft.layout.home(base).unwrap_or_else(|| home.clone());
        steps.push((home, complex));
    }
    let (mut ordered, mut unordered) = (Vec::new(), Vec::new());
    for (home, complex) in steps.into_iter().rev() {
        let (Content::Elements(Some(particle))
        | Content::Extension {
            particle: Some(particle),
            ..
        }
        | Content::Restriction {
            particle: Some(particle),
            ..
        }) = &complex.content
        else {
            continue;
        };
        match node(draft, &home, particle)? {
            Some(node) if node.is_once() && matches!(node.matter, Matter::All(_)) => {
                if let Matter::All(parts) = node.matter {
                    unordered.extend(parts);
                }
            }
            Some(node) => spliced(node, &mut ordered),
            None => {}
        }
    }
    Ok(Parts { ordered, unordered })
}

/// Adds a node to a sequence; a sequence that occurs once is the same as its parts.
fn spliced<'p>(node: Node<'p>, parts: &mut Vec<Node<'p>>) {
    match node.matter {
        Matter::Sequence(inner) if node.min == 1 && node.max == Some(1) => parts.extend(inner),
        _ => parts.push(node),
    }
}

/// A particle in its simplest form; `None` if it cannot occur. The nesting is limited by the reader of
/// the schema.
fn node<'p>(draft: &Draft<'p>, home: &Home, particle: &'p Particle) -> Result<Option<Node<'p>>, Error> {
    let mut place = &particle.annotation.place;
    if particle.occurs.max == Some(0) {
        return Ok(None);
    }
    let mut home = home.clone();
    let mut head = None;
    let matter = match &particle.term {
        Term::Element(element) => Matter::Element { element, global: false },
        Term::ElementRef(name) => match draft.package.schemas.element(name) {
            Some(element) => {
                head = Some(element);
                Matter::Element { element, global: true }
            }
            None => return Err(Error::uncovered(place, "a reference to nothing")),
        },
        Term::Any(wildcard) => Matter::Any(wildcard),
        Term::Group(model) => group(draft, &home, model)?,
        Term::GroupRef(name) => {
            let Some(named) = draft.package.schemas.group(name) else {
                return Err(Error::uncovered(place, "a reference to nothing"));
            };
            if let Some(module) = draft.layout.module(name.namespace.as_deref()) {
                module.clone_into(&mut home.module);
                home.rust_name = super::name::type_name(&name.local);
                // The Rust type of a choice in it is the same wherever it is referred to.
                place = &named.annotation.place;
            }
            group(draft, &home, &named.model)?
        }
    };
    let node = Node {
        matter,
        min: particle.occurs.min,
        max: particle.occurs.max,
        place,
        documentation: particle.annotation.documentation.clone(),
        home,
        called: None,
    };
    Ok(simplest(match head {
        Some(element) => substitution::reference(draft, node, element),
        None => node,
    }))
}

fn group<'p>(draft: &Draft<'p>, home: &Home, model: &'p ModelGroup) -> Result<Matter<'p>, Error> {
    let mut parts = Vec::new();
    for particle in &model.particles {
        let Some(node) = node(draft, home, particle)? else {
            continue;
        };
        match (model.compositor, node.matter) {
            (Compositor::Choice, Matter::Choice(inner)) if node.min == 1 && node.max == Some(1) => parts.extend(inner),
            (Compositor::Sequence, matter) => spliced(Node { matter, ..node }, &mut parts),
            (_, matter) => parts.push(Node { matter, ..node }),
        }
    }
    match model.compositor {
        Compositor::Choice => Ok(Matter::Choice(parts)),
        // XML Schema 1.0 has single elements here; one alone, or anything else, is as good as in order.
        Compositor::All if parts.len() > 1 && parts.iter().all(Node::is_single) => Ok(Matter::All(parts)),
        Compositor::Sequence | Compositor::All => Ok(Matter::Sequence(parts)),
    }
}

/// A group of one part is that part; one that may be empty may be left out.
fn simplest(mut node: Node<'_>) -> Option<Node<'_>> {
    let once_in_order = node.is_once() && matches!(node.matter, Matter::Sequence(_) | Matter::All(_));
    if node.is_optional() && !once_in_order {
        node.min = 0;
    }
    let once = node.is_once();
    let (Matter::Choice(parts) | Matter::Sequence(parts)) = &mut node.matter else {
        return Some(node);
    };
    if parts.len() > 1 {
        return Some(node);
    }
    let mut only = parts.pop()?;
    if once || only.is_once() {
        if !once {
            (only.min, only.max) = (node.min, node.max);
        }
        return Some(only);
    }
    if only.min <= 1 && only.max.is_none() {
        // `(a*)?` and the like.
        only.min = node.min.min(only.min);
        return Some(only);
    }
    parts.push(only);
    Some(node)
}

/// What a node may begin with.
pub(super) fn first(draft: &Draft<'_>, node: &Node<'_>) -> Result<First, Error> {
    let mut first = First::default();
    let mut queue = vec![node];
    while let Some(node) = queue.pop() {
        match &node.matter {
            Matter::Element { element, .. } => first.names.push(path(draft, element, node.place)?),
            Matter::Any(wildcard) => first.wildcards.push(wildcard_plan(draft, wildcard)),
            Matter::Choice(parts) | Matter::All(parts) => queue.extend(parts.iter().rev()),
            Matter::Sequence(parts) => {
                let needed = parts.iter().position(|part| !part.is_optional());
                let begin = parts.get(..=needed.unwrap_or(parts.len().saturating_sub(1)));
                queue.extend(begin.unwrap_or(&[]).iter().rev());
            }
        }
    }
    Ok(first)
}

/// The elements among the first of what follows that a wildcard admits.
pub(super) fn stops(draft: &Draft<'_>, wildcard: &Wildcard, following: &[Node<'_>]) -> Result<Vec<ElementPath>, Error> {
    let mut stops = Vec::new();
    for node in following {
        for path in first(draft, node)?.names {
            let namespace = draft.layout.uri(&path.module);
            if admits(&wildcard.namespaces, namespace) && !stops.contains(&path) {
                stops.push(path);
            }
        }
        if !node.is_optional() {
            break;
        }
    }
    Ok(stops)
}

fn admits(namespaces: &Namespaces, uri: &str) -> bool {
    match namespaces {
        Namespaces::Any => true,
        Namespaces::Other(target) => !uri.is_empty() && target.as_deref() != Some(uri),
        Namespaces::Only(listed) => listed.iter().any(|it| it.as_deref().unwrap_or("") == uri),
    }
}

/// The constant of an element's name.
pub(super) fn path(draft: &Draft<'_>, element: &Element, place: &Place) -> Result<ElementPath, Error> {
    match draft.layout.element_name(&element.name) {
        Some((module, name)) => Ok(ElementPath { module, name }),
        None => Err(Error::uncovered(
            place,
            format!("an element of the namespace of {}", element.name),
        )),
    }
}

pub(super) fn wildcard_plan(draft: &Draft<'_>, wildcard: &Wildcard) -> WildcardPlan {
    match &wildcard.namespaces {
        Namespaces::Any => WildcardPlan::Any,
        Namespaces::Other(target) => match draft.layout.module(target.as_deref()) {
            Some(module) => WildcardPlan::Other(module.to_owned()),
            None => WildcardPlan::OtherThan(target.clone().unwrap_or_default()),
        },
        Namespaces::Only(listed) => {
            WildcardPlan::Only(listed.iter().map(|uri| uri.clone().unwrap_or_default()).collect())
        }
    }
}

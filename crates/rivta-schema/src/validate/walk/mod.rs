//! One reading of one document: what each element may hold is decided at its start, and what it held is judged
//! at its end.

mod assess;
mod attribute;
mod child;
mod close;
mod soap;

use std::borrow::Cow;
use std::collections::HashSet;

use rivta_soap::xml::{Tag, Token, Tokens};

use soap::Part;
pub(super) use soap::is_soap;

use super::Limits;
use super::automaton::{Model, State};
use super::identity::{Found, Tables};
use super::place::Raw;
use super::schema::{Element, ElementId, Schema};
use super::simple::{Simple, is_space};
use super::verdict::Rule;

/// What the root must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// A global element.
    Element,
    /// A SOAP envelope.
    Envelope,
    /// What it says it is.
    Either,
}

/// What may be inside an open element.
enum Inside<'v> {
    /// Nothing is judged.
    Anything,
    /// Nothing at all.
    Nothing,
    /// Nothing, since the element is nil.
    Nil,
    Text(&'v Simple),
    Elements {
        model: &'v Model,
        state: State,
        mixed: bool,
        /// A child did not fit: what is missing at the end has been told or cannot be known.
        broken: bool,
    },
    Soap(Part),
}

/// An open element.
struct Frame<'v, 'd> {
    offset: usize,
    /// Its declaration.
    element: Option<&'v Element>,
    inside: Inside<'v>,
    /// Its text, where that matters.
    text: Cow<'d, str>,
    /// A mistake about its text has been told.
    told: bool,
    has_children: bool,
    /// The prefixes in scope, where its text may hold some.
    prefixes: Vec<(String, String)>,
}

/// What a new element is, seen from its parent.
#[derive(Clone, Copy)]
enum Role {
    Declared(ElementId),
    /// Anything, as far as it is declared.
    Undeclared,
    /// It is not judged.
    Skipped,
    Soap(Part),
}

/// A reading of a document.
pub(super) struct Walk<'v, 'd> {
    schema: &'v Schema,
    document: &'d str,
    tokens: Tokens<'d>,
    start: Start,
    frames: Vec<Frame<'v, 'd>>,
    tables: Tables,
    ids: HashSet<String>,
    references: Vec<(String, usize)>,
    raw: Vec<Raw>,
    limit: usize,
}

impl<'v, 'd> Walk<'v, 'd> {
    pub(super) fn new(schema: &'v Schema, document: &'d str, limits: &Limits, start: Start) -> Self {
        Self {
            schema,
            document,
            tokens: Tokens::new(document, &limits.document),
            start,
            frames: Vec::new(),
            tables: Tables::default(),
            ids: HashSet::new(),
            references: Vec::new(),
            raw: Vec::new(),
            limit: limits.violations.max(1),
        }
    }

    /// Reads to the end, or to the limit: then there may be more.
    pub(super) fn run(mut self) -> (Vec<Raw>, bool) {
        while self.raw.len() < self.limit {
            match self.tokens.next() {
                Ok(Token::Start(tag)) => self.open(tag),
                Ok(Token::Text(text)) => self.text(text),
                Ok(Token::End) => self.close(),
                Ok(Token::Eof) => {
                    self.resolve_references();
                    self.raw.truncate(self.limit);
                    return (self.raw, false);
                }
                Err(error) => {
                    let message = error.kind().to_string();
                    self.tell(Rule::Document, error.offset(), message);
                    return (self.raw, false);
                }
            }
        }
        self.raw.truncate(self.limit);
        (self.raw, true)
    }

    fn tell(&mut self, rule: Rule, offset: usize, message: impl Into<String>) {
        self.raw.push(Raw {
            rule,
            offset,
            attribute: None,
            message: message.into(),
        });
    }

    fn tell_found(&mut self, found: impl Iterator<Item = Found>) {
        for Found { rule, offset, message } in found {
            self.tell(rule, offset, message);
        }
    }

    fn open(&mut self, tag: Tag<'d>) {
        let role = self.role(tag);
        let frame = self.assess(tag, role);
        self.frames.push(frame);
    }

    fn text(&mut self, text: Cow<'d, str>) {
        let Some(frame) = self.frames.last_mut() else { return };
        let (rule, message) = match &frame.inside {
            Inside::Anything | Inside::Soap(Part::Text) => return,
            Inside::Text(_) => return frame.add_text(text),
            Inside::Elements { mixed: true, .. } => {
                // Only a fixed or default value asks for the text of mixed content.
                if frame.element.is_some_and(|element| element.given.is_some()) {
                    frame.add_text(text);
                }
                return;
            }
            Inside::Elements { .. } | Inside::Soap(_) if text.chars().all(is_space) => return,
            Inside::Elements { .. } => (Rule::TextInElements, "expected elements only, found text"),
            Inside::Soap(_) => (Rule::Envelope, "expected elements only, found text"),
            Inside::Nothing => (Rule::NotEmpty, "expected nothing, found text"),
            Inside::Nil => (
                Rule::NilWithContent,
                "expected nothing since the element is nil, found text",
            ),
        };
        if !std::mem::replace(&mut frame.told, true) {
            let offset = frame.offset;
            self.tell(rule, offset, message);
        }
    }

    fn resolve_references(&mut self) {
        for (id, offset) in std::mem::take(&mut self.references) {
            if !self.ids.contains(&id) {
                self.tell(Rule::Identity, offset, "expected an ID that is in the document");
            }
        }
    }

    /// Takes note of the IDs that a value at `offset` gives and refers to.
    fn take_identities(&mut self, offset: usize, identities: Vec<(bool, String)>) {
        for (is_id, id) in identities {
            if !is_id {
                self.references.push((id, offset));
            } else if !self.ids.insert(id) {
                self.tell(Rule::Identity, offset, "expected an ID that no other element has");
            }
        }
    }
}

impl<'d> Frame<'_, 'd> {
    fn add_text(&mut self, text: Cow<'d, str>) {
        if self.text.is_empty() {
            self.text = text;
        } else {
            self.text.to_mut().push_str(&text);
        }
    }
}

//! What a new element is, seen from its parent.

use rivta_soap::xml::{Tag, shown_name};

use super::soap::Part;
use super::{Inside, Role, Start, Walk};
use crate::validate::automaton::{Expected, Match};
use crate::validate::name::Name;
use crate::validate::schema::Schema;
use crate::validate::verdict::Rule;
use crate::validate::wildcard::Open;
use crate::xsd::ProcessContents;

/// Elements that a message names at most.
const TOLD: usize = 8;

impl<'d> Walk<'_, 'd> {
    /// Finds out what an element is, and tells when it may not be here.
    pub(super) fn role(&mut self, tag: Tag<'d>) -> Role {
        let schema = self.schema;
        let namespace = self.tokens.namespace(tag.binding);
        let name = schema.names.of(namespace, tag.local);
        let Some(parent) = self.frames.last_mut() else {
            let envelope = super::is_soap(namespace) && tag.local == "Envelope";
            return match (self.start, envelope) {
                (Start::Envelope | Start::Either, true) => Role::Soap(Part::envelope(namespace)),
                (Start::Envelope, false) => {
                    self.tell(Rule::Envelope, tag.offset, "expected the Envelope of SOAP 1.1 or 1.2");
                    Role::Skipped
                }
                _ => self.global(tag, "the root"),
            };
        };
        parent.has_children = true;
        let (rule, message) = match &mut parent.inside {
            Inside::Anything => return Role::Skipped,
            Inside::Elements {
                model, state, broken, ..
            } => {
                if let Some(found) = model.step(state, name) {
                    return match found {
                        Match::Element(id) => Role::Declared(id),
                        Match::Open(open) => self.in_wildcard(tag, open),
                    };
                }
                let message = unexpected(schema, &model.expected(state), model.is_complete(state), name);
                *broken = true;
                // What comes later shows what was left out before; what came before shows what to judge it by.
                let role = match model.resume(state, name) {
                    Some(Match::Element(id)) => Role::Declared(id),
                    _ => model.anywhere(name).map_or(Role::Skipped, Role::Declared),
                };
                self.tell(Rule::UnexpectedElement, tag.offset, message);
                return role;
            }
            Inside::Soap(_) => return self.soap_child(tag),
            Inside::Text(_) => (Rule::ElementInSimple, "expected text only, found an element"),
            Inside::Nothing => (Rule::NotEmpty, "expected nothing, found an element"),
            Inside::Nil => (
                Rule::NilWithContent,
                "expected nothing since the element is nil, found an element",
            ),
        };
        self.tell(rule, tag.offset, message);
        Role::Skipped
    }

    /// A global element, which must be declared.
    pub(super) fn global(&mut self, tag: Tag<'d>, what: &str) -> Role {
        let namespace = self.tokens.namespace(tag.binding);
        let id = self.schema.names.find(namespace, tag.local);
        if let Some(element) = id.and_then(|id| self.schema.globals.get(&id)) {
            return Role::Declared(*element);
        }
        let found = shown_name(namespace, tag.local);
        let message = format!("expected a global element of the schemas as {what}, found {found}");
        self.tell(Rule::UnknownElement, tag.offset, message);
        Role::Skipped
    }

    /// A global element if it is declared.
    pub(super) fn lax(&self, tag: Tag<'d>) -> Role {
        let namespace = self.tokens.namespace(tag.binding);
        let id = self.schema.names.find(namespace, tag.local);
        let element = id.and_then(|id| self.schema.globals.get(&id));
        element.map_or(Role::Undeclared, |element| Role::Declared(*element))
    }

    fn in_wildcard(&mut self, tag: Tag<'d>, open: &Open) -> Role {
        let lax = match open.process {
            ProcessContents::Skip => return Role::Skipped,
            ProcessContents::Lax | ProcessContents::Strict => self.lax(tag),
        };
        if open.process == ProcessContents::Strict && matches!(lax, Role::Undeclared) {
            let found = shown_name(self.tokens.namespace(tag.binding), tag.local);
            let message = format!("expected an element that the schemas declare, found {found}");
            self.tell(Rule::UndeclaredInWildcard, tag.offset, message);
            return Role::Skipped;
        }
        lax
    }
}

fn unexpected(schema: &Schema, expected: &[Expected<'_>], may_end: bool, found: Name<'_>) -> String {
    format!(
        "expected {}, found {}",
        in_words(schema, expected, may_end),
        shown_name(found.namespace, found.local)
    )
}

/// What may come next, in words.
pub(super) fn in_words(schema: &Schema, expected: &[Expected<'_>], may_end: bool) -> String {
    let mut words: Vec<String> = expected
        .iter()
        .take(TOLD)
        .filter_map(|expected| match expected {
            Expected::Element(id) => {
                let name = schema.names.name(schema.element(*id)?.name)?;
                Some(name.to_string())
            }
            Expected::Open(open) => Some(open.in_words()),
        })
        .collect();
    if expected.len() > TOLD {
        words.push(format!("{} others", expected.len() - TOLD));
    }
    if may_end {
        words.push("the end of the parent element".to_owned());
    }
    match words.as_slice() {
        [] => "nothing".to_owned(),
        words => words.join(" or "),
    }
}

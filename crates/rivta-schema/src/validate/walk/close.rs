//! What an element held, judged at its end.

use super::child::in_words;
use super::soap::Part;
use super::{Frame, Inside, Walk};
use crate::validate::schema::Given;
use crate::validate::simple::{Context, Failure, Simple};
use crate::validate::value::Value;
use crate::validate::verdict::Rule;

impl<'v, 'd> Walk<'v, 'd> {
    pub(super) fn close(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        let value = match &frame.inside {
            Inside::Text(simple) => self.close_text(&frame, simple),
            Inside::Elements {
                model,
                state,
                mixed,
                broken,
            } => {
                if !broken && !model.is_complete(state) {
                    let expected = in_words(self.schema, &model.expected(state), false);
                    let offset = self.end_of(&frame);
                    self.tell(
                        Rule::MissingElement,
                        offset,
                        format!("expected {expected}, found the end"),
                    );
                }
                if *mixed {
                    self.close_mixed(&frame);
                }
                None
            }
            Inside::Soap(part) => {
                self.close_soap(&frame, *part);
                None
            }
            Inside::Anything | Inside::Nothing | Inside::Nil => None,
        };
        if self.tables.are_active() {
            let found = self.tables.close(self.schema, self.frames.len(), value.as_ref());
            self.tell_found(found.into_iter());
        }
    }

    fn close_text(&mut self, frame: &Frame<'v, 'd>, simple: &'v Simple) -> Option<Value> {
        let given = frame.element.and_then(|element| element.given.as_ref());
        if frame.has_children || given.is_none() && simple.is_any_text && !self.tables.are_active() {
            return None;
        }
        // An empty element has the value that its declaration gives.
        let text = match given {
            Some(given) if frame.text.is_empty() => given.text.as_str(),
            _ => &frame.text,
        };
        let resolve = |prefix: &str| {
            let mut bindings = frame.prefixes.iter().rev();
            let found = bindings.find(|(known, _)| known == prefix).map(|(_, uri)| uri.clone());
            found.filter(|uri| !uri.is_empty())
        };
        let mut context = Context {
            resolve: &resolve,
            identities: Vec::new(),
        };
        let fixed = given.filter(|given| given.fixed);
        let wanted = self.tables.are_active() || fixed.is_some();
        match simple.check(self.schema, text, wanted, &mut context) {
            Ok(value) => {
                let identities = context.identities;
                self.take_identities(frame.offset, identities);
                if let Some(given) = fixed
                    && given.value.is_some()
                    && given.value != value
                {
                    self.not_fixed(frame, given);
                }
                value
            }
            Err(Failure { rule, expected }) => {
                self.tell(rule, frame.offset, format!("expected {expected}"));
                None
            }
        }
    }

    /// Mixed content with a fixed value is that text and no elements.
    fn close_mixed(&mut self, frame: &Frame<'v, 'd>) {
        let given = frame.element.and_then(|element| element.given.as_ref());
        if let Some(given) = given.filter(|given| given.fixed)
            && (frame.has_children || !frame.text.is_empty() && *frame.text != *given.text)
        {
            self.not_fixed(frame, given);
        }
    }

    fn not_fixed(&mut self, frame: &Frame<'v, 'd>, given: &Given) {
        let message = format!("expected the fixed value {}", given.text);
        self.tell(Rule::Fixed, frame.offset, message);
    }

    fn close_soap(&mut self, frame: &Frame<'v, 'd>, part: Part) {
        if let Some(missing) = part.missing() {
            let offset = self.end_of(frame);
            self.tell(Rule::Envelope, offset, format!("expected {missing}, found the end"));
        }
    }

    /// Where something is missing at the end of the element that was closed last.
    fn end_of(&self, frame: &Frame<'v, 'd>) -> usize {
        let before = self.document.get(..self.tokens.offset()).unwrap_or("");
        match before.rfind('<') {
            Some(last) if before.get(last..).is_some_and(|tag| tag.starts_with("</")) => last,
            _ => frame.offset,
        }
    }
}

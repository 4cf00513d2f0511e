//! What expressions are evaluated with: the message, the clock, the variables, and what may still be spent.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use chrono::{DateTime, FixedOffset};
use regex::Regex;

use super::evaluate::evaluate;
use super::failure::{Failure, Outcome};
use super::names::{DocumentNames, Names};
use super::regex::Regexes;
use super::syntax::Expression;
use super::tree::{Document, NodeId};
use super::value::{Atomic, Item, Sequence};

/// Variables that are evaluated while others are.
const NESTED_LETS: u32 = 32;

/// A variable of a rule file.
#[derive(Debug)]
pub(crate) struct LetSource {
    pub(crate) expression: Expression,
    /// Whether it is evaluated at the document, not at the node being judged.
    pub(crate) at_document: bool,
}

/// One message being judged.
pub(crate) struct Run<'a> {
    pub(crate) document: &'a Document,
    pub(crate) names: DocumentNames,
    pub(crate) now: DateTime<FixedOffset>,
    lets: &'a [LetSource],
    values: Vec<RefCell<Value<'a>>>,
    /// The node being judged.
    subject: Cell<NodeId>,
    remaining: Cell<u64>,
    nested: Cell<u32>,
    regexes: &'a Regexes,
}

#[derive(Clone)]
enum Value<'a> {
    Unknown,
    Underway,
    Known(Rc<Sequence<'a>>),
}

impl<'a> Run<'a> {
    pub(crate) fn new(
        document: &'a Document,
        names: &Names,
        lets: &'a [LetSource],
        regexes: &'a Regexes,
        now: DateTime<FixedOffset>,
        steps: u64,
    ) -> Self {
        Self {
            document,
            names: names.of(document),
            now,
            lets,
            values: vec![RefCell::new(Value::Unknown); lets.len()],
            subject: Cell::new(0),
            remaining: Cell::new(steps),
            nested: Cell::new(0),
            regexes,
        }
    }

    /// Gives a variable its value from outside; as in XSLT, it is untyped.
    pub(crate) fn give(&self, index: usize, value: String) {
        if let Some(slot) = self.values.get(index) {
            *slot.borrow_mut() = Value::Known(Rc::new(vec![Item::Atomic(Atomic::Untyped(value.into()))]));
        }
    }

    /// Begins to judge a node; the variables in the range are forgotten.
    pub(crate) fn enter(&self, node: NodeId, lets: Range<usize>) {
        self.subject.set(node);
        for value in self.values.get(lets).unwrap_or_default() {
            *value.borrow_mut() = Value::Unknown;
        }
    }

    /// Counts work.
    pub(super) fn spend(&self, steps: usize) -> Outcome<()> {
        match self.remaining.get().checked_sub(steps as u64) {
            Some(rest) => {
                self.remaining.set(rest);
                Ok(())
            }
            None => Err(Failure::limit()),
        }
    }

    /// The run's time zone, in minutes east of UTC.
    pub(super) fn zone(&self) -> i32 {
        self.now.offset().local_minus_utc() / 60
    }

    /// The value of a variable, evaluated when it is first asked for.
    pub(super) fn value_of(&self, index: usize) -> Outcome<Rc<Sequence<'a>>> {
        let missing = || Failure::new("XPST0008", "a variable is missing");
        let (slot, source) = self.values.get(index).zip(self.lets.get(index)).ok_or_else(missing)?;
        if let Value::Known(value) = &*slot.borrow() {
            return Ok(Rc::clone(value));
        }
        if matches!(&*slot.borrow(), Value::Underway) || self.nested.get() >= NESTED_LETS {
            return Err(Failure::new("XTDE0640", "variables need each other to be evaluated"));
        }
        *slot.borrow_mut() = Value::Underway;
        self.nested.set(self.nested.get() + 1);
        let node = if source.at_document { 0 } else { self.subject.get() };
        let outcome = evaluate(&source.expression, &Context::at(self, node));
        self.nested.set(self.nested.get() - 1);
        *slot.borrow_mut() = Value::Unknown;
        let value = Rc::new(outcome?);
        *slot.borrow_mut() = Value::Known(Rc::clone(&value));
        Ok(value)
    }

    /// A compiled regular expression.
    pub(super) fn regex(&self, pattern: &str, flags: &str) -> Outcome<Regex> {
        if let Some(known) = self.regexes.get(pattern, flags) {
            return Ok(known);
        }
        self.spend(100 + pattern.len() * 10)?;
        let compiled = super::regex::compile(pattern, flags)?;
        self.regexes.put(pattern, flags, &compiled);
        Ok(compiled)
    }
}

/// Where an expression is evaluated.
#[derive(Clone)]
pub(crate) struct Context<'s, 'a> {
    pub(crate) run: &'s Run<'a>,
    /// The context item; none inside nothing.
    pub(super) item: Option<Item<'a>>,
    pub(super) position: usize,
    pub(super) size: usize,
    /// What XSLT's `current()` gives: the node that the whole expression is evaluated at.
    pub(super) current: NodeId,
    pub(super) locals: Option<&'s Local<'s, 'a>>,
}

/// A variable of `for`, `some`, `every` or `let`, and those around it.
pub(super) struct Local<'s, 'a> {
    pub(super) value: &'s [Item<'a>],
    pub(super) outer: Option<&'s Local<'s, 'a>>,
}

impl<'s, 'a> Context<'s, 'a> {
    /// The context for an expression evaluated at a node.
    pub(crate) fn at(run: &'s Run<'a>, node: NodeId) -> Self {
        Self {
            run,
            item: Some(Item::Node(node)),
            position: 1,
            size: 1,
            current: node,
            locals: None,
        }
    }

    /// The node that the whole expression is evaluated at.
    pub(crate) fn subject(&self) -> NodeId {
        self.current
    }

    /// The same surroundings, another item.
    pub(super) fn with(&self, item: Item<'a>, position: usize, size: usize) -> Self {
        Self {
            item: Some(item),
            position,
            size,
            ..*self
        }
    }

    /// The context item.
    pub(super) fn item(&self) -> Outcome<Item<'a>> {
        let missing = || Failure::new("XPDY0002", "there is no context item");
        self.item.clone().ok_or_else(missing)
    }

    /// The context item, which must be a node.
    pub(super) fn node(&self) -> Outcome<NodeId> {
        match &self.item {
            Some(Item::Node(node)) => Ok(*node),
            Some(Item::Atomic(_)) => Err(Failure::new("XPTY0020", "the context item is not a node")),
            None => Err(Failure::new("XPDY0002", "there is no context item")),
        }
    }
}

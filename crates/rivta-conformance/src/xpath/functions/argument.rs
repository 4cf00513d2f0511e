//! What functions are called with, converted as XPath's calls convert.

use std::borrow::Cow;

use super::Call;
use crate::xpath::cast::cast;
use crate::xpath::evaluate::{atomized, evaluate, single};
use crate::xpath::failure::{Failure, Outcome};
use crate::xpath::syntax::Expression;
use crate::xpath::value::{Atomic, Item, Sequence, Type};

impl<'a> Call<'_, '_, 'a> {
    pub(super) fn has(&self, index: usize) -> bool {
        index < self.arguments.len()
    }

    pub(super) fn argument(&self, index: usize) -> Outcome<&'a Expression> {
        let missing = || Failure::new("XPST0017", "an argument is missing");
        self.arguments.get(index).ok_or_else(missing)
    }

    /// All items of an argument.
    pub(super) fn items(&self, index: usize) -> Outcome<Sequence<'a>> {
        evaluate(self.argument(index)?, self.context)
    }

    /// All items of an argument as atomic values.
    pub(super) fn values(&self, index: usize) -> Outcome<Vec<Atomic<'a>>> {
        let items = self.items(index)?;
        self.context.run.spend(items.len())?;
        Ok(items.into_iter().map(|item| atomized(item, self.context)).collect())
    }

    /// The one value of an argument, or none.
    pub(super) fn value(&self, index: usize) -> Outcome<Option<Atomic<'a>>> {
        single(self.argument(index)?, self.context)
    }

    /// The one item of an argument, or without arguments the context item.
    pub(super) fn item_or_context(&self) -> Outcome<Option<Item<'a>>> {
        if !self.has(0) {
            return self.context.item().map(Some);
        }
        let mut items = self.items(0)?.into_iter();
        match (items.next(), items.next()) {
            (item, None) => Ok(item),
            _ => Err(Failure::wrong_type("there are several values where one was expected")),
        }
    }

    /// Text, none when there is no value.
    pub(super) fn optional_text(&self, index: usize) -> Outcome<Option<Cow<'a, str>>> {
        self.value(index)?.map(text_of).transpose()
    }

    /// Text, empty when there is no value.
    pub(super) fn text(&self, index: usize) -> Outcome<Cow<'a, str>> {
        Ok(self.optional_text(index)?.unwrap_or_default())
    }

    /// Text that must be there.
    pub(super) fn required_text(&self, index: usize) -> Outcome<Cow<'a, str>> {
        let missing = || Failure::wrong_type("a text was expected, and there is no value");
        self.optional_text(index)?.ok_or_else(missing)
    }

    /// A value of a type; what is untyped is cast to it.
    pub(super) fn typed(&self, index: usize, wanted: Type) -> Outcome<Option<Atomic<'a>>> {
        match self.value(index)? {
            None => Ok(None),
            Some(value @ Atomic::Untyped(_)) => cast(value, wanted).map(Some),
            Some(value) if value.kind().is_a(wanted) => Ok(Some(value)),
            Some(value) => {
                let (found, wanted) = (value.kind().name(), wanted.name());
                Err(Failure::wrong_type(format!("{wanted} was expected, not {found}")))
            }
        }
    }

    /// A number as a double, that must be there.
    pub(super) fn double(&self, index: usize) -> Outcome<f64> {
        let number = match self.value(index)? {
            Some(value @ Atomic::Untyped(_)) => cast(value, Type::Double)?.double(),
            Some(value) => value.double(),
            None => None,
        };
        number.ok_or_else(|| Failure::wrong_type("a number was expected"))
    }

    /// A whole number, that must be there.
    pub(super) fn integer(&self, index: usize) -> Outcome<i128> {
        match self.typed(index, Type::Integer)? {
            Some(Atomic::Integer(number)) => Ok(number),
            _ => Err(Failure::wrong_type("an integer was expected")),
        }
    }

    /// Only the collation of code points exists here.
    pub(super) fn check_collation(&self, index: usize) -> Outcome<()> {
        const CODEPOINT: &str = "http://www.w3.org/2005/xpath-functions/collation/codepoint";
        if !self.has(index) || self.required_text(index)? == CODEPOINT {
            return Ok(());
        }
        Err(Failure::new(
            "FOCH0002",
            "this engine compares text by code points only",
        ))
    }
}

fn text_of(value: Atomic<'_>) -> Outcome<Cow<'_, str>> {
    match value {
        Atomic::Untyped(text) | Atomic::Text(text) | Atomic::Uri(text) => Ok(text),
        other => {
            let found = other.kind().name();
            Err(Failure::wrong_type(format!("a text was expected, not {found}")))
        }
    }
}

//! Reading on past what a schema does not allow.

use std::fmt;

use super::reader::Next;
use super::token::Tag;
use super::{DecodeError, DecodeErrorKind, RawElement, Reader, Simple, Token, ValueError, Wildcard};
use crate::value::Unlisted;

/// How many departures are told with kind and place; more are only counted.
pub(super) const NOTED: usize = 100;

/// What a reader does about a document that departs from its schema.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Strictness {
    /// The first departure is an error: a validator's eyes.
    #[default]
    Strict,
    /// Departures are reported and the reading goes on, as far as the types can hold what the document says:
    ///
    /// * unknown attributes and elements are left out; elements are kept in `any` where the type has one,
    /// * patterns, enumerations and other facets are not enforced, nor is a fixed value,
    /// * too few of a repeated element are accepted, and a required text may be missing.
    ///
    /// Still errors: XML that is not well-formed, limits, a text that is not of its built-in type (a letter where
    /// `xs:int` stands), known elements out of order or too often, and required structures, numbers and dates that are
    /// missing: nothing can stand for them.
    Tolerant,
}

/// A value, and where the document it was read from departs from the schema. After a strict reading it never does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<T> {
    /// The value.
    pub value: T,
    /// The departures.
    pub departures: Departures,
}

/// Where a document departs from its schema, in the order found. The first hundred are told, all are counted.
///
/// Safe to log and to send back: kinds and places, no values. [`fmt::Display`] has them on one line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Departures {
    noted: Vec<Departure>,
    count: usize,
}

impl Departures {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether the document follows its schema.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The first hundred.
    pub fn iter(&self) -> std::slice::Iter<'_, Departure> {
        self.noted.iter()
    }
}

impl<'d> IntoIterator for &'d Departures {
    type Item = &'d Departure;
    type IntoIter = std::slice::Iter<'d, Departure>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Departures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 10;
        for (index, departure) in self.noted.iter().take(SHOWN).enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(f, "{separator}{departure}")?;
        }
        match self.count.saturating_sub(SHOWN) {
            0 => Ok(()),
            more => write!(f, "; and {more} more"),
        }
    }
}

/// One departure of a document from its schema, at which a tolerant reader went on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departure {
    mistake: DecodeError,
    outcome: Outcome,
}

/// What became of a departure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The value holds what the document has.
    Kept,
    /// Something of the document is not in the value: no field can hold it.
    Dropped,
    /// The value has an empty text that the document has not: the field cannot be without one.
    Filled,
}

impl Departure {
    /// The error a strict reader gives here: kind, path, line and column.
    pub fn mistake(&self) -> &DecodeError {
        &self.mistake
    }

    /// What became of it.
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }
}

impl fmt::Display for Departure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outcome = match self.outcome {
            Outcome::Kept => "kept",
            Outcome::Dropped => "dropped",
            Outcome::Filled => "filled with an empty text",
        };
        write!(f, "{} ({outcome})", self.mistake)
    }
}

/// What a tolerant reader knows beside a strict one.
#[derive(Default)]
pub(super) struct Tolerance {
    noted: Vec<Noted>,
    count: usize,
    /// For each complex element open.
    levels: Vec<Level>,
}

struct Noted {
    offset: usize,
    kind: DecodeErrorKind,
    outcome: Outcome,
}

#[derive(Default)]
struct Level {
    /// Most types have one or none, and then there is nothing to allocate.
    wildcard: Option<Wildcard>,
    more_wildcards: Vec<Wildcard>,
    /// Elements met before the wildcard that will keep them, and which departures they are.
    aside: Vec<(RawElement, usize)>,
}

impl Level {
    fn wildcards(&self) -> impl Iterator<Item = &Wildcard> {
        self.wildcard.iter().chain(&self.more_wildcards)
    }
}

impl Tolerance {
    /// Notes a departure; gives its number.
    fn note(&mut self, offset: usize, kind: DecodeErrorKind, outcome: Outcome) -> usize {
        if self.noted.len() < NOTED {
            self.noted.push(Noted { offset, kind, outcome });
        }
        self.count += 1;
        self.count - 1
    }
}

impl<'a> Reader<'a> {
    /// Sets what happens at departures from the schema, from here on. A new reader is strict.
    pub fn set_strictness(&mut self, strictness: Strictness) {
        self.tolerance = match strictness {
            Strictness::Strict => None,
            Strictness::Tolerant => Some(Box::default()),
        };
    }

    /// The departures so far; none when the reader is strict.
    pub fn departures(&mut self) -> Departures {
        let Some(tolerance) = self.tolerance.take() else {
            return Departures::default();
        };
        let Tolerance { mut noted, count, .. } = *tolerance;
        noted.sort_by_key(|it| it.offset);
        let offsets: Vec<usize> = noted.iter().map(|it| it.offset).collect();
        let paths = super::path::paths_to(self.tokens.document(), &offsets);
        let told = noted.into_iter().zip(paths).map(|(it, path)| Departure {
            mistake: DecodeError::on_path(self.tokens.document(), it.offset, it.kind, path),
            outcome: it.outcome,
        });
        Departures {
            noted: told.collect(),
            count,
        }
    }

    /// A departure: an error to a strict reader, a note to a tolerant one.
    pub(super) fn depart(&mut self, offset: usize, kind: DecodeErrorKind, outcome: Outcome) -> Result<(), DecodeError> {
        match &mut self.tolerance {
            None => Err(self.tokens.error(offset, kind)),
            Some(tolerance) => {
                tolerance.note(offset, kind, outcome);
                Ok(())
            }
        }
    }

    /// What stands for a text that is not of the type.
    #[cold]
    pub(super) fn unlisted<T: Simple>(
        &mut self,
        offset: usize,
        text: &str,
        error: ValueError,
        kind: impl FnOnce(ValueError) -> DecodeErrorKind,
    ) -> Result<T, DecodeError> {
        let held = self.tolerance.as_ref().and_then(|_| T::unlisted(Unlisted::text(text)));
        match held {
            Some(value) => self.depart(offset, kind(error), Outcome::Kept).map(|()| value),
            None => Err(self.tokens.error(offset, kind(error))),
        }
    }

    /// What stands for a required value that is missing, and what was made of it.
    #[cold]
    pub(super) fn missing<T>(
        &mut self,
        offset: usize,
        kind: DecodeErrorKind,
        lacking: impl FnOnce(Unlisted) -> Option<(T, Outcome)>,
    ) -> Result<T, DecodeError> {
        let held = match &self.tolerance {
            Some(tolerance) if !tolerance.levels.is_empty() => lacking(Unlisted::missing()),
            _ => None,
        };
        match held {
            Some((value, outcome)) => self.depart(offset, kind, outcome).map(|()| value),
            None => Err(self.tokens.error(offset, kind)),
        }
    }

    /// Begins a complex type: which wildcards it has.
    pub(super) fn open_level(&mut self, wildcards: &[Wildcard]) {
        if let Some(tolerance) = &mut self.tolerance {
            let (wildcard, more) = wildcards
                .split_first()
                .map_or((None, &[][..]), |(it, more)| (Some(*it), more));
            tolerance.levels.push(Level {
                wildcard,
                more_wildcards: more.to_vec(),
                aside: Vec::new(),
            });
        }
    }

    /// Ends a complex type: what is still aside has found no place.
    pub(super) fn close_level(&mut self) {
        let Some(tolerance) = &mut self.tolerance else {
            return;
        };
        let level = tolerance.levels.pop().unwrap_or_default();
        for (_, number) in level.aside {
            if let Some(noted) = tolerance.noted.get_mut(number) {
                noted.outcome = Outcome::Dropped;
            }
        }
    }

    /// Whether an element has no place anywhere in the type being read. Always `false` to a strict reader.
    pub(super) fn is_unknown(&self, tag: &Tag<'_>) -> bool {
        let Some(level) = self.tolerance.as_ref().and_then(|it| it.levels.last()) else {
            return false;
        };
        let namespace = self.uri(tag.binding);
        let children = self.known.last().map_or(&[][..], |(_, children)| children);
        !children.contains(&tag.local) && !level.wildcards().any(|it| it.admits(namespace))
    }

    /// Passes unknown elements that come next: aside where the type has a wildcard, else away.
    #[cold]
    pub(super) fn pass_unknown(&mut self) -> Result<(), DecodeError> {
        while let Next::Start(tag) = self.peek()? {
            if !self.is_unknown(&tag) {
                break;
            }
            let open = self.tolerance.as_ref().and_then(|it| it.levels.last());
            if open.is_some_and(|level| level.wildcard.is_some()) {
                let (element, number) = self.keep_unknown(&tag)?;
                if let Some(level) = self.tolerance.as_mut().and_then(|it| it.levels.last_mut()) {
                    level.aside.push((element, number));
                }
            } else {
                self.next = None;
                self.drop_unknown(&tag)?;
            }
        }
        Ok(())
    }

    /// Takes an unknown element that comes next as it is; gives the departure's number too.
    pub(super) fn keep_unknown(&mut self, tag: &Tag<'a>) -> Result<(RawElement, usize), DecodeError> {
        self.next = None;
        let kind = self.unknown_element(tag);
        let element = RawElement::capture(&mut self.tokens, tag)?;
        let tolerance = self.tolerance.as_mut();
        let number = tolerance.map_or(0, |it| it.note(tag.offset, kind, Outcome::Kept));
        Ok((element, number))
    }

    /// Reads past an element whose start tag was just taken.
    pub(super) fn drop_unknown(&mut self, tag: &Tag<'_>) -> Result<(), DecodeError> {
        let kind = self.unknown_element(tag);
        self.depart(tag.offset, kind, Outcome::Dropped)?;
        let outside = self.tokens.depth().saturating_sub(1);
        while self.tokens.depth() > outside {
            if let Token::Eof = self.tokens.next()? {
                break;
            }
        }
        Ok(())
    }

    /// The elements set aside in the type being read, for its wildcard.
    pub(super) fn take_aside(&mut self) -> Vec<RawElement> {
        let level = self.tolerance.as_mut().and_then(|it| it.levels.last_mut());
        let aside = level.map(|level| std::mem::take(&mut level.aside)).unwrap_or_default();
        aside.into_iter().map(|(element, _)| element).collect()
    }
}

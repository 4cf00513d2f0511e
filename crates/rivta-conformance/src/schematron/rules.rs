//! Rules, compiled.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use rivta_schema::Place;

use super::compile::compile;
use super::message::Message;
use super::source;
use super::verdict::FindingKind;
use crate::error::Error;
use crate::xpath::names::Names;
use crate::xpath::syntax;
use crate::xpath::{LetSource, Regexes};

/// A rule file, compiled once and used for any number of messages.
#[derive(Debug)]
pub struct Rules {
    pub(super) title: Option<String>,
    pub(super) patterns: Vec<Pattern>,
    pub(super) lets: Vec<LetSource>,
    pub(super) names: Names,
    /// The schema's own variables, which settings may give a value.
    pub(super) parameters: HashMap<String, usize>,
    pub(super) regexes: Regexes,
}

#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) id: Option<String>,
    pub(super) rules: Vec<Rule>,
}

#[derive(Debug)]
pub(super) struct Rule {
    pub(super) id: Option<String>,
    pub(super) role: Option<String>,
    pub(super) context: Source<syntax::Pattern>,
    pub(super) lets: Range<usize>,
    pub(super) assertions: Vec<Assertion>,
}

#[derive(Debug)]
pub(super) struct Assertion {
    pub(super) kind: FindingKind,
    pub(super) id: Option<String>,
    pub(super) role: Option<String>,
    pub(super) flag: Option<String>,
    pub(super) test: Source<syntax::Expression>,
    pub(super) message: Message,
    pub(super) diagnostics: Vec<Message>,
}

/// Something compiled, with its text and place.
#[derive(Debug, Clone)]
pub(super) struct Source<T> {
    pub(super) compiled: T,
    pub(super) text: String,
    pub(super) place: Place,
}

impl Rules {
    /// Reads and compiles a rule file; files of the same folder that it includes are read as well. If it names a
    /// default phase, only the patterns of that phase are compiled.
    ///
    /// # Errors
    /// [`Error::Read`], [`Error::RuleFile`], [`Error::Rule`] and [`Error::Expression`], with file and line.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, Error> {
        compile(&source::read(path.as_ref())?, None)
    }

    /// As [`Rules::read`], with the patterns of a phase only; `#ALL` is every pattern, `#DEFAULT` the default phase.
    ///
    /// # Errors
    /// As [`Rules::read`]; [`Error::Rule`] when there is no such phase.
    pub fn read_phase(path: impl AsRef<Path>, phase: &str) -> Result<Self, Error> {
        compile(&source::read(path.as_ref())?, Some(phase))
    }

    /// Compiles the text of a rule file that includes no other.
    ///
    /// # Errors
    /// As [`Rules::read`].
    pub fn parse(text: &str) -> Result<Self, Error> {
        compile(&source::parse(text)?, None)
    }

    /// What the rules call themselves.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// How many assertions and reports there are, abstract ones counted once for each use.
    pub fn assertions(&self) -> usize {
        let rules = self.patterns.iter().flat_map(|pattern| &pattern.rules);
        rules.map(|rule| rule.assertions.len()).sum()
    }
}

//! Where in a document violations are. Only documents that have some pay for it, with one more reading.

use std::collections::HashMap;

use rivta_soap::xml::{DecodeError, Limits, Token, Tokens, shown};

use super::verdict::{Rule, Violation};

/// A violation as it is found.
#[derive(Debug)]
pub(super) struct Raw {
    pub(super) rule: Rule,
    /// Byte offset of the element's start tag, or for what is missing of its end.
    pub(super) offset: usize,
    /// The attribute it is about.
    pub(super) attribute: Option<String>,
    pub(super) message: String,
}

/// What could not be read at all, or no further.
pub(super) fn unreadable(error: &DecodeError) -> Violation {
    Violation {
        rule: Rule::Document,
        message: error.kind().to_string(),
        path: error.path().to_owned(),
        line: error.line(),
        column: error.column(),
    }
}

/// An element on the way to a violation.
struct Open {
    /// Its step in the path.
    step: String,
    /// How many children of each name it has had.
    children: HashMap<String, usize>,
}

/// Violations with their places, in the order of the document.
pub(super) fn found(document: &str, limits: &Limits, mut raw: Vec<Raw>) -> Vec<Violation> {
    raw.sort_by_key(|raw| raw.offset);
    let mut pending = raw.into_iter().peekable();
    let mut violations = Vec::new();
    let mut lines = Lines::new(document);
    let mut tokens = Tokens::new(document, limits);
    let mut open: Vec<Open> = Vec::new();
    // The root counts as a child, too.
    let mut roots = HashMap::new();
    while pending.peek().is_some() {
        // Where the next token changes what is open; text does not.
        let (end, started) = match tokens.next() {
            Ok(Token::Start(tag)) => (tag.offset, Some(tag.local)),
            Ok(Token::End) => (tokens.offset(), None),
            Ok(Token::Text(_)) => continue,
            Ok(Token::Eof) | Err(_) => (usize::MAX, None),
        };
        while let Some(raw) = pending.next_if(|raw| raw.offset < end) {
            violations.push(placed(raw, &open, &mut lines));
        }
        match started {
            Some(local) => {
                let siblings = open.last_mut().map_or(&mut roots, |parent| &mut parent.children);
                let step = step(siblings, local);
                open.push(Open {
                    step,
                    children: HashMap::new(),
                });
            }
            None => {
                open.pop();
            }
        }
    }
    violations
}

fn step(siblings: &mut HashMap<String, usize>, local: &str) -> String {
    let count = siblings.entry(local.to_owned()).or_insert(0);
    *count += 1;
    match *count {
        1 => shown(local),
        count => format!("{}[{count}]", shown(local)),
    }
}

/// The deepest part of a path is what helps; of a very deep one the middle is left out.
const SHOWN_STEPS: usize = 40;

fn placed(raw: Raw, open: &[Open], lines: &mut Lines<'_>) -> Violation {
    let (line, column) = lines.at(raw.offset);
    let mut path = String::new();
    for (index, element) in open.iter().enumerate() {
        let hidden = open.len() > SHOWN_STEPS && (SHOWN_STEPS / 2..open.len() - SHOWN_STEPS / 2).contains(&index);
        if hidden {
            path.push_str(if index == SHOWN_STEPS / 2 { "/…" } else { "" });
        } else {
            path.push('/');
            path.push_str(&element.step);
        }
    }
    if let Some(attribute) = &raw.attribute {
        path.push_str("/@");
        path.push_str(&shown(attribute));
    }
    if path.is_empty() {
        path.push('/');
    }
    Violation {
        rule: raw.rule,
        message: raw.message,
        path,
        line,
        column,
    }
}

/// Lines counted as offsets grow.
struct Lines<'d> {
    document: &'d str,
    offset: usize,
    line: usize,
    start: usize,
}

impl<'d> Lines<'d> {
    fn new(document: &'d str) -> Self {
        Self {
            document,
            offset: 0,
            line: 1,
            start: 0,
        }
    }

    fn at(&mut self, offset: usize) -> (usize, usize) {
        let offset = self.document.floor_char_boundary(offset);
        let between = self.document.get(self.offset..offset).unwrap_or("");
        self.line += between.matches('\n').count();
        if let Some(newline) = between.rfind('\n') {
            self.start = self.offset + newline + 1;
        }
        self.offset = offset;
        let column = self.document.get(self.start..offset).unwrap_or("").chars().count() + 1;
        (self.line, column)
    }
}

//! `xs:unique`, `xs:key` and `xs:keyref`, while the document streams by.

mod path;
mod tables;

pub(super) use path::Path;
pub(super) use tables::{Found, Tables};

use crate::error::{Error, Place};
use crate::xsd::{self, ConstraintKind, QName};

/// An identity constraint.
#[derive(Debug)]
pub(super) struct Constraint {
    pub(super) kind: ConstraintKind,
    pub(super) name: QName,
    selector: Path,
    fields: Vec<Path>,
}

impl Constraint {
    pub(super) fn of(constraint: &xsd::Constraint, place: &Place) -> Result<Self, Error> {
        let path = |text: &String| {
            Path::parse(text, &constraint.prefixes).ok_or_else(|| Error::Unsupported {
                place: place.clone(),
                construct: format!("the path {text} of {}", constraint.name.local),
            })
        };
        Ok(Self {
            kind: constraint.kind.clone(),
            name: constraint.name.clone(),
            selector: path(&constraint.selector)?,
            fields: constraint.fields.iter().map(path).collect::<Result<_, _>>()?,
        })
    }
}

//! Where in a source something stands.

use super::record::Malformed;
use crate::error::{CatalogError, RowProblem};

/// The text that is being read and the name it goes by in errors.
pub(super) struct Source<'a> {
    pub(super) name: &'a str,
    pub(super) text: &'a str,
}

/// A line and a column, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) column: usize,
}

impl Source<'_> {
    /// The position of a byte offset; an offset past the end means the end.
    pub(super) fn position(&self, offset: usize) -> Position {
        let before = self.text.get(..offset).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
        Position {
            line: before.matches('\n').count() + 1,
            column,
        }
    }

    pub(super) fn syntax_error(&self, offset: usize, message: &str) -> CatalogError {
        let Position { line, column } = self.position(offset);
        CatalogError::Syntax {
            file: self.name.to_owned(),
            line,
            column,
            message: message.to_owned(),
        }
    }

    pub(super) fn malformed(&self, error: &Malformed) -> CatalogError {
        self.syntax_error(error.offset, &error.message)
    }

    pub(super) fn repeated_unit(&self, offset: usize, dn: &str) -> CatalogError {
        CatalogError::RepeatedUnit {
            file: self.name.to_owned(),
            line: self.position(offset).line,
            dn: dn.to_owned(),
        }
    }

    pub(super) fn row_error(&self, offset: usize, problem: RowProblem) -> CatalogError {
        let Position { line, column } = self.position(offset);
        CatalogError::Row {
            file: self.name.to_owned(),
            line,
            column,
            problem,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Position, Source};

    #[test]
    fn a_position_counts_lines_and_characters() {
        let source = Source {
            name: "c",
            text: "å = 1\nöl = 2\n",
        };
        assert_eq!(source.position(0), Position { line: 1, column: 1 });
        assert_eq!(source.position(3), Position { line: 1, column: 3 });
        assert_eq!(source.position("å = 1\nö".len()), Position { line: 2, column: 2 });
        assert_eq!(source.position(10_000), Position { line: 3, column: 1 });
    }
}

//! Reading a catalogue from TOML, one row at a time.
//!
//! The document is cut at the lines that begin a row, and each piece is read by itself: a catalogue of half a million
//! rows never stands in memory as a tree. A line that looks like the beginning of a row can stand inside a multi-line
//! string; a piece that holds one and cannot be read therefore means that the document is read as a whole.

use toml::Spanned;

use super::document::{Document, PermissionEntry, RouteEntry};
use super::flat;
use super::position::Source;
use crate::builder::Builder;
use crate::environment::Environment;
use crate::error::{CatalogError, RowProblem};

const ROUTE: &str = "[[route]]";
const PERMISSION: &str = "[[permission]]";

/// The rows of a document and the environment they belong to.
pub(super) fn read(source: &Source<'_>) -> Result<(Environment, Builder), CatalogError> {
    let (environment, builder) = match read_in_pieces(source) {
        Err(Stop::Unsure) => read_whole(source)?,
        Err(Stop::Wrong(error)) => return Err(error),
        Ok(read) => read,
    };
    let environment = environment.ok_or_else(|| source.syntax_error(0, "missing field `environment`"))?;
    Ok((environment, builder))
}

/// Why the pieces were not read to the end.
enum Stop {
    Wrong(CatalogError),
    /// A piece may end in the middle of a value.
    Unsure,
}

/// What goes along while rows are read.
struct Reading<'a> {
    source: &'a Source<'a>,
    environment: Option<Environment>,
    builder: Builder,
}

fn read_in_pieces(source: &Source<'_>) -> Result<(Option<Environment>, Builder), Stop> {
    let mut pieces = Pieces::of(source.text);
    let environment = match pieces.next() {
        Some(piece) => preamble(&piece, source)?,
        None => None,
    };
    let mut reading = Reading {
        source,
        environment,
        builder: Builder::new(),
    };
    for piece in pieces {
        let plain = reading.plain_row(&piece);
        plain.unwrap_or_else(|| reading.rows(&piece))?;
    }
    Ok((environment, reading.builder))
}

/// What stands before the first row. Rows written in another way, such as `route = […]`, may stand there too.
fn preamble(piece: &Piece<'_>, source: &Source<'_>) -> Result<Option<Environment>, Stop> {
    let document = piece.parse(source)?;
    if document.route.is_empty() && document.permission.is_empty() {
        Ok(document.environment)
    } else {
        Err(Stop::Unsure)
    }
}

fn read_whole(source: &Source<'_>) -> Result<(Option<Environment>, Builder), CatalogError> {
    let document: Document = toml::from_str(source.text).map_err(|error| wrong(source, 0, &error))?;
    let environment = document.environment;
    let mut reading = Reading {
        source,
        environment,
        builder: Builder::new(),
    };
    let whole = Piece {
        offset: 0,
        line: 1,
        text: source.text,
    };
    reading.add(document, &whole)?;
    Ok((environment, reading.builder))
}

impl Reading<'_> {
    /// Adds a row of the usual form; `None` when it has another form.
    fn plain_row(&mut self, piece: &Piece<'_>) -> Option<Result<(), Stop>> {
        let (header, rest) = piece.text.split_once('\n')?;
        let added = if header.trim_end() == ROUTE {
            self.route(&flat::route(rest)?, piece.line)
        } else {
            self.permission(&flat::permission(rest)?, piece.line)
        };
        Some(added.map_err(|problem| Stop::Wrong(self.source.row_error(piece.offset, problem))))
    }

    fn rows(&mut self, piece: &Piece<'_>) -> Result<(), Stop> {
        let document = piece.parse(self.source)?;
        self.add(document, piece).map_err(Stop::Wrong)
    }

    fn add(&mut self, document: Document, piece: &Piece<'_>) -> Result<(), CatalogError> {
        let mut lines = Lines::of(piece);
        for entry in document.route {
            let added = self.route(entry.get_ref(), lines.of_entry(&entry));
            added.map_err(|problem| self.source.row_error(piece.offset + entry.span().start, problem))?;
        }
        let mut lines = Lines::of(piece);
        for entry in document.permission {
            let added = self.permission(entry.get_ref(), lines.of_entry(&entry));
            added.map_err(|problem| self.source.row_error(piece.offset + entry.span().start, problem))?;
        }
        Ok(())
    }

    fn route(&mut self, entry: &RouteEntry<'_>, line: usize) -> Result<(), RowProblem> {
        entry.add_to(&mut self.builder, line, self.environment)
    }

    fn permission(&mut self, entry: &PermissionEntry<'_>, line: usize) -> Result<(), RowProblem> {
        entry.add_to(&mut self.builder, line, self.environment)
    }
}

/// The lines of entries in the order they stand in, counted once through the text and not anew for each.
struct Lines<'a> {
    text: &'a str,
    counted: usize,
    line: usize,
}

impl<'a> Lines<'a> {
    fn of(piece: &Piece<'a>) -> Self {
        Self {
            text: piece.text,
            counted: 0,
            line: piece.line,
        }
    }

    fn of_entry<T>(&mut self, entry: &Spanned<T>) -> usize {
        let offset = entry.span().start.max(self.counted);
        let passed = self.text.get(self.counted..offset).unwrap_or_default();
        self.line += passed.matches('\n').count();
        self.counted = offset;
        self.line
    }
}

/// A stretch of the document: what stands before the first row, or a row.
struct Piece<'a> {
    offset: usize,
    line: usize,
    text: &'a str,
}

impl Piece<'_> {
    fn parse(&self, source: &Source<'_>) -> Result<Document, Stop> {
        toml::from_str(self.text).map_err(|error| {
            if self.text.contains("\"\"\"") || self.text.contains("'''") {
                Stop::Unsure
            } else {
                Stop::Wrong(wrong(source, self.offset, &error))
            }
        })
    }
}

fn wrong(source: &Source<'_>, offset: usize, error: &toml::de::Error) -> CatalogError {
    source.syntax_error(offset + error.span().map_or(0, |span| span.start), error.message())
}

/// A document, cut at the lines that begin a row. The first piece is what stands before the first of them.
struct Pieces<'a> {
    rest: Option<Piece<'a>>,
    is_preamble: bool,
}

impl<'a> Pieces<'a> {
    fn of(text: &'a str) -> Self {
        let rest = Some(Piece {
            offset: 0,
            line: 1,
            text,
        });
        Self {
            rest,
            is_preamble: true,
        }
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let Piece { offset, line, text } = self.rest.take()?;
        // Every piece but the first begins with the line of a row.
        let begins_itself = usize::from(!self.is_preamble);
        self.is_preamble = false;
        let mut lines = text.split_inclusive('\n');
        let (mut length, mut count) = (0, 0);
        length += lines.by_ref().take(begins_itself).map(str::len).sum::<usize>();
        count += begins_itself;
        for content in lines.take_while(|content| !begins_row(content)) {
            length += content.len();
            count += 1;
        }
        let (piece, rest) = text.split_at_checked(length)?;
        self.rest = (!rest.is_empty()).then_some(Piece {
            offset: offset + length,
            line: line + count,
            text: rest,
        });
        Some(Piece {
            offset,
            line,
            text: piece,
        })
    }
}

fn begins_row(line: &str) -> bool {
    line.starts_with("[[") && matches!(line.trim_end(), ROUTE | PERMISSION)
}

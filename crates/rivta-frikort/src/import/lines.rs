//! Reading a CSV file line by line, with limits, and collecting what is wrong with it.

use std::fmt;
use std::io::{BufRead, BufReader, Read};

use csv::StringRecord;
use rivta_soap::xml::ValueError;

use super::{MAX_LINE_BYTES, MAX_LINES, MAX_PROBLEMS, PROGRESS_EVERY, Progress};
use crate::error::Error;

/// What is wrong with a line: where, and what was expected there. It never holds the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineProblem {
    /// The line in the file, counted from one, the header included.
    pub line: u64,
    /// The column's name; empty when the line as such is wrong.
    pub column: String,
    /// What was expected.
    pub expected: String,
}

impl LineProblem {
    pub(super) fn new(line: u64, column: impl Into<String>, expected: impl Into<String>) -> Self {
        Self {
            line,
            column: column.into(),
            expected: expected.into(),
        }
    }
}

impl fmt::Display for LineProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if !self.column.is_empty() {
            write!(f, ", column {}", self.column)?;
        }
        write!(f, ": expected {}", self.expected)
    }
}

/// Problems so far; beyond [`MAX_PROBLEMS`] they are only counted.
#[derive(Debug, Default)]
pub(super) struct Problems {
    told: Vec<LineProblem>,
    more: usize,
}

impl Problems {
    pub(super) fn add(&mut self, problem: LineProblem) {
        if self.told.len() < MAX_PROBLEMS {
            self.told.push(problem);
        } else {
            self.more += 1;
        }
    }

    pub(super) fn into_result(self, file: &'static str) -> Result<(), Error> {
        if self.told.is_empty() {
            Ok(())
        } else {
            Err(Error::Import {
                file,
                problems: self.told,
                more: self.more,
            })
        }
    }
}

/// One line, its fields by column name.
pub(super) struct Line<'a> {
    number: u64,
    positions: &'a Positions,
    record: &'a StringRecord,
}

impl Line<'_> {
    /// The text in a column, without surrounding white space.
    pub(super) fn text(&self, column: &str) -> &str {
        let position = self.positions.iter().find(|(name, _)| *name == column);
        position
            .and_then(|(_, index)| self.record.get(*index))
            .unwrap_or_default()
            .trim()
    }

    /// Reads a column; what cannot be read becomes a problem that names the column.
    pub(super) fn read<T>(
        &self,
        column: &str,
        parse: impl FnOnce(&str) -> Result<T, ValueError>,
    ) -> Result<T, LineProblem> {
        parse(self.text(column)).map_err(|error| self.problem(column, error.expected()))
    }

    pub(super) fn problem(&self, column: &str, expected: &str) -> LineProblem {
        LineProblem::new(self.number, column, expected)
    }
}

/// Reads a whole file, each line with its number. All problems are collected before it is refused.
pub(super) fn read<T>(
    file: &'static str,
    source: impl Read,
    columns: &'static [&'static str],
    progress: &mut impl FnMut(Progress),
    read_line: impl Fn(&Line<'_>) -> Result<T, LineProblem>,
) -> Result<Vec<(u64, T)>, Error> {
    let refused = |problem| Error::Import {
        file,
        problems: vec![problem],
        more: 0,
    };
    let mut source = BufReader::new(source);
    let header = next_line(&mut source, 1).map_err(refused)?.unwrap_or_default();
    let (delimiter, positions) = positions(header.trim_start_matches('\u{feff}'), columns).map_err(refused)?;
    let (mut lines, mut problems, mut number) = (Vec::new(), Problems::default(), 1);
    while let Some(text) = next_line(&mut source, number + 1).map_err(refused)? {
        number += 1;
        if number > MAX_LINES {
            return Err(refused(LineProblem::new(
                number,
                "",
                format!("at most {MAX_LINES} lines in a file"),
            )));
        }
        if !text.is_empty() {
            let record = fields(&text, delimiter, number, positions.len());
            match record.and_then(|record| {
                read_line(&Line {
                    number,
                    positions: &positions,
                    record: &record,
                })
            }) {
                Ok(value) => lines.push((number, value)),
                Err(problem) => problems.add(problem),
            }
        }
        if number.is_multiple_of(PROGRESS_EVERY) {
            progress(Progress::Checked(number));
        }
    }
    problems.into_result(file)?;
    progress(Progress::Checked(number));
    Ok(lines)
}

/// The next line without its end; `None` at the end of the file. A line is read on its own, so that its
/// number is certain and its length limited; a field cannot hold a line break.
fn next_line(source: &mut impl BufRead, number: u64) -> Result<Option<String>, LineProblem> {
    let problem = |expected: String| LineProblem::new(number, "", expected);
    let mut line = Vec::new();
    let limit = MAX_LINE_BYTES as u64 + 1;
    let read = source.take(limit).read_until(b'\n', &mut line);
    match read {
        Err(error) => Err(problem(format!("a readable file ({})", error.kind()))),
        Ok(0) => Ok(None),
        Ok(_) if line.len() > MAX_LINE_BYTES => Err(problem(format!("at most {MAX_LINE_BYTES} bytes in a line"))),
        Ok(_) => {
            let text = String::from_utf8(line).map_err(|_| problem("UTF-8".to_owned()))?;
            Ok(Some(text.trim_end_matches(['\r', '\n']).to_owned()))
        }
    }
}

/// The fields of a line.
fn fields(text: &str, delimiter: u8, number: u64, count: usize) -> Result<StringRecord, LineProblem> {
    let mut record = StringRecord::new();
    let read = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .buffer_capacity(512)
        .from_reader(text.as_bytes())
        .read_record(&mut record);
    match read {
        Ok(_) if record.len() == count => Ok(record),
        _ => Err(LineProblem::new(number, "", format!("{count} fields"))),
    }
}

/// For each column of the kind of file, where it stands in this file.
type Positions = Vec<(&'static str, usize)>;

/// The delimiter of the file and where each column stands.
fn positions(header: &str, columns: &'static [&'static str]) -> Result<(u8, Positions), LineProblem> {
    let delimiter = if header.contains(';') { ';' } else { ',' };
    let names: Vec<_> = header
        .split(delimiter)
        .map(|name| name.trim().trim_matches('"'))
        .collect();
    let mut positions = Vec::new();
    for column in columns {
        match names.iter().position(|name| name == column) {
            Some(index) => positions.push((*column, index)),
            None => return Err(LineProblem::new(1, *column, "this column in the header")),
        }
    }
    if names.len() != columns.len() {
        return Err(LineProblem::new(
            1,
            "",
            format!("only the columns {}", columns.join(", ")),
        ));
    }
    Ok((if delimiter == ';' { b';' } else { b',' }, positions))
}

//! A document of `SokVagvalsInfo` that is read while it arrives, so that the text of half a million rows never stands in
//! memory at once.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use encoding_rs::UTF_8;
use memchr::memmem;
use rivta_soap::xml::{decode_text, encoding_of};

use super::position::Source;
use super::record::Records;
use super::vagvalsinfo::{FIELDS, Gathering, Line, PERMISSION, ROUTE, WANTED, limits, syntax};
use super::{FILE_LIMIT, Loaded};
use crate::catalog::Catalog;
use crate::environment::Environment;
use crate::error::CatalogError;

/// How much is gathered before rows are read, in bytes.
const BATCH: usize = 1 << 20;

/// A document on its way, and the rows that have come.
pub struct Arrival {
    gathering: Gathering,
    name: String,
    charset: Option<String>,
    batch: usize,
    limit: u64,
    /// What has not been read yet.
    pending: Vec<u8>,
    arrived: u64,
    /// Elements open around the rows, once the first rows have been read.
    outside: Option<usize>,
    /// Line ends before `pending`.
    lines: usize,
    /// Whether what is pending must be read as one: it holds comments, sections or another encoding, in which a row's
    /// end cannot be told without reading all of it.
    is_whole: bool,
}

impl Arrival {
    /// A document of which nothing has come yet; arguments as those of [`Gathering::add`].
    pub fn new(gathering: Gathering, charset: Option<String>, name: String) -> Self {
        Self {
            gathering,
            name,
            charset,
            batch: BATCH,
            limit: FILE_LIMIT,
            pending: Vec::new(),
            arrived: 0,
            outside: None,
            lines: 0,
            is_whole: false,
        }
    }

    /// Takes the next piece of the document.
    ///
    /// # Errors
    ///
    /// As [`Gathering::add`], and [`CatalogError::TooLarge`] for more than [`FILE_LIMIT`] bytes.
    pub fn push(&mut self, piece: &[u8]) -> Result<(), CatalogError> {
        self.arrived += piece.len() as u64;
        if self.arrived > self.limit {
            return Err(CatalogError::TooLarge {
                file: self.name.clone(),
                limit: self.limit,
            });
        }
        self.pending.extend_from_slice(piece);
        if self.is_whole || self.pending.len() < self.batch {
            return Ok(());
        }
        self.is_whole = !self.can_be_cut();
        if self.is_whole {
            return Ok(());
        }
        let Some(end) = last_row_end(&self.pending) else {
            // Looked at anew with every piece, a document without rows would take for ever.
            self.batch = 2 * self.pending.len();
            return Ok(());
        };
        self.read(end, false)
    }

    /// The rows, once the document has come to its end.
    ///
    /// # Errors
    ///
    /// As [`Gathering::add`].
    pub fn finish(mut self) -> Result<Gathering, CatalogError> {
        if self.outside.is_none() {
            self.gathering.add(&self.pending, self.charset.as_deref(), &self.name)?;
        } else {
            self.read(self.pending.len(), true)?;
        }
        Ok(self.gathering)
    }

    /// How many bytes have come.
    pub fn arrived(&self) -> u64 {
        self.arrived
    }

    fn can_be_cut(&self) -> bool {
        let is_start = self.outside.is_none();
        let declaration = usize::from(is_start && self.pending.trim_ascii_start().starts_with(b"<?xml"));
        let is_utf_8 = !is_start || encoding_of(&self.pending, self.charset.as_deref()) == UTF_8;
        is_utf_8
            && memmem::find(&self.pending, b"<!").is_none()
            && memmem::find_iter(&self.pending, b"<?").count() == declaration
    }

    /// Reads what is pending up to a row's end, or to the end of the document.
    fn read(&mut self, end: usize, is_last: bool) -> Result<(), CatalogError> {
        let piece = self.pending.get(..end).unwrap_or(&self.pending);
        let charset = match self.outside {
            None => self.charset.as_deref(),
            Some(_) => Some("utf-8"),
        };
        let text = decode_text(piece, charset, &limits()).map_err(|error| syntax(&error, &self.name))?;
        let source = Source {
            name: &self.name,
            text: &text,
        };
        let mut records = Records::resumed(&text, WANTED, FIELDS, self.outside, is_last);
        let mut line = Line::after(self.lines);
        let added = self.gathering.rows(&mut records, &source, &mut line);
        added.map_err(|error| further_down(error, self.lines))?;
        self.outside = Some(records.outside());
        self.lines += memchr::memchr_iter(b'\n', piece).count();
        self.pending.drain(..end);
        Ok(())
    }
}

/// A position in a piece as one in the document.
fn further_down(mut error: CatalogError, lines: usize) -> CatalogError {
    if let CatalogError::Syntax { line, .. } = &mut error {
        *line += lines;
    }
    error
}

/// The place after the last end tag of a row.
fn last_row_end(bytes: &[u8]) -> Option<usize> {
    let ends = [ROUTE, PERMISSION].map(|name| memmem::rfind_iter(bytes, name).find_map(|at| row_end(bytes, at, name)));
    ends.into_iter().flatten().max()
}

/// The place after the tag that this name stands in, when it is an end tag: `</name>` or `</prefix:name>`.
fn row_end(bytes: &[u8], at: usize, name: &str) -> Option<usize> {
    let before = bytes.get(..at)?;
    let tag = before.get(memchr::memrchr(b'<', before)?..)?;
    let after = at + name.len();
    let is_end = tag == b"</" || (tag.starts_with(b"</") && tag.ends_with(b":"));
    (is_end && bytes.get(after) == Some(&b'>')).then_some(after + 1)
}

impl Catalog {
    /// Reads a catalogue from a file as clients of `SokVagvalsInfo` keep it (`persistentCache`), of at most
    /// [`FILE_LIMIT`] bytes. Either list may be absent.
    ///
    /// # Errors
    ///
    /// As [`Gathering::add`], and [`CatalogError::Read`] and [`CatalogError::TooLarge`] for the file itself.
    pub fn from_local_copy_file(path: &Path, environment: Environment) -> Result<Loaded, CatalogError> {
        let name = path.display().to_string();
        let failed = |source| CatalogError::Read {
            file: path.display().to_string(),
            source,
        };
        let mut file = File::open(path).map_err(failed)?;
        let mut arrival = Arrival::new(Gathering::new(), None, name);
        let mut piece = vec![0; BATCH];
        loop {
            let count = file.read(&mut piece).map_err(failed)?;
            match piece.get(..count) {
                Some([]) | None => break,
                Some(piece) => arrival.push(piece)?,
            }
        }
        Ok(arrival.finish()?.into_catalog(environment))
    }
}

#[cfg(test)]
mod tests {
    use super::{Arrival, FILE_LIMIT, Gathering};
    use crate::error::CatalogError;
    use crate::load::RowCounts;

    fn row(number: usize) -> String {
        let times = "<v:fromTidpunkt>2024-01-01T00:00:00.000</v:fromTidpunkt><v:tomTidpunkt>2124-01-01T00:00:00.000</v:tomTidpunkt>";
        let common =
            format!("<v:receiverId>Å{number}</v:receiverId><v:tjansteKontrakt>urn:c:1</v:tjansteKontrakt>{times}");
        match number % 2 {
            0 => format!(
                "<v:virtualiseringsInfo><v:rivProfil>RIVTABP21</v:rivProfil>{common}<v:adress>https://a</v:adress></v:virtualiseringsInfo>\n"
            ),
            _ => format!(
                "<v:anropsBehorighetsInfo><v:senderId>S</v:senderId>{common}<v:filterInfo><v:serviceDomain>d</v:serviceDomain></v:filterInfo></v:anropsBehorighetsInfo >\n"
            ),
        }
    }

    fn document(rows: usize, between: &str) -> String {
        let rows: Vec<_> = (0..rows).map(row).collect();
        format!(
            "<?xml version='1.0'?><s:Envelope xmlns:s='s'><s:Body><v:list xmlns:v='v'>{}</v:list></s:Body></s:Envelope>",
            rows.join(between)
        )
    }

    fn read(document: &[u8], batch: usize, piece: usize) -> Result<RowCounts, CatalogError> {
        let mut arrival = Arrival::new(Gathering::new(), None, "a".to_owned());
        arrival.batch = batch;
        for piece in document.chunks(piece) {
            arrival.push(piece)?;
        }
        Ok(arrival.finish()?.counts())
    }

    #[test]
    fn a_document_in_pieces_has_the_rows_of_the_whole() {
        let expected = RowCounts {
            routes: 20,
            permissions: 20,
            skipped: 0,
        };
        let comment = "<!-- </v:virtualiseringsInfo> -->";
        for between in [
            "",
            " ",
            comment,
            "<![CDATA[</v:virtualiseringsInfo>]]>",
            "<?p </v:virtualiseringsInfo>?>",
        ] {
            let text = document(40, between);
            let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            for batch in [1, 100, 1000, 1 << 20] {
                for piece in [1, 7, 1000] {
                    assert_eq!(
                        read(text.as_bytes(), batch, piece).unwrap(),
                        expected,
                        "{between} {batch} {piece}"
                    );
                    assert_eq!(
                        read(&utf_16, batch, piece).unwrap(),
                        expected,
                        "{between} {batch} {piece}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_document_is_taken_up_to_the_limit_and_refused_while_it_arrives() {
        let text = document(10, "");
        let push_all = |limit: usize| {
            let mut arrival = Arrival::new(Gathering::new(), None, "a".to_owned());
            arrival.batch = 100;
            assert_eq!(arrival.limit, FILE_LIMIT);
            arrival.limit = limit as u64;
            text.as_bytes().chunks(64).try_for_each(|piece| arrival.push(piece))
        };
        push_all(text.len()).unwrap();
        let refused = push_all(text.len() - 1).unwrap_err();
        assert!(matches!(refused, CatalogError::TooLarge { limit, .. } if limit == text.len() as u64 - 1));
    }

    #[test]
    fn what_is_not_well_formed_is_refused_with_its_line() {
        let good = document(40, "");
        for (from, to) in [
            ("</v:list>", ""),
            ("</s:Envelope>", "</s:Envelope></x>"),
            ("Å39</v:receiverId>", "Å39</v:x>"),
        ] {
            let broken = good.replace(from, to);
            assert!(read(broken.as_bytes(), 1000, 100).is_err(), "{from}");
        }
        let broken = good.replace("Å39<", "Å39&#x110000;<");
        let error = read(broken.as_bytes(), 1000, 100).unwrap_err();
        assert!(matches!(error, CatalogError::Syntax { line: 40, .. }), "{error}");
    }
}

//! The records of a catalogue's XML document, one at a time and by local names.
//!
//! Catalogues come with rows by the hundred thousand, in documents that differ in what stands around them (a SOAP
//! envelope, a file) and in namespaces, and that no schema has ever passed. What is asked is that the document is
//! well-formed.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, Event};

/// Elements open at once.
const DEPTH: usize = 100;
/// Elements in one record.
const FIELDS: usize = 10_000;

/// An element with a name that was asked for, and all elements in it.
#[derive(Debug, Default)]
pub(super) struct Record<'a> {
    /// Where its start tag ends, in bytes from the beginning.
    pub(super) offset: usize,
    /// The record itself, then what is in it, in the order of the start tags.
    pub(super) fields: Vec<Field<'a>>,
}

/// An element of a record.
#[derive(Debug)]
pub(super) struct Field<'a> {
    /// The number of elements of the record it stands in: 0 for the record itself.
    pub(super) depth: usize,
    /// The local name, empty for an element that was not asked for.
    pub(super) name: &'static str,
    /// The text directly in it.
    pub(super) text: Cow<'a, str>,
}

impl Record<'_> {
    /// The record's local name.
    pub(super) fn name(&self) -> &'static str {
        self.fields.first().map_or("", |field| field.name)
    }

    /// The text of the first child with this name, if there is one.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let child = self.fields.iter().find(|field| field.depth == 1 && field.name == name);
        child.map(|field| &*field.text)
    }
}

/// What is wrong with a document.
#[derive(Debug)]
pub(super) struct Malformed {
    pub(super) offset: usize,
    pub(super) message: String,
}

/// The records of a document.
pub(super) struct Records<'a> {
    reader: Reader<&'a [u8]>,
    wanted: &'static [&'static str],
    known: &'static [&'static str],
    /// Elements open outside the record that is read.
    outside: usize,
    has_root: bool,
    /// Whether the document goes on after this text.
    is_cut: bool,
}

impl<'a> Records<'a> {
    /// The records of the local names `wanted`, wherever they stand, with what is in them; elements in them go by the
    /// names `known`. A record inside another is part of it.
    pub(super) fn of(document: &'a str, wanted: &'static [&'static str], known: &'static [&'static str]) -> Self {
        let mut reader = Reader::from_str(document);
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            wanted,
            known,
            outside: 0,
            has_root: false,
            is_cut: false,
        }
    }

    /// As [`Self::of`], of a piece of a document that ends after a record or, when it `is_last`, with the document;
    /// `outside` elements are open before it, none before the first piece.
    pub(super) fn resumed(
        document: &'a str,
        wanted: &'static [&'static str],
        known: &'static [&'static str],
        outside: Option<usize>,
        is_last: bool,
    ) -> Self {
        let mut records = Self::of(document, wanted, known);
        // Their start tags stand in an earlier piece.
        records.reader.config_mut().allow_unmatched_ends = outside.is_some();
        records.has_root = outside.is_some();
        records.outside = outside.unwrap_or(0);
        records.is_cut = !is_last;
        records
    }

    /// Elements open outside the record that is read.
    pub(super) fn outside(&self) -> usize {
        self.outside
    }

    /// The next record; `None` at the end of the document.
    pub(super) fn next(&mut self) -> Result<Option<Record<'a>>, Malformed> {
        let mut record = Record::default();
        // The places in `record.fields` of the elements that are open.
        let mut open: Vec<usize> = Vec::new();
        loop {
            match self.event()? {
                Event::Start(tag) => {
                    let name = tag.local_name();
                    self.check_depth(open.len(), record.fields.len())?;
                    let names = if open.is_empty() { self.wanted } else { self.known };
                    let asked = names.iter().copied().find(|known| *known == name.as_ref());
                    if open.is_empty() && asked.is_none() {
                        self.outside += 1;
                        continue;
                    }
                    if open.is_empty() {
                        record.offset = self.offset();
                    }
                    record.fields.push(Field {
                        depth: open.len(),
                        name: asked.unwrap_or_default(),
                        text: Cow::Borrowed(""),
                    });
                    open.push(record.fields.len() - 1);
                }
                Event::End(_) if open.is_empty() => {
                    let left = self.outside.checked_sub(1);
                    self.outside = left.ok_or_else(|| self.malformed("an end tag without a start tag"))?;
                }
                Event::End(_) => {
                    open.pop();
                    if open.is_empty() {
                        return Ok(Some(record));
                    }
                }
                Event::Text(text) => add(&mut record, &open, text.xml10_content()),
                Event::CData(text) => add(&mut record, &open, text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let text = self.resolve(&reference)?;
                    add(&mut record, &open, Cow::Owned(text));
                }
                Event::DocType(_) => return Err(self.malformed("a document type declaration is not allowed")),
                Event::Eof if open.is_empty() && self.has_root && (self.is_cut || self.outside == 0) => {
                    return Ok(None);
                }
                Event::Eof => return Err(self.malformed("the document ends too early")),
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::Empty(_) => {}
            }
        }
    }

    fn event(&mut self) -> Result<Event<'a>, Malformed> {
        let event = self.reader.read_event().map_err(|error| Malformed {
            offset: usize::try_from(self.reader.error_position()).unwrap_or(usize::MAX),
            message: error.to_string(),
        })?;
        self.has_root |= matches!(event, Event::Start(_));
        Ok(event)
    }

    fn check_depth(&self, inside: usize, fields: usize) -> Result<(), Malformed> {
        if self.outside + inside >= DEPTH {
            return Err(self.malformed("the elements are nested too deep"));
        }
        if fields >= FIELDS {
            return Err(self.malformed("the record has too many elements"));
        }
        Ok(())
    }

    /// The text of a reference. A name that XML does not know, such as `&aring;`, stays as it is written.
    fn resolve(&self, reference: &BytesRef<'_>) -> Result<String, Malformed> {
        let name: &str = reference;
        match reference.resolve_char_ref() {
            Ok(Some(character)) => Ok(character.to_string()),
            Ok(None) => Ok(resolve_xml_entity(name).map_or_else(|| format!("&{name};"), str::to_owned)),
            Err(_) => Err(self.malformed("a character reference names no character")),
        }
    }

    fn offset(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    fn malformed(&self, message: &str) -> Malformed {
        Malformed {
            offset: self.offset(),
            message: message.to_owned(),
        }
    }
}

fn add<'a>(record: &mut Record<'a>, open: &[usize], text: Cow<'a, str>) {
    let Some(field) = open.last().and_then(|&field| record.fields.get_mut(field)) else {
        return;
    };
    if field.text.is_empty() {
        field.text = text;
    } else {
        field.text.to_mut().push_str(&text);
    }
}

#[cfg(test)]
mod tests {
    use super::{Malformed, Records};

    fn read(document: &str) -> Result<Vec<String>, Malformed> {
        let mut records = Records::of(document, &["r", "s"], &["y", "z"]);
        let mut shown = Vec::new();
        while let Some(record) = records.next()? {
            let fields = record.fields.iter();
            shown.push(
                fields
                    .map(|field| format!("{}{}={}", "/".repeat(field.depth), field.name, field.text))
                    .collect::<Vec<_>>()
                    .join(" "),
            );
        }
        Ok(shown)
    }

    #[test]
    fn records_are_found_wherever_they_stand() {
        let document = "<?xml version='1.0'?><x:a xmlns:x='u'><x:r><y xmlns='v'>1<!-- -->2</y><z/></x:r><b><s>&amp;<![CDATA[<]]>\
                        &#229;&aring;</s></b><c>text</c><r><r>in</r></r></x:a>";
        let expected = ["r= /y=12 /z=", "s=&<å&aring;", "r= /=in"];
        assert_eq!(read(document).unwrap(), expected);
        assert_eq!(read("<a/>").unwrap(), Vec::<String>::new());
    }

    #[test]
    fn what_is_not_well_formed_is_refused() {
        for document in [
            "",
            "text",
            "<a>",
            "<a><r></a>",
            "<a><r><b></r></b></a>",
            "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>",
            "<a><r>&#x110000;</r></a>",
            "<a><r",
            "<a/></b>",
        ] {
            assert!(read(document).is_err(), "{document}");
        }
    }

    #[test]
    fn depth_and_elements_are_limited() {
        let nested = |depth: usize| format!("{}{}", "<r>".repeat(depth), "</r>".repeat(depth));
        assert_eq!(read(&nested(100)).unwrap().len(), 1);
        assert_eq!(
            read(&nested(101)).unwrap_err().message,
            "the elements are nested too deep"
        );
        // Elements outside a record count as well.
        let inside = |depth: usize| format!("<a>{}</a>", nested(depth));
        assert_eq!(read(&inside(99)).unwrap().len(), 1);
        assert_eq!(
            read(&inside(100)).unwrap_err().message,
            "the elements are nested too deep"
        );
        let record = |elements: usize| format!("<a><r>{}</r></a>", "<y/>".repeat(elements - 1));
        assert_eq!(read(&record(10_000)).unwrap().len(), 1);
        assert_eq!(
            read(&record(10_001)).unwrap_err().message,
            "the record has too many elements"
        );
    }
}

//! Reading rows as the service `SokVagvalsInfo` gives them, and as its clients keep them on disk.
//!
//! Both are read by local names: the response of `hamtaAllaVirtualiseringar` or `hamtaAllaAnropsBehorigheter`, with or
//! without the envelope around it, and the file `persistentCache` that holds both lists.

use std::sync::Arc;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveDateTime, Utc};
use rivta_soap::xml::{DecodeError, Limits, Whitespace, decode_text};

use super::instant::{end_of, start_of, swedish};
use super::position::Source;
use super::record::{Record, Records};
use super::{FILE_LIMIT, Loaded, Warning, check};
use crate::builder::{Builder, WrittenPermission, WrittenRoute};
use crate::environment::Environment;
use crate::error::CatalogError;
use crate::permission::Filter;
use crate::validity::Validity;

pub(super) const ROUTE: &str = "virtualiseringsInfo";
pub(super) const PERMISSION: &str = "anropsBehorighetsInfo";
const FAULT: &str = "Fault";
pub(super) const WANTED: &[&str] = &[ROUTE, PERMISSION, FAULT];
pub(super) const FIELDS: &[&str] = &[
    "virtualiseringsInfoId",
    "anropsBehorighetsInfoId",
    "receiverId",
    "senderId",
    "tjansteKontrakt",
    "rivProfil",
    "fromTidpunkt",
    "tomTidpunkt",
    "adress",
    "filterInfo",
    "serviceDomain",
    "categorization",
    "faultstring",
];

/// How many of the rows that are left out are named.
const NAMED: usize = 20;

/// Rows of `SokVagvalsInfo`, gathered from one or more documents.
#[derive(Debug)]
pub struct Gathering {
    builder: Builder,
    skipped: usize,
    /// The first of those that are left out.
    named: Vec<Warning>,
}

/// How many rows there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowCounts {
    /// Routes.
    pub routes: usize,
    /// Permissions.
    pub permissions: usize,
    /// Rows that were left out because a field is missing or a time cannot be read.
    pub skipped: usize,
}

impl Default for Gathering {
    fn default() -> Self {
        Self::new()
    }
}

impl Gathering {
    /// No rows yet.
    pub fn new() -> Self {
        Self {
            builder: Builder::new(),
            skipped: 0,
            named: Vec::new(),
        }
    }

    /// Adds the rows of a document; `name` stands for it in errors, `charset` is the one of its `Content-Type`. A row
    /// that cannot be used is left out and counted, and the first of them are named among the warnings: letting a call
    /// through on half a row is worse than refusing it.
    ///
    /// # Errors
    ///
    /// [`CatalogError::Syntax`] when the document is not well-formed or larger than [`FILE_LIMIT`],
    /// [`CatalogError::Fault`] when it is a SOAP fault.
    pub fn add(&mut self, document: &[u8], charset: Option<&str>, name: &str) -> Result<(), CatalogError> {
        let text = decode_text(document, charset, &limits()).map_err(|error| syntax(&error, name))?;
        let source = Source { name, text: &text };
        let mut records = Records::of(&text, WANTED, FIELDS);
        self.rows(&mut records, &source, &mut Line::after(0))
    }

    /// Adds the rows of a document or of a piece of one.
    pub(super) fn rows(
        &mut self,
        records: &mut Records<'_>,
        source: &Source<'_>,
        line: &mut Line,
    ) -> Result<(), CatalogError> {
        while let Some(record) = records.next().map_err(|error| source.malformed(&error))? {
            let line = line.at(source.text, record.offset);
            let added = match record.name() {
                ROUTE => self.route(&record, line),
                PERMISSION => self.permission(&record, line),
                _ => return Err(fault(&record, source.name)),
            };
            if let Err(field) = added {
                self.skip(&record, line, field);
            }
        }
        Ok(())
    }

    /// Leaves a row out because of this field.
    fn skip(&mut self, record: &Record<'_>, line: usize, field: &'static str) {
        self.skipped += 1;
        if self.named.len() >= NAMED {
            return;
        }
        let id = match record.name() {
            ROUTE => record.text("virtualiseringsInfoId"),
            _ => record.text("anropsBehorighetsInfoId"),
        };
        let id: String = id.unwrap_or("without id").chars().take(40).collect();
        let row = format!("{} {id}", record.name()).into();
        self.named.push(Warning::UnusableRow { line, row, field });
    }

    /// How many rows there are so far.
    pub fn counts(&self) -> RowCounts {
        let (routes, permissions) = self.builder.counts();
        RowCounts {
            routes,
            permissions,
            skipped: self.skipped,
        }
    }

    /// The catalogue of these rows. The service does not say which environment it serves; whoever asks it knows.
    pub fn into_catalog(self, environment: Environment) -> Loaded {
        let catalog = self.builder.build(environment);
        let mut warnings = self.named;
        warnings.extend(check::warnings(&catalog));
        Loaded { catalog, warnings }
    }

    /// Adds a route; gives the field for which it cannot be used.
    fn route(&mut self, record: &Record<'_>, line: usize) -> Result<(), &'static str> {
        let (contract, profile) = (
            collapsed(needed(record, "tjansteKontrakt")?),
            collapsed(needed(record, "rivProfil")?),
        );
        let written = WrittenRoute {
            receiver: needed(record, "receiverId")?,
            contract: &contract,
            address: record.text("adress").unwrap_or_default(),
            profile: &profile,
            validity: validity(record)?,
        };
        self.builder.route(&written, line);
        Ok(())
    }

    /// Adds a permission; gives the field for which it cannot be used.
    fn permission(&mut self, record: &Record<'_>, line: usize) -> Result<(), &'static str> {
        let contract = collapsed(needed(record, "tjansteKontrakt")?);
        let written = WrittenPermission {
            receiver: needed(record, "receiverId")?,
            contract: &contract,
            sender: needed(record, "senderId")?,
            validity: validity(record)?,
            filters: &filters(record),
        };
        self.builder.permission(&written, line);
        Ok(())
    }
}

pub(super) fn limits() -> Limits {
    Limits {
        bytes: usize::try_from(FILE_LIMIT).unwrap_or(usize::MAX),
        ..Limits::default()
    }
}

pub(super) fn syntax(error: &DecodeError, name: &str) -> CatalogError {
    CatalogError::Syntax {
        file: name.to_owned(),
        line: error.line(),
        column: error.column(),
        message: error.kind().to_string(),
    }
}

/// Lines of ascending offsets, counted once through the text.
pub(super) struct Line {
    offset: usize,
    number: usize,
}

impl Line {
    /// At the beginning of a text before which there are so many line ends.
    pub(super) fn after(lines: usize) -> Self {
        let (offset, number) = (0, lines + 1);
        Self { offset, number }
    }

    fn at(&mut self, text: &str, offset: usize) -> usize {
        let passed = text.get(self.offset..offset).unwrap_or_default();
        self.number += passed.bytes().filter(|&byte| byte == b'\n').count();
        self.offset = offset;
        self.number
    }
}

fn fault(record: &Record<'_>, name: &str) -> CatalogError {
    CatalogError::Fault {
        source_name: name.to_owned(),
        text: record.text("faultstring").unwrap_or("no text").to_owned(),
    }
}

/// `xs:NCName`, which contracts are declared to be and, for the colons in them, are not: only the white space counts.
fn collapsed(text: &str) -> std::borrow::Cow<'_, str> {
    Whitespace::Collapse.apply(text.into())
}

fn needed<'a>(record: &'a Record<'_>, field: &'static str) -> Result<&'a str, &'static str> {
    record.text(field).ok_or(field)
}

fn validity(record: &Record<'_>) -> Result<Validity, &'static str> {
    let read = |field, end| instant(needed(record, field)?, end).ok_or(field);
    Ok(Validity {
        from: Some(read("fromTidpunkt", End::First)?),
        to: Some(read("tomTidpunkt", End::Last)?),
    })
}

fn filters(record: &Record<'_>) -> Vec<Filter> {
    let mut filters: Vec<Filter> = Vec::new();
    let mut is_inside = false;
    for field in &record.fields {
        match (field.depth, field.name, filters.last_mut()) {
            (1, name, _) => {
                is_inside = name == "filterInfo";
                if is_inside {
                    filters.push(Filter {
                        service_domain: Arc::default(),
                        categorizations: Vec::new(),
                    });
                }
            }
            (2, "serviceDomain", Some(filter)) if is_inside => filter.service_domain = collapsed(&field.text).into(),
            (2, "categorization", Some(filter)) if is_inside => filter.categorizations.push(Arc::from(&*field.text)),
            _ => {}
        }
    }
    filters.retain(|filter| !filter.service_domain.is_empty());
    filters
}

#[derive(Clone, Copy)]
enum End {
    First,
    Last,
}

/// The instant of an `xs:dateTime`; without a zone it is Swedish time, as the service writes it. A date alone, which is no
/// `xs:dateTime`, is taken too, as the incumbent takes it: a period begins with its first instant and ends with its last.
fn instant(written: &str, end: End) -> Option<DateTime<Utc>> {
    let written = written.trim();
    let at_midnight = || moment(&midnight(written)?, end, Days::new(1));
    moment(written, end, Days::new(0))
        .or_else(at_midnight)
        .or_else(|| whole_day(written, end))
}

fn whole_day(written: &str, end: End) -> Option<DateTime<Utc>> {
    let date = NaiveDate::parse_from_str(written, "%Y-%m-%d").ok()?;
    match end {
        End::First => start_of(date),
        End::Last => end_of(date),
    }
}

/// `24:00:00`, which in XML is the next day's first instant, as the same day's; `None` for another time.
fn midnight(written: &str) -> Option<String> {
    let (date, time) = written.split_once('T')?;
    let after = time.strip_prefix("24:00:00")?;
    let zone = after
        .strip_prefix('.')
        .map_or(after, |zeros| zeros.trim_start_matches('0'));
    Some(format!("{date}T00:00:00{zone}"))
}

/// The instant of a date and a time, so many days later.
fn moment(written: &str, end: End, later: Days) -> Option<DateTime<Utc>> {
    if let Ok(instant) = DateTime::parse_from_rfc3339(written) {
        return Some(instant.checked_add_days(later)?.to_utc());
    }
    let time = NaiveDateTime::parse_from_str(written, "%Y-%m-%dT%H:%M:%S%.f").ok()?;
    let time = time.checked_add_days(later)?;
    let local = swedish(time);
    let instant = match end {
        End::First => local.earliest(),
        End::Last => local.latest(),
    };
    // A time that the clock skipped, when it is set forward an hour, is read with the offset from before.
    instant.or_else(|| {
        let winter = FixedOffset::east_opt(3600)?;
        let instant = time.and_local_timezone(winter).single()?;
        Some(instant.to_utc())
    })
}

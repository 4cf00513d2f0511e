//! Reading the organisation tree from files of HSA.
//!
//! A file (`FileGetHsaUnitsResponse`) is read by local names: of each `hsaUnit` its `hsaIdentity`, `DN` and `name`, and
//! once the `endDate` that says when the data was drawn.

use std::collections::HashSet;
use std::path::Path;

use chrono::{DateTime, Utc};
use rivta_soap::xml::decode_text;

use super::position::Source;
use super::record::{Record, Records};
use super::vagvalsinfo::limits;
use super::{FILE_LIMIT, read_bytes};
use crate::error::CatalogError;
use crate::hierarchy::{Hierarchy, Unit, normalized};

/// An organisation tree and how many units were left out.
#[derive(Clone, Debug)]
pub struct LoadedHierarchy {
    /// The tree.
    pub hierarchy: Hierarchy,
    /// Units without HSA-id, distinguished name or name; they are not in the tree.
    pub skipped: usize,
}

#[derive(Default)]
struct Units {
    all: Vec<Unit>,
    created: Option<DateTime<Utc>>,
    skipped: usize,
}

impl Hierarchy {
    /// Reads a tree from files of at most [`FILE_LIMIT`] bytes each. Of units with the same distinguished name in
    /// several files, the one in the last file counts.
    ///
    /// # Errors
    ///
    /// [`CatalogError::Syntax`] when a file is not well-formed, [`CatalogError::RepeatedUnit`] when a distinguished
    /// name stands twice in one file, [`CatalogError::Read`] and [`CatalogError::TooLarge`].
    pub fn from_files<P: AsRef<Path>>(paths: &[P]) -> Result<LoadedHierarchy, CatalogError> {
        let mut units = Units::default();
        for path in paths {
            let name = path.as_ref().display().to_string();
            let bytes = read_bytes(path.as_ref(), &name, FILE_LIMIT)?;
            units.add(&bytes, &name)?;
        }
        Ok(units.into_loaded())
    }

    /// Reads a tree from one document; `name` stands for it in errors.
    ///
    /// # Errors
    ///
    /// As [`Hierarchy::from_files`], without those for the file itself.
    pub fn from_xml(document: &[u8], name: &str) -> Result<LoadedHierarchy, CatalogError> {
        let mut units = Units::default();
        units.add(document, name)?;
        Ok(units.into_loaded())
    }
}

impl Units {
    fn add(&mut self, document: &[u8], name: &str) -> Result<(), CatalogError> {
        let text = decode_text(document, None, &limits()).map_err(|error| CatalogError::Syntax {
            file: name.to_owned(),
            line: error.line(),
            column: error.column(),
            message: error.kind().to_string(),
        })?;
        let source = Source { name, text: &text };
        let mut records = Records::of(&text, &["hsaUnit", "endDate"], &["hsaIdentity", "DN", "name"]);
        let mut names: HashSet<Box<str>> = HashSet::new();
        while let Some(record) = records.next().map_err(|error| source.malformed(&error))? {
            if record.name() == "endDate" {
                let written = record.fields.first().map_or("", |field| &field.text);
                let read = || DateTime::parse_from_rfc3339(written.trim()).ok();
                self.created = self.created.or_else(|| read().map(|created| created.to_utc()));
            } else if let Some(unit) = unit(&record) {
                if !names.insert(normalized(&unit.dn)) {
                    return Err(source.repeated_unit(record.offset, &unit.dn));
                }
                self.all.push(unit);
            } else {
                self.skipped += 1;
            }
        }
        Ok(())
    }

    fn into_loaded(self) -> LoadedHierarchy {
        LoadedHierarchy {
            hierarchy: Hierarchy::new(self.all, self.created),
            skipped: self.skipped,
        }
    }
}

fn unit(record: &Record<'_>) -> Option<Unit> {
    let given = |name| record.text(name).map(str::trim).filter(|text| !text.is_empty());
    given("name")?;
    Some(Unit {
        id: given("hsaIdentity")?.into(),
        dn: given("DN")?.into(),
    })
}

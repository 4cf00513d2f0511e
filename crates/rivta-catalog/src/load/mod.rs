//! Reading a catalogue: from TOML, from the service `SokVagvalsInfo`, and the organisation tree from HSA.
//!
//! ```toml
//! environment = "test"            # demo, test, qa or production; must agree with the router's configuration
//!
//! [[route]]                       # vägval
//! receiver = "14"                 # logical address
//! contract = "urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1"
//! address = "https://localhost:9443/exemption"
//! profile = "RIVTABP21"
//! valid_from = 2026-01-01         # optional; a date means its first instant in Sweden
//! valid_to = 2026-12-31           # optional; a date means its last instant in Sweden
//!
//! [[permission]]                  # anropsbehörighet
//! receiver = "14"
//! contract = "urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1"
//! sender = "SE5565594230-B9P"     # the HSA-id in the caller's certificate
//! valid_from = 2026-01-01T08:00:00+01:00
//! filter = [{ service_domain = "riv:crm:requeststatus", categorization = ["req-act"] }]   # optional; not for routing
//! ```
//!
//! A key that is not listed here is an error. A row may carry an `environment` of its own; when it differs from that
//! of the catalogue the row has been copied from somewhere else and the catalogue is refused.

mod arrival;
mod check;
mod document;
mod flat;
mod hsa;
mod instant;
mod position;
mod record;
mod toml;
mod vagvalsinfo;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::catalog::Catalog;
use crate::error::CatalogError;
use position::Source;

pub use arrival::Arrival;
pub use check::Warning;
pub use hsa::LoadedHierarchy;
pub use vagvalsinfo::{Gathering, RowCounts};

/// The largest file [`Catalog::from_toml_file`] reads, in bytes (256 MiB: a million rows take about half of it).
pub const FILE_LIMIT: u64 = 256 * 1024 * 1024;

/// A catalogue and what its author should know about it.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The catalogue.
    pub catalog: Catalog,
    /// Rows that can be used but lead to refusals or do nothing.
    pub warnings: Vec<Warning>,
}

impl Catalog {
    /// Reads a catalogue from TOML text; `name` stands for the text in errors.
    ///
    /// # Errors
    ///
    /// [`CatalogError::Syntax`] when the text is not TOML of the documented shape, [`CatalogError::Row`] when a row
    /// makes no sense; both with line and column.
    pub fn from_toml(text: &str, name: &str) -> Result<Loaded, CatalogError> {
        let source = Source { name, text };
        let (environment, builder) = toml::read(&source)?;
        let catalog = builder.build(environment);
        let warnings = check::warnings(&catalog);
        Ok(Loaded { catalog, warnings })
    }

    /// Reads a catalogue from a TOML file of at most [`FILE_LIMIT`] bytes.
    ///
    /// # Errors
    ///
    /// As [`Catalog::from_toml`], and [`CatalogError::Read`], [`CatalogError::TooLarge`] and
    /// [`CatalogError::NotUtf8`] for the file itself.
    pub fn from_toml_file(path: &Path) -> Result<Loaded, CatalogError> {
        let name = path.display().to_string();
        let text = read_text(path, &name, FILE_LIMIT)?;
        Self::from_toml(&text, &name)
    }
}

fn read_text(path: &Path, name: &str, limit: u64) -> Result<String, CatalogError> {
    String::from_utf8(read_bytes(path, name, limit)?).map_err(|error| CatalogError::NotUtf8 {
        file: name.to_owned(),
        offset: error.utf8_error().valid_up_to(),
    })
}

fn read_bytes(path: &Path, name: &str, limit: u64) -> Result<Vec<u8>, CatalogError> {
    let read = |source| CatalogError::Read {
        file: name.to_owned(),
        source,
    };
    let file = File::open(path).map_err(read)?;
    // A file's size is known, so that its bytes need not be moved while they are read.
    let size = file.metadata().map_or(0, |metadata| metadata.len()).min(limit);
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
    // One byte more than the limit tells "as large as allowed" from "larger".
    file.take(limit + 1).read_to_end(&mut bytes).map_err(read)?;
    if bytes.len() as u64 > limit {
        return Err(CatalogError::TooLarge {
            file: name.to_owned(),
            limit,
        });
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::read_text;
    use crate::error::CatalogError;

    #[test]
    fn a_file_is_read_up_to_its_limit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("catalogue.toml");
        std::fs::write(&path, "environment").unwrap();
        assert_eq!(read_text(&path, "c", 11).unwrap(), "environment");
        assert!(matches!(
            read_text(&path, "c", 10),
            Err(CatalogError::TooLarge { limit: 10, .. })
        ));
        std::fs::write(&path, b"ab\xffcd").unwrap();
        assert!(matches!(
            read_text(&path, "c", 10),
            Err(CatalogError::NotUtf8 { offset: 2, .. })
        ));
        let missing = folder.path().join("missing.toml");
        assert!(matches!(read_text(&missing, "c", 10), Err(CatalogError::Read { .. })));
    }
}

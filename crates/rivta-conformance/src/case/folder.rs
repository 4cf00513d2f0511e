//! Areas and cases from their folders.

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use super::{Area, Case};
use crate::error::Error;
use crate::file;

/// Bytes of a file with a case.
const FILE_BYTES: u64 = 1 << 20;

/// Reads every area below a folder, in the order of their names.
///
/// # Errors
/// [`Error::Read`] and [`Error::CaseFile`].
pub fn read_areas(folder: &Path) -> Result<Vec<Area>, Error> {
    let areas = folders(folder)?
        .into_iter()
        .filter(|folder| folder.join("area.toml").is_file());
    areas.map(|folder| read_area(&folder)).collect()
}

/// Reads an area and its cases. Cases stand in the order of their ids, numbers compared as numbers: 1.2 before 1.10.
///
/// # Errors
/// [`Error::Read`] and [`Error::CaseFile`].
pub fn read_area(folder: &Path) -> Result<Area, Error> {
    let mut area: Area = toml_file(&folder.join("area.toml"))?;
    area.name = name_of(folder);
    folder.clone_into(&mut area.folder);
    for package in &mut area.packages {
        *package = folder.join(&package);
    }
    for case in folders(folder)? {
        let file = case.join("case.toml");
        if file.is_file() {
            let read: Case = toml_file(&file)?;
            area.cases.push(Case {
                id: name_of(&case),
                folder: case,
                ..read
            });
        }
    }
    area.cases.sort_by_cached_key(|case| parts(&case.id));
    Ok(area)
}

/// An id for sorting: runs of digits as numbers, everything else as it stands.
fn parts(id: &str) -> Vec<(u64, String)> {
    let piece = |piece: &str| match piece.parse() {
        Ok(number) => (number, String::new()),
        Err(_) => (u64::MAX, piece.to_owned()),
    };
    id.split(['.', '-', '_']).map(piece).collect()
}

fn name_of(folder: &Path) -> String {
    let name = folder.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn folders(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let failed = |source| Error::Read {
        path: folder.to_owned(),
        source,
    };
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Reads a TOML file into what it describes.
pub(crate) fn toml_file<T: DeserializeOwned>(path: &Path) -> Result<T, Error> {
    let text = text_file(path)?;
    toml::from_str(&text).map_err(|error| Error::CaseFile {
        path: path.to_owned(),
        what: error.to_string(),
    })
}

/// Reads a text file of limited size.
pub(crate) fn text_file(path: &Path) -> Result<String, Error> {
    let bytes = file::bytes(path, FILE_BYTES)?;
    String::from_utf8(bytes).map_err(|error| Error::CaseFile {
        path: path.to_owned(),
        what: format!("not UTF-8 at byte {}", error.utf8_error().valid_up_to() + 1),
    })
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn ten_comes_after_two() {
        let mut ids = ["1.10", "1.2", "1.2.1", "2.1"];
        ids.sort_by_cached_key(|id| parts(id));
        assert_eq!(ids, ["1.2", "1.2.1", "1.10", "2.1"]);
    }
}

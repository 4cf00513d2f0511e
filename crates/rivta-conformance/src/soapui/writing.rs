//! The files of a conversion.

use std::path::Path;

use toml::{Table, Value};

use super::contracts::FOLDER;
use super::{Conversion, Loss};
use crate::error::Error;
use crate::file;

pub(super) fn files(conversion: &Conversion) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let mut files = conversion.files.clone();
    for area in &conversion.areas {
        files.push((format!("{}/area.toml", area.name), written(area)?));
        for case in &area.cases {
            files.push((format!("{}/{}/case.toml", area.name, case.id), written(case)?));
        }
    }
    Ok(files)
}

pub(super) fn write(conversion: &mut Conversion, folder: &Path) -> Result<(), Error> {
    let is_contract = |path: &str| path.starts_with(&format!("{FOLDER}/"));
    for (path, content) in conversion.files.iter().filter(|(path, _)| is_contract(path)) {
        file::write(&folder.join(path), content)?;
    }
    let carried = folder.join(FOLDER);
    if let Some(reason) = carried.is_dir().then(|| unreadable(&carried)).flatten() {
        std::fs::remove_dir_all(&carried).map_err(|source| Error::Read { path: carried, source })?;
        conversion.files.retain(|(path, _)| !is_contract(path));
        conversion.areas.iter_mut().for_each(|area| area.packages.clear());
        conversion.losses.push(Loss {
            suite: String::new(),
            case: String::new(),
            step: String::new(),
            what: "definitionCache".to_owned(),
            reason: format!("projektets egna scheman kan inte läsas, målfilens används: {reason}"),
        });
    }
    for (path, content) in files(conversion)? {
        file::write(&folder.join(path), &content)?;
    }
    Ok(())
}

/// Why no contract can be read from a folder.
fn unreadable(folder: &Path) -> Option<String> {
    let reading = match rivta_schema::read(folder) {
        Ok(reading) => reading,
        Err(error) => return Some(error.to_string()),
    };
    let has_contract = reading
        .packages
        .iter()
        .any(|read| !read.package.interactions.is_empty());
    let reason = || reading.errors.first().map(ToString::to_string);
    (!has_contract).then(|| reason().unwrap_or_else(|| "de har inget tjänstekontrakt".to_owned()))
}

/// As TOML, without what is empty.
fn written(value: &impl serde::Serialize) -> Result<Vec<u8>, Error> {
    let failed = |error: toml::ser::Error| Error::Project {
        what: error.to_string(),
    };
    let mut table = Table::try_from(value).map_err(failed)?;
    prune(&mut table);
    if let Some(Value::Array(steps)) = table.get_mut("step") {
        for step in steps {
            step.as_table_mut().into_iter().for_each(prune);
        }
    }
    Ok(toml::to_string(&table).map_err(failed)?.into_bytes())
}

fn prune(table: &mut Table) {
    table.retain(|_, value| match value {
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Table(inner) => !inner.is_empty() && !inner.values().all(is_nothing),
        Value::Boolean(set) => *set,
        _ => true,
    });
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Boolean(set) => !set,
        Value::Array(items) => items.is_empty(),
        Value::Table(inner) => inner.is_empty(),
        _ => false,
    }
}

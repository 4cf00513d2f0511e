//! The files of a conversion.

use toml::{Table, Value};

use super::Conversion;
use crate::error::Error;

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

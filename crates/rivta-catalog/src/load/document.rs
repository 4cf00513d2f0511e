//! The shape of the TOML file and its translation to rows.

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::instant::{first_instant, last_instant};
use super::position::Source;
use crate::environment::Environment;
use crate::error::{CatalogError, RowProblem};
use crate::permission::Permission;
use crate::route::Route;
use crate::validity::Validity;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    environment: Environment,
    #[serde(default)]
    route: Vec<Spanned<RouteEntry>>,
    #[serde(default)]
    permission: Vec<Spanned<PermissionEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RouteEntry {
    receiver: String,
    contract: String,
    address: String,
    profile: String,
    valid_from: Option<Datetime>,
    valid_to: Option<Datetime>,
    environment: Option<Environment>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PermissionEntry {
    receiver: String,
    contract: String,
    sender: String,
    valid_from: Option<Datetime>,
    valid_to: Option<Datetime>,
    environment: Option<Environment>,
}

/// The rows of a document, each with its line.
pub(super) struct Rows {
    pub(super) environment: Environment,
    pub(super) routes: Vec<Row<Route>>,
    pub(super) permissions: Vec<Row<Permission>>,
}

/// A row and the line its table begins on.
pub(super) struct Row<T> {
    pub(super) line: usize,
    pub(super) value: T,
}

impl Document {
    pub(super) fn into_rows(self, source: &Source<'_>) -> Result<Rows, CatalogError> {
        let catalog = self.environment;
        Ok(Rows {
            environment: catalog,
            routes: translate(self.route, source, |entry| entry.into_route(catalog))?,
            permissions: translate(self.permission, source, |entry| entry.into_permission(catalog))?,
        })
    }
}

/// Translates entries in order. Lines are counted once through the text, not from its start for every row.
fn translate<E, T>(
    entries: Vec<Spanned<E>>,
    source: &Source<'_>,
    translate_one: impl Fn(E) -> Result<T, RowProblem>,
) -> Result<Vec<Row<T>>, CatalogError> {
    let mut line = 1;
    let mut counted = 0;
    let mut rows = Vec::with_capacity(entries.len());
    for entry in entries {
        let offset = entry.span().start;
        line += source
            .text
            .get(counted..offset)
            .unwrap_or_default()
            .matches('\n')
            .count();
        counted = offset.max(counted);
        let value = translate_one(entry.into_inner()).map_err(|problem| source.row_error(offset, problem))?;
        rows.push(Row { line, value });
    }
    Ok(rows)
}

impl RouteEntry {
    fn into_route(self, catalog: Environment) -> Result<Route, RowProblem> {
        same_environment(self.environment, catalog)?;
        Ok(Route {
            receiver: named("receiver", self.receiver)?,
            contract: named("contract", self.contract)?,
            address: self.address.into(),
            profile: named("profile", self.profile)?,
            validity: validity(self.valid_from.as_ref(), self.valid_to.as_ref())?,
        })
    }
}

impl PermissionEntry {
    fn into_permission(self, catalog: Environment) -> Result<Permission, RowProblem> {
        same_environment(self.environment, catalog)?;
        Ok(Permission {
            receiver: named("receiver", self.receiver)?,
            contract: named("contract", self.contract)?,
            sender: named("sender", self.sender)?,
            validity: validity(self.valid_from.as_ref(), self.valid_to.as_ref())?,
        })
    }
}

fn named(key: &'static str, value: String) -> Result<Box<str>, RowProblem> {
    if value.trim().is_empty() {
        Err(RowProblem::Empty(key))
    } else {
        Ok(value.into_boxed_str())
    }
}

fn same_environment(row: Option<Environment>, catalog: Environment) -> Result<(), RowProblem> {
    match row {
        Some(row) if row != catalog => Err(RowProblem::OtherEnvironment { row, catalog }),
        _ => Ok(()),
    }
}

fn validity(from: Option<&Datetime>, to: Option<&Datetime>) -> Result<Validity, RowProblem> {
    let validity = Validity {
        from: from.map(first_instant).transpose()?,
        to: to.map(last_instant).transpose()?,
    };
    if validity.is_reversed() {
        Err(RowProblem::ReversedValidity)
    } else {
        Ok(validity)
    }
}

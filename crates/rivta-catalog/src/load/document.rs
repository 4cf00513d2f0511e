//! The shape of the TOML file and its translation to rows.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Deserialize;
use toml::value::Datetime;

use super::instant::{first_instant, last_instant};
use crate::builder::{Builder, WrittenPermission, WrittenRoute};
use crate::environment::Environment;
use crate::error::RowProblem;
use crate::permission::Filter;
use crate::validity::Validity;

/// A whole document.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    pub(super) environment: Option<Environment>,
    #[serde(default)]
    pub(super) route: Vec<toml::Spanned<RouteEntry<'static>>>,
    #[serde(default)]
    pub(super) permission: Vec<toml::Spanned<PermissionEntry<'static>>>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RouteEntry<'a> {
    pub(super) receiver: Cow<'a, str>,
    pub(super) contract: Cow<'a, str>,
    pub(super) address: Cow<'a, str>,
    pub(super) profile: Cow<'a, str>,
    pub(super) valid_from: Option<Datetime>,
    pub(super) valid_to: Option<Datetime>,
    pub(super) environment: Option<Environment>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PermissionEntry<'a> {
    pub(super) receiver: Cow<'a, str>,
    pub(super) contract: Cow<'a, str>,
    pub(super) sender: Cow<'a, str>,
    pub(super) valid_from: Option<Datetime>,
    pub(super) valid_to: Option<Datetime>,
    #[serde(default)]
    pub(super) filter: Vec<FilterEntry>,
    pub(super) environment: Option<Environment>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FilterEntry {
    service_domain: String,
    #[serde(default)]
    categorization: Vec<String>,
}

impl RouteEntry<'_> {
    pub(super) fn add_to(
        &self,
        builder: &mut Builder,
        line: usize,
        catalog: Option<Environment>,
    ) -> Result<(), RowProblem> {
        same_environment(self.environment, catalog)?;
        let written = WrittenRoute {
            receiver: named("receiver", &self.receiver)?,
            contract: named("contract", &self.contract)?,
            address: &self.address,
            profile: named("profile", &self.profile)?,
            validity: validity(self.valid_from.as_ref(), self.valid_to.as_ref())?,
        };
        builder.route(&written, line);
        Ok(())
    }
}

impl PermissionEntry<'_> {
    pub(super) fn add_to(
        &self,
        builder: &mut Builder,
        line: usize,
        catalog: Option<Environment>,
    ) -> Result<(), RowProblem> {
        same_environment(self.environment, catalog)?;
        let filters: Vec<Filter> = self
            .filter
            .iter()
            .map(FilterEntry::to_filter)
            .collect::<Result<_, _>>()?;
        let written = WrittenPermission {
            receiver: named("receiver", &self.receiver)?,
            contract: named("contract", &self.contract)?,
            sender: named("sender", &self.sender)?,
            validity: validity(self.valid_from.as_ref(), self.valid_to.as_ref())?,
            filters: &filters,
        };
        builder.permission(&written, line);
        Ok(())
    }
}

impl FilterEntry {
    fn to_filter(&self) -> Result<Filter, RowProblem> {
        let categorizations = self.categorization.iter().map(|category| Arc::from(category.as_str()));
        Ok(Filter {
            service_domain: named("service_domain", &self.service_domain)?.into(),
            categorizations: categorizations.collect(),
        })
    }
}

fn named<'a>(key: &'static str, value: &'a str) -> Result<&'a str, RowProblem> {
    if value.trim().is_empty() {
        Err(RowProblem::Empty(key))
    } else {
        Ok(value)
    }
}

fn same_environment(row: Option<Environment>, catalog: Option<Environment>) -> Result<(), RowProblem> {
    match row.zip(catalog) {
        Some((row, catalog)) if row != catalog => Err(RowProblem::OtherEnvironment { row, catalog }),
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

//! The platform's TOML file: one table for each part, with the keys of the part's own file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rivta_aggregator::Aggregator;
use rivta_router::{Finding, check};
use rivta_soap::time::SystemClock;
use serde::Deserialize;

use crate::error::Error;
use crate::index::IndexFile;
use crate::party::read_configuration;

/// The parts of a platform that one process runs. A table that is left out runs elsewhere, or nowhere.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlatformFile {
    /// As in the file of `rivta router`.
    pub(super) router: Option<rivta_router::Configuration>,
    /// As in the file of `rivta index`.
    pub(super) index: Option<IndexFile>,
    /// As in the file of `rivta aggregator`.
    pub(super) aggregator: Option<rivta_aggregator::Configuration>,
}

impl PlatformFile {
    /// Reads the file; its relative paths count from its folder.
    pub(super) fn read(path: &Path) -> Result<Self, Error> {
        let (file, folder): (Self, PathBuf) = read_configuration(path)?;
        if file.router.is_none() && file.index.is_none() && file.aggregator.is_none() {
            let expected = "a table `router`, `index` or `aggregator`, or several of them";
            return Err(Error::value(path.display().to_string(), expected));
        }
        Ok(Self {
            router: file.router.map(|router| router.in_folder(&folder)),
            index: file.index.map(|index| index.in_folder(&folder)),
            aggregator: file.aggregator.map(|aggregator| aggregator.in_folder(&folder)),
        })
    }

    /// What an operator should know before the start.
    pub(super) fn check(self) -> Vec<Finding> {
        let mut findings = self.meetings();
        if let Some(router) = &self.router {
            findings.extend(check(router, Arc::new(SystemClock)));
        }
        if let Some(index) = &self.index {
            findings.extend(
                index
                    .tls
                    .as_server()
                    .err()
                    .map(|cause| error(&format!("the index: {cause}"))),
            );
        }
        if let Some(aggregator) = self.aggregator {
            let checked = Aggregator::new(aggregator).check();
            findings.extend(checked.err().map(|cause| error(&format!("the aggregator: {cause}"))));
        }
        findings
    }

    /// What keeps parts of this file from finding each other.
    fn meetings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let (Some(router), Some(aggregator)) = (&self.router, &self.aggregator) else {
            return findings;
        };
        if router.environment != aggregator.environment {
            findings.push(error("router and aggregator stand in different environments"));
        }
        if router.instance.id != aggregator.instance_id {
            findings.push(error(
                "`router.instance.id` and `aggregator.instance_id` differ: the router would not believe the aggregator about the sender",
            ));
        }
        if router.parts.senders.is_empty() && router.plain.is_none() {
            findings.push(error(
                "`router.parts.senders` is empty: the router would take the aggregator for the sender of its calls",
            ));
        }
        if router.parts.receivers.is_empty() {
            findings.push(warning(
                "`router.parts.receivers` is empty: over TLS neither aggregator nor index is told sender and correlation id, which they demand",
            ));
        }
        if aggregator.callers.is_empty() {
            findings.push(warning(
                "`aggregator.callers` is empty: whoever has a certificate may tell the aggregator who the sender is",
            ));
        }
        findings
    }
}

fn error(text: &str) -> Finding {
    Finding {
        is_error: true,
        text: text.to_owned(),
    }
}

fn warning(text: &str) -> Finding {
    Finding {
        is_error: false,
        text: text.to_owned(),
    }
}

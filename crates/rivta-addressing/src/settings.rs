//! What a source must be told.

use std::path::PathBuf;
use std::time::Duration;

use rivta_catalog::{Environment, Rules};
use rivta_consumer::{Identity, Trust};
use serde::Deserialize;

use crate::amount;

/// Where the catalogue comes from and how it is to be used.
#[derive(Debug)]
pub struct Settings {
    /// The environment of whoever uses the catalogue; one of another is refused.
    pub environment: Environment,
    /// Where the rows come from.
    pub origin: Origin,
    /// Files with the organisation tree; units of later ones override those of earlier ones.
    pub hsa_files: Vec<PathBuf>,
    /// How receivers are looked up.
    pub rules: Rules,
}

/// Where the rows come from.
#[derive(Debug)]
pub enum Origin {
    /// The program hands the catalogue over.
    Program,
    /// A TOML file.
    File(PathBuf),
    /// The service `SokVagvalsInfo`, with what it is called with.
    Service(CatalogueService, Box<(Trust, Identity)>),
}

/// The service `SokVagvalsInfo`, version 2, as a source (platform router, section 9).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CatalogueService {
    /// Its URL (`takcache.endpoint.address`).
    pub url: String,
    /// Where the last good answer is kept (`takcache.persistent.file.name`). Default: nowhere; a router that starts
    /// while the service is away then refuses every call with VP008.
    pub local_copy: Option<PathBuf>,
    /// `User-Agent` toward the service. Default `SKLTP VP/3.1`, as the incumbent's.
    #[serde(default = "user_agent")]
    pub user_agent: String,
    /// How long one of the two questions may take as a whole, in milliseconds. Default 120,000.
    #[serde(
        rename = "total_timeout_ms",
        default = "two_minutes",
        deserialize_with = "amount::timeout"
    )]
    pub total_timeout: Duration,
}

fn user_agent() -> String {
    "SKLTP VP/3.1".to_owned()
}

fn two_minutes() -> Duration {
    Duration::from_mins(2)
}

//! Where the addressing catalogue comes from, how it is looked up, and where it is served.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use rivta_catalog::Rules;
use serde::Deserialize;

use super::milliseconds;

/// The addressing catalogue besides a TOML file, which the key `catalog` names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Addressing {
    /// The service to fetch the catalogue from. Default: none. It and a TOML file exclude each other.
    pub service: Option<CatalogueService>,
    /// Files with the organisation tree (`hsa.files`); units of later ones override those of earlier ones. Default none:
    /// then every address is right below `SE`.
    pub hsa_files: Vec<PathBuf>,
    /// How receivers are looked up.
    pub rules: Rules,
    /// Where the catalogue is served to others. Default: nowhere.
    pub serve: Option<CatalogueServer>,
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
        deserialize_with = "milliseconds"
    )]
    pub total_timeout: Duration,
}

/// Where the catalogue is served.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CatalogueServer {
    /// The address. Plain HTTP without identity, so it belongs on a loopback address or an inner network. Port 0 takes a
    /// free one.
    pub listen: SocketAddr,
}

impl Addressing {
    pub(super) fn paths(&mut self) -> impl Iterator<Item = &mut PathBuf> {
        let copy = self.service.as_mut().and_then(|service| service.local_copy.as_mut());
        self.hsa_files.iter_mut().chain(copy)
    }
}

fn user_agent() -> String {
    "SKLTP VP/3.1".to_owned()
}

fn two_minutes() -> Duration {
    Duration::from_mins(2)
}

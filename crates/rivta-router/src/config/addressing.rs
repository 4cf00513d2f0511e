//! Where the addressing catalogue comes from, how it is looked up, and where it is served.

use std::net::SocketAddr;
use std::path::PathBuf;

use rivta_addressing::CatalogueService;
use rivta_catalog::Rules;
use serde::Deserialize;

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

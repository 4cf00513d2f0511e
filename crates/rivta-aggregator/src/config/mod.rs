//! The aggregator's configuration: one TOML file with documented defaults.
//!
//! ```toml
//! environment = "test"                       # must agree with the catalogue's
//! listen = "0.0.0.0:20010"
//! platform = "https://localhost:20000/vp"    # the router, which leads to index and sources
//! catalog = "catalogue.toml"
//!
//! [tls]                                      # PEM files; read anew when they change
//! certificate = "aggregator.pem"
//! key = "aggregator-key.pem"
//! trust = "ca.pem"
//! ```
//!
//! docs/guides/run-the-platform.md holds a complete file with every key.

mod limits;

use std::fs::File;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rivta_addressing::{CatalogueService, amount};
use rivta_catalog::Environment;
use rivta_soap::bounded;
use serde::Deserialize;

pub use limits::{Index, Limits, ServiceSettings, Sources};

use crate::error::AggregatorError;

/// The largest configuration file that is read, in bytes.
const FILE_LIMIT: u64 = 1 << 20;

/// All that an aggregator is told besides its catalogue's content.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Configuration {
    /// The environment the aggregator stands in; a catalogue of another one is refused.
    pub environment: Environment,
    /// Where it is called over mutual TLS, such as `0.0.0.0:20010`. Port 0 takes a free one.
    pub listen: SocketAddr,
    /// The HSA-ids in the certificates that may call: those of the platform's routers, whose word on who the sender is
    /// counts. Default none, which means whoever has a certificate from the trusted authorities.
    #[serde(default)]
    pub callers: Vec<String>,
    /// The platform's own logical address (`agp.logicalAddress`). Posts of the index with it are passed over. Default
    /// `5565594230`.
    #[serde(default = "national")]
    pub logical_address: String,
    /// The router's URL (`vp.defaultServiceURL`). Index and sources are called through it.
    pub platform: String,
    /// What the platform calls itself in `x-vp-instance-id` (`vp.instanceId`). Default `rivta`.
    #[serde(default = "rivta")]
    pub instance_id: String,
    /// The catalogue in TOML. It and `addressing` exclude each other; without either nobody has a right to anything.
    pub catalog: Option<PathBuf>,
    /// The service to fetch the catalogue from.
    pub addressing: Option<CatalogueService>,
    /// How often the catalogue's file is looked at, in milliseconds. Default 5,000.
    #[serde(
        rename = "catalog_interval_ms",
        default = "five_seconds",
        deserialize_with = "amount::timeout"
    )]
    pub catalog_interval: Duration,
    /// Whether a call with another contract's `SOAPAction` is refused (`validate.soapAction`). Default no.
    #[serde(default)]
    pub validate_soap_action: bool,
    /// Certificates, toward callers and toward the router.
    pub tls: Tls,
    /// How the engagement index is asked.
    #[serde(default)]
    pub index: Index,
    /// How sources are asked.
    #[serde(default)]
    pub sources: Sources,
    /// What callers may send.
    #[serde(default)]
    pub limits: Limits,
    /// What differs from the rest for single services. Default none.
    #[serde(default)]
    pub service: Vec<ServiceSettings>,
    /// Where the aggregator tells how it is. Default: nowhere.
    pub operation: Option<Operation>,
}

/// Certificates, as PEM files.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// The aggregator's own function certificate with its chain, used as server and as client.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
    /// The authorities that certificates of callers and of the router must come from.
    pub trust: PathBuf,
    /// Their revocation lists. Default none: then nothing counts as revoked.
    #[serde(default)]
    pub revocation_lists: Vec<PathBuf>,
}

/// Where the aggregator tells how it is: status, health, figures, reset. Plain HTTP without identity, so it belongs on a
/// loopback address or an inner network.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// The address. Port 0 takes a free one.
    pub listen: SocketAddr,
}

impl Configuration {
    /// A configuration with defaults everywhere else.
    pub fn new(environment: Environment, listen: SocketAddr, platform: String, tls: Tls) -> Self {
        Self {
            environment,
            listen,
            callers: Vec::new(),
            logical_address: national(),
            platform,
            instance_id: rivta(),
            catalog: None,
            addressing: None,
            catalog_interval: five_seconds(),
            validate_soap_action: false,
            tls,
            index: Index::default(),
            sources: Sources::default(),
            limits: Limits::default(),
            service: Vec::new(),
            operation: None,
        }
    }

    /// Reads a configuration from TOML text; `name` stands for the text in errors.
    ///
    /// # Errors
    ///
    /// [`AggregatorError::Configuration`] with line and column when the text is not TOML of the documented shape.
    pub fn from_toml(text: &str, name: &str) -> Result<Self, AggregatorError> {
        toml::from_str(text).map_err(|error| {
            let before = text.get(..error.span().map_or(0, |span| span.start)).unwrap_or(text);
            let line_start = before.rfind('\n').map_or(0, |end| end + 1);
            AggregatorError::Configuration {
                file: name.to_owned(),
                line: before.matches('\n').count() + 1,
                column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
                message: error.message().to_owned(),
            }
        })
    }

    /// Reads a configuration from a TOML file. Relative paths in it count from the file's folder.
    ///
    /// # Errors
    ///
    /// [`AggregatorError::Reading`] when the file cannot be read, and as [`Configuration::from_toml`].
    pub fn from_toml_file(path: &Path) -> Result<Self, AggregatorError> {
        let failed = |source| AggregatorError::Reading {
            file: path.display().to_string(),
            source,
        };
        let file = File::open(path).map_err(failed)?;
        let text = bounded::read_text(file, FILE_LIMIT).map_err(failed)?;
        let configuration = Self::from_toml(&text, &path.display().to_string())?;
        Ok(configuration.in_folder(path.parent().unwrap_or(Path::new(""))))
    }

    /// The same configuration with paths that count from `folder`.
    pub fn in_folder(mut self, folder: &Path) -> Self {
        let Tls {
            certificate,
            key,
            trust,
            revocation_lists,
        } = &mut self.tls;
        let tls = [certificate, key, trust].into_iter().chain(revocation_lists);
        let copy = self.addressing.as_mut().and_then(|service| service.local_copy.as_mut());
        for path in tls.chain(&mut self.catalog).chain(copy) {
            *path = folder.join(&*path);
        }
        self
    }
}

fn national() -> String {
    "5565594230".to_owned()
}

fn rivta() -> String {
    "rivta".to_owned()
}

fn five_seconds() -> Duration {
    Duration::from_secs(5)
}

#[cfg(test)]
mod tests;

//! The router's configuration: one TOML file with documented defaults.
//!
//! ```toml
//! environment = "test"                       # must agree with the catalogue's
//! listen = "0.0.0.0:20000"
//! catalog = "catalogue.toml"
//!
//! [instance]
//! id = "my-platform"                         # names the platform to other platforms
//! name = "My platform"                       # stands in every fault
//!
//! [tls]                                      # PEM files; read anew when they change
//! certificate = "router.pem"
//! key = "router-key.pem"
//! trust = "ca.pem"                           # who may call and whom we call
//! revocation_lists = ["crl.pem"]
//! ```
//!
//! docs/guides/run-the-platform.md holds a complete file with every key.

mod addressing;
mod consumers;
mod headers;
mod operation;
mod parts;
mod producers;
mod tls;

use std::fmt;
use std::fs::File;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rivta_addressing::{CatalogueSource, Origin, Settings, amount};
use rivta_catalog::Environment;
use rivta_soap::bounded;
use rivta_soap::time::Clock;
use serde::Deserialize;

pub use addressing::{Addressing, CatalogueServer};
pub use consumers::{ConsumerLimits, Forwarded, Plain, Sender};
pub use headers::HeaderRules;
pub use operation::{Action, DescriptionFile, Descriptions, Disturbance, Log, LogStyle, Operation, PayloadLog};
pub use parts::Parts;
pub use producers::{ContractTimeout, ProducerCalls};
pub use rivta_addressing::CatalogueService;
pub use tls::{ProducerTls, Tls};

use crate::error::RouterError;
use crate::producers::credentials;

/// The largest configuration file that is read, in bytes.
const FILE_LIMIT: u64 = 1 << 20;

/// All that a router is told besides its catalogue's content.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Configuration {
    /// The environment the router stands in; a catalogue of another one is refused.
    pub environment: Environment,
    /// Where consumers call over mutual TLS, such as `0.0.0.0:20000`. Port 0 takes a free one. May be absent when
    /// `plain` is there.
    pub listen: Option<SocketAddr>,
    /// Where calls come in without TLS: behind a proxy that ends TLS, or from inside the platform. Default: nowhere.
    pub plain: Option<Plain>,
    /// The path under which calls are taken. Default `/vp`; anything else gets 404.
    #[serde(default = "default_path")]
    pub path: String,
    /// The catalogue in TOML ([`rivta_catalog::load`]). Not needed when one is handed to the builder.
    pub catalog: Option<PathBuf>,
    /// How often the catalogue's file is looked at, in milliseconds; when it has changed it is read anew. Default 5,000.
    #[serde(
        rename = "catalog_interval_ms",
        default = "five_seconds",
        deserialize_with = "amount::timeout"
    )]
    pub catalog_interval: Duration,
    /// The catalogue's other sources, the organisation tree, the rules of look-up, and where the catalogue is served.
    #[serde(default)]
    pub addressing: Addressing,
    /// What the platform calls itself.
    #[serde(default)]
    pub instance: Instance,
    /// Certificates toward consumers and producers.
    pub tls: Tls,
    /// How producers are called.
    #[serde(default)]
    pub producer: ProducerCalls,
    /// What consumers may send and how long they may take.
    #[serde(default)]
    pub consumer: ConsumerLimits,
    /// How a sender is recognized, and what it may claim.
    #[serde(default)]
    pub sender: Sender,
    /// Other parts of the platform that are met over TLS.
    #[serde(default)]
    pub parts: Parts,
    /// The headers in which a proxy tells how it was called.
    #[serde(default)]
    pub forwarded: Forwarded,
    /// Which headers pass.
    #[serde(default)]
    pub headers: HeaderRules,
    /// WSDL and schemas of the operator's own.
    #[serde(default)]
    pub wsdl: Descriptions,
    /// Where the router tells how it is. Default: nowhere.
    pub operation: Option<Operation>,
    /// How the log is written.
    #[serde(default)]
    pub log: Log,
    /// Contracts whose payload is logged, masked, for a time. Default none.
    #[serde(default)]
    pub payload_log: Vec<PayloadLog>,
    /// Disturbances for testers. Default none.
    #[serde(default)]
    pub disturbance: Vec<Disturbance>,
}

/// What the platform calls itself.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Instance {
    /// Names the platform to its own parts and to other platforms (`vp.instance.id`). Default `rivta`.
    pub id: String,
    /// Stands in brackets in every fault (`vp.instance.name`). Default `rivta`.
    pub name: String,
}

impl Default for Instance {
    fn default() -> Self {
        Self {
            id: "rivta".to_owned(),
            name: "rivta".to_owned(),
        }
    }
}

impl Configuration {
    /// A configuration with defaults everywhere else.
    pub fn new(environment: Environment, listen: SocketAddr, tls: Tls) -> Self {
        Self {
            environment,
            listen: Some(listen),
            plain: None,
            path: default_path(),
            catalog: None,
            catalog_interval: five_seconds(),
            addressing: Addressing::default(),
            instance: Instance::default(),
            tls,
            producer: ProducerCalls::default(),
            consumer: ConsumerLimits::default(),
            sender: Sender::default(),
            parts: Parts::default(),
            forwarded: Forwarded::default(),
            headers: HeaderRules::default(),
            wsdl: Descriptions::default(),
            operation: None,
            log: Log::default(),
            payload_log: Vec::new(),
            disturbance: Vec::new(),
        }
    }

    /// Reads a configuration from TOML text; `name` stands for the text in errors.
    ///
    /// # Errors
    ///
    /// [`RouterError::Configuration`] with line and column when the text is not TOML of the documented shape.
    pub fn from_toml(text: &str, name: &str) -> Result<Self, RouterError> {
        toml::from_str(text).map_err(|error| {
            let before = text.get(..error.span().map_or(0, |span| span.start)).unwrap_or(text);
            let line_start = before.rfind('\n').map_or(0, |end| end + 1);
            RouterError::Configuration {
                file: name.to_owned(),
                line: before.matches('\n').count() + 1,
                column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
                message: message(error.message()),
            }
        })
    }

    /// Reads a configuration from a TOML file. Relative paths in it count from the file's folder.
    ///
    /// # Errors
    ///
    /// [`RouterError::Reading`] when the file cannot be read, and as [`Configuration::from_toml`].
    pub fn from_toml_file(path: &Path) -> Result<Self, RouterError> {
        let failed = |source| RouterError::Reading {
            file: path.display().to_string(),
            source,
        };
        let file = File::open(path).map_err(failed)?;
        let text = bounded::read_text(file, FILE_LIMIT).map_err(failed)?;
        let configuration = Self::from_toml(&text, &path.display().to_string())?;
        Ok(configuration.in_folder(path.parent().unwrap_or(Path::new(""))))
    }

    /// The source of the catalogue that this configuration names. Nothing is read yet.
    ///
    /// # Errors
    ///
    /// [`RouterError::Value`] when it names both a file and a service, and [`RouterError::Calling`] when the
    /// certificates toward the service cannot be used.
    pub fn catalogue_source(&self, clock: &Arc<dyn Clock>) -> Result<CatalogueSource, RouterError> {
        let origin = match (&self.catalog, &self.addressing.service) {
            (None, None) => Origin::Program,
            (Some(file), None) => Origin::File(file.clone()),
            (None, Some(service)) => {
                let (trust, identity) = credentials(&self.tls)?;
                Origin::Service(service.clone(), Box::new((trust, identity)))
            }
            (Some(_), Some(_)) => {
                let reason = "there is `catalog` already; name a file or a service".to_owned();
                let key = "addressing.service";
                return Err(RouterError::Value { key, reason });
            }
        };
        let settings = Settings {
            environment: self.environment,
            origin,
            hsa_files: self.addressing.hsa_files.clone(),
            rules: self.addressing.rules.clone(),
        };
        Ok(CatalogueSource::open(settings, clock)?)
    }

    /// The same configuration with paths that count from `folder`.
    pub fn in_folder(mut self, folder: &Path) -> Self {
        let descriptions = self
            .wsdl
            .file
            .iter_mut()
            .map(|file| &mut file.wsdl)
            .chain(&mut self.wsdl.directory);
        let shared = self.tls.paths().chain(&mut self.catalog).chain(descriptions);
        let shared = shared.chain(self.addressing.paths());
        for path in shared.chain(self.producer.tls.iter_mut().flat_map(ProducerTls::paths)) {
            *path = folder.join(&*path);
        }
        self
    }
}

impl fmt::Display for Instance {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ({})", self.name, self.id)
    }
}

fn five_seconds() -> Duration {
    Duration::from_secs(5)
}

fn default_path() -> String {
    "/vp".to_owned()
}

/// What the library says, and how it is meant where it does not say so.
fn message(said: &str) -> String {
    if said == "invalid socket address syntax" {
        return format!("{said}; write an IP address and a port, such as \"127.0.0.1:20000\"");
    }
    said.to_owned()
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::Duration;

    use super::{Configuration, ConsumerLimits, Instance, ProducerCalls};
    use crate::error::RouterError;

    const SMALLEST: &str = r#"
environment = "test"
listen = "127.0.0.1:0"

[tls]
certificate = "router.pem"
key = "/etc/rivta/router-key.pem"
trust = "ca.pem"
"#;

    #[test]
    fn what_is_left_out_has_its_documented_default() {
        let read = Configuration::from_toml(SMALLEST, "router.toml").unwrap();
        assert_eq!(read.path, "/vp");
        assert_eq!(read.instance, Instance::default());
        assert_eq!(read.producer, ProducerCalls::default());
        assert_eq!(read.consumer, ConsumerLimits::default());
        let half = format!("{SMALLEST}[producer]\nretries = 0\nconnect_timeout_ms = 250\n");
        let read = Configuration::from_toml(&half, "router.toml").unwrap();
        assert_eq!(read.producer.connect_timeout, Duration::from_millis(250));
        assert_eq!(read.producer.silence_timeout, Duration::from_secs(29));
        assert_eq!(read.producer.retries, 0);
    }

    #[test]
    fn section_6_1_retries_are_limited() {
        for (retries, is_taken) in [
            ("0", true),
            ("100", true),
            ("101", false),
            ("-1", false),
            ("1.5", false),
        ] {
            let text = format!("{SMALLEST}[producer]\nretries = {retries}\n");
            assert_eq!(
                Configuration::from_toml(&text, "router.toml").is_ok(),
                is_taken,
                "{retries}"
            );
        }
    }

    #[test]
    fn an_unknown_key_is_told_with_its_position() {
        let error = Configuration::from_toml(&format!("{SMALLEST}password = 1\n"), "router.toml").unwrap_err();
        let RouterError::Configuration {
            line, column, message, ..
        } = error
        else {
            panic!("{error}")
        };
        assert_eq!((line, column), (9, 1));
        assert!(message.contains("unknown field `password`"), "{message}");
    }

    #[test]
    fn no_amount_is_taken_with_which_no_call_could_succeed() {
        let timeouts = [
            "connect_timeout_ms",
            "handshake_timeout_ms",
            "silence_timeout_ms",
            "total_timeout_ms",
        ];
        let producer = [&timeouts[..], &["calls", "answer_bytes", "opening_bytes"]].concat();
        let consumer = [
            "call_bytes",
            "head_bytes",
            "line_bytes",
            "header_bytes",
            "depth",
            "connections",
            "calls",
            "handshake_timeout_ms",
            "header_timeout_ms",
            "pause_timeout_ms",
            "body_timeout_ms",
        ];
        let keys = producer.iter().map(|key| ("producer", *key));
        let keys = keys.chain(consumer.map(|key| ("consumer", key)));
        let refused = |text: String| Configuration::from_toml(&text, "router.toml").unwrap_err().to_string();
        for (table, key) in keys {
            for amount in ["0", "9223372036854775807"] {
                let told = refused(format!("{SMALLEST}[{table}]\n{key} = {amount}\n"));
                assert!(
                    told.contains("line 10") && told.contains(" from 1 to "),
                    "{key} = {amount}: {told}"
                );
            }
        }
        for (table, key) in [("producer", "retry_delay_ms"), ("consumer", "shutdown_timeout_ms")] {
            let none = format!("{SMALLEST}[{table}]\n{key} = 0\n");
            assert!(Configuration::from_toml(&none, "router.toml").is_ok(), "{key}");
        }
        let told = refused(format!("catalog_interval_ms = 0\n{SMALLEST}"));
        assert!(told.contains("line 1, column 23"), "{told}");
    }

    #[test]
    fn a_value_of_another_kind_is_told_with_what_is_meant() {
        for (line, told) in [
            (
                "[producer]\nconnect_timeout_ms = \"2s\"",
                "a whole number of milliseconds",
            ),
            ("[plain]\nlisten = \"localhost:80\"", "write an IP address and a port"),
        ] {
            let error = Configuration::from_toml(&format!("{SMALLEST}{line}\n"), "router.toml").unwrap_err();
            assert!(error.to_string().contains(told), "{error}");
        }
    }

    #[test]
    fn paths_count_from_the_folder_of_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("router.toml");
        std::fs::write(&file, SMALLEST).unwrap();
        let read = Configuration::from_toml_file(&file).unwrap();
        assert_eq!(read.tls.certificate, folder.path().join("router.pem"));
        assert_eq!(read.tls.key, Path::new("/etc/rivta/router-key.pem"));
        let missing = Configuration::from_toml_file(&folder.path().join("no.toml")).unwrap_err();
        assert!(matches!(missing, RouterError::Reading { .. }));
        std::fs::write(&file, " ".repeat((1 << 20) + 1)).unwrap();
        let large = Configuration::from_toml_file(&file).unwrap_err();
        assert!(matches!(large, RouterError::Reading { .. }), "{large}");
    }
}

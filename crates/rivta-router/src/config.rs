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

use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rivta_catalog::Environment;
use serde::{Deserialize, Deserializer};

use crate::error::RouterError;

/// The largest configuration file that is read, in bytes.
const FILE_LIMIT: usize = 1 << 20;

/// All that a router is told besides its catalogue's content.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Configuration {
    /// The environment the router stands in; a catalogue of another one is refused.
    pub environment: Environment,
    /// Where consumers call, such as `0.0.0.0:20000`. Port 0 takes a free one.
    pub listen: SocketAddr,
    /// The path under which calls are taken. Default `/vp`; anything else gets 404.
    #[serde(default = "default_path")]
    pub path: String,
    /// The catalogue in TOML ([`rivta_catalog::load`]). Not needed when one is handed to the builder.
    pub catalog: Option<PathBuf>,
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

/// Certificates, as PEM files.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// The router's own function certificate with its chain, used as server and as client.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
    /// The authorities that consumers' certificates must come from.
    pub trust: PathBuf,
    /// Revocation lists for consumers' certificates. Default none: then nothing counts as revoked.
    #[serde(default)]
    pub revocation_lists: Vec<PathBuf>,
    /// The authorities that producers' certificates must come from. Default: those of `trust`.
    pub producer_trust: Option<PathBuf>,
    /// Revocation lists for producers' certificates. Default none.
    #[serde(default)]
    pub producer_revocation_lists: Vec<PathBuf>,
}

/// How producers are called (platform router, section 6.1).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProducerCalls {
    /// How long a connection may take to come about, in milliseconds. Default 2,000.
    #[serde(rename = "connect_timeout_ms", deserialize_with = "milliseconds")]
    pub connect_timeout: Duration,
    /// How long a producer may be silent while an answer is due or in progress, in milliseconds. Default 29,000.
    #[serde(rename = "silence_timeout_ms", deserialize_with = "milliseconds")]
    pub silence_timeout: Duration,
    /// How many more times a producer is called after a failed connect or a reset. Default 1.
    pub retries: u32,
    /// The pause before each of them, in milliseconds. Default 2,000.
    #[serde(rename = "retry_delay_ms", deserialize_with = "milliseconds")]
    pub retry_delay: Duration,
    /// Bytes of an answer; a larger one is cut off or refused. Default 15 MiB.
    pub answer_bytes: u64,
    /// Bytes of an answer that are gathered before any is passed on, so that a producer that fails early becomes a
    /// proper fault; a fault of the producer's own is recognized in them. Default 64 KiB.
    pub opening_bytes: usize,
    /// How long a call may take as a whole, the answer's last byte included, in milliseconds. Default 300,000.
    #[serde(rename = "total_timeout_ms", deserialize_with = "milliseconds")]
    pub total_timeout: Duration,
    /// Whether producers behind TLS are told the correlation id. Default no.
    pub propagate_correlation_id: bool,
    /// `User-Agent` toward producers. Default `SKLTP VP/4.3.x`, as the incumbent's.
    pub user_agent: String,
    /// `Content-Type` toward producers. Default `text/xml;charset=UTF-8`, as the incumbent's.
    pub content_type: String,
}

impl Default for ProducerCalls {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(2),
            silence_timeout: Duration::from_secs(29),
            retries: 1,
            retry_delay: Duration::from_secs(2),
            answer_bytes: 15 << 20,
            opening_bytes: 64 << 10,
            total_timeout: Duration::from_mins(5),
            propagate_correlation_id: false,
            user_agent: "SKLTP VP/4.3.x".to_owned(),
            content_type: "text/xml;charset=UTF-8".to_owned(),
        }
    }
}

/// What consumers may send and how long they may take.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ConsumerLimits {
    /// Bytes of a call's body (`vp.max.receive.length`); more is answered with 413. Default 15 MiB.
    pub call_bytes: u64,
    /// Bytes in which the address and the first child of Body must be found; more is answered with VP015. A call
    /// whose body fits in them can be sent to the producer again. Default 64 KiB.
    pub head_bytes: usize,
    /// How deep elements may be nested in the head. Default 100.
    pub depth: usize,
    /// Connections open at the same time. Default 1,024.
    pub connections: usize,
    /// How long a TLS handshake may take, in milliseconds. Default 10,000.
    #[serde(rename = "handshake_timeout_ms", deserialize_with = "milliseconds")]
    pub handshake_timeout: Duration,
    /// How long the headers of a call may take, and how long a connection may rest, in milliseconds. Default 30,000.
    #[serde(rename = "header_timeout_ms", deserialize_with = "milliseconds")]
    pub header_timeout: Duration,
    /// How long the pause between two pieces of a call's body may be, in milliseconds. Default 10,000.
    #[serde(rename = "pause_timeout_ms", deserialize_with = "milliseconds")]
    pub pause_timeout: Duration,
    /// How long a call's whole body may take, in milliseconds. Default 60,000.
    #[serde(rename = "body_timeout_ms", deserialize_with = "milliseconds")]
    pub body_timeout: Duration,
    /// How long a shutdown waits for calls in flight, in milliseconds. Default 30,000.
    #[serde(rename = "shutdown_timeout_ms", deserialize_with = "milliseconds")]
    pub shutdown_timeout: Duration,
}

impl Default for ConsumerLimits {
    fn default() -> Self {
        Self {
            call_bytes: 15 << 20,
            head_bytes: 64 << 10,
            depth: 100,
            connections: 1024,
            handshake_timeout: Duration::from_secs(10),
            header_timeout: Duration::from_secs(30),
            pause_timeout: Duration::from_secs(10),
            body_timeout: Duration::from_mins(1),
            shutdown_timeout: Duration::from_secs(30),
        }
    }
}

impl Configuration {
    /// A configuration with defaults everywhere else.
    pub fn new(environment: Environment, listen: SocketAddr, tls: Tls) -> Self {
        Self {
            environment,
            listen,
            path: default_path(),
            catalog: None,
            instance: Instance::default(),
            tls,
            producer: ProducerCalls::default(),
            consumer: ConsumerLimits::default(),
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
                message: error.message().to_owned(),
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
        let text = std::fs::read_to_string(path).map_err(failed)?;
        if text.len() > FILE_LIMIT {
            return Err(failed(std::io::ErrorKind::FileTooLarge.into()));
        }
        let mut configuration = Self::from_toml(&text, &path.display().to_string())?;
        configuration.resolve(path.parent().unwrap_or(Path::new("")));
        Ok(configuration)
    }

    fn resolve(&mut self, folder: &Path) {
        let Tls {
            certificate,
            key,
            trust,
            revocation_lists,
            producer_trust,
            producer_revocation_lists,
        } = &mut self.tls;
        let single = [certificate, key, trust]
            .into_iter()
            .chain(producer_trust)
            .chain(&mut self.catalog);
        for path in single.chain(revocation_lists).chain(producer_revocation_lists) {
            *path = folder.join(&*path);
        }
    }
}

impl fmt::Display for Instance {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ({})", self.name, self.id)
    }
}

fn default_path() -> String {
    "/vp".to_owned()
}

fn milliseconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    u64::deserialize(deserializer).map(Duration::from_millis)
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
    fn paths_count_from_the_folder_of_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("router.toml");
        std::fs::write(&file, SMALLEST).unwrap();
        let read = Configuration::from_toml_file(&file).unwrap();
        assert_eq!(read.tls.certificate, folder.path().join("router.pem"));
        assert_eq!(read.tls.key, Path::new("/etc/rivta/router-key.pem"));
        let missing = Configuration::from_toml_file(&folder.path().join("no.toml")).unwrap_err();
        assert!(matches!(missing, RouterError::Reading { .. }));
    }
}

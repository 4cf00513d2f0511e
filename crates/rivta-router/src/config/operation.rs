//! What operators and testers set: descriptions, the operation listener, payload in logs, disturbances.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use chrono::{DateTime, Utc};
use rivta_addressing::amount;
use serde::{Deserialize, Deserializer, Serialize};

use crate::refusal::Code;

/// Where the router tells how it is: status, health, figures, reset, disturbances. Plain HTTP without identity, so it
/// belongs on a loopback address or an inner network.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// The address. Port 0 takes a free one. Disturbances can be ordered on a loopback address only.
    pub listen: SocketAddr,
}

/// WSDL and schemas that are served besides those this build knows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Descriptions {
    /// A folder below which every file `*.wsdl` is served (`wsdlfiles.directory`). Default: none.
    pub directory: Option<PathBuf>,
    /// Single files, which win over those in the folder.
    pub file: Vec<DescriptionFile>,
}

/// One WSDL and its address (an entry of `wsdl.json.file`).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DescriptionFile {
    /// The contract's namespace.
    pub contract: String,
    /// The WSDL.
    pub wsdl: PathBuf,
    /// The path of the URL, with or without its first slash: `vp/clinicalprocess/…/rivtabp21`.
    pub path: String,
}

/// Payload of a contract in the log, masked, until an instant.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayloadLog {
    /// The contract's namespace, exactly.
    pub contract: String,
    /// The last moment, with time zone.
    #[serde(deserialize_with = "instant")]
    pub until: DateTime<Utc>,
}

/// A disturbance for testers: calls that match fail as ordered.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Disturbance {
    /// Calls with this contract, in any case. Default: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<String>,
    /// Calls to this logical address, in any case. Default: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receiver: Option<String>,
    /// Calls of this sender, in any case. Default: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<String>,
    /// What happens.
    pub action: Action,
    /// How long an answer is held back by `delay`, in milliseconds. Default 1,000.
    #[serde(
        rename = "delay_ms",
        default = "one_second",
        deserialize_with = "amount::pause",
        serialize_with = "as_milliseconds"
    )]
    pub delay: Duration,
    /// The code that `fault` answers with. Default VP009.
    #[serde(default = "vp009")]
    pub code: Code,
    /// How many calls are disturbed. Default: all that match.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u64>,
}

/// How the log is written by a program that writes one: `rivta`, on standard error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    /// Its format (`vp.logging.style`). Default `ecs`, which the incumbent recommends.
    pub style: LogStyle,
}

/// A format of the log (platform router, section 8).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogStyle {
    /// One JSON object a line, in the Elastic Common Schema.
    #[default]
    #[serde(alias = "ECS")]
    Ecs,
    /// The incumbent's older one, of several lines an event.
    #[serde(alias = "LEGACY")]
    Legacy,
}

/// What happens to a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// The call is held before it goes to the producer.
    Delay,
    /// Half of the answer's body comes, then the connection ends.
    Cut,
    /// The connection is reset instead of an answer.
    Reset,
    /// The answer has no body.
    Empty,
    /// The answer is no XML.
    Garble,
    /// A fault of the platform is the answer; the producer is not called.
    Fault,
    /// The answer's body stands there twice.
    Twice,
}

impl Action {
    /// The name as in the file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Delay => "delay",
            Self::Cut => "cut",
            Self::Reset => "reset",
            Self::Empty => "empty",
            Self::Garble => "garble",
            Self::Fault => "fault",
            Self::Twice => "twice",
        }
    }
}

fn instant<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime<Utc>, D::Error> {
    use serde::de::Error as _;
    let written = toml::value::Datetime::deserialize(deserializer)?.to_string();
    let parsed = DateTime::parse_from_rfc3339(&written);
    parsed
        .map(Into::into)
        .map_err(|_| D::Error::custom("expected a date and time with time zone"))
}

fn as_milliseconds<S: serde::Serializer>(duration: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u64(u64::try_from(duration.as_millis()).unwrap_or(u64::MAX))
}

fn one_second() -> Duration {
    Duration::from_secs(1)
}

fn vp009() -> Code {
    Code::Vp009
}

//! The environments of the platform, each with trust roots of its own.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The environment a catalogue or a configuration belongs to.
///
/// The real platform keeps test (SIT), acceptance (QA) and production apart, each with its own trust roots. Rows of
/// one environment must never be used in another, so every catalogue names its environment and a part that names a
/// different one is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Environment {
    /// Everything on one machine with certificates made for the occasion.
    Demo,
    /// The test environment (SIT).
    Test,
    /// The acceptance environment (QA).
    Qa,
    /// The production environment.
    Production,
}

impl Environment {
    /// The marker as it is written in a file: `demo`, `test`, `qa` or `production`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Demo => "demo",
            Self::Test => "test",
            Self::Qa => "qa",
            Self::Production => "production",
        }
    }
}

impl fmt::Display for Environment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

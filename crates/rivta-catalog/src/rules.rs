//! The switches of look-up, which an operator may set.

use serde::Deserialize;

/// How receivers are looked up (platform router, sections 4.2 to 4.4).
///
/// The field names are also the keys in a configuration file; what is left out has its default.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rules {
    /// What stands between the parts of an old-style address, `#` by default (`defaultrouting.delimiter`). Empty: an
    /// address is always taken whole.
    pub delimiter: String,
    /// The contracts that may be called at old-style addresses; none means all
    /// (`defaultrouting.allowedContracts`). Exact case.
    pub delimiter_contracts: Vec<String>,
    /// The senders that may call old-style addresses; none means all (`defaultrouting.allowedSenderIds`). Exact case.
    pub delimiter_senders: Vec<String>,
    /// Whether routes are looked for at parents in the organisation tree (`hsa.lookup.vagval.*`).
    pub route_climbing: Climbing,
    /// Whether permissions are looked for at parents in the organisation tree (`hsa.lookup.behorighet.*`).
    pub permission_climbing: Climbing,
}

/// For which contracts parents in the organisation tree are looked up.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Climbing {
    /// Whether they are for most contracts. Default yes.
    pub enabled: bool,
    /// Beginnings of contracts for which it is the other way round; blank ones count for nothing. Exact case.
    pub excepted: Vec<String>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            delimiter: "#".to_owned(),
            delimiter_contracts: Vec::new(),
            delimiter_senders: Vec::new(),
            route_climbing: Climbing::default(),
            permission_climbing: Climbing::default(),
        }
    }
}

impl Default for Climbing {
    fn default() -> Self {
        Self {
            enabled: true,
            excepted: Vec::new(),
        }
    }
}

impl Climbing {
    /// Whether parents are looked up for this contract.
    pub fn applies_to(&self, contract: &str) -> bool {
        let is_excepted = self
            .excepted
            .iter()
            .any(|prefix| !prefix.trim().is_empty() && contract.starts_with(prefix.as_str()));
        self.enabled != is_excepted
    }
}

impl Rules {
    /// The parts of an old-style address in the order they are tried, the last one first and each once; `None` for an
    /// address that is none.
    pub(crate) fn parts<'a>(&self, receiver: &'a str) -> Option<Vec<&'a str>> {
        if self.delimiter.is_empty() || !receiver.contains(&self.delimiter) {
            return None;
        }
        let mut parts: Vec<&str> = Vec::new();
        for part in receiver.split(&self.delimiter) {
            if !part.is_empty() && !parts.contains(&part) {
                parts.push(part);
            }
        }
        parts.reverse();
        Some(parts)
    }

    /// Whether this sender may call an old-style address of so many parts with this contract.
    pub(crate) fn admit_parts(&self, parts: usize, contract: &str, sender: &str) -> bool {
        let lists = |list: &[String], name: &str| list.is_empty() || list.iter().any(|listed| listed == name);
        parts <= 2 && lists(&self.delimiter_contracts, contract) && lists(&self.delimiter_senders, sender)
    }
}

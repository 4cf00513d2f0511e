//! Other parts of this platform that are met over mutual TLS: the aggregator and the engagement index.

use serde::Deserialize;

/// Who belongs to the platform. Each is told, or may tell, who the sender is, as parts that are met without TLS are and may
/// (platform router, sections 3.2 and 3.5).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Parts {
    /// Senders whose certificates make them parts: with this platform's `x-vp-instance-id`, their `x-vp-sender-id` counts.
    /// Default none. Exact case.
    pub senders: Vec<String>,
    /// Beginnings of producers' addresses in the catalogue that are parts, such as `https://aggregator.example:20010/`:
    /// they are told sender, instance and correlation id. Default none.
    pub addresses: Vec<String>,
}

impl Parts {
    /// Whether the owner of a certificate is a part.
    pub(crate) fn has_sender(&self, sender: &str) -> bool {
        self.senders.iter().any(|part| part == sender)
    }

    /// Whether a producer's address is that of a part. An empty beginning matches nothing.
    pub(crate) fn has_address(&self, address: &str) -> bool {
        let begins = |part: &String| !part.is_empty() && address.starts_with(part.as_str());
        self.addresses.iter().any(begins)
    }
}

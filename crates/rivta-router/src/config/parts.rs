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
    /// The platform's own logical addresses, such as `5565594230`: whoever answers there by the catalogue is a part, and is
    /// told sender, instance and correlation id. Default none. Any case.
    pub receivers: Vec<String>,
}

impl Parts {
    /// Whether the owner of a certificate is a part.
    pub(crate) fn has_sender(&self, sender: &str) -> bool {
        self.senders.iter().any(|part| part == sender)
    }

    /// Whether a receiver is the platform itself.
    pub(crate) fn has_receiver(&self, receiver: &str) -> bool {
        self.receivers.iter().any(|part| part.eq_ignore_ascii_case(receiver))
    }
}

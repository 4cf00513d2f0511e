//! How a sender is recognized (platform router, sections 3.1 to 3.4).

mod certificate_header;
mod pattern;

pub(crate) use certificate_header::{HeaderProblem, certificate};
pub(crate) use pattern::SubjectPattern;

use std::net::IpAddr;

use http::HeaderName;

use crate::config::{Configuration, Plain};
use crate::error::RouterError;

/// The rules of the plain listener.
pub(crate) struct PlainRules {
    allowed: Vec<String>,
    pub(crate) certificate_header: HeaderName,
    /// Its name as configured, for texts.
    pub(crate) certificate_header_name: String,
    pub(crate) routing_history: bool,
    /// The name of the header that tells who called the proxy.
    pub(crate) forwarded_for: String,
}

impl PlainRules {
    pub(crate) fn of(configuration: &Configuration) -> Result<Option<Self>, RouterError> {
        let Some(plain) = &configuration.plain else {
            return Ok(None);
        };
        let Plain {
            allowed_addresses,
            certificate_header,
            routing_history,
            ..
        } = plain;
        let entries = allowed_addresses.iter().map(|entry| entry.trim());
        // An address begins with nothing, too.
        let allowed: Vec<String> = entries.filter(|entry| !entry.is_empty()).map(str::to_owned).collect();
        if allowed.is_empty() {
            tracing::warn!("`plain.allowed_addresses` is empty: nobody may call the plain listener");
        }
        let certificate_header_name = certificate_header.clone();
        let certificate_header = header_name("plain.certificate_header", certificate_header)?;
        Ok(Some(Self {
            allowed,
            certificate_header,
            certificate_header_name,
            routing_history: *routing_history,
            forwarded_for: configuration.forwarded.client.clone(),
        }))
    }

    /// Whether calls from this address are taken: it must begin with an entry of the list. Of several addresses in
    /// one text the first counts.
    pub(crate) fn allows(&self, address: &str) -> bool {
        let address = address.trim();
        !address.is_empty() && self.allowed.iter().any(|entry| address.starts_with(entry.as_str()))
    }
}

/// A network address as the list of allowed ones writes it: an IPv4 address that came over IPv6 is an IPv4 address.
pub(crate) fn written(address: IpAddr) -> String {
    address.to_canonical().to_string()
}

pub(crate) fn header_name(key: &'static str, name: &str) -> Result<HeaderName, RouterError> {
    let reason = "it is no name of an HTTP header".to_owned();
    HeaderName::from_bytes(name.as_bytes()).map_err(|_| RouterError::Value { key, reason })
}

#[cfg(test)]
mod tests {
    use super::PlainRules;

    fn rules(allowed: &[&str]) -> PlainRules {
        PlainRules {
            allowed: allowed.iter().map(|&entry| entry.to_owned()).collect(),
            certificate_header: http::header::ACCEPT,
            certificate_header_name: String::new(),
            routing_history: true,
            forwarded_for: String::new(),
        }
    }

    #[test]
    fn section_3_3_addresses_are_compared_by_their_beginning() {
        let rows: [(&[&str], &str, bool); 9] = [
            (&["127.0.0.1"], "127.0.0.1", true),
            (&["127.0.0.1"], "127.0.0.2", false),
            (&["1.2.3"], "1.2.3.4", true),
            (&["1.2.3"], "1.2.34.5", true),
            (&["1.2.3", "5.6"], "5.6.7.8", true),
            (&["1.2.3"], " 1.2.3.4 ", true),
            (&["1.2.3"], "1.2.3.4, 9.9.9.9", true),
            (&["1.2.3"], "9.9.9.9, 1.2.3.4", false),
            (&[], "127.0.0.1", false),
        ];
        for (allowed, address, expected) in rows {
            assert_eq!(rules(allowed).allows(address), expected, "{allowed:?} {address}");
        }
        assert!(!rules(&["1"]).allows(""));
    }
}

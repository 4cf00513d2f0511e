//! The two RIV-TA basic profiles and the header element that tells them apart.

use std::fmt;
use std::str::FromStr;

use crate::xml::{Name, Namespace};

/// Namespace of profile 2.1's address header.
pub static REGISTRY: Namespace = Namespace {
    uri: "urn:riv:itintegration:registry:1",
    prefix: "itr",
};

/// Namespace of the address header as the platform's own registry contracts, version 2, write it.
///
/// The incumbent platform accepts it as profile 2.1, and so do we.
pub static REGISTRY_2: Namespace = Namespace {
    uri: "urn:riv:infrastructure:itintegration:registry:2",
    prefix: "itr2",
};

/// Namespace of profile 2.0's address header (WS-Addressing).
pub static ADDRESSING: Namespace = Namespace {
    uri: "http://www.w3.org/2005/08/addressing",
    prefix: "wsa",
};

/// A RIV-TA basic profile: how a call says where it is going.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Profile {
    /// Basic Profile 2.0: header `To` of WS-Addressing.
    Rivtabp20,
    /// Basic Profile 2.1: header `LogicalAddress` of `urn:riv:itintegration:registry:1`.
    Rivtabp21,
}

impl Profile {
    /// The profile's name as it ends a WSDL's target namespace: `rivtabp20` or `rivtabp21`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rivtabp20 => "rivtabp20",
            Self::Rivtabp21 => "rivtabp21",
        }
    }

    /// The SOAP header element that holds the logical address.
    pub fn address_header(self) -> Name {
        match self {
            Self::Rivtabp20 => Name::new(&ADDRESSING, "To"),
            Self::Rivtabp21 => Name::new(&REGISTRY, "LogicalAddress"),
        }
    }

    /// The profile whose address header has this qualified name, if any.
    pub fn of_header(namespace: &str, local: &str) -> Option<Self> {
        match local {
            "To" if namespace == ADDRESSING.uri => Some(Self::Rivtabp20),
            "LogicalAddress" if namespace == REGISTRY.uri || namespace == REGISTRY_2.uri => Some(Self::Rivtabp21),
            _ => None,
        }
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A text that names no known profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected rivtabp20 or rivtabp21 (in any case)")]
pub struct UnknownProfile;

impl FromStr for Profile {
    type Err = UnknownProfile;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Rivtabp20, Self::Rivtabp21]
            .into_iter()
            .find(|profile| profile.name().eq_ignore_ascii_case(text))
            .ok_or(UnknownProfile)
    }
}

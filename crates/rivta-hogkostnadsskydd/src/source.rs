//! Whom a question was put to, and what became of it.

use std::fmt;

use rivta_soap::identity::{County, LogicalAddress};
use serde::Serialize;

use crate::rules::Rule;
use crate::status::SynchFailure;

/// A system that discloses cards and fees.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Source {
    /// The logical address it was asked at; of a source that answered without being named by the platform, the
    /// HSA-id it answered with.
    pub address: String,
    /// The region's name, when the address is a county code or an HSA-id of the region.
    pub region: Option<&'static str>,
}

/// The county whose region an address stands for: its code, or an HSA-id of the region.
pub(crate) fn county_of(address: &str) -> Option<County> {
    County::by_code(address.trim()).or_else(|| County::by_hsa_id(address))
}

/// Whether two addresses are one: the platform compares them without regard to case.
pub(crate) fn same_address(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}

impl Source {
    /// The source behind an address or HSA-id.
    pub fn new(address: &str) -> Self {
        Self {
            address: address.to_owned(),
            region: county_of(address).map(County::region),
        }
    }

    /// Whether it stands for the national address: for the sources behind it that nobody has named.
    pub fn is_national(&self) -> bool {
        same_address(&self.address, LogicalAddress::NATIONAL)
    }

    /// The source behind a logical address.
    pub fn at(address: &LogicalAddress) -> Self {
        Self::new(address.as_str())
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.region {
            Some(region) => write!(f, "{region} ({})", self.address),
            None => f.write_str(&self.address),
        }
    }
}

/// How far the question has come at one source.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SourceState {
    /// The request is on its way.
    Asked,
    /// The source has taken the request; its disclosure is awaited.
    Accepted,
    /// The disclosure has come and keeps the rules.
    Answered,
    /// No disclosure that can be used has come.
    Failed(Failure),
    /// The deadline passed before the disclosure came.
    Late,
    /// Not asked: open care is free there for the person, who is younger than `free_below`.
    Free {
        /// The age from which open care costs something there.
        free_below: u32,
    },
}

impl SourceState {
    /// Whether nothing more is awaited from the source.
    pub fn is_settled(&self) -> bool {
        !matches!(self, Self::Asked | Self::Accepted)
    }

    /// The state's stable name, as in the summary's JSON.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Accepted => "accepted",
            Self::Answered => "answered",
            Self::Failed(_) => "failed",
            Self::Late => "late",
            Self::Free { .. } => "free_of_charge",
        }
    }

    /// Why there is no answer, when there is none.
    pub fn reason(&self) -> Option<String> {
        match self {
            Self::Failed(failure) => Some(failure.to_string()),
            Self::Late => Some("the disclosure did not come in time".to_owned()),
            Self::Free { free_below } => Some(format!("open care is free of charge under {free_below}")),
            Self::Asked | Self::Accepted | Self::Answered => None,
        }
    }

    /// The stable name of the kind of failure, as in the summary's JSON.
    pub fn cause(&self) -> Option<&'static str> {
        match self {
            Self::Failed(failure) => Some(failure.name()),
            _ => None,
        }
    }
}

/// Why a source counts as failed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Failure {
    /// The request could not be delivered or was refused; the text says how and where.
    NotAccepted(String),
    /// The platform could not hand the national request on to this source.
    NotReached(SynchFailure),
    /// The disclosure broke these rules, and was refused with `ResultCode` ERROR.
    BrokenRules(Vec<Rule>),
    /// The disclosure held more entries than [`Limits::entries`](crate::Limits::entries).
    TooLarge,
}

impl Failure {
    /// The stable name of the kind.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NotAccepted(_) => "not_accepted",
            Self::NotReached(_) => "not_reached",
            Self::BrokenRules(_) => "broken_rules",
            Self::TooLarge => "too_large",
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotReached(failure) => write!(f, "the platform did not reach it: {failure}"),
            Self::NotAccepted(reason) => write!(f, "the request was not accepted: {reason}"),
            Self::BrokenRules(rules) => {
                let ids: Vec<_> = rules.iter().map(|rule| rule.id()).collect();
                write!(f, "the disclosure broke {} and was refused", ids.join(", "))
            }
            Self::TooLarge => f.write_str("the disclosure was too large and was refused"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_county_code_has_a_name() {
        assert_eq!(Source::new("13").to_string(), "Halland (13)");
        assert_eq!(Source::new("SE1-A").to_string(), "SE1-A");
        assert_eq!(
            Source::new("SE2321000115-FRIK").to_string(),
            "Halland (SE2321000115-FRIK)"
        );
    }

    #[test]
    fn a_failure_names_the_rules() {
        let state = SourceState::Failed(Failure::BrokenRules(vec![Rule::Rule002, Rule::Patient]));
        assert_eq!(
            state.reason().unwrap(),
            "the disclosure broke rule002, patient and was refused"
        );
        assert!(state.is_settled());
    }
}

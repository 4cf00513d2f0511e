//! Whom a question was put to, and what became of it.

use std::fmt;

use rivta_soap::identity::{County, LogicalAddress};
use serde::Serialize;

use crate::rules::Rule;

/// A system that discloses cards and fees.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Source {
    /// The logical address it was asked at; for an answer through the national address, the HSA-id of the
    /// one who answered.
    pub address: String,
    /// The region's name, when the address is a county code.
    pub region: Option<&'static str>,
}

impl Source {
    /// The source behind an address or HSA-id.
    pub fn new(address: &str) -> Self {
        Self {
            address: address.to_owned(),
            region: County::by_code(address).map(County::region),
        }
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
}

/// Why a source counts as failed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Failure {
    /// The request could not be delivered or was refused; the text says how and where.
    NotAccepted(String),
    /// The disclosure broke these rules, and was refused with `ResultCode` ERROR.
    BrokenRules(Vec<Rule>),
    /// The disclosure held more entries than [`Limits::entries`](crate::Limits::entries).
    TooLarge,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
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

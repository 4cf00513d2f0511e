//! Who sent a disclosure, and to which of the sources asked it belongs.
//!
//! A national request goes to many sources under one request id, so the sender must tell whose answer it is. In order:
//!
//! 1. the principal an agent acts for, then the sending system, is the very address asked;
//! 2. it is an HSA-id of the region whose county code was asked;
//! 3. the sender is of no region, and the disclosure's cards and care givers are of regions whose county codes were
//!    asked: then it is the answer of all of these.
//!
//! A sender that none of this ties to a source is shown as a source of its own.

use rivta_soap::identity::County;

use crate::disclosure::Disclosure;
use crate::question::SourceReport;
use crate::source::{Source, county_of, same_address};

/// Who sent a disclosure, as the call says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// The HSA-id of the system: the original consumer, else the caller.
    pub system: String,
    /// The HSA-id of the one an agent acts for (rule 24).
    pub principal: Option<String>,
}

impl Sender {
    /// A system that answers for itself.
    pub fn system(hsa_id: impl Into<String>) -> Self {
        Self {
            system: hsa_id.into(),
            principal: None,
        }
    }

    /// Answers for this principal.
    #[must_use]
    pub fn for_principal(mut self, hsa_id: impl Into<String>) -> Self {
        self.principal = Some(hsa_id.into());
        self
    }

    /// Whose answer it is: the principal's, else the system's own.
    pub fn discloser(&self) -> &str {
        self.principal.as_deref().unwrap_or(&self.system)
    }

    /// The places of the sources whose answer this is, the first of them waiting if any is; none when no source
    /// asked can be told.
    pub(crate) fn places(&self, asked: &[SourceReport], disclosure: Option<&Disclosure>) -> Vec<usize> {
        let exact = self.principal.iter().chain([&self.system]);
        for address in exact {
            if let Some(place) = asked
                .iter()
                .position(|report| same_address(&report.source.address, address))
            {
                return vec![place];
            }
        }
        let counties = match (county_of(self.discloser()), disclosure) {
            (Some(county), _) => vec![county],
            (None, Some(disclosure)) => disclosure.counties(),
            (None, None) => Vec::new(),
        };
        counties
            .into_iter()
            .filter_map(|county| place_of(county, asked))
            .collect()
    }

    /// The principal as a source, when `asked` is not one region's and thus does not say whose the answer is.
    pub(crate) fn behind(&self, asked: &Source) -> Option<Source> {
        let principal = self.principal.as_deref()?;
        let tells = asked.region.is_none() && !same_address(principal, &asked.address);
        tells.then(|| Source::new(principal))
    }
}

impl From<&str> for Sender {
    fn from(hsa_id: &str) -> Self {
        Self::system(hsa_id)
    }
}

/// A source of the county's region: one that is waited for, if there are several.
fn place_of(county: County, asked: &[SourceReport]) -> Option<usize> {
    let of_county = |report: &SourceReport| county_of(&report.source.address) == Some(county);
    let waiting = asked
        .iter()
        .position(|report| of_county(report) && !report.state.is_settled());
    waiting.or_else(|| asked.iter().position(of_county))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disclosure::{Card, Fee};
    use crate::source::SourceState;
    use crate::test_message::today;

    fn asked(addresses: &[&str]) -> Vec<SourceReport> {
        let report = |address: &&str| SourceReport::new(Source::new(address), SourceState::Accepted);
        addresses.iter().map(report).collect()
    }

    fn of_care_givers(care_givers: &[&str]) -> Disclosure {
        let fee = |care_giver: &&str| Fee {
            visited: today(),
            registered: None,
            amount: 100.into(),
            care_unit: None,
            care_giver: Some((*care_giver).to_owned()),
        };
        Disclosure {
            fees: care_givers.iter().map(fee).collect(),
            ..Disclosure::default()
        }
    }

    const AGENT: &str = "SE5560000001-AGENT";
    const HALLAND: &str = "SE2321000115-A000";
    const VGR: &str = "SE2321000131-A000";

    #[test]
    fn the_address_itself_comes_first() {
        let agent = Sender::system(AGENT).for_principal(HALLAND);
        assert_eq!(agent.places(&asked(&["13", "se5560000001-agent"]), None), [1]);
        assert_eq!(agent.places(&asked(&["13", AGENT, HALLAND]), None), [2]);
    }

    #[test]
    fn a_region_is_known_by_its_organisation_number() {
        let region = Sender::system("SE2321000131-FRIK");
        assert_eq!(region.places(&asked(&["13", "14"]), None), [1]);
        let agent = Sender::system(AGENT).for_principal(VGR);
        assert_eq!(agent.places(&asked(&["13", "14"]), None), [1]);
        assert!(
            region
                .places(&asked(&["13"]), Some(&of_care_givers(&[HALLAND])))
                .is_empty()
        );
    }

    #[test]
    fn an_agent_that_does_not_say_for_whom_is_read_by_what_it_discloses() {
        let agent = Sender::system(AGENT);
        let sources = asked(&["13", "14", "17"]);
        assert_eq!(
            agent.places(&sources, Some(&of_care_givers(&[VGR, HALLAND, VGR]))),
            [0, 1]
        );
        assert!(agent.places(&sources, Some(&of_care_givers(&[]))).is_empty());
        let card = Card {
            number: "1".to_owned(),
            period_start: None,
            period_end: None,
            valid_from: None,
            valid_through: None,
            region: "17".to_owned(),
        };
        let card = Disclosure {
            cards: vec![card],
            ..Disclosure::default()
        };
        assert_eq!(agent.places(&sources, Some(&card)), [2]);
    }

    #[test]
    fn of_two_systems_in_a_region_the_one_waited_for_has_answered() {
        let mut sources = asked(&["14", "SE2321000131-OLD"]);
        let region = Sender::system("SE2321000131-NEW");
        assert_eq!(region.places(&sources, None), [0]);
        sources[0].state = SourceState::Answered;
        assert_eq!(region.places(&sources, None), [1]);
    }

    #[test]
    fn the_one_behind_is_named_only_when_it_is_another() {
        let agent = Sender::system(AGENT).for_principal(HALLAND);
        let behind = agent.behind(&Source::new(AGENT)).unwrap();
        assert_eq!(behind.region, Some("Halland"));
        assert_eq!(agent.behind(&Source::new("13")), None);
        assert_eq!(Sender::system(AGENT).behind(&Source::new("13")), None);
    }
}

//! `GetAggregatedVisits`: the visits that all sources know of, in one answer. The contract is rivta's own.

use chrono::{DateTime, Utc};
use rivta_contracts::test_carecontact_visit_1_0::get_visits::GetVisits;
use rivta_soap::xml::{DecodeError, Limits, RawElement};

use super::{AggregatingService, ContractFacts, Facts};
use crate::question::{Question, children, extension};

static FACTS: Facts = Facts {
    name: "GetAggregatedVisits-v1",
    path: "/GetAggregatedVisits/service/v1",
    service_domain: "riv:test:carecontact:visit",
    categories: &["vis-phy", "vis-dig"],
    contract: ContractFacts::of::<GetVisits>(),
};

/// `GetVisits` to every source, or to the one that the request names; their visits stand in the aggregate as they are
/// written, source by source.
#[derive(Clone, Copy, Debug)]
pub struct AggregatedVisits;

impl AggregatingService for AggregatedVisits {
    fn facts(&self) -> &Facts {
        &FACTS
    }

    fn question(&self, request: &[RawElement], _now: DateTime<Utc>) -> Question {
        let named = request.iter().find(|child| child.name().1 == "sourceSystem");
        Question {
            person: extension(request, "patientId"),
            most_recent_content: None,
            logical_address: named.and_then(|named| named.text_of("sourceSystem")),
        }
    }

    fn records(&self, answer: &RawElement, limits: &Limits) -> Result<Vec<RawElement>, DecodeError> {
        let mut children = children(answer, &FACTS.contract.response, limits)?;
        children.retain(|child| child.name() == (Some(FACTS.contract.namespace), "visit"));
        Ok(children)
    }
}

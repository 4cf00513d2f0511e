//! `GetAggregatedRequestExemptionStatuses`: every region that knows a person is asked for cards and fees (sections 1.4
//! and 1.10).

use chrono::{DateTime, Months, Utc};
use rivta_contracts::financial_patientfees_exemption_1_0::request_exemption_statuses::RequestExemptionStatuses;
use rivta_soap::time::{format_timestamp, swedish_local};
use rivta_soap::xml::{DecodeError, Limits, RawElement};

use super::{AggregatingService, ContractFacts, Facts};
use crate::question::{Question, extension};

/// How far back content counts: the months that high-cost protection looks at.
const WINDOW: Months = Months::new(12);

static FACTS: Facts = Facts {
    name: "GetAggregatedRequestExemptionStatuses-v1",
    path: "/GetAggregatedRequestExemptionStatuses/service/v1",
    service_domain: "riv:financial:patientfees:exemption",
    categories: &["fpe-es"],
    contract: ContractFacts::of::<RequestExemptionStatuses>(),
};

/// `RequestExemptionStatuses` to every source that has had something to tell within a year.
///
/// The sources only acknowledge: each later sends its answer to the address named in the request. So nothing of their
/// acknowledgements is in the aggregate, and the header alone tells who has been asked.
#[derive(Clone, Copy, Debug)]
pub struct AggregatedRequestExemptionStatuses;

impl AggregatingService for AggregatedRequestExemptionStatuses {
    fn facts(&self) -> &Facts {
        &FACTS
    }

    fn question(&self, request: &[RawElement], now: DateTime<Utc>) -> Question {
        let now = swedish_local(now);
        Question {
            person: extension(request, "patientId"),
            most_recent_content: Some(format_timestamp(now.checked_sub_months(WINDOW).unwrap_or(now))),
            logical_address: None,
        }
    }

    fn records(&self, _answer: &RawElement, _limits: &Limits) -> Result<Vec<RawElement>, DecodeError> {
        Ok(Vec::new())
    }
}

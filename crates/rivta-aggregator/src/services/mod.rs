//! The services that are aggregated: one file for each contract.
//!
//! A service is what [`AggregatingService`] asks for: what the index is asked about a request, and what of a source's
//! answer goes into the aggregate. Everything else is the same for all.

mod get_visits;
mod request_exemption_statuses;

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rivta_producer::description::Description;
use rivta_soap::xml::{DecodeError, Limits, Name, Namespace, RawElement};
use rivta_soap::{Contract, Profile};

pub use get_visits::AggregatedVisits;
pub use request_exemption_statuses::AggregatedRequestExemptionStatuses;

use crate::question::Question;

/// A contract whose sources are asked together.
pub trait AggregatingService: fmt::Debug + Send + Sync + 'static {
    /// What the service is called, which contract it has and where its posts stand in the index.
    fn facts(&self) -> &Facts;

    /// What the index is asked, by the children of the request. The request has not been checked against its schema.
    fn question(&self, request: &[RawElement], now: DateTime<Utc>) -> Question;

    /// What of a source's answer goes into the aggregate: children of the response, in the order the schema wants. The
    /// answers' children stand in the aggregate one answer after the other.
    ///
    /// # Errors
    ///
    /// When the answer cannot be taken apart; its source then counts as failed.
    fn records(&self, answer: &RawElement, limits: &Limits) -> Result<Vec<RawElement>, DecodeError>;
}

/// What is always true of a service.
#[derive(Clone, Copy)]
pub struct Facts {
    /// The name in logs and figures, for example `GetAggregatedRequestExemptionStatuses-v1`.
    pub name: &'static str,
    /// The path it is called at besides those that no service has.
    pub path: &'static str,
    /// The service domain of its posts in the index (`eiServiceDomain`).
    pub service_domain: &'static str,
    /// The categories of its posts in the index (`eiCategorization`), in lower case. None means all.
    pub categories: &'static [&'static str],
    /// The contract.
    pub contract: ContractFacts,
}

/// What an aggregator needs to know of a contract.
#[derive(Clone, Copy)]
pub struct ContractFacts {
    /// The interaction's name.
    pub interaction: &'static str,
    /// The namespace of the request, by which the catalogue knows the contract (`takContract`).
    pub namespace: &'static str,
    /// The value of `SOAPAction`, without quotes.
    pub soap_action: &'static str,
    /// The profile.
    pub profile: Profile,
    /// Root element of the request.
    pub request: Name,
    /// Root element of the response.
    pub response: Name,
    /// Namespaces that elements of a response live in.
    pub response_namespaces: &'static [&'static Namespace],
    /// The published files.
    pub description: Description,
    /// Reads an answer strictly by its schema.
    pub validate: fn(&RawElement, &Limits) -> Result<(), DecodeError>,
}

impl ContractFacts {
    /// The facts of a generated contract.
    pub const fn of<C: Contract>() -> Self {
        Self {
            interaction: C::NAME,
            namespace: C::NAMESPACE,
            soap_action: C::SOAP_ACTION,
            profile: C::PROFILE,
            request: C::REQUEST,
            response: C::RESPONSE,
            response_namespaces: C::RESPONSE_NAMESPACES,
            description: Description {
                package: C::PACKAGE,
                wsdl: C::WSDL,
            },
            validate: |answer, limits| answer.decode::<C::Response>(&C::RESPONSE, limits).map(drop),
        }
    }
}

impl fmt::Debug for Facts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Facts")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// The services of this build.
pub fn all() -> Vec<Arc<dyn AggregatingService>> {
    vec![Arc::new(AggregatedRequestExemptionStatuses), Arc::new(AggregatedVisits)]
}

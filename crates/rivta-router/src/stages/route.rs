//! Where the call goes (sections 4.2 and 4.5).

use chrono::{DateTime, Utc};
use rivta_catalog::{Catalog, RouteOutcome};

use crate::address::ProducerAddresses;
use crate::exchange::{Addressed, Routed};
use crate::journal::Journal;
use crate::refusal::{Refusal, Uncoded};

/// Looks up the route for receiver and contract at `now`.
pub(crate) fn route(
    addressed: Addressed,
    catalog: &Catalog,
    known: &ProducerAddresses,
    now: DateTime<Utc>,
    journal: &mut Journal,
) -> Result<Routed, Refusal> {
    let Addressed {
        call,
        body,
        sender,
        head,
        charset,
    } = addressed;
    let receiver = head.said.receiver.as_deref().ok_or(Refusal::ReceiverMissing)?;
    let decision = catalog.find_route(receiver, head.contract().unwrap_or_default(), now);
    journal.routed(&decision.trail);
    let route = match decision.outcome {
        RouteOutcome::To(route) => route,
        RouteOutcome::Unknown => return Err(Refusal::RouteMissing(head.destination())),
        RouteOutcome::Ambiguous(_) => return Err(Refusal::RouteAmbiguous(head.destination())),
        RouteOutcome::Unaddressed(_) => return Err(Refusal::AddressBlank(head.destination())),
    };
    let producer = known.get(&route.address, call.query());
    journal.addressed_to(&route.address, producer.as_deref());
    let producer = producer.ok_or_else(|| Refusal::Uncoded(Uncoded::AddressIsNoUrl(route.address.to_string())))?;
    Ok(Routed {
        call,
        body,
        sender,
        head,
        charset,
        route,
        producer,
    })
}

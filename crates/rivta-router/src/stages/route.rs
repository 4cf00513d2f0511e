//! Where the call goes (sections 4.2 and 4.5).

use chrono::{DateTime, Utc};
use rivta_catalog::{Catalog, RouteOutcome};
use rivta_soap::envelope::head::Head;

use crate::address::ProducerAddresses;
use crate::exchange::{Addressed, Routed};
use crate::journal::Journal;
use crate::refusal::{Destination, Refusal, Uncoded};

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
        head: Head {
            receiver,
            contract,
            profile,
            encoding,
        },
        charset,
    } = addressed;
    let receiver = receiver.ok_or(Refusal::ReceiverMissing)?;
    let decision = catalog.find_route(&receiver, contract.as_deref().unwrap_or_default(), now);
    journal.routed(&decision.trail);
    let destination = Destination { receiver, contract };
    let route = match decision.outcome {
        RouteOutcome::To(route) => route,
        RouteOutcome::Unknown => return Err(Refusal::RouteMissing(destination)),
        RouteOutcome::Ambiguous(_) => return Err(Refusal::RouteAmbiguous(destination)),
        RouteOutcome::Unaddressed(_) => return Err(Refusal::AddressBlank(destination)),
    };
    let producer = known.get(&route.address, call.query.as_deref());
    journal.addressed_to(&route.address, producer.as_deref());
    let producer = producer.ok_or_else(|| Refusal::Uncoded(Uncoded::AddressIsNoUrl(route.address.to_string())))?;
    Ok(Routed {
        call,
        body,
        sender,
        profile,
        encoding,
        charset,
        destination,
        route,
        producer,
    })
}

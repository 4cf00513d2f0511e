//! Whether the sender may name an original consumer (section 3.4).

use http::HeaderMap;

use crate::exchange::{Addressed, Entrance};
use crate::header::{self, INSTANCE_ID, ORIGINAL_CONSUMER, undisputed};
use crate::platform::Platform;
use crate::refusal::Refusal;

/// Refuses a sender that names an original consumer without being allowed to, or warns of it, as configured.
///
/// A part of the platform may. Over TLS its certificate makes it one, unlike with the incumbent, where the header
/// `x-vp-instance-id` of any caller does.
pub(crate) fn vouch(addressed: &Addressed, platform: &Platform) -> Result<(), Refusal> {
    let Addressed { call, sender, .. } = addressed;
    let rules = &platform.configuration.sender;
    let is_named = header::value(&call.headers, &ORIGINAL_CONSUMER).is_some();
    let is_plain = call.entrance == Entrance::Plain;
    let is_inside = call.is_of_part || is_plain && names(&call.headers, &platform.configuration.instance.id);
    if !is_named || is_inside || may_name(&rules.original_consumer_from, sender) {
        return Ok(());
    }
    if rules.refuse_original_consumer {
        return Err(Refusal::OriginalConsumerNotAllowed);
    }
    tracing::warn!(
        { trace.id = &*call.correlation_id, labels.senderid = sender, header = ORIGINAL_CONSUMER.as_str(),
          key = "sender.original_consumer_from", allowed = rules.original_consumer_from.join(", ") },
        "the sender is not on the list of those who may name an original consumer"
    );
    Ok(())
}

fn names(headers: &HeaderMap, own: &str) -> bool {
    undisputed(headers, &INSTANCE_ID).is_some_and(|id| id.as_bytes() == own.as_bytes())
}

fn may_name(allowed: &[String], sender: &str) -> bool {
    allowed.is_empty() || allowed.iter().any(|entry| entry.trim() == sender.trim())
}

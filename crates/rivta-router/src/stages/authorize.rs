//! Whether the call may be made (sections 4.3 and 4.5).

use chrono::{DateTime, Utc};
use rivta_catalog::Catalog;

use crate::exchange::{Authorized, Routed};
use crate::journal::Journal;
use crate::refusal::Refusal;

/// Looks up the permission for sender, receiver and contract at `now`.
pub(crate) fn authorize(
    routed: Routed,
    catalog: &Catalog,
    now: DateTime<Utc>,
    journal: &mut Journal,
) -> Result<Authorized, Refusal> {
    let contract = routed.head.contract().unwrap_or_default();
    let decision = catalog.permits(routed.receiver(), contract, &routed.sender, now);
    journal.authorized(&decision.trail);
    if decision.outcome {
        return Ok(Authorized {
            routed: Box::new(routed),
        });
    }
    Err(Refusal::PermissionMissing {
        destination: routed.head.destination(),
        sender: routed.sender,
    })
}

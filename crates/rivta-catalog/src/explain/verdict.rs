//! What the caller would meet, by the order in which the platform checks.

use super::{Question, Verdict};
use crate::decide::{PermissionOutcome, RouteOutcome};
use crate::route::Route;

/// The verdict on a call whose route and permission have been looked for. A call with neither learns of the route only.
pub(super) fn verdict(question: &Question<'_>, route: &RouteOutcome, permission: &PermissionOutcome) -> Verdict {
    let Question {
        sender,
        contract,
        receiver,
        ..
    } = *question;
    let refused = |code, reason| Verdict::Refused { code, reason };
    if receiver.trim().is_empty() {
        return refused("VP003", "it names no logical address".to_owned());
    }
    let route = match route {
        RouteOutcome::To(route) => route,
        RouteOutcome::Unknown => return refused("VP004", format!("{contract} has no route to {receiver} now")),
        RouteOutcome::Ambiguous(routes) => {
            let count = routes.len();
            return refused(
                "VP006",
                format!("{contract} has {count} routes to {receiver} that are valid now"),
            );
        }
        RouteOutcome::Unaddressed(_) => {
            return refused("VP010", format!("the route of {contract} to {receiver} has no address"));
        }
    };
    if !route.begins_as_url() {
        let reason = format!(
            "the address of the route, {}, is no http:// or https:// URL",
            route.address
        );
        return refused("a fault without code", reason);
    }
    if *permission == PermissionOutcome::Refused {
        let reason = format!("{sender} has no permission to call {receiver} with {contract} now");
        return refused("VP007", reason);
    }
    adapted(question, route)
}

fn adapted(question: &Question<'_>, route: &Route) -> Verdict {
    let let_through = |is_converted| Verdict::LetThrough {
        address: route.address.to_string(),
        profile: route.profile.to_string(),
        is_converted,
    };
    match question.profile {
        Some(profile) if !profile.eq_ignore_ascii_case(&route.profile) => {
            if can_convert(profile, &route.profile) {
                return let_through(true);
            }
            let reason = format!("the producer speaks {} and the call {profile}", route.profile);
            Verdict::Refused { code: "VP005", reason }
        }
        _ => let_through(false),
    }
}

/// Whether the platform turns a call of one profile into one of the other, which the catalogue must spell as the profile
/// is spelled.
fn can_convert(from: &str, to: &str) -> bool {
    let known = ["RIVTABP20", "RIVTABP21"];
    known.iter().any(|known| known.eq_ignore_ascii_case(from)) && known.contains(&to)
}

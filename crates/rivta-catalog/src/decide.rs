//! The two decisions of the platform: where a call goes, and whether it may.

use std::iter::{once, once_with};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::catalog::Catalog;
use crate::hierarchy::Hierarchy;
use crate::name::NameId;
use crate::permission::{Permission, PermissionKey, PermissionRow};
use crate::route::{Route, RouteKey};
use crate::trail::{Trail, TrailStep};

/// The receiver whose rows hold for every receiver that has none.
pub const DEFAULT_RECEIVER: &str = "*";

/// What was decided and how the decision was reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision<T> {
    /// What was decided.
    pub outcome: T,
    /// What was looked up on the way.
    pub trail: Trail,
}

/// Where a call goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RouteOutcome {
    /// Exactly one route is valid and names an address.
    To(Arc<Route>),
    /// No route is valid now (VP004).
    Unknown,
    /// More than one route is valid now (VP006); the catalogue contradicts itself.
    Ambiguous(Vec<Arc<Route>>),
    /// Exactly one route is valid, but its address is blank (VP010).
    Unaddressed(Arc<Route>),
}

/// Whether a call is let through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PermissionOutcome {
    /// This permission lets the call through.
    Permitted(Permission),
    /// No valid permission lets the call through (VP007).
    Refused,
}

impl Catalog {
    /// Finds the route of `contract` to `receiver` at `now` (platform router, section 4.2).
    ///
    /// An old-style address `A#B` is tried as `B`, then as `A`. Any other is looked up as it is, then at its parents
    /// in the organisation tree, then as `*`: the first receiver with a valid route decides.
    ///
    /// `contract` is the namespace of the first child of Body. Both names compare without case, white space is
    /// significant. Two valid routes are ambiguous also when they differ in profile.
    pub fn find_route(&self, receiver: &str, contract: &str, now: DateTime<Utc>) -> Decision<RouteOutcome> {
        let name = self.rows.names.find(contract);
        let look_up = |receiver: &str| self.valid_route(receiver, name?, now);
        let found = if let Some(parts) = self.rules.parts(receiver) {
            search(leaves(&parts), look_up)
        } else {
            let parents = self.parents(self.rules.route_climbing.applies_to(contract), receiver);
            search(exact(receiver).chain(parents).chain(default_receiver()), look_up)
        };
        Decision {
            outcome: found.outcome.unwrap_or(RouteOutcome::Unknown),
            trail: found.trail,
        }
    }

    /// Finds out whether `sender` may call `receiver` with `contract` at `now` (platform router, section 4.3).
    ///
    /// The order is not that of routes: `*` comes before the parents. An old-style address is allowed at most two
    /// parts, and only for the contracts and senders of [`Rules`](crate::Rules).
    pub fn find_permission(
        &self,
        receiver: &str,
        contract: &str,
        sender: &str,
        now: DateTime<Utc>,
    ) -> Decision<PermissionOutcome> {
        let found = self.search_permission(receiver, contract, sender, now);
        let permitted = found.outcome.map(|row| self.rows.permission(row));
        Decision {
            outcome: permitted.map_or(PermissionOutcome::Refused, PermissionOutcome::Permitted),
            trail: found.trail,
        }
    }

    /// Whether [`Catalog::find_permission`] finds one, for those who need not know which.
    pub fn permits(&self, receiver: &str, contract: &str, sender: &str, now: DateTime<Utc>) -> Decision<bool> {
        let found = self.search_permission(receiver, contract, sender, now);
        Decision {
            outcome: found.outcome.is_some(),
            trail: found.trail,
        }
    }

    fn search_permission(
        &self,
        receiver: &str,
        contract: &str,
        sender: &str,
        now: DateTime<Utc>,
    ) -> Decision<Option<&PermissionRow>> {
        let names = self.rows.names.find(contract).zip(self.rows.names.find(sender));
        let look_up = |receiver: &str| {
            let (contract, sender) = names?;
            self.valid_permission(receiver, contract, sender, now)
        };
        match self.rules.parts(receiver) {
            Some(parts) if self.rules.admit_parts(parts.len(), contract, sender) => search(leaves(&parts), look_up),
            Some(_) => search([TrailStep::Leaf, TrailStep::InvalidParameters].into_iter(), look_up),
            None => {
                let parents = self.parents(self.rules.permission_climbing.applies_to(contract), receiver);
                search(exact(receiver).chain(default_receiver()).chain(parents), look_up)
            }
        }
    }

    fn parents<'a>(&'a self, applies: bool, receiver: &'a str) -> impl Iterator<Item = TrailStep> + 'a {
        let hierarchy: &Hierarchy = &self.hierarchy;
        let parents = hierarchy.ancestors(receiver).map(step);
        once(TrailStep::Parent)
            .chain(parents)
            .take(if applies { usize::MAX } else { 0 })
    }

    /// What the routes that are valid now make of a call; `None` when there is none.
    fn valid_route(&self, receiver: &str, contract: NameId, now: DateTime<Utc>) -> Option<RouteOutcome> {
        let rows = &self.rows;
        let receiver = rows.names.find(receiver)?;
        let found = rows.routes.find(RouteKey { receiver, contract });
        let valid = found.filter(|row| row.route.validity.contains(now));
        let mut valid = valid.map(|row| Arc::clone(&row.route));
        let route = valid.next()?;
        Some(match valid.next() {
            Some(other) => RouteOutcome::Ambiguous([route, other].into_iter().chain(valid).collect()),
            None if route.has_blank_address() => RouteOutcome::Unaddressed(route),
            None => RouteOutcome::To(route),
        })
    }

    fn valid_permission(
        &self,
        receiver: &str,
        contract: NameId,
        sender: NameId,
        now: DateTime<Utc>,
    ) -> Option<&PermissionRow> {
        let rows = &self.rows;
        let key = PermissionKey {
            receiver: rows.names.find(receiver)?,
            contract,
            sender,
        };
        rows.permissions
            .find(key)
            .find(|row| rows.validities.get(row.validity).contains(now))
    }
}

/// Looks up the receivers in turn until one gives something.
fn search<T>(steps: impl Iterator<Item = TrailStep>, look_up: impl Fn(&str) -> Option<T>) -> Decision<Option<T>> {
    let mut trail = Trail::default();
    let mut outcome = None;
    for step in steps {
        if let TrailStep::Receiver(receiver) = &step {
            outcome = look_up(receiver);
        }
        trail.push(step);
        if outcome.is_some() {
            break;
        }
    }
    Decision { outcome, trail }
}

fn step(receiver: &str) -> TrailStep {
    TrailStep::Receiver(receiver.into())
}

fn exact(receiver: &str) -> impl Iterator<Item = TrailStep> {
    once_with(move || step(receiver))
}

fn leaves<'a>(parts: &'a [&str]) -> impl Iterator<Item = TrailStep> + 'a {
    once(TrailStep::Leaf).chain(parts.iter().map(|part| step(part)))
}

fn default_receiver() -> impl Iterator<Item = TrailStep> {
    once(TrailStep::Default).chain(once_with(|| step(DEFAULT_RECEIVER)))
}

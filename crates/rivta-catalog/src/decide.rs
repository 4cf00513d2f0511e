//! The two decisions of the platform: where a call goes, and whether it may.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::catalog::Catalog;
use crate::permission::{Permission, PermissionKey};
use crate::route::{Route, RouteKey};
use crate::trail::Trail;

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
    Permitted(Arc<Permission>),
    /// No valid permission lets the call through (VP007).
    Refused,
}

impl Catalog {
    /// Finds the route of `contract` to `receiver` at `now`.
    ///
    /// `contract` is the namespace of the first child of Body. Both names compare without case, white space is
    /// significant. Two valid routes are ambiguous also when they differ in profile.
    pub fn find_route(&self, receiver: &str, contract: &str, now: DateTime<Utc>) -> Decision<RouteOutcome> {
        let outcome = route_outcome(self.valid_routes(receiver, contract, now));
        Decision {
            outcome,
            trail: Trail::starting_at(receiver),
        }
    }

    /// Finds out whether `sender` may call `receiver` with `contract` at `now`.
    pub fn find_permission(
        &self,
        receiver: &str,
        contract: &str,
        sender: &str,
        now: DateTime<Utc>,
    ) -> Decision<PermissionOutcome> {
        let outcome = self
            .valid_permission(receiver, contract, sender, now)
            .map_or(PermissionOutcome::Refused, PermissionOutcome::Permitted);
        Decision {
            outcome,
            trail: Trail::starting_at(receiver),
        }
    }

    fn valid_routes(&self, receiver: &str, contract: &str, now: DateTime<Utc>) -> Vec<Arc<Route>> {
        let names = self.names.find(receiver).zip(self.names.find(contract));
        let Some((receiver, contract)) = names else {
            return Vec::new();
        };
        let rows = self.routes.find(RouteKey { receiver, contract });
        rows.filter(|route| route.validity.contains(now)).cloned().collect()
    }

    fn valid_permission(
        &self,
        receiver: &str,
        contract: &str,
        sender: &str,
        now: DateTime<Utc>,
    ) -> Option<Arc<Permission>> {
        let key = PermissionKey {
            receiver: self.names.find(receiver)?,
            contract: self.names.find(contract)?,
            sender: self.names.find(sender)?,
        };
        self.permissions
            .find(key)
            .find(|permission| permission.validity.contains(now))
            .cloned()
    }
}

fn route_outcome(mut valid: Vec<Arc<Route>>) -> RouteOutcome {
    if valid.len() > 1 {
        return RouteOutcome::Ambiguous(valid);
    }
    match valid.pop() {
        None => RouteOutcome::Unknown,
        Some(route) if route.has_blank_address() => RouteOutcome::Unaddressed(route),
        Some(route) => RouteOutcome::To(route),
    }
}

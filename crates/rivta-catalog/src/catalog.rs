//! The catalogue as a value.

use std::sync::Arc;

use crate::environment::Environment;
use crate::name::Names;
use crate::permission::{Permission, PermissionKey};
use crate::route::{Route, RouteKey};
use crate::table::Table;

/// Routes and permissions of one environment, ready for look-up.
///
/// Cheap to share (`Arc<Catalog>`) and never changed: a reload makes a new one, and a call in progress keeps the one
/// it began with.
#[derive(Clone, Debug)]
pub struct Catalog {
    pub(crate) environment: Environment,
    pub(crate) names: Names,
    pub(crate) routes: Table<RouteKey, Route>,
    pub(crate) permissions: Table<PermissionKey, Permission>,
}

impl Catalog {
    /// Builds a catalogue from rows that some loader has read and checked.
    pub fn new(
        environment: Environment,
        routes: impl IntoIterator<Item = Route>,
        permissions: impl IntoIterator<Item = Permission>,
    ) -> Self {
        let mut names = Names::default();
        let routes = routes
            .into_iter()
            .map(|route| (route_key(&mut names, &route), Arc::new(route)))
            .collect();
        let permissions = permissions
            .into_iter()
            .map(|permission| (permission_key(&mut names, &permission), Arc::new(permission)))
            .collect();
        Self {
            environment,
            routes: Table::new(routes),
            permissions: Table::new(permissions),
            names,
        }
    }

    /// The environment all rows belong to.
    pub fn environment(&self) -> Environment {
        self.environment
    }

    /// All routes, grouped by receiver and contract.
    pub fn routes(&self) -> impl Iterator<Item = &Arc<Route>> {
        self.routes.iter()
    }

    /// All permissions, grouped by receiver, contract and sender.
    pub fn permissions(&self) -> impl Iterator<Item = &Arc<Permission>> {
        self.permissions.iter()
    }

    /// How many routes there are, valid today or not.
    pub fn route_count(&self) -> usize {
        self.routes.len()
    }

    /// How many permissions there are, valid today or not.
    pub fn permission_count(&self) -> usize {
        self.permissions.len()
    }
}

pub(crate) fn route_key(names: &mut Names, route: &Route) -> RouteKey {
    RouteKey {
        receiver: names.intern(&route.receiver),
        contract: names.intern(&route.contract),
    }
}

pub(crate) fn permission_key(names: &mut Names, permission: &Permission) -> PermissionKey {
    PermissionKey {
        receiver: names.intern(&permission.receiver),
        contract: names.intern(&permission.contract),
        sender: names.intern(&permission.sender),
    }
}

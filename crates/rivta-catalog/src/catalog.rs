//! The catalogue as a value.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::builder::Builder;
use crate::environment::Environment;
use crate::hierarchy::Hierarchy;
use crate::name::Names;
use crate::permission::{Filter, Permission, PermissionKey, PermissionRow};
use crate::pool::Pool;
use crate::route::{Route, RouteKey, RouteRow};
use crate::rules::Rules;
use crate::table::Table;
use crate::validity::Validity;

/// Routes and permissions of one environment, the organisation tree and the rules of look-up: all that a decision is
/// made from.
///
/// Cheap to clone and never changed: a reload makes a new one, and a call in progress keeps the one it began with.
#[derive(Clone, Debug)]
pub struct Catalog {
    pub(crate) rows: Arc<Rows>,
    pub(crate) hierarchy: Arc<Hierarchy>,
    pub(crate) rules: Arc<Rules>,
}

/// The rows themselves, ready for look-up.
#[derive(Debug)]
pub(crate) struct Rows {
    pub(crate) environment: Environment,
    pub(crate) names: Names,
    pub(crate) validities: Pool<Validity>,
    pub(crate) filters: Pool<Arc<[Filter]>>,
    pub(crate) routes: Table<RouteKey, RouteRow>,
    pub(crate) permissions: Table<PermissionKey, PermissionRow>,
}

impl Catalog {
    /// Builds a catalogue from rows, with an empty organisation tree and the default [`Rules`].
    pub fn new(
        environment: Environment,
        routes: impl IntoIterator<Item = Route>,
        permissions: impl IntoIterator<Item = Permission>,
    ) -> Self {
        let mut builder = Builder::new();
        for route in routes {
            builder.route(&(&route).into(), 0);
        }
        for permission in permissions {
            builder.permission(&(&permission).into(), 0);
        }
        builder.build(environment)
    }

    /// The same rows and rules with this organisation tree.
    pub fn with_hierarchy(mut self, hierarchy: Arc<Hierarchy>) -> Self {
        self.hierarchy = hierarchy;
        self
    }

    /// The same rows and organisation tree with these rules.
    pub fn with_rules(mut self, rules: Arc<Rules>) -> Self {
        self.rules = rules;
        self
    }

    /// The environment all rows belong to.
    pub fn environment(&self) -> Environment {
        self.rows.environment
    }

    /// The organisation tree.
    pub fn hierarchy(&self) -> &Arc<Hierarchy> {
        &self.hierarchy
    }

    /// The rules of look-up.
    pub fn rules(&self) -> &Arc<Rules> {
        &self.rules
    }

    /// All routes, valid today or not, grouped by receiver and contract.
    pub fn routes(&self) -> impl Iterator<Item = &Arc<Route>> {
        self.rows.routes.iter().map(|row| &row.route)
    }

    /// All permissions, valid today or not, grouped by receiver, contract and sender.
    pub fn permissions(&self) -> impl Iterator<Item = Permission> {
        self.rows.permissions.iter().map(|row| self.rows.permission(row))
    }

    /// The permission at this place in the order of [`Catalog::permissions`], from 0.
    pub fn permission_at(&self, place: usize) -> Option<Permission> {
        self.rows.permissions.get(place).map(|row| self.rows.permission(row))
    }

    /// Every contract that a row names.
    pub fn contracts(&self) -> BTreeSet<Arc<str>> {
        let of_routes = self.routes().map(|route| Arc::clone(&route.contract));
        let of_permissions = self.permissions().map(|permission| permission.contract);
        of_routes.chain(of_permissions).collect()
    }

    /// Every consumer that has a permission.
    pub fn senders(&self) -> BTreeSet<Arc<str>> {
        self.permissions().map(|permission| permission.sender).collect()
    }

    /// How many routes there are, valid today or not.
    pub fn route_count(&self) -> usize {
        self.rows.routes.len()
    }

    /// How many permissions there are, valid today or not.
    pub fn permission_count(&self) -> usize {
        self.rows.permissions.len()
    }
}

impl Rows {
    /// A permission with its names in full. They are shared, not copied.
    pub(crate) fn permission(&self, row: &PermissionRow) -> Permission {
        Permission {
            receiver: self.names.text(row.spelled.receiver),
            contract: self.names.text(row.spelled.contract),
            sender: self.names.text(row.spelled.sender),
            validity: self.validities.get(row.validity),
            filters: self.filters.get(row.filters),
        }
    }
}

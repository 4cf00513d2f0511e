//! Makes a catalogue row by row, so that no loader has to hold its rows twice.

use std::sync::Arc;

use crate::catalog::{Catalog, Rows};
use crate::environment::Environment;
use crate::hierarchy::Hierarchy;
use crate::name::Names;
use crate::permission::{Filter, Permission, PermissionKey, PermissionRow};
use crate::pool::PoolBuilder;
use crate::route::{Route, RouteKey, RouteRow};
use crate::rules::Rules;
use crate::table::Table;
use crate::validity::Validity;

/// A catalogue that is being filled.
#[derive(Debug)]
pub(crate) struct Builder {
    names: Names,
    validities: PoolBuilder<Validity>,
    filters: PoolBuilder<Arc<[Filter]>>,
    routes: Vec<(RouteKey, RouteRow)>,
    permissions: Vec<(PermissionKey, PermissionRow)>,
    /// What most permissions have.
    no_filters: Arc<[Filter]>,
}

/// A route as a source writes it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WrittenRoute<'a> {
    pub(crate) receiver: &'a str,
    pub(crate) contract: &'a str,
    pub(crate) address: &'a str,
    pub(crate) profile: &'a str,
    pub(crate) validity: Validity,
}

/// A permission as a source writes it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WrittenPermission<'a> {
    pub(crate) receiver: &'a str,
    pub(crate) contract: &'a str,
    pub(crate) sender: &'a str,
    pub(crate) validity: Validity,
    pub(crate) filters: &'a [Filter],
}

impl Builder {
    pub(crate) fn new() -> Self {
        Self {
            names: Names::default(),
            validities: PoolBuilder::new(),
            filters: PoolBuilder::new(),
            routes: Vec::new(),
            permissions: Vec::new(),
            no_filters: Arc::default(),
        }
    }

    /// Adds a route that stands on this line of its source.
    pub(crate) fn route(&mut self, written: &WrittenRoute<'_>, line: usize) {
        let names = &mut self.names;
        let spelled = [written.receiver, written.contract, written.address, written.profile];
        let [receiver, contract, address, profile] = spelled.map(|name| names.intern(name));
        let key = RouteKey {
            receiver: names.key(receiver),
            contract: names.key(contract),
        };
        let route = Arc::new(Route {
            receiver: names.text(receiver),
            contract: names.text(contract),
            address: names.text(address),
            profile: names.text(profile),
            validity: written.validity,
        });
        let line = short(line);
        self.routes.push((key, RouteRow { route, line }));
    }

    /// Adds a permission that stands on this line of its source.
    pub(crate) fn permission(&mut self, written: &WrittenPermission<'_>, line: usize) {
        let names = &mut self.names;
        let [receiver, contract, sender] =
            [written.receiver, written.contract, written.sender].map(|name| names.intern(name));
        let spelled = PermissionKey {
            receiver,
            contract,
            sender,
        };
        let key = PermissionKey {
            receiver: names.key(receiver),
            contract: names.key(contract),
            sender: names.key(sender),
        };
        let filters = if written.filters.is_empty() {
            self.filters.intern(&self.no_filters)
        } else {
            self.filters.intern(&written.filters.into())
        };
        let row = PermissionRow {
            spelled,
            validity: self.validities.intern(&written.validity),
            filters,
            line: short(line),
        };
        self.permissions.push((key, row));
    }

    pub(crate) fn counts(&self) -> (usize, usize) {
        (self.routes.len(), self.permissions.len())
    }

    pub(crate) fn build(self, environment: Environment) -> Catalog {
        let rows = Rows {
            environment,
            names: self.names,
            validities: self.validities.build(),
            filters: self.filters.build(),
            routes: Table::new(self.routes),
            permissions: Table::new(self.permissions),
        };
        Catalog {
            rows: Arc::new(rows),
            hierarchy: Arc::new(Hierarchy::default()),
            rules: Arc::new(Rules::default()),
        }
    }
}

impl<'a> From<&'a Route> for WrittenRoute<'a> {
    fn from(route: &'a Route) -> Self {
        Self {
            receiver: &route.receiver,
            contract: &route.contract,
            address: &route.address,
            profile: &route.profile,
            validity: route.validity,
        }
    }
}

impl<'a> From<&'a Permission> for WrittenPermission<'a> {
    fn from(permission: &'a Permission) -> Self {
        Self {
            receiver: &permission.receiver,
            contract: &permission.contract,
            sender: &permission.sender,
            validity: permission.validity,
            filters: &permission.filters,
        }
    }
}

fn short(line: usize) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}

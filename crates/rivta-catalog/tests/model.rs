//! Decisions agree with a slow model that is read off the facts line by line (platform router, section 4).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use chrono::{DateTime, Utc};
use proptest::prelude::*;
use rivta_catalog::{
    Catalog, Climbing, Environment, Hierarchy, Permission, PermissionOutcome, Route, RouteOutcome, Rules, Unit,
    Validity,
};

fn at(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000 + second, 0).unwrap()
}

#[derive(Clone, Debug)]
struct World {
    routes: Vec<Route>,
    permissions: Vec<Permission>,
    units: Vec<(String, String)>,
    rules: Rules,
}

impl World {
    fn catalog(&self) -> Catalog {
        let units = self.units.iter().map(|(id, dn)| Unit {
            id: id.as_str().into(),
            dn: dn.as_str().into(),
        });
        Catalog::new(Environment::Test, self.routes.clone(), self.permissions.clone())
            .with_hierarchy(Arc::new(Hierarchy::new(units, None)))
            .with_rules(Arc::new(self.rules.clone()))
    }

    fn routes_of(&self, receiver: &str, contract: &str, now: DateTime<Utc>) -> Vec<Route> {
        let same = |one: &str, other: &str| one.to_lowercase() == other.to_lowercase();
        let all = self.routes.iter();
        all.filter(|row| same(&row.receiver, receiver) && same(&row.contract, contract) && counts(row.validity, now))
            .cloned()
            .collect()
    }

    fn is_permitted(&self, receiver: &str, contract: &str, sender: &str, now: DateTime<Utc>) -> bool {
        let same = |one: &str, other: &str| one.to_lowercase() == other.to_lowercase();
        self.permissions.iter().any(|row| {
            same(&row.receiver, receiver)
                && same(&row.contract, contract)
                && same(&row.sender, sender)
                && counts(row.validity, now)
        })
    }

    /// The last unit with this HSA-id, and then the unit with the longest name that its name ends with.
    fn parents(&self, receiver: &str) -> Vec<String> {
        if receiver == "SE" {
            return Vec::new();
        }
        let mut found = Vec::new();
        let mut dn = self
            .units
            .iter()
            .rfind(|(id, _)| id == receiver)
            .map(|(_, dn)| dn.clone());
        loop {
            let parent = dn.and_then(|dn| {
                let above = self
                    .units
                    .iter()
                    .filter(|(_, other)| dn.ends_with(&format!(",{other}")));
                above.max_by_key(|(_, other)| other.len())
            });
            let Some((id, parent)) = parent else {
                found.push("SE".to_owned());
                return found;
            };
            found.push(id.clone());
            if id == "SE" {
                return found;
            }
            dn = Some(parent.clone());
        }
    }

    fn parts(&self, receiver: &str) -> Option<Vec<String>> {
        if self.rules.delimiter.is_empty() || !receiver.contains(&self.rules.delimiter) {
            return None;
        }
        let mut parts: Vec<String> = Vec::new();
        for part in receiver.split(&self.rules.delimiter).map(str::to_owned) {
            if part.is_empty() || parts.contains(&part) {
                continue;
            }
            parts.push(part);
        }
        Some(parts.into_iter().rev().collect())
    }

    fn route(&self, receiver: &str, contract: &str, now: DateTime<Utc>) -> (Vec<Route>, String) {
        let mut trail = Vec::new();
        if let Some(parts) = self.parts(receiver) {
            trail.push("(leaf)".to_owned());
            for part in parts {
                trail.push(part.clone());
                let found = self.routes_of(&part, contract, now);
                if !found.is_empty() {
                    return (found, trail.join(","));
                }
            }
            return (Vec::new(), trail.join(","));
        }
        trail.push(receiver.to_owned());
        let mut found = self.routes_of(receiver, contract, now);
        if found.is_empty() && climbs(&self.rules.route_climbing, contract) {
            trail.push("(parent)".to_owned());
            for parent in self.parents(receiver) {
                trail.push(parent.clone());
                found = self.routes_of(&parent, contract, now);
                if !found.is_empty() {
                    break;
                }
            }
        }
        if found.is_empty() {
            trail.push("(default),*".to_owned());
            found = self.routes_of("*", contract, now);
        }
        (found, trail.join(","))
    }

    fn permission(&self, receiver: &str, contract: &str, sender: &str, now: DateTime<Utc>) -> (bool, String) {
        let rules = &self.rules;
        if let Some(parts) = self.parts(receiver) {
            let contract_ok =
                rules.delimiter_contracts.is_empty() || rules.delimiter_contracts.contains(&contract.to_owned());
            let sender_ok = rules.delimiter_senders.is_empty() || rules.delimiter_senders.contains(&sender.to_owned());
            if parts.len() > 2 || !contract_ok || !sender_ok {
                return (false, "(leaf),Invalid parameters".to_owned());
            }
            let mut trail = vec!["(leaf)".to_owned()];
            for part in parts {
                trail.push(part.clone());
                if self.is_permitted(&part, contract, sender, now) {
                    return (true, trail.join(","));
                }
            }
            return (false, trail.join(","));
        }
        let mut trail = vec![receiver.to_owned()];
        if self.is_permitted(receiver, contract, sender, now) {
            return (true, trail.join(","));
        }
        trail.push("(default),*".to_owned());
        if self.is_permitted("*", contract, sender, now) {
            return (true, trail.join(","));
        }
        if climbs(&rules.permission_climbing, contract) {
            trail.push("(parent)".to_owned());
            for parent in self.parents(receiver) {
                trail.push(parent.clone());
                if self.is_permitted(&parent, contract, sender, now) {
                    return (true, trail.join(","));
                }
            }
        }
        (false, trail.join(","))
    }
}

fn counts(validity: Validity, now: DateTime<Utc>) -> bool {
    validity.from.is_none_or(|from| now >= from) && validity.to.is_none_or(|to| now <= to)
}

fn climbs(climbing: &Climbing, contract: &str) -> bool {
    let mut climbs = climbing.enabled;
    for prefix in &climbing.excepted {
        if !prefix.trim().is_empty() && contract.starts_with(prefix) {
            climbs = !climbing.enabled;
        }
    }
    climbs
}

const RECEIVERS: [&str; 9] = ["A", "a", "B", "b", "C", "*", "SE", "A#B", "A "];
const CONTRACTS: [&str; 3] = ["urn:x:1", "URN:X:1", "urn:y:1"];
const SENDERS: [&str; 3] = ["S", "s", "T"];

fn validity() -> impl Strategy<Value = Validity> {
    let end = || prop::option::of((0_i64..6).prop_map(at));
    (end(), end()).prop_map(|(from, to)| Validity { from, to })
}

fn pick(names: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(names)
}

fn route() -> impl Strategy<Value = Route> {
    (
        pick(&RECEIVERS),
        pick(&CONTRACTS),
        pick(&["https://x", "", " "]),
        validity(),
    )
        .prop_map(|(receiver, contract, address, validity)| Route {
            receiver: receiver.into(),
            contract: contract.into(),
            address: address.into(),
            profile: "RIVTABP21".into(),
            validity,
        })
}

fn permission() -> impl Strategy<Value = Permission> {
    (pick(&RECEIVERS), pick(&CONTRACTS), pick(&SENDERS), validity()).prop_map(
        |(receiver, contract, sender, validity)| Permission {
            receiver: receiver.into(),
            contract: contract.into(),
            sender: sender.into(),
            validity,
            filters: Arc::default(),
        },
    )
}

fn rules() -> impl Strategy<Value = Rules> {
    let list = |names: &'static [&'static str]| {
        prop::collection::vec(prop::sample::select(names).prop_map(str::to_owned), 0..2)
    };
    let climbing = move || {
        (any::<bool>(), list(&["urn:x", "", "urn", "URN"]))
            .prop_map(|(enabled, excepted)| Climbing { enabled, excepted })
    };
    let delimiter = prop::sample::select(vec!["#", "#", "", "A"]);
    (delimiter, list(&CONTRACTS), list(&SENDERS), climbing(), climbing()).prop_map(
        |(delimiter, delimiter_contracts, delimiter_senders, route_climbing, permission_climbing)| Rules {
            delimiter: delimiter.to_owned(),
            delimiter_contracts,
            delimiter_senders,
            route_climbing,
            permission_climbing,
        },
    )
}

/// Units with distinguished names of their own; HSA-ids may stand more than once.
fn units() -> impl Strategy<Value = Vec<(String, String)>> {
    let dn = prop::collection::vec(prop::sample::select(vec!["x", "y"]), 1..5).prop_map(|parts| parts.join(","));
    let id = prop::sample::select(vec!["A", "a", "B", "C", "SE"]).prop_map(str::to_owned);
    prop::collection::btree_map(dn, id, 0..10).prop_map(|units| units.into_iter().map(|(dn, id)| (id, dn)).collect())
}

fn world() -> impl Strategy<Value = World> {
    let routes = prop::collection::vec(route(), 0..8);
    let permissions = prop::collection::vec(permission(), 0..8);
    (routes, permissions, units(), rules()).prop_map(|(routes, permissions, units, rules)| World {
        routes,
        permissions,
        units,
        rules,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    #[test]
    fn decisions_agree_with_the_model(world in world()) {
        let catalog = world.catalog();
        let receivers = RECEIVERS.into_iter().chain(["A#B#C", "#", "B#B", "D", ""]);
        for receiver in receivers {
            for (contract, now) in [("urn:x:1", at(2)), ("Urn:Y:1", at(3)), ("urn:z:1", at(2))] {
                let decision = catalog.find_route(receiver, contract, now);
                let (expected, trail) = world.route(receiver, contract, now);
                prop_assert_eq!(decision.trail.to_string(), trail, "route to {}", receiver);
                let found: Vec<Route> = match decision.outcome {
                    RouteOutcome::Unknown => Vec::new(),
                    RouteOutcome::To(route) => {
                        prop_assert!(!route.address.trim().is_empty());
                        vec![(*route).clone()]
                    }
                    RouteOutcome::Unaddressed(route) => {
                        prop_assert!(route.address.trim().is_empty());
                        vec![(*route).clone()]
                    }
                    RouteOutcome::Ambiguous(routes) => {
                        prop_assert!(routes.len() > 1);
                        routes.iter().map(|route| (**route).clone()).collect()
                    }
                };
                prop_assert_eq!(found, expected, "route to {}", receiver);
                for sender in SENDERS {
                    let decision = catalog.find_permission(receiver, contract, sender, now);
                    let permitted = matches!(decision.outcome, PermissionOutcome::Permitted(_));
                    let permits = catalog.permits(receiver, contract, sender, now);
                    prop_assert_eq!((permits.outcome, &permits.trail), (permitted, &decision.trail));
                    let expected = world.permission(receiver, contract, sender, now);
                    prop_assert_eq!((permitted, decision.trail.to_string()), expected, "{} to {}", sender, receiver);
                }
            }
        }
    }
}

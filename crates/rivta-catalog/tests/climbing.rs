//! Old-style addresses, the organisation tree and `*` (platform router, sections 4.2 to 4.4).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use chrono::{DateTime, Utc};
use rivta_catalog::{
    Catalog, Climbing, Environment, Hierarchy, Permission, PermissionOutcome, Route, RouteOutcome, Rules, Unit,
    Validity,
};

const CONTRACT: &str = "urn:riv:ehr:accesscontrol:AssertCareEngagementResponder:1";
/// The receivers in the catalogue, the receiver asked for, the one whose route is found and the trail, and the same for
/// the permission.
type Row = (
    &'static [&'static str],
    &'static str,
    Option<&'static str>,
    &'static str,
    bool,
    &'static str,
);

const SENDER: &str = "SE5565594230-B9P";

fn now() -> DateTime<Utc> {
    "2026-06-01T12:00:00Z".parse().unwrap()
}

/// A catalogue with a route and a permission for each of these receivers, and the tree of the facts:
/// 1234 below 2-1234 below 3-1234 below SE.
fn catalogue(receivers: &[&str]) -> Catalog {
    let routes = receivers.iter().map(|receiver| Route {
        receiver: (*receiver).into(),
        contract: CONTRACT.into(),
        address: format!("https://localhost/{receiver}").into(),
        profile: "RIVTABP21".into(),
        validity: Validity::ALWAYS,
    });
    let permissions = receivers.iter().map(|receiver| Permission {
        receiver: (*receiver).into(),
        contract: CONTRACT.into(),
        sender: SENDER.into(),
        validity: Validity::ALWAYS,
        filters: Arc::default(),
    });
    Catalog::new(Environment::Test, routes, permissions).with_hierarchy(Arc::new(tree()))
}

fn tree() -> Hierarchy {
    let units = [
        (
            "SE0000000001-1234",
            "ou=Akuten, ou=Kliniken,o=Sjukhuset,l=Norrland,c=SE",
        ),
        ("SE0000000002-1234", "ou=Kliniken,o=Sjukhuset,l=Norrland,c=SE"),
        // The level l=Norrland is missing.
        ("SE0000000003-1234", "o=Sjukhuset,l=Norrland,c=SE"),
    ];
    let units = units.map(|(id, dn)| Unit {
        id: id.into(),
        dn: dn.into(),
    });
    Hierarchy::new(units, None)
}

/// The receiver whose route was found, and both trails.
fn decide(catalog: &Catalog, receiver: &str) -> (Option<String>, String, bool, String) {
    let route = catalog.find_route(receiver, CONTRACT, now());
    let permission = catalog.find_permission(receiver, CONTRACT, SENDER, now());
    let found = match route.outcome {
        RouteOutcome::To(route) => Some(route.receiver.to_string()),
        _ => None,
    };
    let permitted = matches!(permission.outcome, PermissionOutcome::Permitted(_));
    (found, route.trail.to_string(), permitted, permission.trail.to_string())
}

#[test]
fn section_4_3_trails_are_those_of_the_table() {
    let low = "SE0000000001-1234";
    let rows: [Row; 8] = [
        (
            &["HttpProducer"],
            "HttpProducer",
            Some("HttpProducer"),
            "HttpProducer",
            true,
            "HttpProducer",
        ),
        (
            &["*"],
            "AnyReceiver",
            Some("*"),
            "AnyReceiver,(parent),SE,(default),*",
            true,
            "AnyReceiver,(default),*",
        ),
        (
            &[],
            "AnyReceiver",
            None,
            "AnyReceiver,(parent),SE,(default),*",
            false,
            "AnyReceiver,(default),*,(parent),SE",
        ),
        (
            &["SE0000000003-1234"],
            low,
            Some("SE0000000003-1234"),
            "SE0000000001-1234,(parent),SE0000000002-1234,SE0000000003-1234",
            true,
            "SE0000000001-1234,(default),*,(parent),SE0000000002-1234,SE0000000003-1234",
        ),
        // Routes climb before the default, permissions after it.
        (
            &["*", "SE0000000002-1234"],
            low,
            Some("SE0000000002-1234"),
            "SE0000000001-1234,(parent),SE0000000002-1234",
            true,
            "SE0000000001-1234,(default),*",
        ),
        (
            &["se"],
            low,
            Some("se"),
            "SE0000000001-1234,(parent),SE0000000002-1234,SE0000000003-1234,SE",
            true,
            "SE0000000001-1234,(default),*,(parent),SE0000000002-1234,SE0000000003-1234,SE",
        ),
        // HSA-ids compare exactly: this one has its own rows but no parents.
        (
            &["SE0000000003-1234"],
            "se0000000002-1234",
            None,
            "se0000000002-1234,(parent),SE,(default),*",
            false,
            "se0000000002-1234,(default),*,(parent),SE",
        ),
        (
            &["*"],
            "SE",
            Some("*"),
            "SE,(parent),(default),*",
            true,
            "SE,(default),*",
        ),
    ];
    for (receivers, receiver, found, route_trail, permitted, permission_trail) in rows {
        let expected = (
            found.map(str::to_owned),
            route_trail.to_owned(),
            permitted,
            permission_trail.to_owned(),
        );
        assert_eq!(decide(&catalogue(receivers), receiver), expected, "{receivers:?}");
    }
}

#[test]
fn section_4_2_the_parts_of_an_old_style_address_are_tried_from_the_last_one() {
    let rows: [Row; 7] = [
        (&["VE", "VG"], "VG#VE", Some("VE"), "(leaf),VE", true, "(leaf),VE"),
        (&["VG"], "VG#VE", Some("VG"), "(leaf),VE,VG", true, "(leaf),VE,VG"),
        // Neither the tree nor the default is asked, nor the address as a whole.
        (
            &["*", "SE", "VG#VE"],
            "VG#VE",
            None,
            "(leaf),VE,VG",
            false,
            "(leaf),VE,VG",
        ),
        (&["VG"], "#VG#", Some("VG"), "(leaf),VG", true, "(leaf),VG"),
        (&["A"], "A#B#A", Some("A"), "(leaf),B,A", true, "(leaf),B,A"),
        // Routes have no limit on the parts, permissions have two.
        (
            &["A"],
            "A#B#C",
            Some("A"),
            "(leaf),C,B,A",
            false,
            "(leaf),Invalid parameters",
        ),
        (&["A"], "#", None, "(leaf)", false, "(leaf)"),
    ];
    for (receivers, receiver, found, route_trail, permitted, permission_trail) in rows {
        let expected = (
            found.map(str::to_owned),
            route_trail.to_owned(),
            permitted,
            permission_trail.to_owned(),
        );
        assert_eq!(decide(&catalogue(receivers), receiver), expected, "{receiver}");
    }
}

#[test]
fn section_4_3_old_style_addresses_are_for_listed_contracts_and_senders() {
    let list = |name: &str| vec![name.to_owned()];
    let rows = [
        (
            Rules {
                delimiter_contracts: list(CONTRACT),
                ..Rules::default()
            },
            true,
        ),
        (
            Rules {
                delimiter_contracts: list(&CONTRACT.to_uppercase()),
                ..Rules::default()
            },
            false,
        ),
        (
            Rules {
                delimiter_senders: list(SENDER),
                ..Rules::default()
            },
            true,
        ),
        (
            Rules {
                delimiter_senders: list(&SENDER.to_lowercase()),
                ..Rules::default()
            },
            false,
        ),
    ];
    for (rules, expected) in rows {
        let catalog = catalogue(&["VE"]).with_rules(Arc::new(rules.clone()));
        let (found, _, permitted, _) = decide(&catalog, "VG#VE");
        assert_eq!((found.as_deref(), permitted), (Some("VE"), expected), "{rules:?}");
    }
}

#[test]
fn section_4_2_without_a_delimiter_an_address_is_taken_whole() {
    let rules = Rules {
        delimiter: String::new(),
        ..Rules::default()
    };
    let catalog = catalogue(&["VE", "A#B"]).with_rules(Arc::new(rules));
    assert_eq!(decide(&catalog, "VG#VE").1, "VG#VE,(parent),SE,(default),*");
    assert_eq!(decide(&catalog, "A#B").0.as_deref(), Some("A#B"));
    let other = Rules {
        delimiter: "::".to_owned(),
        ..Rules::default()
    };
    let catalog = catalogue(&["VE"]).with_rules(Arc::new(other));
    assert_eq!(decide(&catalog, "VG::VE").1, "(leaf),VE");
}

#[test]
fn section_4_4_climbing_is_switched_for_contracts_by_their_beginning() {
    let climbing = |enabled, excepted: &[&str]| Climbing {
        enabled,
        excepted: excepted.iter().map(|&prefix| prefix.to_owned()).collect(),
    };
    let rows = [
        (climbing(true, &[]), true),
        (climbing(false, &[]), false),
        (climbing(true, &["urn:riv:ehr:"]), false),
        (climbing(false, &["urn:riv:x", "urn:riv:ehr:"]), true),
        (climbing(true, &["", "  ", "URN:RIV:EHR:", "riv:ehr"]), true),
    ];
    for (climbing, climbs) in rows {
        for (for_routes, for_permissions) in [(true, false), (false, true)] {
            let mut rules = Rules::default();
            if for_routes {
                rules.route_climbing = climbing.clone();
            }
            if for_permissions {
                rules.permission_climbing = climbing.clone();
            }
            let catalog = catalogue(&["SE0000000002-1234"]).with_rules(Arc::new(rules));
            let (found, _, permitted, _) = decide(&catalog, "SE0000000001-1234");
            assert_eq!(
                (found.is_some(), permitted),
                (climbs || !for_routes, climbs || !for_permissions)
            );
        }
    }
}

#[test]
fn trees_with_repeated_names_have_an_end() {
    let unit = |id: &str, dn: &str| Unit {
        id: id.into(),
        dn: dn.into(),
    };
    // Later units replace those of the same distinguished name; an HSA-id may stand twice and be its own ancestor.
    let tree = Hierarchy::new(
        [
            unit("OLD", "o=x,c=SE"),
            unit("A", "o=x, c=SE"),
            unit("B", "ou=b,o=x,c=SE"),
            unit("A", "ou=a,ou=b,o=x,c=SE"),
        ],
        None,
    );
    assert_eq!(tree.ancestors("A").collect::<Vec<_>>(), ["B", "A", "SE"]);
    assert_eq!(tree.ancestors("OLD").collect::<Vec<_>>(), ["SE"]);
    assert_eq!(tree.ancestors("SE").count(), 0);
    assert_eq!(tree.len(), 3);
    assert_eq!(tree.in_other_case("b"), Some("B"));
    assert_eq!(tree.in_other_case("B"), None);
    assert_eq!(Hierarchy::default().ancestors("A").collect::<Vec<_>>(), ["SE"]);
}

//! Look-up by receiver, contract and sender at a time (platform router, sections 4.1 and 4.5).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use rivta_catalog::{Catalog, Environment, Permission, PermissionOutcome, Route, RouteOutcome, Validity};

const CONTRACT: &str = "urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1";

fn now() -> DateTime<Utc> {
    "2026-06-01T12:00:00Z".parse().unwrap()
}

fn route(receiver: &str, validity: Validity) -> Route {
    Route {
        receiver: receiver.into(),
        contract: CONTRACT.into(),
        address: "https://localhost:1/a".into(),
        profile: "RIVTABP21".into(),
        validity,
    }
}

fn permission(receiver: &str, sender: &str, validity: Validity) -> Permission {
    Permission {
        receiver: receiver.into(),
        contract: CONTRACT.into(),
        sender: sender.into(),
        validity,
        filters: Arc::default(),
    }
}

fn routes(rows: Vec<Route>) -> Catalog {
    Catalog::new(Environment::Test, rows, [])
}

fn permissions(rows: Vec<Permission>) -> Catalog {
    Catalog::new(Environment::Test, [], rows)
}

#[test]
fn section_4_1_a_route_is_found_by_receiver_and_contract_in_any_case() {
    let catalog = routes(vec![
        route("SE0000000001-AbC", Validity::ALWAYS),
        route("other", Validity::ALWAYS),
    ]);
    for receiver in ["SE0000000001-AbC", "se0000000001-abc", "SE0000000001-ABC"] {
        for contract in [CONTRACT.to_owned(), CONTRACT.to_uppercase()] {
            let decision = catalog.find_route(receiver, &contract, now());
            let RouteOutcome::To(found) = decision.outcome else {
                panic!("{receiver} {contract}")
            };
            assert_eq!(&*found.receiver, "SE0000000001-AbC");
            assert_eq!(decision.trail.to_string(), receiver);
        }
    }
    for (receiver, contract) in [
        ("SE0000000001-AbC ", CONTRACT),
        (" SE0000000001-AbC", CONTRACT),
        ("", CONTRACT),
        ("unheard of", CONTRACT),
        ("SE0000000001-AbC", "other"),
        ("SE0000000001-AbC", ""),
    ] {
        assert_eq!(
            catalog.find_route(receiver, contract, now()).outcome,
            RouteOutcome::Unknown,
            "{receiver:?}"
        );
    }
}

#[test]
fn section_4_1_a_row_counts_from_its_first_to_its_last_instant() {
    let validity = Validity {
        from: Some(now()),
        to: Some(now() + TimeDelta::hours(1)),
    };
    let catalog = Catalog::new(
        Environment::Test,
        [route("14", validity)],
        [permission("14", "SE1", validity)],
    );
    for (offset, counts) in [(-1, false), (0, true), (3600, true), (3601, false)] {
        let at = now() + TimeDelta::seconds(offset);
        let routed = matches!(catalog.find_route("14", CONTRACT, at).outcome, RouteOutcome::To(_));
        let decision = catalog.find_permission("14", CONTRACT, "SE1", at);
        let permitted = matches!(decision.outcome, PermissionOutcome::Permitted(_));
        assert_eq!((routed, permitted), (counts, counts), "{offset}");
    }
}

#[test]
fn section_4_5_two_valid_routes_are_ambiguous_even_with_different_profiles() {
    let mut other = route("14", Validity::ALWAYS);
    other.profile = "RIVTABP20".into();
    let expired = route(
        "14",
        Validity {
            from: None,
            to: Some(now() - TimeDelta::days(1)),
        },
    );
    let catalog = routes(vec![route("14", Validity::ALWAYS), expired.clone(), other]);
    let RouteOutcome::Ambiguous(rows) = catalog.find_route("14", CONTRACT, now()).outcome else {
        panic!()
    };
    assert_eq!(
        rows.iter().map(|row| &*row.profile).collect::<Vec<_>>(),
        ["RIVTABP21", "RIVTABP20"]
    );
    let catalog = routes(vec![route("14", Validity::ALWAYS), expired]);
    assert!(matches!(
        catalog.find_route("14", CONTRACT, now()).outcome,
        RouteOutcome::To(_)
    ));
}

#[test]
fn section_4_5_a_route_with_a_blank_address_is_told_apart() {
    for address in ["", "  "] {
        let mut row = route("14", Validity::ALWAYS);
        row.address = address.into();
        let outcome = routes(vec![row]).find_route("14", CONTRACT, now()).outcome;
        assert!(matches!(outcome, RouteOutcome::Unaddressed(_)));
    }
}

#[test]
fn a_permission_needs_receiver_contract_and_sender() {
    let catalog = permissions(vec![
        permission("14", "SE1", Validity::ALWAYS),
        permission("13", "SE2", Validity::ALWAYS),
    ]);
    let outcome = |receiver, contract, sender| catalog.find_permission(receiver, contract, sender, now()).outcome;
    assert!(matches!(
        outcome("14", CONTRACT, "se1"),
        PermissionOutcome::Permitted(_)
    ));
    for (receiver, contract, sender) in [
        ("13", CONTRACT, "SE1"),
        ("14", CONTRACT, "SE2"),
        ("14", "other", "SE1"),
        ("14", CONTRACT, "SE1 "),
    ] {
        assert_eq!(
            outcome(receiver, contract, sender),
            PermissionOutcome::Refused,
            "{receiver} {sender}"
        );
    }
    assert_eq!(
        catalog.find_permission("12", CONTRACT, "SE1", now()).trail.to_string(),
        "12,(default),*,(parent),SE"
    );
}

#[test]
fn look_up_is_right_among_many_rows() {
    let rows = (0..5_000)
        .map(|number| route(&format!("R{number}"), Validity::ALWAYS))
        .collect();
    let catalog = routes(rows);
    for number in [0, 1, 2_499, 4_998, 4_999] {
        let receiver = format!("r{number}");
        let RouteOutcome::To(found) = catalog.find_route(&receiver, CONTRACT, now()).outcome else {
            panic!()
        };
        assert_eq!(found.receiver.to_lowercase(), receiver);
    }
    assert_eq!(
        catalog.find_route("r5000", CONTRACT, now()).outcome,
        RouteOutcome::Unknown
    );
}

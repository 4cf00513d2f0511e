//! Section 1.5, row by row: what becomes of a hit.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use rivta_catalog::{Catalog, Climbing, Rules as LookUp};
use rivta_test_log::Log;

use super::{Fate, Rules, Selection, select};
use crate::question::Hit;

const CONTRACT: &str = "urn:riv:financial:patientfees:exemption:RequestExemptionStatusesResponder:1";

fn hit(categorization: &str, logical_address: &str, source_system: &str) -> Hit {
    Hit {
        categorization: categorization.to_owned(),
        logical_address: logical_address.to_owned(),
        source_system: source_system.to_owned(),
    }
}

fn now() -> DateTime<Utc> {
    "2026-06-01T10:00:00Z".parse().unwrap()
}

fn route(receiver: &str, more: &str) -> String {
    format!(
        "[[route]]\nreceiver = \"{receiver}\"\ncontract = \"{CONTRACT}\"\naddress = \"https://a/\"\nprofile = \"RIVTABP21\"\n{more}\n"
    )
}

fn permission(receiver: &str, sender: &str, more: &str) -> String {
    format!("[[permission]]\nreceiver = \"{receiver}\"\ncontract = \"{CONTRACT}\"\nsender = \"{sender}\"\n{more}\n")
}

fn catalog(rows: &[String]) -> Catalog {
    let never = Climbing {
        enabled: false,
        excepted: Vec::new(),
    };
    let rules = LookUp {
        delimiter: String::new(),
        route_climbing: never.clone(),
        permission_climbing: never,
        ..LookUp::default()
    };
    let text = format!("environment = \"test\"\n{}", rows.concat());
    let loaded = Catalog::from_toml(&text, "rows").unwrap();
    loaded.catalog.with_rules(Arc::new(rules))
}

fn selected(hits: &[Hit], catalog: Option<&Catalog>, categories: &[&str], only: Option<&str>) -> Selection {
    let categories: Vec<String> = categories.iter().map(|category| (*category).to_owned()).collect();
    let rules = Rules {
        categories: &categories,
        own_address: "5565594230",
        logical_address: only,
        contract: CONTRACT,
        callers: ["sender", "original"],
        catalog,
        now: now(),
    };
    select(hits, &rules)
}

/// Whether a hit for `HSA-ID-1` is asked with these rows.
fn is_asked(rows: &[String]) -> bool {
    let catalog = catalog(rows);
    !selected(
        &[hit("fpe-es", "HSA-ID-1", "HSA-ID-1")],
        Some(&catalog),
        &["fpe-es"],
        None,
    )
    .sources
    .is_empty()
}

#[test]
fn section_1_5_step_4_permission_and_route_decide() {
    let (road, may) = (route("HSA-ID-1", ""), permission("HSA-ID-1", "sender", ""));
    let rows = [
        (vec![road.clone(), may.clone()], true, "the sender may"),
        (
            vec![road.clone(), permission("HSA-ID-1", "original", "")],
            true,
            "the original consumer may",
        ),
        (
            vec![road.clone(), permission("HSA-ID-1", "SENDER", "")],
            true,
            "senders compare without case",
        ),
        (
            vec![route("hsa-id-1", ""), permission("hsa-id-1", "sender", "")],
            true,
            "receivers too",
        ),
        (
            vec![road.clone(), permission("HSA-ID-1", "other", "")],
            false,
            "somebody else may",
        ),
        (vec![road.clone()], false, "nobody may"),
        (vec![may.clone()], false, "there is no route"),
        (
            vec![road.clone(), permission("*", "sender", "")],
            true,
            "the default permission",
        ),
        (vec![route("*", ""), may.clone()], true, "the default route"),
        (
            vec![road.clone(), road.clone(), may.clone()],
            true,
            "two routes are at least one",
        ),
        (
            vec![road.clone(), permission("HSA-ID-2", "sender", "")],
            false,
            "another receiver",
        ),
    ];
    for (rows, expected, reason) in rows {
        assert_eq!(is_asked(&rows), expected, "{reason}");
    }
}

#[test]
fn section_1_5_validity_counts_from_its_first_to_its_last_moment() {
    let period = |from: &str, to: &str| format!("valid_from = {from}\nvalid_to = {to}");
    let rows = [
        ("2026-06-01T10:00:00Z", "2026-06-02T10:00:00Z", true),
        ("2026-05-01T10:00:00Z", "2026-06-01T10:00:00Z", true),
        ("2026-06-01T10:00:01Z", "2026-06-02T10:00:00Z", false),
        ("2026-05-01T10:00:00Z", "2026-06-01T09:59:59Z", false),
    ];
    for (from, to, expected) in rows {
        let limited = period(from, to);
        let permitted = [route("HSA-ID-1", ""), permission("HSA-ID-1", "sender", &limited)];
        let routed = [route("HSA-ID-1", &limited), permission("HSA-ID-1", "sender", "")];
        assert_eq!(
            (is_asked(&permitted), is_asked(&routed)),
            (expected, expected),
            "{from} {to}"
        );
    }
}

#[test]
fn section_1_5_old_style_addresses_are_taken_whole() {
    let catalog = catalog(&[route("VE", ""), permission("VE", "sender", "")]);
    let hits = [hit("fpe-es", "VG#VE", "S")];
    assert!(selected(&hits, Some(&catalog), &["fpe-es"], None).sources.is_empty());
}

#[test]
fn section_1_5_step_1_several_categories_sift_in_lower_case() {
    let catalog = catalog(&[route("*", ""), permission("*", "sender", "")]);
    let hits = [hit("CAT1", "A", "A"), hit("cat2", "B", "B"), hit("cat3", "C", "C")];
    let of = |categories: &[&str]| selected(&hits, Some(&catalog), categories, None).sources;
    assert_eq!(of(&["cat1", "cat2"]), ["A", "B"]);
    assert_eq!(of(&["cat1"]), ["A", "B", "C"], "with one category the index has sifted");
    assert_eq!(of(&[]), ["A", "B", "C"]);
}

#[test]
fn section_1_5_step_2_the_aggregator_does_not_ask_itself() {
    let catalog = catalog(&[route("*", ""), permission("*", "sender", "")]);
    let hits = [hit("fpe-es", "5565594230", "X"), hit("fpe-es", "A", "5565594230")];
    let selection = selected(&hits, Some(&catalog), &["fpe-es"], None);
    assert_eq!(
        selection.sources,
        ["5565594230"],
        "the guard looks at the logical address"
    );
    assert_eq!(selection.fates.len(), 1);
}

#[test]
fn section_1_5_the_receiver_is_the_logical_address_and_1_6_the_source_system_is_asked() {
    let catalog = catalog(&[route("ADDRESS", ""), permission("ADDRESS", "sender", "")]);
    let hits = [hit("fpe-es", "ADDRESS", "SYSTEM"), hit("fpe-es", "SYSTEM", "OTHER")];
    let selection = selected(&hits, Some(&catalog), &["fpe-es"], None);
    assert_eq!(selection.sources, ["SYSTEM"]);
    let fates = [
        ("SYSTEM".to_owned(), Fate::Failed),
        ("OTHER".to_owned(), Fate::NotPermitted),
    ];
    assert_eq!(selection.fates, fates);
}

#[test]
fn section_1_6_each_source_system_is_asked_once() {
    let catalog = catalog(&[route("*", ""), permission("*", "sender", "")]);
    let hits = [
        hit("fpe-es", "13", "AGENT"),
        hit("fpe-es", "24", "AGENT"),
        hit("fpe-es", "14", "14"),
    ];
    assert_eq!(
        selected(&hits, Some(&catalog), &["fpe-es"], None).sources,
        ["AGENT", "14"]
    );
}

#[test]
fn section_1_6_a_source_is_asked_for_the_best_of_its_hits() {
    let catalog = catalog(&[
        route("*", ""),
        permission("A", "sender", ""),
        permission("B", "sender", ""),
    ]);
    let (may, may_not) = (hit("", "A", "AGENT"), hit("", "C", "AGENT"));
    for hits in [[may.clone(), may_not.clone()], [may_not.clone(), may.clone()]] {
        let selection = selected(&hits, Some(&catalog), &[], None);
        assert_eq!(selection.sources, ["AGENT"]);
        assert_eq!(selection.fates, [("AGENT".to_owned(), Fate::Failed)]);
    }
    let left_out = hit("", "B", "AGENT");
    for hits in [[left_out.clone(), may_not.clone()], [may_not, left_out]] {
        let selection = selected(&hits, Some(&catalog), &[], Some("A"));
        assert!(selection.sources.is_empty());
        assert_eq!(selection.fates, [("AGENT".to_owned(), Fate::LeftOut)]);
    }
}

#[test]
fn section_1_6_a_request_may_name_the_one_logical_address_that_counts() {
    let catalog = catalog(&[route("*", ""), permission("*", "sender", "")]);
    let hits = [hit("", "A", "S1"), hit("", "B", "S2")];
    let mut selection = selected(&hits, Some(&catalog), &[], Some("B"));
    assert_eq!(selection.sources, ["S2"]);
    assert_eq!(selection.fates[0], ("S1".to_owned(), Fate::LeftOut));
    selection.answered("S2");
    assert_eq!(selection.fates[1], ("S2".to_owned(), Fate::Answered));
}

#[test]
fn section_1_11_without_a_catalogue_nobody_has_a_right_to_anything() {
    let selection = selected(&[hit("fpe-es", "A", "A")], None, &["fpe-es"], None);
    assert!(selection.sources.is_empty());
    assert_eq!(selection.fates, [("A".to_owned(), Fate::NotPermitted)]);
}

#[test]
fn section_1_5_a_hit_without_address_or_source_is_left_out() {
    let catalog = catalog(&[route("*", ""), permission("*", "sender", "")]);
    let hits = [hit("fpe-es", "", "A"), hit("fpe-es", "A", "")];
    assert!(selected(&hits, Some(&catalog), &["fpe-es"], None).fates.is_empty());
}

#[test]
fn an_answer_full_of_odd_posts_is_warned_of_once_with_their_number() {
    let catalog = catalog(&[route("*", ""), permission("*", "sender", "")]);
    let (nameless, own) = (hit("fpe-es", "", "A"), hit("fpe-es", "5565594230", "A"));
    let warnings = |hits: &[Hit]| {
        let (log, _keeping) = Log::capture();
        selected(hits, Some(&catalog), &["fpe-es"], None);
        let text = log.text();
        let warnings = text.lines().filter(|line| line.contains(" WARN "));
        warnings.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(warnings(&[hit("fpe-es", "A", "A")]), Vec::<String>::new());
    let mut hits = vec![nameless; 1000];
    hits.extend(vec![own; 300]);
    let told = warnings(&hits);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[0].contains("without logical address") && told[0].contains("count=1000"),
        "{}",
        told[0]
    );
    assert!(
        told[1].contains("own address") && told[1].contains("count=300"),
        "{}",
        told[1]
    );
}

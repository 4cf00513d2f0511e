//! The loaders of the addressing catalogue: nothing makes them panic, and what they read can be written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rivta_catalog::{Catalog, Environment, Gathering, Hierarchy, Question};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Ok(loaded) = Catalog::from_toml(text, "c.toml")
    {
        written_and_read(&loaded.catalog);
    }
    let mut gathering = Gathering::new();
    if gathering.add(bytes, None, "rows").is_ok() {
        written_and_read(&gathering.into_catalog(Environment::Test).catalog);
    }
    if let Ok(loaded) = Hierarchy::from_xml(bytes, "units") {
        for receiver in ["SE", "SE1", ""] {
            assert!(loaded.hierarchy.ancestors(receiver).count() <= loaded.hierarchy.len() + 1);
        }
    }
});

fn written_and_read(catalog: &Catalog) {
    let mut copy = Vec::new();
    catalog.write_local_copy(&mut copy).unwrap();
    let mut gathering = Gathering::new();
    gathering.add(&copy, None, "copy").unwrap();
    let counts = gathering.counts();
    assert_eq!((counts.routes, counts.skipped), (catalog.route_count(), 0));
    assert_eq!(counts.permissions, catalog.permission_count());
    let now = "2026-06-01T12:00:00Z".parse().unwrap();
    for route in catalog.routes().take(10) {
        let question = Question {
            sender: "S",
            contract: &route.contract,
            receiver: &route.receiver,
            profile: Some("RIVTABP20"),
            now,
        };
        assert!(!catalog.explain(&question).to_string().is_empty());
    }
}

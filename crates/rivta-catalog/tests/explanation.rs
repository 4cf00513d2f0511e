//! What would become of a call, in words: one case for every way it can end.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use rivta_catalog::{Catalog, Explanation, Hierarchy, Question, Unit};

const CATALOGUE: &str = r#"environment = "test"
[[route]]
receiver = "SE2"
contract = "urn:a"
address = "https://a"
profile = "RIVTABP21"
valid_from = 2026-01-01
[[route]]
receiver = "SE3"
contract = "urn:a"
address = ""
profile = "RIVTABP21"
[[route]]
receiver = "SE4"
contract = "urn:a"
address = "https://b"
profile = "RIVTABP21"
[[route]]
receiver = "SE4"
contract = "urn:a"
address = "https://c"
profile = "RIVTABP20"
[[route]]
receiver = "SE5"
contract = "urn:a"
address = "https://d"
profile = "RIVTABP21"
valid_to = 2026-01-31
[[permission]]
receiver = "*"
contract = "urn:a"
sender = "S"
valid_to = 2026-12-31
[[route]]
receiver = "SE6"
contract = "urn:a"
address = "localhost"
profile = "rivtabp20"
[[route]]
receiver = "SE7"
contract = "urn:a"
address = "https://e"
profile = "rivtabp20"
"#;

fn explain(sender: &str, contract: &str, receiver: &str, profile: Option<&str>) -> Explanation {
    let units = [("SE1-a", "ou=x,o=y"), ("SE2", "o=y")].map(|(id, dn)| Unit {
        id: id.into(),
        dn: dn.into(),
    });
    let catalog = Catalog::from_toml(CATALOGUE, "c.toml").unwrap().catalog;
    let catalog = catalog.with_hierarchy(Arc::new(Hierarchy::new(units, None)));
    catalog.explain(&Question {
        sender,
        contract,
        receiver,
        profile,
        now: "2026-06-01T12:00:00Z".parse().unwrap(),
    })
}

#[test]
fn a_call_that_is_let_through_is_explained_step_by_step() {
    let explanation = explain("s", "URN:A", "SE1-a", Some("rivtabp20"));
    assert_eq!(
        explanation.to_string(),
        "The call is let through to https://a (RIVTABP21), after conversion to its profile.\n\
         \n\
         Route, looked for in this order (SE1-a,(parent),SE2):\n  \
         1. SE1-a (the address itself): no route\n  \
         2. SE2 (above it in the organisation tree): a route to \"https://a\" (RIVTABP21), valid (from 2026-01-01 00:00:00), line 2\n\
         \n\
         Permission, looked for in this order (SE1-a,(default),*):\n  \
         1. SE1-a (the address itself): no permission\n  \
         2. * (every address without a row of its own): a permission, valid (until 2026-12-31 23:59:59), line 29\n"
    );
}

#[test]
fn every_way_to_be_refused_has_its_words() {
    let rows = [
        (
            ("S", "urn:b", "SE2", None),
            "VP004",
            "no row of the catalogue names this contract",
        ),
        (
            ("S", "urn:a", "SE9 ", None),
            "VP004",
            "there is white space in the address",
        ),
        (
            ("S", "urn:a", "se1-A", None),
            "VP004",
            "the organisation tree has SE1-a, in other case",
        ),
        (("S", "urn:a", "SE5", None), "VP004", "the address has routes for urn:a"),
        (
            ("S", "urn:a", "SE5", None),
            "VP004",
            "not valid now (until 2026-01-31 23:59:59), line 23",
        ),
        (("S", "urn:a", "SE4", None), "VP006", "end or remove all routes but one"),
        (("S", "urn:a", "SE3", None), "VP010", "has no address"),
        (("S", "urn:a", " ", None), "VP003", "it names no logical address"),
        (
            ("S", "urn:a", "SE6", None),
            "a fault without code",
            "localhost, is no http:// or https:// URL",
        ),
        (
            ("S", "urn:a", "SE7", Some("RIVTABP21")),
            "VP005",
            "the producer speaks rivtabp20 and the call RIVTABP21",
        ),
        (
            ("T", "urn:a", "SE2", None),
            "VP007",
            "no row of the catalogue names this sender",
        ),
        (
            ("S", "urn:a", "A#B#SE2", None),
            "VP007",
            "old-style addresses have at most two parts",
        ),
        (
            ("S", "urn:a", "A#B#SE2", None),
            "VP007",
            "the sender has permissions for this contract at *",
        ),
        (("S", "urn:a", "#", None), "VP004", "the address has no parts"),
        (
            ("S", "urn:a", "SE2", Some("RIVTABP22")),
            "VP005",
            "the producer speaks RIVTABP21 and the call RIVTABP22",
        ),
    ];
    for ((sender, contract, receiver, profile), code, words) in rows {
        let explanation = explain(sender, contract, receiver, profile);
        assert_eq!(explanation.verdict.code(), Some(code), "{receiver}");
        let text = explanation.to_string();
        assert!(text.contains(words), "{words} in\n{text}");
        assert!(text.contains(code), "{text}");
    }
}

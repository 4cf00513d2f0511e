//! The reference pages are what the code says.
#![allow(clippy::unwrap_used)]

#[test]
fn section_5_2_the_page_of_faults_is_fresh() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/reference/faults.md");
    let written = std::fs::read_to_string(path).unwrap();
    assert!(
        written == rivta_router::refusal::page(),
        "docs/reference/faults.md is stale: run `make generate`"
    );
}

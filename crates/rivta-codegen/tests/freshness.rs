//! The checked-in contracts are what the generator writes now.

use std::path::Path;

use rivta_codegen::{Repository, fresh};

#[test]
fn generated_contracts_are_fresh() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let repository = Repository::at(top);
    let rendered = repository.render().unwrap();
    let stale = fresh::compare(&repository.output(), &rendered).unwrap();
    let lines: Vec<String> = stale.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "run `make generate`:\n{}", lines.join("\n"));
}

//! Writes `crates/rivta-contracts/src/generated` from `schemas/` and `wsdl/`, and
//! `crates/rivta-contracts/tests/golden/generated` from `testsuite/golden`.
#![allow(clippy::print_stdout)]

use std::path::Path;

use rivta_codegen::{Error, Repository, fresh};

fn main() -> Result<(), Error> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let repository = Repository::at(top);
    let contracts = (repository.output(), repository.render()?);
    let golden = (repository.golden_output(), repository.render_golden()?);
    for (folder, rendered) in [contracts, golden] {
        for change in fresh::write(&folder, &rendered)? {
            println!("{change}");
        }
    }
    Ok(())
}

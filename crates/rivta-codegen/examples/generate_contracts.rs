//! Writes `crates/rivta-contracts/src/generated` from `schemas/` and `wsdl/`.
#![allow(clippy::print_stdout)]

use std::path::Path;

use rivta_codegen::{Error, Repository, fresh};

fn main() -> Result<(), Error> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let repository = Repository::at(top);
    let rendered = repository.render()?;
    for change in fresh::write(&repository.output(), &rendered)? {
        println!("{change}");
    }
    Ok(())
}

//! The `README.md` of a crate.

use std::fmt::Write as _;

use super::{Collection, CrateName, OutputFile, Runtime};

pub(super) fn file(name: &CrateName, runtime: &Runtime, collection: &Collection) -> OutputFile {
    let mut text = format!("# {name}\n\nService contracts (RIV-TA) as Rust, written by `rivta generate`.\n\n");
    for package in collection.packages() {
        let (plan, id) = (&package.plan, &package.plan.id);
        // Writing to a String cannot fail.
        let _ = writeln!(text, "## `{}` {}\n\nModule `{}`.\n", id.domain, id.release, plan.module);
        for contract in &plan.contracts {
            let _ = writeln!(text, "* `{}::{}::{}`", plan.module, contract.module, contract.rust_name);
        }
        text.push('\n');
    }
    let workspace = match runtime {
        Runtime::Version => "",
        Runtime::Checkout { .. } => " --workspace RIVTA",
    };
    let _ = writeln!(
        text,
        "To write it anew: `rivta generate --crate {name} --out .{workspace} PATH…`, with the paths of the published packages."
    );
    OutputFile::text("README.md", text)
}

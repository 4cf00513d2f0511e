//! The `README.md` of a crate.

use std::fmt::Write as _;

use super::collection::Collected;
use super::{Collection, CrateName, OutputFile, Runtime};

pub(super) fn file(name: &CrateName, runtime: &Runtime, collection: &Collection) -> OutputFile {
    let rust_name = name.rust_name();
    let workspace = match runtime {
        Runtime::Version => "",
        Runtime::Checkout { .. } => " --workspace RIVTA",
    };
    let mut text = format!(
        "# {name}

Service contracts (RIV-TA) as Rust, written by `rivta generate` from the published files in `schemas/`. There is one
module for each release of a service domain and in it one for each namespace. A contract is a type that implements
`rivta_soap::Contract`; a request or response is read and written by the types it names.

```rust
use rivta_soap::xml::{{Limits, read_document, write_document}};
use rivta_soap::Contract;

fn again<C: Contract>(request: &[u8]) -> Result<Vec<u8>, {rust_name}::DecodeError> {{
    let request: C::Request = read_document(request, &C::REQUEST, &Limits::default())?;
    Ok(write_document(&C::REQUEST, C::REQUEST_NAMESPACES, &request))
}}
```

`{rust_name}::messages()` has every root element; `rivta roundtrip --crate . FILE…` runs messages through it.

Do not edit the files: write them anew with

    rivta generate --crate {name} --out .{workspace} PATH…

where PATH… are the published packages. The command tells which files were edited since. `generated.sha256` lists
every file.
"
    );
    for package in collection.packages() {
        section(&mut text, package);
    }
    OutputFile::text("README.md", text)
}

fn section(text: &mut String, package: &Collected) {
    let (plan, id) = (&package.plan, &package.plan.id);
    // Writing to a String cannot fail.
    let _ = writeln!(text, "\n## `{}` {}\n\nModule `{}`.", id.domain, id.release, plan.module);
    if !plan.contracts.is_empty() {
        let _ = writeln!(text, "\n| contract | type | profile |\n| --- | --- | --- |");
    }
    for contract in &plan.contracts {
        let profile = format!("{:?}", contract.profile).to_uppercase();
        let _ = writeln!(
            text,
            "| {} {} | `{}::{}` | {profile} |",
            contract.name, contract.major, contract.module, contract.rust_name
        );
    }
}

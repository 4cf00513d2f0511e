//! Writes docs/reference/faults.md anew from the table of refusals.

use std::path::Path;

fn main() -> std::io::Result<()> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference/faults.md");
    std::fs::create_dir_all(page.parent().unwrap_or(Path::new(".")))?;
    std::fs::write(page, rivta_router::refusal::page())
}

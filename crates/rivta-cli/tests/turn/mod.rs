//! One test at a time builds projects in the shared target folder: cargo tells packages of one name apart by their path
//! from their own workspace, which is the same in all of them.

use std::fs::File;
use std::path::Path;

/// Waits for the turn, which lasts until the file is dropped.
pub(crate) fn taken() -> File {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let turn = File::create(target.join("projects-lock")).unwrap();
    turn.lock().unwrap();
    turn
}

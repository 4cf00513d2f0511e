//! The published files that code comes from, and the first lines of generated files.

use std::fmt::Write as _;
use std::path::PathBuf;

use sha2::{Digest as _, Sha256};

/// A published file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The path within the package.
    pub path: String,
    /// The path from the folder that generated files name their sources from.
    pub shown: String,
    /// The path from the folder of the package's `mod.rs` to the file.
    pub from_module: String,
    /// Where it was found.
    pub origin: PathBuf,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub digest: String,
}

/// The SHA-256 of bytes, in hexadecimal. Line ends count as LF, as a checkout may change them.
pub(crate) fn digest(bytes: &[u8]) -> String {
    let mut hash = Sha256::new();
    for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
        match piece.strip_suffix(b"\r\n") {
            Some(line) => {
                hash.update(line);
                hash.update(b"\n");
            }
            None => hash.update(piece),
        }
    }
    hexadecimal(&hash.finalize())
}

/// Bytes as hexadecimal digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The first line of a generated file of this repository. Elsewhere another way of writing it anew takes
/// its place.
pub(crate) const FIRST_LINE: &str = "// Written by rivta-codegen; do not edit. To write it anew: make generate\n";

/// The first lines of a generated file.
pub(super) fn header<'s>(sources: impl IntoIterator<Item = &'s Source>) -> String {
    let mut text = String::from(FIRST_LINE);
    let mut sources = sources.into_iter().peekable();
    if sources.peek().is_some() {
        text.push_str("// From, with SHA-256:\n");
    }
    for source in sources {
        text.push_str("//   ");
        text.push_str(&source.shown);
        text.push_str("\n//     ");
        text.push_str(&source.digest);
        text.push('\n');
    }
    text.push('\n');
    text
}

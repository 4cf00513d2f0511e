//! The files of a project, from templates.

use std::path::Path;

use crate::error::Error;

/// Which end of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Producer,
    Consumer,
}

/// A file of a project and its template.
type Template = (&'static str, &'static str);

const PRODUCER: [Template; 8] = [
    ("Cargo.toml", include_str!("templates/producer/Cargo.toml.txt")),
    ("README.md", include_str!("templates/producer/README.md.txt")),
    ("settings.toml", include_str!("templates/producer/settings.toml.txt")),
    ("src/main.rs", include_str!("templates/producer/main.rs.txt")),
    ("src/lib.rs", include_str!("templates/producer/lib.rs.txt")),
    ("src/handler.rs", include_str!("templates/producer/handler.rs.txt")),
    ("src/settings.rs", include_str!("templates/producer/settings.rs.txt")),
    ("tests/call.rs", include_str!("templates/producer/call.rs.txt")),
];
const CONSUMER: [Template; 7] = [
    ("Cargo.toml", include_str!("templates/consumer/Cargo.toml.txt")),
    ("README.md", include_str!("templates/consumer/README.md.txt")),
    ("settings.toml", include_str!("templates/consumer/settings.toml.txt")),
    ("src/main.rs", include_str!("templates/consumer/main.rs.txt")),
    ("src/lib.rs", include_str!("templates/consumer/lib.rs.txt")),
    ("src/settings.rs", include_str!("templates/consumer/settings.rs.txt")),
    ("tests/call.rs", include_str!("templates/consumer/call.rs.txt")),
];
const BOTH: [Template; 2] = [
    (".gitignore", include_str!("templates/gitignore.txt")),
    ("rustfmt.toml", "max_width = 120\n"),
];

/// Words of the templates and what stands for them.
pub(super) type Words = Vec<(&'static str, String)>;

/// Writes the files that come from templates.
///
/// # Errors
/// [`Error::File`].
pub(super) fn write(folder: &Path, end: End, words: &Words) -> Result<(), Error> {
    let own: &[Template] = match end {
        End::Producer => &PRODUCER,
        End::Consumer => &CONSUMER,
    };
    for (path, template) in own.iter().chain(&BOTH) {
        write_file(folder, path, &filled(template, words))?;
    }
    Ok(())
}

/// Writes a file, and the folders it stands in.
///
/// # Errors
/// [`Error::File`].
pub(super) fn write_file(folder: &Path, path: &str, text: &str) -> Result<(), Error> {
    let file = folder.join(path);
    let parent = file.parent().unwrap_or(folder);
    std::fs::create_dir_all(parent).map_err(Error::file(parent))?;
    std::fs::write(&file, text).map_err(Error::file(&file))
}

fn filled(template: &str, words: &Words) -> String {
    let mut text = template.to_owned();
    for (word, value) in words {
        text = text.replace(&format!("{{{{{word}}}}}"), value);
    }
    text
}

//! Why nothing was generated.

use std::path::PathBuf;

use rivta_schema::Place;

/// Why nothing was generated.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The schemas or WSDLs cannot be read; whoever owns them can mend it.
    #[error(transparent)]
    Schema(#[from] rivta_schema::Error),
    /// The generator does not cover a construct, or a name leads to nothing, which the reader of the schemas
    /// finds before.
    #[error("{place}: {construct} is not covered by the generator yet")]
    Uncovered {
        /// Where the construct stands.
        place: Place,
        /// The construct, in the words of XML Schema.
        construct: String,
    },
    /// A contract departs from what every RIV-TA contract must have.
    #[error("{place}: {what}")]
    NotRivTa {
        /// Where.
        place: Place,
        /// What is missing or wrong.
        what: String,
    },
    /// A file or folder cannot be read or written.
    #[error("{}: cannot be read or written", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A crate cannot have the name asked for.
    #[error("{name:?} cannot be the name of a crate: {reason}")]
    CrateName {
        /// The name.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A folder to write into holds what was not written there by us.
    #[error("{}: the folder is not empty and no generated crate", path.display())]
    Occupied {
        /// The folder.
        path: PathBuf,
    },
    /// Files that were written by us have been edited since, and would be overwritten.
    #[error("{}: edited since it was generated: {}", path.display(), files.join(", "))]
    Edited {
        /// The folder.
        path: PathBuf,
        /// The files, by their paths in it.
        files: Vec<String>,
    },
    /// Nothing can be generated for some contracts or files.
    #[error("nothing can be generated for\n{}", refused.join("\n"))]
    Refused {
        /// Each with place and reason.
        refused: Vec<String>,
    },
    /// There is no folder to write to.
    #[error("OUT_DIR is not set, as it is in a build.rs; give a folder with out_dir")]
    NoOutDir,
    /// The generator made code that is not Rust: an error in the generator.
    #[error("the code for {file} is not Rust ({source}); this is an error in rivta-codegen")]
    NotRust {
        /// The generated file.
        file: String,
        /// What the parser says.
        source: syn::Error,
    },
}

impl Error {
    /// Where in a file the error is, if it is about a place in a file.
    pub fn place(&self) -> Option<&Place> {
        match self {
            Self::Schema(error) => error.place(),
            Self::Uncovered { place, .. } | Self::NotRivTa { place, .. } => Some(place),
            _ => None,
        }
    }

    pub(crate) fn uncovered(place: &Place, construct: impl Into<String>) -> Self {
        Self::Uncovered {
            place: place.clone(),
            construct: construct.into(),
        }
    }
}

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
    pub(crate) fn uncovered(place: &Place, construct: impl Into<String>) -> Self {
        Self::Uncovered {
            place: place.clone(),
            construct: construct.into(),
        }
    }
}

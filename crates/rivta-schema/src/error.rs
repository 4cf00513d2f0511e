//! What can be wrong with a package, and where.

use std::fmt;
use std::path::PathBuf;

use crate::xsd::QName;

/// A place in a file of a package.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// The file, as it was found on disk.
    pub file: PathBuf,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file.display(), self.line, self.column)
    }
}

/// Why a package cannot be read.
///
/// Who can mend it: whoever owns the files, unless the variant says otherwise.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder cannot be read.
    #[error("{}: cannot be read", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file is larger, or a tree holds more files, than this reader accepts.
    #[error("{}: more than {limit} {what}", path.display())]
    TooLarge {
        /// The file or folder.
        path: PathBuf,
        /// What there is too much of.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// An archive is not a zip archive, or not one that can be taken in.
    #[error("{}: the archive cannot be read: {what}", path.display())]
    Archive {
        /// The archive.
        path: PathBuf,
        /// Why not.
        what: String,
    },
    /// A path leads to no contracts.
    #[error("{}: there is no WSDL or XML Schema here", path.display())]
    NothingFound {
        /// The path.
        path: PathBuf,
    },
    /// A file is in an encoding that is not known, or its bytes are not in the encoding it names.
    #[error("{place}: the bytes are not valid {encoding}")]
    Encoding {
        /// The first byte that does not fit, or where the name of an unknown encoding stands.
        place: Place,
        /// The encoding that the file claims.
        encoding: String,
    },
    /// A file is not well-formed XML, or has a document type declaration.
    #[error("{place}: not well-formed XML: {}", reason(source))]
    Xml {
        /// Where.
        place: Place,
        /// What the XML parser says.
        source: Box<roxmltree::Error>,
    },
    /// A construct is not allowed where it stands.
    #[error("{place}: {what}")]
    Invalid {
        /// Where.
        place: Place,
        /// What is wrong, in words.
        what: String,
    },
    /// A construct is XML Schema or WSDL, but this reader does not take it.
    #[error("{place}: {construct} is not supported")]
    Unsupported {
        /// Where.
        place: Place,
        /// The construct.
        construct: String,
    },
    /// An import or include names a file that is not in the package.
    #[error("{place}: the file {location} is not in the package; put it there as published")]
    MissingFile {
        /// Where the reference stands.
        place: Place,
        /// The reference as written.
        location: String,
    },
    /// A reference names a component that no file of the package defines.
    #[error("{place}: {kind} {name} is not defined in the package")]
    Unresolved {
        /// Where the reference stands.
        place: Place,
        /// The kind of component, for example `type`.
        kind: &'static str,
        /// Its name.
        name: QName,
    },
    /// Two files define the same component differently.
    #[error("{second}: {kind} {name} is already defined differently at {first}")]
    Conflict {
        /// The kind of component.
        kind: &'static str,
        /// Its name.
        name: Box<QName>,
        /// The first definition.
        first: Box<Place>,
        /// The second definition.
        second: Box<Place>,
    },
}

impl Error {
    /// Where in a file the error is, if it is about a place in a file.
    pub fn place(&self) -> Option<&Place> {
        match self {
            Self::Encoding { place, .. }
            | Self::Xml { place, .. }
            | Self::Invalid { place, .. }
            | Self::Unsupported { place, .. }
            | Self::MissingFile { place, .. }
            | Self::Unresolved { place, .. } => Some(place),
            Self::Conflict { second, .. } => Some(second),
            _ => None,
        }
    }

    /// What to do about the error, in a sentence.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::Read { .. } => "Check that the path is right and that you may read it.",
            Self::TooLarge { .. } => {
                "Give a path with less below it, best the folder or archive of one domain release."
            }
            Self::Archive { .. } => {
                "Fetch the archive anew from where it is published, or unpack it and give the folder."
            }
            Self::NothingFound { .. } => {
                "Give a folder or zip archive of a domain release as published, a .wsdl or a .xsd file."
            }
            Self::Encoding { .. } => {
                "Correct the encoding in the XML declaration on the file's first line, or save the file in that encoding."
            }
            Self::Xml { .. } => {
                "Fetch the file anew from where it is published; what is wrong begins at this place or before it."
            }
            Self::Invalid { .. } => "Compare the file with the one that was published, and tell its publisher.",
            Self::Unsupported { .. } => "No published contract is known to need this; please report one that does.",
            Self::MissingFile { .. } => {
                "Take over the whole release, core_components beside interactions; nothing is fetched over the network."
            }
            Self::Unresolved { .. } => {
                "Check the spelling and the prefix; then that some file that is imported, directly or not, defines it."
            }
            Self::Conflict { .. } => {
                "One package can hold one version of a component: take the files of one release, not a mixture."
            }
        }
    }

    pub(crate) fn invalid(place: Place, what: impl Into<String>) -> Self {
        Self::Invalid {
            place,
            what: what.into(),
        }
    }
}

/// What the parser says, without the place that it adds.
fn reason(error: &roxmltree::Error) -> String {
    let text = error.to_string();
    let position = format!(" at {}", error.pos());
    text.strip_suffix(&position).map(str::to_owned).unwrap_or(text)
}

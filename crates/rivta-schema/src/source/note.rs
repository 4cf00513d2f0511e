//! What is worth telling about files that can be read all the same.

use std::fmt;
use std::path::PathBuf;

use crate::error::Place;

/// Something odd that does not keep a package from being read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Note {
    /// The file or folder.
    pub path: PathBuf,
    /// Line and column, both from 1, where the note is about a place in a file.
    pub position: Option<(u32, u32)>,
    /// What is odd, in words.
    pub what: String,
}

impl Note {
    /// A note about a file or folder.
    pub fn about(path: impl Into<PathBuf>, what: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            position: None,
            what: what.into(),
        }
    }

    /// A note about a place in a file.
    pub fn at(place: Place, what: impl Into<String>) -> Self {
        Self {
            path: place.file,
            position: Some((place.line, place.column)),
            what: what.into(),
        }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some((line, column)) = self.position {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}", self.what)
    }
}

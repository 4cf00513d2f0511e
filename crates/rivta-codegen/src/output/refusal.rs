//! What was not generated, and why.

use std::fmt;

use crate::error::Error;

/// A contract, or a whole package or path, that nothing was generated for.
#[derive(Debug)]
pub struct Refusal {
    /// What was refused: a contract's name, the path of a file, or a domain and its release; empty where
    /// the error names all there is.
    pub what: String,
    /// Why, with place.
    pub error: Error,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let separator = if self.what.is_empty() { "" } else { ": " };
        write!(f, "{}{separator}{}", self.what, self.error)
    }
}

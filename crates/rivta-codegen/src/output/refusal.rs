//! What was not generated, and why.

use std::fmt;

use crate::error::Error;

/// A contract, or a whole package or path, that nothing was generated for.
#[derive(Debug)]
pub struct Refusal {
    /// What was refused: a contract's name, the path of a WSDL, or a domain and its release.
    pub what: String,
    /// Why, with place.
    pub error: Error,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.what, self.error)
    }
}

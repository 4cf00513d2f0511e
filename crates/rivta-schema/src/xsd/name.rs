//! Qualified names.

use std::fmt;

/// The namespace of XML Schema.
pub const XS: &str = "http://www.w3.org/2001/XMLSchema";
/// The namespace of the prefix `xml`.
pub const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// A namespace and a local name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QName {
    /// The namespace; `None` when the name is in no namespace.
    pub namespace: Option<String>,
    /// The local name, white space collapsed.
    pub local: String,
}

impl QName {
    /// Makes a name. White space around the local name falls away, as `xs:NCName` collapses it.
    pub fn new(namespace: Option<&str>, local: &str) -> Self {
        Self {
            namespace: namespace.map(str::to_owned),
            local: local.trim().to_owned(),
        }
    }

    /// Whether the name is in the namespace of XML Schema.
    pub fn is_xs(&self) -> bool {
        self.namespace.as_deref() == Some(XS)
    }
}

impl fmt::Display for QName {
    /// Clark notation: `{namespace}local`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.namespace {
            Some(namespace) => write!(f, "{{{namespace}}}{}", self.local),
            None => f.write_str(&self.local),
        }
    }
}

//! Namespaces and qualified names known at compile time.

use std::fmt;

/// An XML namespace and the prefix the [`Writer`](super::Writer) binds it to.
///
/// Prefixes must be unique among the namespaces of one document; the generator sees to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Namespace {
    /// The namespace name, for example `urn:riv:itintegration:registry:1`. Empty: no namespace,
    /// and then the prefix is empty too.
    pub uri: &'static str,
    /// The prefix used when writing; never looked at when reading.
    pub prefix: &'static str,
}

/// No namespace: what unqualified attributes are in.
pub static NO_NAMESPACE: Namespace = Namespace { uri: "", prefix: "" };

/// The namespace of `xml:lang` and its like.
pub static XML_NAMESPACE: Namespace = Namespace {
    uri: "http://www.w3.org/XML/1998/namespace",
    prefix: "xml",
};

/// The qualified name of an element, attribute or type known at compile time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Name {
    /// The namespace the name lives in.
    pub namespace: &'static Namespace,
    /// The name without prefix.
    pub local: &'static str,
}

impl Name {
    /// A name of `namespace`.
    pub const fn new(namespace: &'static Namespace, local: &'static str) -> Self {
        Self { namespace, local }
    }

    /// A name of no namespace.
    pub const fn unqualified(local: &'static str) -> Self {
        Self::new(&NO_NAMESPACE, local)
    }

    /// Whether a namespace and local name read from a document are this name.
    pub fn is(&self, namespace: Option<&str>, local: &str) -> bool {
        self.local == local && namespace.unwrap_or("") == self.namespace.uri
    }
}

impl fmt::Display for Name {
    /// Clark notation: `{namespace}local`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{}}}{}", self.namespace.uri, self.local)
    }
}

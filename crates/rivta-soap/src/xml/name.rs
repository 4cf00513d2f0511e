//! Namespaces and qualified names known at compile time.

use std::fmt;
use std::hash::{Hash, Hasher};

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
#[derive(Debug, Clone, Copy)]
pub struct Name {
    /// The namespace the name lives in.
    pub namespace: &'static Namespace,
    /// The name without prefix.
    pub local: &'static str,
    /// The start tag as it is written, with prefix; empty where it has yet to be put together.
    pub(super) start_tag: &'static str,
    /// The end tag likewise.
    pub(super) end_tag: &'static str,
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.local == other.local && self.namespace == other.namespace
    }
}

impl Eq for Name {}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.namespace.hash(state);
        self.local.hash(state);
    }
}

impl Name {
    /// A name of `namespace`.
    pub const fn new(namespace: &'static Namespace, local: &'static str) -> Self {
        Self {
            namespace,
            local,
            start_tag: "",
            end_tag: "",
        }
    }

    /// The same name with its tags put together in advance, which makes writing them fast: `<p:name>` and
    /// `</p:name>`, where `p` is the prefix of the namespace.
    pub const fn tags(self, start_tag: &'static str, end_tag: &'static str) -> Self {
        Self {
            start_tag,
            end_tag,
            ..self
        }
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
